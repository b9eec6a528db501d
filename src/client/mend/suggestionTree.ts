import * as vscode from 'vscode';
import { type MergeSide, type Page, Requests, type SuggestionItem } from '../../protocol/protocol';
import type { Connection } from '../connection';
import { fullName, plain } from '../display';
import { openCommand } from '../places';
import { pageSize } from '../settings';
import { throttle } from '../timing';
import { ICONS } from '../tree/treeItems';
import type { Words } from '../words';
import type { Decider } from './decider';

export const SUGGESTIONS_VIEW = 'gazetteer.suggestions';
/** The command behind its "more…" row. */
export const SHOW_MORE_SUGGESTIONS = '_gazetteer.showMoreSuggestions';
const COUNT = 'gazetteer.count.suggestions';
/** What was left for later, by the ids of suggestions; kept for the workspace. */
const LATER_MEMORY = 'gazetteer.suggestionsForLater';
/** While files are read suggestions come and go. */
const REFRESH_MS = 1000;

/** A row: a pair that may be one, one of its sides, or the rest of the list. */
export type SuggestionNode =
  | { readonly kind: 'suggestion'; readonly item: SuggestionItem }
  | { readonly kind: 'side'; readonly side: MergeSide; readonly parent: SuggestionNode }
  | { readonly kind: 'moreSuggestions'; readonly remaining: number };

/** The pairs of names that may be one, with the evidence. Nothing is merged until the user says so. */
export class SuggestionTree implements vscode.TreeDataProvider<SuggestionNode>, vscode.Disposable {
  private readonly changeEmitter = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changeEmitter.event;
  private readonly control: vscode.TreeView<SuggestionNode>;
  private readonly disposables: vscode.Disposable[];
  private limit = pageSize();
  private later: ReadonlySet<string>;

  constructor(
    private readonly connection: Connection,
    private readonly words: Words,
    private readonly memory: vscode.Memento,
    private readonly log: vscode.LogOutputChannel,
    private readonly decider: Decider,
  ) {
    this.later = new Set(memory.get<string[]>(LATER_MEMORY, []));
    this.control = vscode.window.createTreeView(SUGGESTIONS_VIEW, { treeDataProvider: this });
    const refresh = throttle(
      () => REFRESH_MS,
      () => {
        // Nobody looks: nothing to compare.
        if (this.control.visible) this.refresh();
      },
    );
    this.disposables = [
      this.changeEmitter,
      this.control,
      refresh,
      connection.onDidChangeEntities(refresh.call),
      decider.onDidDecide(refresh.call),
      this.control.onDidChangeVisibility(({ visible }) => {
        if (visible) this.refresh();
      }),
    ];
  }

  getTreeItem(node: SuggestionNode): vscode.TreeItem {
    switch (node.kind) {
      case 'suggestion':
        return this.suggestionRow(node.item);
      case 'side':
        return this.sideRow(node);
      case 'moreSuggestions': {
        const row = new vscode.TreeItem(vscode.l10n.t('{0} more…', this.words.number(node.remaining)));
        row.id = 'more';
        row.iconPath = new vscode.ThemeIcon('ellipsis');
        row.command = { title: vscode.l10n.t('Show More'), command: SHOW_MORE_SUGGESTIONS };
        return row;
      }
    }
  }

  getParent(node: SuggestionNode): SuggestionNode | undefined {
    return node.kind === 'side' ? node.parent : undefined;
  }

  async getChildren(node?: SuggestionNode): Promise<SuggestionNode[]> {
    if (!this.connection.started) return [];
    try {
      if (node === undefined) return await this.suggestions();
      if (node.kind !== 'suggestion') return [];
      const { keep, other } = node.item;
      const sides = await this.connection.request<readonly MergeSide[]>(Requests.mergePreview, {
        ids: [keep.id, other.id],
      });
      return sides.map((side) => ({ kind: 'side', side, parent: node }));
    } catch (error) {
      this.log.error('The suggestions could not be listed:', error instanceof Error ? error : String(error));
      return [];
    }
  }

  async merge(node?: SuggestionNode): Promise<void> {
    const item = this.itemOf(node);
    if (item) await this.decider.act({ kind: 'merge', into: item.keep.id, others: [item.other.id] });
  }

  async notSame(node?: SuggestionNode): Promise<void> {
    const item = this.itemOf(node);
    if (item) await this.decider.act({ kind: 'notSame', entity: item.keep.id, other: item.other.id });
  }

  /** Takes a suggestion out of the list until {@link showAll}. */
  async postpone(node?: SuggestionNode): Promise<void> {
    const item = this.itemOf(node);
    if (!item) return;
    this.later = new Set([...this.later, item.id]);
    await this.memory.update(LATER_MEMORY, [...this.later]);
    this.refresh();
  }

  async showAll(): Promise<void> {
    this.later = new Set();
    await this.memory.update(LATER_MEMORY, undefined);
    this.refresh();
  }

  showMore(): void {
    this.limit += pageSize();
    this.refresh();
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private refresh(): void {
    this.changeEmitter.fire();
  }

  /** A key was pressed, or a row's action: on the row, or on the selected one. */
  private itemOf(node: SuggestionNode | undefined): SuggestionItem | undefined {
    let at = node ?? this.control.selection[0];
    if (at?.kind === 'side') at = at.parent;
    return at?.kind === 'suggestion' ? at.item : undefined;
  }

  private async suggestions(): Promise<SuggestionNode[]> {
    const page = await this.connection.request<Page<SuggestionItem>>(Requests.suggestions, {
      offset: 0,
      limit: this.limit + this.later.size,
    });
    const items = page.items.filter(({ id }) => !this.later.has(id)).slice(0, this.limit);
    const hidden = page.items.filter(({ id }) => this.later.has(id)).length;
    const remaining = page.total - hidden - items.length;
    void vscode.commands.executeCommand('setContext', COUNT, items.length);
    void vscode.commands.executeCommand('setContext', 'gazetteer.suggestionsForLater', hidden > 0);
    this.control.description = items.length > 0 ? this.words.number(items.length + remaining) : '';
    return [
      ...items.map((item): SuggestionNode => ({ kind: 'suggestion', item })),
      ...(remaining > 0 ? [{ kind: 'moreSuggestions', remaining } as const] : []),
    ];
  }

  private suggestionRow({ id, keep, other, evidence }: SuggestionItem): vscode.TreeItem {
    const label = `${plain(fullName(other))} → ${plain(fullName(keep))}`;
    const row = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
    row.id = id;
    row.iconPath = ICONS[keep.type];
    row.description = plain(evidence);
    row.tooltip = [
      `${fullName(other)} → ${fullName(keep)}`,
      evidence,
      vscode.l10n.t(
        'Ctrl+Enter merges, Delete says that they are not the same, Shift+Delete leaves it for later.',
      ),
    ].join('\n');
    row.contextValue = 'suggestion';
    row.accessibilityInformation = {
      label: vscode.l10n.t('{0} may be {1}: {2}', fullName(other), fullName(keep), evidence),
    };
    return row;
  }

  private sideRow({ side: { entity, excerpt }, parent }: SuggestionNode & { kind: 'side' }): vscode.TreeItem {
    const row = new vscode.TreeItem(plain(fullName(entity)));
    row.id = `${parent.kind === 'suggestion' ? parent.item.id : ''}|${entity.id}`;
    const dates = this.words.dates(entity.firstDate, entity.lastDate);
    const facts = [this.words.counts(entity), dates].filter(Boolean).join(' · ');
    row.description = excerpt ? `${facts} · ${plain(excerpt.text)}` : facts;
    row.tooltip = [fullName(entity), facts, excerpt?.text].filter(Boolean).join('\n');
    row.contextValue = 'suggestionSide';
    if (excerpt) row.command = openCommand(vscode.l10n.t('Open Sentence'), excerpt);
    row.accessibilityInformation = {
      label: [fullName(entity), facts, excerpt?.text].filter(Boolean).join(', '),
    };
    return row;
  }
}

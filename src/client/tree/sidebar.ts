import * as vscode from 'vscode';
import { ENTITY_TYPES, type EntityType } from '../../core/model';
import {
  type EntityItem,
  type EntitySort,
  type IndexState,
  type Page,
  Requests,
} from '../../protocol/protocol';
import type { Connection } from '../connection';
import { throttle } from '../timing';
import type { Words } from '../words';
import { EntityTree, type Listing } from './entityTree';
import type { MoreNode, Node } from './nodes';

const VIEWS: Readonly<Record<EntityType, string>> = {
  ORG: 'gazetteer.organisations',
  EVENT: 'gazetteer.events',
  PER: 'gazetteer.people',
  LOC: 'gazetteer.places',
  PROD: 'gazetteer.products',
};
const SORTS: readonly EntitySort[] = ['mentions', 'name', 'recent'];
const SORT_MEMORY = 'gazetteer.sort';
const UNCERTAIN_MEMORY = 'gazetteer.uncertain';
/** How often the views may be drawn again: while indexing, and when an edit changed something. */
const INDEXING_MS = 1000;
const EDITING_MS = 50;
/** An entity further down than this is shown by filtering for it: so many rows are slow to draw and to scroll. */
const REVEAL_MOST = 1000;

interface View {
  readonly tree: EntityTree;
  readonly control: vscode.TreeView<Node>;
}

/** The five views of the sidebar, sorted and filtered together. */
export class Sidebar implements vscode.Disposable {
  private readonly views: ReadonlyMap<EntityType, View>;
  private readonly disposables: vscode.Disposable[] = [];
  private listing: Listing;
  private selectedIn: vscode.TreeView<Node> | undefined;
  private phase: IndexState['phase'] | undefined;
  /** All files were read once: what is read now are changes. */
  private isWhole = false;
  private counts: Readonly<Record<EntityType, number>> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly words: Words,
    private readonly memory: vscode.Memento,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const sort = SORTS.find((known) => known === memory.get(SORT_MEMORY)) ?? 'mentions';
    this.listing = { sort, filter: '', uncertain: memory.get(UNCERTAIN_MEMORY, false) };
    this.views = new Map(ENTITY_TYPES.map((type) => [type, this.createView(type)]));
    const redraw = throttle(
      () => (connection.state.phase === 'ready' ? EDITING_MS : INDEXING_MS),
      () => this.redraw(),
    );
    this.disposables.push(
      redraw,
      connection.onDidChangeEntities(redraw.call),
      connection.onDidChangeState((state) => this.onState(state)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('gazetteer.sidebar'))
          for (const { tree } of this.views.values()) tree.reset();
      }),
    );
    this.describe();
  }

  /** The entities of the rows that were selected last. */
  get selection(): readonly EntityItem[] {
    return (this.selectedIn?.selection ?? []).flatMap((node) => (node.kind === 'entity' ? [node.item] : []));
  }

  get filter(): string {
    return this.listing.filter;
  }

  /** Shows only entities one of whose names has these words; an empty text shows all. */
  setFilter(text: string): void {
    const filter = text.trim();
    if (filter === this.listing.filter) return;
    this.list({ ...this.listing, filter });
  }

  setSort(sort: EntitySort): void {
    void this.memory.update(SORT_MEMORY, sort);
    this.list({ ...this.listing, sort });
  }

  /** Whether names that were seen once, and not surely, are listed too. */
  setUncertain(uncertain: boolean): void {
    void this.memory.update(UNCERTAIN_MEMORY, uncertain);
    this.list({ ...this.listing, uncertain });
  }

  showMore(node: MoreNode): void {
    for (const [type, view] of Object.entries(VIEWS)) {
      if (node.id.startsWith(`${view}:`) || node.id.startsWith(`${view}|`)) {
        this.views.get(type as EntityType)?.tree.showMore(node);
      }
    }
  }

  /** Shows an entity in its view, selected and unfolded. False when no list has it. */
  async reveal(item: EntityItem): Promise<boolean> {
    const view = this.views.get(item.type);
    if (view === undefined) return false;
    let place = await this.placeOf(item);
    if (place < 0 && this.listing.filter !== '') {
      this.setFilter('');
      place = await this.placeOf(item);
    }
    if (place < 0 && item.uncertain && !this.listing.uncertain) {
      this.setUncertain(true);
      place = await this.placeOf(item);
    }
    if (place >= REVEAL_MOST) {
      this.setFilter(item.name);
      place = await this.placeOf(item);
    }
    if (place < 0) return false;
    view.tree.showAtLeast(place + 1);
    await vscode.commands.executeCommand(`${VIEWS[item.type]}.focus`);
    await view.control.reveal(view.tree.nodeOf(item), { select: true, focus: true, expand: true });
    return true;
  }

  /** Runs what takes selected entities out of their list, and selects the one that comes into the first one's place. */
  async stepOver(items: readonly EntityItem[], run: () => Promise<void>): Promise<void> {
    const [first] = items;
    const view = first && this.views.get(first.type);
    const places = await Promise.all(items.map((item) => this.placeOf(item)));
    await run();
    const place = Math.min(...places);
    if (!first || !view || place < 0 || (await this.placeOf(first)) >= 0) return;
    const page = await this.connection.request<Page<EntityItem>>(Requests.entities, {
      type: first.type,
      ...this.listing,
      offset: Math.max(0, place - 1),
      limit: 2,
    });
    const next = page.items.at(place === 0 ? 0 : -1);
    if (next) await view.control.reveal(view.tree.nodeOf(next), { select: true, focus: true });
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private createView(type: EntityType): View {
    const id = VIEWS[type];
    const tree = new EntityTree(id, type, this.connection, this.words, () => this.listing, this.log);
    const control = vscode.window.createTreeView(id, {
      treeDataProvider: tree,
      canSelectMany: true,
      showCollapseAll: true,
    });
    this.disposables.push(
      tree,
      control,
      control.onDidChangeSelection(() => (this.selectedIn = control)),
    );
    return { tree, control };
  }

  private async placeOf({ id, type }: EntityItem): Promise<number> {
    return this.connection.request<number>(Requests.entityIndex, { id, type, ...this.listing });
  }

  private list(listing: Listing): void {
    this.listing = listing;
    for (const { tree } of this.views.values()) tree.reset();
    void this.count();
  }

  private redraw(): void {
    for (const { tree } of this.views.values()) tree.refresh();
    void this.count();
  }

  private onState(state: IndexState): void {
    const turned = state.phase !== this.phase;
    this.phase = state.phase;
    if (state.phase !== 'indexing') this.isWhole = state.phase === 'ready';
    // What was drawn last may be up to a second old, or from a server that is gone.
    if (turned && (state.phase === 'ready' || state.phase === 'failed')) this.redraw();
    else if (this.showsAllSure) this.counts = state.entities;
    this.describe();
  }

  /** The lists show what the state counts: no filter, no uncertain names. */
  private get showsAllSure(): boolean {
    return this.listing.filter === '' && !this.listing.uncertain;
  }

  /** How many rows each view has: with a filter, the server must be asked. */
  private async count(): Promise<void> {
    const { listing } = this;
    if (this.showsAllSure || !this.connection.running) {
      this.counts = this.connection.state.entities;
    } else {
      try {
        const totals = await Promise.all(
          ENTITY_TYPES.map(async (type) => {
            const page = await this.connection.request<Page<EntityItem>>(Requests.entities, {
              type,
              ...listing,
              offset: 0,
              limit: 0,
            });
            return [type, page.total] as const;
          }),
        );
        if (listing !== this.listing) return;
        this.counts = Object.fromEntries(totals) as Record<EntityType, number>;
      } catch (error) {
        this.log.error(
          'The filtered names could not be counted:',
          error instanceof Error ? error : String(error),
        );
        return;
      }
    }
    this.describe();
  }

  /** Says in each view how much it shows and why not more, and lets the welcome texts know. */
  private describe(): void {
    const { state } = this.connection;
    setContext('gazetteer.phase', state.phase);
    setContext('gazetteer.hasFilter', this.listing.filter !== '');
    setContext('gazetteer.sort', this.listing.sort);
    setContext('gazetteer.uncertain', this.listing.uncertain);
    setContext('gazetteer.articles', state.articles);
    for (const [type, { control }] of this.views) {
      const count = this.counts?.[type] ?? 0;
      setContext(`gazetteer.count.${type}`, count);
      // A message would hide the welcome text of an empty view, which says the same and more.
      const message = count > 0 ? this.message(state) : '';
      if (control.message !== message) control.message = message;
      const description = count > 0 ? this.words.number(count) : '';
      if (control.description !== description) control.description = description;
    }
  }

  private message(state: IndexState): string {
    const parts: string[] = [];
    if (this.listing.filter !== '') parts.push(vscode.l10n.t('Filter: “{0}”', this.listing.filter));
    const isPartial = !this.isWhole || state.total - state.done > FEW_CHANGES;
    if (state.phase === 'starting' || (state.phase === 'indexing' && isPartial)) {
      parts.push(
        vscode.l10n.t(
          'Reading: {0} of {1} files. This list is not complete yet.',
          this.words.number(state.done),
          this.words.number(state.total),
        ),
      );
    }
    return parts.join('\n');
  }
}

/** Changes that are taken in before one has read that they are: a rename over the archive, a few files saved. */
const FEW_CHANGES = 50;

const contexts = new Map<string, unknown>();

/** Sets a context key for `when` clauses, unless it has that value already. */
function setContext(key: string, value: unknown): void {
  if (contexts.get(key) === value) return;
  contexts.set(key, value);
  void vscode.commands.executeCommand('setContext', key, value);
}

import * as vscode from 'vscode';
import { LONGEST_NAME } from '../../core/decisions/model';
import { ENTITY_TYPES, type EntityType } from '../../core/model';
import {
  type ArticleItem,
  type EntityItem,
  type MergeSide,
  type Page,
  Requests,
  type SearchHit,
} from '../../protocol/protocol';
import type { Connection } from '../connection';
import { plain } from '../display';
import { entityItem, pickEntity } from '../search';
import { ICONS } from '../tree/treeItems';
import type { Words } from '../words';
import type { Decider } from './decider';

/** A list of more articles to choose from is not looked through. */
const MOST_ARTICLES = 500;
/** Who bears a name is among the first that a search for it finds. */
const MOST_BEARERS = 10;

/** What the user can do to entities, step by step. Each step can be left with Escape, and nothing has happened. */
export class MendActions {
  constructor(
    private readonly connection: Connection,
    private readonly words: Words,
    private readonly log: vscode.LogOutputChannel,
    private readonly decider: Decider,
  ) {}

  /** Makes entities one. With one of them the other is asked for; which name stays, always. */
  async merge(items: readonly EntityItem[]): Promise<void> {
    let sides = items;
    if (sides.length === 1) {
      const [only] = sides;
      const other = await this.pick(vscode.l10n.t('Merge “{0}” into…', plain(only!.name)), only);
      if (other === undefined) return;
      sides = [other, only!];
    }
    const previews = await this.connection.request<readonly MergeSide[]>(Requests.mergePreview, {
      ids: sides.map(({ id }) => id),
    });
    if (previews.length < 2) return;
    const into = await vscode.window.showQuickPick(
      previews.map(({ entity, excerpt }) => {
        const { label, description, iconPath } = entityItem(entity, this.words);
        const dates = this.words.dates(entity.firstDate, entity.lastDate);
        return {
          label,
          ...(iconPath && { iconPath }),
          description: [description, dates].filter(Boolean).join(' · '),
          ...(excerpt && { detail: plain(excerpt.text) }),
          entity,
        };
      }),
      {
        title: vscode.l10n.t('Merge: Which Name Is to Stay?'),
        placeHolder: vscode.l10n.t('All other names stay findable, and Undo takes it back'),
        matchOnDetail: true,
      },
    );
    if (into === undefined) return;
    await this.decider.act({
      kind: 'merge',
      into: into.entity.id,
      others: previews.map(({ entity }) => entity.id).filter((id) => id !== into.entity.id),
    });
  }

  async rename(item: EntityItem): Promise<void> {
    const { id, name } = item;
    const next = await this.ask(vscode.l10n.t('Rename “{0}”', plain(name)), {
      prompt: vscode.l10n.t(
        'How the name is to be spelt. Articles are not edited: F2 on a name in an article does that.',
      ),
      value: name,
    });
    if (next === undefined) return;
    const other = await this.bearerOf(next);
    if (other !== undefined && other.id !== id) await this.merge([other, item]);
    else await this.decider.act({ kind: 'rename', entity: id, name: next });
  }

  async addAlias(item: EntityItem): Promise<void> {
    const { id, name } = item;
    const alias = await this.ask(vscode.l10n.t('Add an Alias of “{0}”', plain(name)), {
      prompt: vscode.l10n.t('Another name of the same: a spelling, an acronym, a former name'),
    });
    if (alias === undefined) return;
    const other = await this.bearerOf(alias);
    if (other !== undefined && other.id !== id) await this.merge([item, other]);
    else await this.decider.act({ kind: 'alias', entity: id, alias });
  }

  async changeType({ id, name, type }: EntityItem): Promise<void> {
    const next = await this.pickType(vscode.l10n.t('What is “{0}”?', plain(name)), type);
    if (next !== undefined) await this.decider.act({ kind: 'retype', entity: id, type: next });
  }

  async hide(items: readonly EntityItem[]): Promise<void> {
    await this.decider.actTogether(
      items.map(({ id }) => ({ kind: 'hide', entity: id })),
      (made) => vscode.l10n.t('{0} names are hidden.', this.words.number(made)),
    );
  }

  /** Lists what was hidden; what is chosen comes back. */
  async restoreHidden(): Promise<void> {
    const hidden = await this.connection.request<readonly EntityItem[]>(Requests.hidden, null);
    if (hidden.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('No name is hidden.'));
      return;
    }
    const chosen = await vscode.window.showQuickPick(
      hidden.map((item) => ({ ...entityItem(item, this.words), alwaysShow: false, item })),
      {
        title: vscode.l10n.t('Hidden Names'),
        placeHolder: vscode.l10n.t('Choose the names to show again'),
        canPickMany: true,
        matchOnDetail: true,
      },
    );
    await this.decider.actTogether(
      (chosen ?? []).map(({ item }) => ({ kind: 'restore', entity: item.id })),
      (made) => vscode.l10n.t('{0} names are shown again.', this.words.number(made)),
    );
  }

  /** Tells apart a namesake: what some articles or folders name becomes an entity of its own. */
  async split({ id, name }: EntityItem): Promise<void> {
    const { items, total } = await this.connection.request<Page<ArticleItem>>(Requests.articles, {
      id,
      offset: 0,
      limit: MOST_ARTICLES,
    });
    const chosen = await vscode.window.showQuickPick(this.placesOf(items), {
      title: vscode.l10n.t('Split “{0}”: Where Is It Somebody or Something Else?', plain(name)),
      placeHolder:
        total > items.length
          ? vscode.l10n.t('Folders, and the {0} latest articles', this.words.number(items.length))
          : vscode.l10n.t('Choose folders or articles'),
      canPickMany: true,
      matchOnDescription: true,
    });
    if (chosen === undefined || chosen.length === 0) return;
    const namesake = await this.ask(vscode.l10n.t('Split “{0}”', plain(name)), {
      prompt: vscode.l10n.t('A word that tells the other one apart: what it is, where it is'),
      placeHolder: vscode.l10n.t('For example: footballer'),
    });
    if (namesake === undefined) return;
    await this.decider.act({
      kind: 'split',
      entity: id,
      namesake,
      in: [...new Set(chosen.map(({ uri }) => uri))],
    });
  }

  /** Separates one of an entity's names from it. */
  async notSame({ id, name, aliases }: EntityItem): Promise<void> {
    if (aliases.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('This entity has one name only.'));
      return;
    }
    const other = await vscode.window.showQuickPick(
      aliases.map((alias) => ({ label: plain(alias), alias })),
      {
        title: vscode.l10n.t('Which of These Is Not “{0}”?', plain(name)),
        placeHolder: vscode.l10n.t('It becomes an entity of its own, and is not joined again'),
      },
    );
    if (other !== undefined) await this.decider.act({ kind: 'notSame', entity: id, other: other.alias });
  }

  /** Marks the selected words as a name, here and wherever else they stand. */
  async markAsEntity(editor: vscode.TextEditor): Promise<void> {
    const { document, selection } = editor;
    const range = selection.isEmpty ? document.getWordRangeAtPosition(selection.active) : selection;
    const name = range && document.getText(range).replace(/\s+/g, ' ').trim();
    if (!name) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Select the name first.'));
      return;
    }
    const refusal = this.faultOf(name);
    if (refusal !== undefined) {
      void vscode.window.showWarningMessage(refusal);
      return;
    }
    const type = await this.pickType(vscode.l10n.t('What is “{0}”?', plain(name)));
    if (type === undefined) return;
    const folder = vscode.workspace.getWorkspaceFolder(document.uri)?.uri.toString();
    await this.decider.act({ kind: 'add', name, type }, folder);
  }

  /** Asks for an entity, when none is selected and none stands at the cursor. */
  pick(title: string, like?: EntityItem): Promise<EntityItem | undefined> {
    return pickEntity(this.connection, this.words, this.log, title, like);
  }

  /** The entity that has a name already, in any case and accents: with the name all of it would come over, unseen. */
  private async bearerOf(name: string): Promise<EntityItem | undefined> {
    const hits = await this.connection.request<readonly SearchHit[]>(Requests.search, {
      query: name,
      limit: MOST_BEARERS,
    });
    const isSame = (known: string): boolean => known.localeCompare(name, 'fr', { sensitivity: 'base' }) === 0;
    return hits
      .flatMap((hit) => (hit.kind === 'entity' ? [hit] : []))
      .find((hit) => isSame(hit.name) || hit.aliases.some(isSame));
  }

  private async pickType(title: string, except?: EntityType): Promise<EntityType | undefined> {
    const chosen = await vscode.window.showQuickPick(
      ENTITY_TYPES.filter((type) => type !== except).map((type) => ({
        label: this.words.kind(type),
        iconPath: ICONS[type],
        type,
      })),
      { title },
    );
    return chosen?.type;
  }

  private ask(title: string, options: vscode.InputBoxOptions): Thenable<string | undefined> {
    return vscode.window
      .showInputBox({
        title,
        ...options,
        validateInput: (value) => (value.trim() === '' ? '' : this.faultOf(value.trim())),
      })
      .then((value) => value?.trim() || undefined);
  }

  private faultOf(name: string): string | undefined {
    return name.length > LONGEST_NAME
      ? vscode.l10n.t('A name has at most {0} characters.', this.words.number(LONGEST_NAME))
      : undefined;
  }

  /** The folders of some articles, then the articles. */
  private placesOf(articles: readonly ArticleItem[]): (vscode.QuickPickItem & { uri: string })[] {
    const folders = new Map<string, { uri: string; articles: number }>();
    for (const { uri } of articles) {
      const folder = vscode.Uri.joinPath(vscode.Uri.parse(uri), '..');
      const path = vscode.workspace.asRelativePath(folder);
      const isRoot = vscode.workspace.workspaceFolders?.some(
        (root) => root.uri.toString() === folder.toString(),
      );
      if (isRoot) continue;
      const known = folders.get(path);
      if (known) known.articles++;
      else folders.set(path, { uri: folder.toString(), articles: 1 });
    }
    return [
      ...[...folders].map(([path, folder]) => ({
        label: plain(path),
        description: this.words.articles(folder.articles),
        iconPath: vscode.ThemeIcon.Folder,
        uri: folder.uri,
      })),
      ...articles.map(({ uri, title, date }) => ({
        label: plain(title),
        description: [
          date === undefined ? '' : this.words.day(date),
          vscode.workspace.asRelativePath(vscode.Uri.parse(uri)),
        ]
          .filter(Boolean)
          .join(' · '),
        iconPath: new vscode.ThemeIcon('note'),
        uri,
      })),
    ];
  }
}

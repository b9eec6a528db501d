import * as vscode from 'vscode';
import {
  CodeActionCommands,
  type DecideParams,
  type EntityItem,
  HoverCommands,
  Requests,
} from '../../protocol/protocol';
import type { Connection } from '../connection';
import type { Node } from '../tree/nodes';
import type { Sidebar } from '../tree/sidebar';
import type { MendActions } from './actions';
import type { Decider } from './decider';
import { SHOW_MORE_SUGGESTIONS, type SuggestionNode, type SuggestionTree } from './suggestionTree';

/** What a key pressed in the sidebar passes: the command works on the selected rows. */
const SIDEBAR = 'sidebar';
/** What a command is called on: rows, what is selected in the sidebar, or the file of an editor's menu. */
type Target = Node | typeof SIDEBAR | vscode.Uri;

/** What these commands work on. */
export interface MendParts {
  readonly connection: Connection;
  readonly sidebar: Sidebar;
  readonly actions: MendActions;
  readonly decider: Decider;
  readonly suggestions: SuggestionTree;
}

/**
 * The commands that mend what was recognised. Each works on the rows of the sidebar it was called on, else
 * on the name at the cursor, else on a name that is asked for.
 */
export function mendCommands({
  connection,
  sidebar,
  actions,
  decider,
  suggestions,
}: MendParts): Readonly<Record<string, (...args: never[]) => unknown>> {
  const chosen = async (
    title: string,
    node?: Target,
    nodes?: readonly Node[],
  ): Promise<readonly EntityItem[]> => {
    if (node === SIDEBAR) return sidebar.selection;
    if (node !== undefined && 'kind' in node) {
      return (nodes ?? [node]).flatMap((row) => (row.kind === 'entity' ? [row.item] : []));
    }
    const item = (await atCursor(connection)) ?? (await actions.pick(title));
    return item ? [item] : [];
  };
  /** A command on one entity; of several rows it takes the one it was called on. */
  const onOne =
    (title: string, run: (item: EntityItem) => Promise<void>) =>
    async (node?: Target): Promise<void> => {
      const [item] = await chosen(title, node);
      if (item) await run(item);
    };
  const onSome =
    (title: string, run: (items: readonly EntityItem[]) => Promise<void>) =>
    async (node?: Target, nodes?: readonly Node[]): Promise<void> => {
      const items = await chosen(title, node, nodes);
      if (items.length > 0) await run(items);
    };
  /** From a link in a hover: the id is given, and the entity may be gone meanwhile. */
  const onId = (run: (item: EntityItem) => Promise<void>) => async (id: unknown) => {
    const item = await connection.request<EntityItem | null>(Requests.entity, { id });
    if (item) await run(item);
  };
  const merge = onSome(vscode.l10n.t('Merge Which Name?'), (items) => actions.merge(items));
  const rename = onOne(vscode.l10n.t('Rename Which Name?'), (item) => actions.rename(item));
  const hide = async (node?: Target, nodes?: readonly Node[]): Promise<void> => {
    const items = await chosen(vscode.l10n.t('Hide Which Name?'), node, nodes);
    if (items.length === 0) return;
    // By the key, one hides one name after the other.
    if (node === SIDEBAR) await sidebar.stepOver(items, () => actions.hide(items));
    else await actions.hide(items);
  };
  return {
    'gazetteer.mergeEntities': merge,
    'gazetteer.renameEntity': rename,
    'gazetteer.hideEntity': hide,
    // In the editor's menu these stand without the keys, which are the sidebar's.
    'gazetteer.mergeNameHere': merge,
    'gazetteer.renameNameHere': rename,
    'gazetteer.hideNameHere': hide,
    'gazetteer.addAlias': onOne(vscode.l10n.t('Add an Alias of Which Name?'), (item) =>
      actions.addAlias(item),
    ),
    'gazetteer.changeType': onOne(vscode.l10n.t('Change the Type of Which Name?'), (item) =>
      actions.changeType(item),
    ),
    'gazetteer.splitEntity': onOne(vscode.l10n.t('Split Which Name?'), (item) => actions.split(item)),
    'gazetteer.separateName': onOne(vscode.l10n.t('Separate Which Name?'), (item) => actions.notSame(item)),
    'gazetteer.markAsEntity': async () => {
      const editor = vscode.window.activeTextEditor;
      if (editor) await actions.markAsEntity(editor);
    },
    'gazetteer.showHiddenNames': () => actions.restoreHidden(),
    'gazetteer.undoDecision': () => decider.undo(),
    'gazetteer.openDecisions': () => decider.openFile(),
    'gazetteer.mergeSuggestion': (node?: SuggestionNode) => suggestions.merge(node),
    'gazetteer.refuseSuggestion': (node?: SuggestionNode) => suggestions.notSame(node),
    'gazetteer.postponeSuggestion': (node?: SuggestionNode) => suggestions.postpone(node),
    'gazetteer.showPostponedSuggestions': () => suggestions.showAll(),
    [SHOW_MORE_SUGGESTIONS]: () => suggestions.showMore(),
    [HoverCommands.mergeEntity]: onId((item) => actions.merge([item])),
    [HoverCommands.renameEntity]: onId((item) => actions.rename(item)),
    [HoverCommands.hideEntity]: onId((item) => actions.hide([item])),
    [CodeActionCommands.decide]: ({ action, folder }: DecideParams) => decider.act(action, folder),
  };
}

async function atCursor(connection: Connection): Promise<EntityItem | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || vscode.workspace.getWorkspaceFolder(editor.document.uri) === undefined) {
    return undefined;
  }
  const { line, character } = editor.selection.active;
  const item = await connection.request<EntityItem | null>(Requests.entityAt, {
    uri: editor.document.uri.toString(),
    position: { line, character },
  });
  return item ?? undefined;
}

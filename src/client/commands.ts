import * as vscode from 'vscode';
import { type EntityItem, HoverCommands, type Location, Requests } from '../protocol/protocol';
import type { ArticleFiles } from './articleFiles';
import { openStart, peekPlaces } from './places';
import type { Report } from './report';
import { search } from './search';
import { mendCommands, type MendParts } from './mend/commands';
import { debounce } from './timing';
import type { MoreNode, Node } from './tree/nodes';
import type { Sidebar } from './tree/sidebar';
import { SHOW_MORE } from './tree/treeItems';
import type { Words } from './words';

/** What the commands work on. */
export interface Parts extends MendParts {
  readonly files: ArticleFiles;
  readonly report: Report;
  readonly words: Words;
  readonly log: vscode.LogOutputChannel;
}

/** A pause in typing after which the views follow the filter. */
const FILTER_MS = 80;

export function registerCommands(parts: Parts): vscode.Disposable {
  const { connection, files, sidebar, report, words, log } = parts;
  const reveal = async (item: EntityItem): Promise<void> => {
    if (await sidebar.reveal(item)) return;
    // Without the name: a notification would read links in it.
    void vscode.window.showInformationMessage(vscode.l10n.t('This name is in no list of the sidebar.'));
  };
  const places = async (method: string, ids: readonly string[]): Promise<void> => {
    const lists = await Promise.all(ids.map((id) => connection.request<readonly Location[]>(method, { id })));
    await peekPlaces(lists.flat());
  };
  const commands: Readonly<Record<string, (...args: never[]) => unknown>> = {
    'gazetteer.search': () => (hasFolder() ? search(connection, words, log, reveal) : undefined),
    'gazetteer.refreshIndex': async () => {
      if (!hasFolder()) return;
      await files.list();
      if (connection.started) await connection.request(Requests.refresh, null);
    },
    'gazetteer.showIndexReport': () => (hasFolder() ? report.show() : undefined),
    'gazetteer.showOutput': () => log.show(),
    'gazetteer.restart': () => connection.restart(),
    'gazetteer.filterEntities': () => (hasFolder() ? askFilter(sidebar) : undefined),
    'gazetteer.clearFilter': () => sidebar.setFilter(''),
    'gazetteer.sortByMentions': () => sidebar.setSort('mentions'),
    'gazetteer.sortByName': () => sidebar.setSort('name'),
    'gazetteer.sortByRecent': () => sidebar.setSort('recent'),
    // In the menu these stand for the order that is in force, with a tick.
    'gazetteer.sortedByMentions': () => sidebar.setSort('mentions'),
    'gazetteer.sortedByName': () => sidebar.setSort('name'),
    'gazetteer.sortedByRecent': () => sidebar.setSort('recent'),
    'gazetteer.goToSource': (node?: Node, nodes?: readonly Node[]) =>
      places(Requests.introductions, idsOf(node, nodes)),
    'gazetteer.findAllMentions': (node?: Node, nodes?: readonly Node[]) =>
      places(Requests.mentions, idsOf(node, nodes)),
    'gazetteer.openArticle': (node?: Node) => (node?.kind === 'article' ? openStart(node.item) : undefined),
    'gazetteer.showUncertain': () => sidebar.setUncertain(true),
    'gazetteer.hideUncertain': () => sidebar.setUncertain(false),
    'gazetteer.copyName': (node?: Node, nodes?: readonly Node[]) =>
      vscode.env.clipboard.writeText(namesOf(node, nodes).join('\n')),
    'gazetteer.revealInSidebar': async () => {
      const editor = vscode.window.activeTextEditor;
      if (editor === undefined || !hasFolder()) return;
      const item = await connection.request<EntityItem | null>(Requests.entityAt, {
        uri: editor.document.uri.toString(),
        position: { line: editor.selection.active.line, character: editor.selection.active.character },
      });
      if (item !== null) await reveal(item);
      else void vscode.window.showInformationMessage(vscode.l10n.t('There is no known name at the cursor.'));
    },
    [SHOW_MORE]: (node: MoreNode) => sidebar.showMore(node),
    [HoverCommands.revealEntity]: async (id: unknown) => {
      const item = await connection.request<EntityItem | null>(Requests.entity, { id });
      if (item !== null) await reveal(item);
    },
    [HoverCommands.findMentions]: (id: unknown) => places(Requests.mentions, [String(id)]),
    ...mendCommands(parts),
  };
  const registered = Object.entries(commands).map(([id, run]) =>
    vscode.commands.registerCommand(id, async (...args: never[]) => {
      try {
        await run(...args);
      } catch (error) {
        log.error(`The command ${id} failed:`, error instanceof Error ? error : String(error));
        void offerOutput(log);
      }
    }),
  );
  return vscode.Disposable.from(...registered);
}

/** Filters the views while one types; Escape brings back the filter that was. */
function askFilter(sidebar: Sidebar): void {
  const before = sidebar.filter;
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t('Filter the Sidebar');
  input.prompt = vscode.l10n.t('Words of a name, or their beginnings');
  input.placeholder = vscode.l10n.t('For example: telecom');
  input.value = before;
  // Rows may be unfolded and opened while the filter is typed.
  input.ignoreFocusOut = true;
  let accepted = false;
  const follow = debounce(FILTER_MS, () => sidebar.setFilter(input.value));
  input.onDidChangeValue(follow.call);
  input.onDidAccept(() => {
    accepted = true;
    sidebar.setFilter(input.value);
    input.hide();
  });
  input.onDidHide(() => {
    follow.dispose();
    if (!accepted) sidebar.setFilter(before);
    input.dispose();
  });
  input.show();
}

function hasFolder(): boolean {
  if (vscode.workspace.workspaceFolders !== undefined) return true;
  void offerFolder();
  return false;
}

async function offerFolder(): Promise<void> {
  const openFolder = vscode.l10n.t('Open Folder');
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t('Open the folder that holds your articles first.'),
    openFolder,
  );
  if (choice === openFolder) await vscode.commands.executeCommand('vscode.openFolder');
}

async function offerOutput(log: vscode.LogOutputChannel): Promise<void> {
  const showOutput = vscode.l10n.t('Show Output');
  const choice = await vscode.window.showErrorMessage(
    vscode.l10n.t('Gazetteer could not do that. The output says why.'),
    showOutput,
  );
  if (choice === showOutput) log.show();
}

function entities(node: Node | undefined, nodes: readonly Node[] | undefined): EntityItem[] {
  const chosen = nodes ?? (node === undefined ? [] : [node]);
  return chosen.flatMap((each) => (each.kind === 'entity' ? [each.item] : []));
}

function idsOf(node: Node | undefined, nodes: readonly Node[] | undefined): string[] {
  return entities(node, nodes).map(({ id }) => id);
}

function namesOf(node: Node | undefined, nodes: readonly Node[] | undefined): string[] {
  return entities(node, nodes).map(({ name }) => name);
}

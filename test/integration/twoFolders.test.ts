import * as vscode from 'vscode';
import { CodeActionCommands, DECISIONS_FILE, type DecisionAction } from '../../src/protocol/protocol';
import { equal, match, ok } from './assert';
import { eventually, hoverAt, isUnknown, mentionedIn, organisation, ready } from './support';

const NAME = 'Ouzgane Technologies';
const OTHER = 'Racing Tafraline';

/** A file of one of the folders. */
function within(folder: string, path: string): vscode.Uri {
  const found = vscode.workspace.workspaceFolders?.find(({ name }) => name === folder);
  ok(found, `There is no folder ${folder}.`);
  return vscode.Uri.joinPath(found.uri, path);
}

function write(uri: vscode.Uri, text: string): Thenable<void> {
  return vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

async function textOf(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

describe('In a workspace of two folders', () => {
  before(async function () {
    // Now and then the editor opens a workspace file without its folders: nothing can be seen there.
    const isOpen = await eventually(() => within('sport', '')).catch(() => undefined);
    if (!isOpen) return this.skip();
    await write(
      within('economie', 'accord.txt'),
      `Un accord\n\nLa société ${NAME} a signé mardi un accord à Rabat.\n`,
    );
    await write(
      within('sport', 'maillot.txt'),
      `Un maillot\n\nLa société ${NAME} est le nouveau partenaire du club ${OTHER}, à Tanger.\n`,
    );
    await vscode.commands.executeCommand('workbench.view.extension.gazetteer');
    await ready();
  });

  it('a name is one entity, with the articles of both', async () => {
    const files = await eventually(async () => {
      const found = await mentionedIn(await organisation(NAME));
      equal(found.length, 2);
      return found;
    });
    equal(files, ['accord.txt', 'maillot.txt']);
  });

  it('a decision is written in the folder of its article, and holds in both', async () => {
    const { id } = await organisation(NAME);
    const action: DecisionAction = { kind: 'rename', entity: id, name: 'Ouzgane Tech' };
    const file = within('economie', DECISIONS_FILE);
    await vscode.commands.executeCommand(CodeActionCommands.decide, { action });
    await eventually(async () => {
      const document = await vscode.workspace.openTextDocument(within('sport', 'maillot.txt'));
      match(await hoverAt(document, NAME), /Ouzgane Tech\b/);
    });
    match(await textOf(file), /"Ouzgane Tech"/);
    await vscode.commands.executeCommand('gazetteer.undoDecision');
    await eventually(async () => equal((await organisation(NAME)).name, NAME));
  });

  it('decisions of each folder count', async () => {
    const decided = { version: 1, entities: [{ name: 'RCT', type: 'ORG', aliases: [OTHER] }] };
    await write(within('sport', DECISIONS_FILE), JSON.stringify(decided, undefined, 2));
    await eventually(async () => equal((await organisation('RCT')).aliases, [OTHER]));
    await vscode.workspace.fs.delete(within('sport', DECISIONS_FILE));
    await eventually(async () => equal((await organisation(OTHER)).name, OTHER));
  });

  it('what a folder held is gone when it goes, and back when it is', async () => {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const sport = folders.findIndex(({ name }) => name === 'sport');
    const { uri } = folders[sport]!;
    ok(vscode.workspace.updateWorkspaceFolders(sport, 1), 'The folder stays.');
    await eventually(() => isUnknown(OTHER));
    equal(await mentionedIn(await organisation(NAME)), ['accord.txt']);
    ok(
      vscode.workspace.updateWorkspaceFolders(folders.length - 1, 0, { uri }),
      'The folder does not come back.',
    );
    await eventually(() => organisation(OTHER));
  });
});

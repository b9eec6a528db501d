import * as vscode from 'vscode';
import { equal, ok } from './assert';
import {
  ARCHIVE_FILE,
  closeEditors,
  eventually,
  hoverAt,
  isUnknown,
  open,
  organisation,
  ready,
} from './support';

const NAME = 'Zarkane Technologies';
const SENTENCE = `\nLa société ${NAME}, filiale de Maroc Telecom, a signé un accord avec la Banque Populaire à Rabat.\n`;

describe('An unsaved edit', () => {
  before(ready);
  after(closeEditors);

  it('shows in every answer, and is gone when it is undone', async () => {
    await isUnknown(NAME);
    const before = await organisation('Maroc Telecom');
    const editor = await vscode.window.showTextDocument(await open(ARCHIVE_FILE));
    const { document } = editor;
    const heading = document.positionAt(document.getText().indexOf('## Zoho'));
    await editor.edit((edit) => edit.insert(heading, SENTENCE));
    const added = await eventually(() => organisation(NAME));
    equal(added.articles, 1);
    ok((await hoverAt(document, NAME)).includes('Zarkane'), 'It has no hover.');
    ok(
      (await organisation('Maroc Telecom')).mentions > before.mentions,
      'The other names were not counted again.',
    );
    ok(document.isDirty, 'It was saved.');

    await vscode.commands.executeCommand('undo');
    await eventually(() => isUnknown(NAME));
    equal(await organisation('Maroc Telecom'), before);
  });

  it('is gone when the editor is closed without saving', async () => {
    const editor = await vscode.window.showTextDocument(await open(ARCHIVE_FILE));
    const end = editor.document.positionAt(editor.document.getText().indexOf('## Zoho'));
    await editor.edit((edit) => edit.insert(end, SENTENCE));
    await eventually(() => organisation(NAME));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await eventually(() => ok(!editor.document.isDirty, 'The editor was not closed.'));
    await eventually(() => isUnknown(NAME));
  });
});

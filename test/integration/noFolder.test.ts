import * as vscode from 'vscode';
import { equal, ok } from './assert';
import { activate, eventually, extension } from './support';

describe('Without a folder', () => {
  it('the view opens', async () => {
    await vscode.commands.executeCommand('workbench.view.extension.gazetteer');
    await eventually(() => ok(extension().isActive, 'It is not active.'));
  });

  it('nothing is read, and nothing fails', async () => {
    const api = await activate();
    await api.whenReady();
    const { phase, articles, problems } = api.state();
    equal({ phase, articles, problems }, { phase: 'ready', articles: 0, problems: 0 });
  });

  it('commands that need one open nothing', async () => {
    for (const command of ['gazetteer.search', 'gazetteer.showIndexReport', 'gazetteer.refreshIndex']) {
      await vscode.commands.executeCommand(command);
    }
    equal(vscode.window.activeTextEditor, undefined);
  });
});

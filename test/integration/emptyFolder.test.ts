import * as vscode from 'vscode';
import { equal, match } from './assert';
import { eventually, isUnknown, organisation, ready, remove, write } from './support';

const NAME = 'Ouzgane Technologies';

describe('In an empty folder', () => {
  it('there is nothing, and that is no failure', async () => {
    await vscode.commands.executeCommand('workbench.view.extension.gazetteer');
    const api = await ready();
    const { phase, articles, problems } = api.state();
    equal({ phase, articles, problems }, { phase: 'ready', articles: 0, problems: 0 });
  });

  it('the report says so', async () => {
    await vscode.commands.executeCommand('gazetteer.showIndexReport');
    await eventually(() => match(vscode.window.activeTextEditor?.document.getText() ?? '', /Articles\s+0/));
  });

  it('the first article is found when it comes, and forgotten when it goes', async () => {
    const api = await ready();
    await write('premier.txt', `Un accord\n\nLa société ${NAME} a signé mardi un accord à Rabat.\n`);
    await eventually(() => organisation(NAME));
    await api.whenReady();
    equal(api.state().articles, 1);
    await remove('premier.txt');
    await eventually(() => isUnknown(NAME));
  });
});

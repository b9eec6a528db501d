import * as vscode from 'vscode';
import { equal, ok } from './assert';
import { activate, eventually, extension, ready } from './support';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe('Activation', () => {
  it('starts when its view is opened', async () => {
    await vscode.commands.executeCommand('workbench.view.extension.gazetteer');
    await eventually(() => ok(extension().isActive, 'It is not active.'));
  });

  it('registers every command of the manifest', async () => {
    await activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    const { contributes } = extension().packageJSON as Manifest;
    const names = contributes.commands.map(({ command }) => command);
    ok(names.length > 0, 'The manifest has no command.');
    equal(
      names.filter((name) => !registered.has(name)),
      [],
      'Not registered',
    );
  });

  it('reads the whole archive', async () => {
    const api = await ready();
    const { phase, done, total, articles, entities, problems } = api.state();
    equal({ phase, done, problems }, { phase: 'ready', done: total, problems: 0 });
    // The folder holds a link to itself: what lies behind it is not read a second time, and without end.
    equal(total, 13, 'Files');
    // Twelve files with an article each, and a feed page of 24.
    ok(articles >= 36, `Only ${articles} articles.`);
    ok(
      entities.ORG > 10 && entities.EVENT > 0 && entities.PER > 5 && entities.LOC > 5,
      JSON.stringify(entities),
    );
  });
});

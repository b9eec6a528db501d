import * as vscode from 'vscode';
import { equal } from './assert';
import { eventually, isUnknown, mentionedIn, organisation, ready, remove, uriOf, write } from './support';

const NAME = 'Tafraline Industries';
const OTHER = 'Berkamed Technologies';

describe('A file', () => {
  before(ready);

  it('is known when it is created, changed, renamed and deleted', async () => {
    await isUnknown(NAME);
    await write('neuf.txt', article(NAME));
    equal(await mentionedIn(await eventually(() => organisation(NAME))), ['neuf.txt']);

    await write('neuf.txt', article(OTHER));
    await eventually(() => organisation(OTHER));
    await isUnknown(NAME);

    await vscode.workspace.fs.rename(uriOf('neuf.txt'), uriOf('rangé.md'));
    await eventually(async () =>
      equal(await mentionedIn(await organisation(OTHER)), [encodeURIComponent('rangé.md')]),
    );

    await remove('rangé.md');
    await eventually(() => isUnknown(OTHER));
  });

  it('is known in a folder that comes, moves and goes', async () => {
    await vscode.workspace.fs.createDirectory(uriOf('avril/semaine'));
    await write('avril/semaine/un.txt', article(NAME));
    await eventually(() => organisation(NAME));

    await vscode.workspace.fs.rename(uriOf('avril'), uriOf('mai'));
    await eventually(async () => {
      const [uri] = await places(NAME);
      equal(uri, uriOf('mai/semaine/un.txt').toString());
    });

    await remove('mai');
    await eventually(() => isUnknown(NAME));
  });

  it('is not read when it is no article', async () => {
    await write('notes.csv', article(NAME));
    await write('node_modules/paquet/LISEZMOI.md', article(NAME));
    // Once this one is known, the others would be.
    await write('vrai.txt', article(OTHER));
    await eventually(() => organisation(OTHER));
    await isUnknown(NAME);
    await remove('notes.csv');
    await remove('node_modules');
    await remove('vrai.txt');
    await eventually(() => isUnknown(OTHER));
  });

  it('is left out by a .gitignore of its folder, and is back when that goes', async () => {
    await write('brouillons/.gitignore', '*.txt\n!gardé.txt\n');
    await write('brouillons/perdu.txt', article(NAME));
    await write('brouillons/gardé.txt', article(OTHER));
    await eventually(() => organisation(OTHER));
    await eventually(() => isUnknown(NAME));
    await remove('brouillons/.gitignore');
    await eventually(() => organisation(NAME));
    await remove('brouillons');
    await eventually(() => isUnknown(OTHER));
  });
});

function article(name: string): string {
  return `Un accord à Rabat\n\nLa société ${name} a signé mardi un accord avec la Banque Populaire. Le groupe ${name} emploie 300 personnes.\n`;
}

async function places(name: string): Promise<string[]> {
  const api = await ready();
  const { id } = await organisation(name);
  return (await api.request<readonly { uri: string }[]>('gazetteer/mentions', { id })).map(({ uri }) => uri);
}

import { equal, match, ok } from './assert';
import {
  entities,
  eventually,
  isUnknown,
  organisation,
  problemOf,
  ready,
  remove,
  report,
  setting,
  uriOf,
  write,
} from './support';
import * as vscode from 'vscode';

const NAME = 'Ouzgane Technologies';
const SENTENCE = `La société ${NAME} a signé mardi un accord avec la Banque Populaire à Rabat.`;

describe('Bad input', () => {
  let before: unknown;

  beforeEach(async () => {
    await ready();
    before = await entities('ORG');
  });

  /** Writes a file, waits for what the report says of it, and sees that it leaves no trace when it goes. */
  async function check(
    path: string,
    content: string | Uint8Array,
    message: RegExp,
    inspect = async () => {},
  ) {
    await write(path, content);
    try {
      const said = await eventually(async () => {
        const problem = await problemOf(path);
        ok(problem, 'The report says nothing of it.');
        return problem;
      });
      match(said, message);
      await inspect();
    } finally {
      await remove(path);
    }
    await eventually(async () => {
      equal(await problemOf(path), undefined);
      equal(await entities('ORG'), before);
    });
  }

  it('a binary file named .txt is left out', async () => {
    const bytes = Uint8Array.from({ length: 20_000 }, (_, i) => (i * 7919) % 256);
    await check('image.txt', bytes, /not a text file/);
  });

  it('windows-1252 is read, and said', async () => {
    // Latin-1 letters have the same bytes there.
    const bytes = Uint8Array.from(`Un accord\n\n${SENTENCE}`, (letter) => letter.charCodeAt(0));
    await check('ancien.txt', bytes, /windows-1252/, async () => {
      await eventually(() => organisation(NAME));
    });
  });

  it('a file above the limit is left out, until the limit is raised', async () => {
    await setting('files.maxSize', 0.5);
    const content = `${SENTENCE}\n${'Rien de neuf. '.repeat(50_000)}`;
    await check('énorme.txt', content, /0[.,][67]\d* MB is above the limit/, async () => {
      await isUnknown(NAME);
      await setting('files.maxSize', 2);
      await eventually(() => organisation(NAME));
      equal(await problemOf('énorme.txt'), undefined);
    });
    await setting('files.maxSize', undefined);
  });

  it('front matter that is no YAML is left aside', async () => {
    await check('en-tête.md', `---\ntitle: [a\n  b: "\n---\n\n${SENTENCE}\n`, /front matter/, async () => {
      await eventually(() => organisation(NAME));
    });
  });

  it('a file that goes while it is read does no harm', async () => {
    for (let i = 0; i < 20; i++) {
      await write('fugace.txt', SENTENCE);
      await vscode.workspace.fs.delete(uriOf('fugace.txt'));
    }
    // Once this one is known, all that was told of the other is.
    await write('vrai.txt', SENTENCE);
    await eventually(() => organisation(NAME));
    await remove('vrai.txt');
    await eventually(async () => {
      equal(await entities('ORG'), before);
      equal((await report()).problems, []);
    });
  });

  it('an empty file and one of white space are read', async () => {
    await write('vide.txt', '');
    await write('blanc.html', ' \n\n ');
    await write('vrai.txt', SENTENCE);
    await eventually(async () => {
      await organisation(NAME);
      equal((await report()).problems, []);
    });
    for (const file of ['vide.txt', 'blanc.html', 'vrai.txt']) await remove(file);
    await eventually(async () => equal(await entities('ORG'), before));
  });
});

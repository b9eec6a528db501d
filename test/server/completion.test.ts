import assert from 'node:assert/strict';
import { CompletionItemKind, type CompletionList } from 'vscode-languageserver-protocol';
import { Notifications } from '../../src/protocol/protocol';
import { SETTINGS, startSession, type Session } from './support/session';

const A = 'file:///press/a.txt';
const B = 'file:///press/b.md';
const C = 'file:///press/c.html';

const ARCHIVE = {
  [A]: `Deux coopératives pour un port\n\nRABAT - La Banque centrale populaire (BCP), filiale du secteur mutualiste, finance le port de Tanger. La BCP paiera en mars.\n`,
  [B]: `---\ntitle: Le port avance\ndate: 2024-03-02\n---\n\n# Le port avance\n\nÀ Tanger, la **BCP** a payé.\n`,
  [C]: `<html><body><h1>Tanger en vue</h1><p>La BCP ouvre une agence à Tanger.</p></body></html>`,
};

describe('completion', () => {
  let session: Session;
  before(async () => {
    session = await startSession({ ...ARCHIVE });
  });
  after(() => session.stop());

  /** The completions at the mark in a document that is typed. */
  async function complete(uri: string, marked: string): Promise<CompletionList | null> {
    const before = marked.slice(0, marked.indexOf('|'));
    session.open(uri, marked.replace('|', ''));
    const list = await session.request<CompletionList | null>('textDocument/completion', {
      textDocument: { uri },
      position: {
        line: before.split('\n').length - 1,
        character: before.length - 1 - before.lastIndexOf('\n'),
      },
    });
    session.close(uri);
    return list;
  }

  it('offers a known name in its house spelling, for all the words typed so far', async () => {
    const list = await complete(A, `${ARCHIVE[A]}\nSelon la Banque Cén|, rien.\n`);
    assert.equal(list?.isIncomplete, true, 'asked again at each letter');
    assert.deepEqual(list.items, [
      {
        label: 'Banque centrale populaire',
        labelDetails: { description: 'Organisation · 5' },
        kind: CompletionItemKind.Class,
        detail: '5 mentions in 3 articles',
        sortText: '000',
        filterText: 'Banque Céntrale populaire',
        textEdit: {
          range: { start: { line: 4, character: 9 }, end: { line: 4, character: 19 } },
          newText: 'Banque centrale populaire',
        },
      },
    ]);
  });

  it('says of an acronym what it stands for', async () => {
    const list = await complete(A, `${ARCHIVE[A]}\nSelon la bcp| et BCP|, rien.\n`.replace('bcp|', ''));
    assert.equal(list, null, 'what is written out is no news');
    const [item] = (await complete(B, '# Titre\n\nLa **BCP**, la bcp, la Bcp|\n'))?.items ?? [];
    assert.equal(item?.label, 'BCP');
    assert.equal(item.labelDetails?.description, 'Organisation · 5 · Banque centrale populaire');
  });

  it('is off when the setting says so', async () => {
    await session.client.sendNotification(Notifications.settings, { ...SETTINGS, completionEnabled: false });
    assert.equal(await complete(A, 'À Tan|'), null);
    await session.client.sendNotification(Notifications.settings, SETTINGS);
    assert.equal((await complete(A, 'À Tan|'))?.items.length, 1);
  });

  const CASES: readonly (readonly [string, string, string, readonly string[]])[] = [
    ['a place in Markdown', B, '# Titre\n\nÀ **Tan|\n', ['Tanger']],
    ['a place in HTML', C, '<p>À <b>Tan|</b></p>', ['Tanger']],
    ['two letters', A, 'À Ta|', []],
    ['a word in small letters', A, 'à tan|', []],
    ['the middle of a word', A, 'À Tan|is', []],
    ['code', B, 'Le code `Tan|` ici', []],
    ['an address', A, 'https://site.example/Tan|', []],
    ['an attribute', C, '<p title="Tan|">x</p>', []],
    ['a key', B, '---\nTan|: x\n---\n\nTexte\n', []],
    ['a value', B, '---\ntitle: Tan|\n---\n\nTexte\n', ['Tanger']],
  ];
  for (const [what, uri, marked, expected] of CASES) {
    it(`knows ${what}`, async () => {
      const list = await complete(uri, marked);
      assert.deepEqual(list?.items.map(({ label }) => label) ?? [], expected);
    });
  }
});

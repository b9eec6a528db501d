import assert from 'node:assert/strict';
import { TextDocumentEdit, type WorkspaceEdit } from 'vscode-languageserver-protocol';
import { offsetAt, positionAt } from '../../src/server/positions';
import { lineStartsOf } from '../../src/core/archive/lines';
import { Notifications, Requests } from '../../src/protocol/protocol';
import { startSession, type Files, type Session } from './support/session';

const A = 'file:///press/a.txt';
const B = 'file:///press/b.md';
const C = 'file:///press/c.html';
const FILE = 'file:///press/.gazetteer/entities.json';
const ARTICLES: Files = {
  [A]: 'LA SOCIÉTÉ CÉLÈRE CARGO RECRUTE\n\nLa société Célère Cargo, dirigée par Omar Benjelloul, livre Casablanca. « La société Célère Cargo recrute », a dit Omar Benjelloul.\n',
  [B]: '---\ntitle: La société Célère Cargo\n---\n\n# Le fret\n\nLa société Célère Cargo livre Casablanca, voir [le site](https://example.org/Célère Cargo) et `Célère Cargo`. La société **Célère** Cargo recrute.\n\n> La société Célère Cargo attend.\n',
  [C]: '<html><head><title>Le port</title></head><body><h1>Le port attend</h1><p title="Célère Cargo">La société Célère&nbsp;Cargo livre Casablanca. La société <b>Célère Cargo</b> recrute. La société <i>Célère</i> Cargo attend.</p><blockquote>La société Célère Cargo tient.</blockquote></body></html>',
};

/** The changes of texts. */
const changesOf = ({ documentChanges = [] }: WorkspaceEdit): TextDocumentEdit[] =>
  documentChanges.filter((change) => TextDocumentEdit.is(change));

describe('Rename Symbol', () => {
  let session: Session;
  const start = async (files: Files = {}): Promise<void> => {
    session = await startSession(
      { ...ARTICLES, ...files },
      { before: ({ client }) => client.sendRequest(Requests.setFolders, { folders: ['file:///press'] }) },
    );
  };
  afterEach(() => session.stop());

  const at = (uri: string, before: string, text = session.files[uri] as string) => ({
    textDocument: { uri },
    position: positionAt({ lineStarts: lineStartsOf(text) }, text.indexOf(before) + before.length),
  });
  const rename = (newName: string, uri = A, before = 'La société Cé') =>
    session.request<WorkspaceEdit>('textDocument/rename', { ...at(uri, before), newName });
  /** The file as it is with all edits of one annotation. */
  const applied = (
    edit: WorkspaceEdit,
    uri: string,
    annotation: string,
    text = session.files[uri] as string,
  ) => {
    const lines = { lineStarts: lineStartsOf(text) };
    const edits = changesOf(edit)
      .filter(({ textDocument }) => textDocument.uri === uri)
      .flatMap((file) => file.edits);
    let result = text;
    for (const { range, newText, annotationId } of edits.reverse() as {
      range: TextDocumentEdit['edits'][number]['range'];
      newText: string;
      annotationId?: string;
    }[]) {
      if (annotationId !== annotation) continue;
      result =
        result.slice(0, offsetAt(lines, range.start)) + newText + result.slice(offsetAt(lines, range.end));
    }
    return result;
  };

  it('starts from the name as it is written', async () => {
    await start();
    assert.deepEqual(session.initialised.capabilities.renameProvider, { prepareProvider: true });
    const text = session.files[A] as string;
    session.open(A, text);
    assert.deepEqual(await session.request('textDocument/prepareRename', at(A, 'La société Cé')), {
      range: { start: { line: 2, character: 11 }, end: { line: 2, character: 23 } },
      placeholder: 'Célère Cargo',
    });
    await assert.rejects(session.request('textDocument/prepareRename', at(A, 'dirig')), {
      message: 'There is no known name at the cursor.',
    });
    await assert.rejects(session.request('textDocument/prepareRename', at(B, '**Cé')), {
      message: 'Markup stands inside this name: change it by hand.',
    });
  });

  it('renames in all articles, quotations apart, and leaves addresses, code, attributes and markup alone', async () => {
    await start();
    const edit = await rename('Éole & <Fils>');
    assert.deepEqual(edit.changeAnnotations, {
      articles: {
        label: 'In the articles',
        needsConfirmation: false,
        description: '2 mentions are left out: markup stands inside them.',
      },
      quotations: {
        label: 'In quotations',
        needsConfirmation: true,
        description: 'Left alone unless ticked.',
      },
      preview: { label: 'To be looked at first', needsConfirmation: true },
    });
    assert.equal(
      applied(edit, A, 'articles'),
      'LA SOCIÉTÉ ÉOLE & <FILS> RECRUTE\n\nLa société Éole & <Fils>, dirigée par Omar Benjelloul, livre Casablanca. « La société Célère Cargo recrute », a dit Omar Benjelloul.\n',
    );
    assert.match(applied(edit, A, 'quotations'), /livre Casablanca\. « La société Éole & <Fils> recrute »/);
    assert.equal(
      applied(edit, B, 'articles'),
      (ARTICLES[B] as string).replace('Célère Cargo livre', 'Éole & <Fils> livre'),
    );
    assert.match(applied(edit, B, 'quotations'), /^> La société Éole & <Fils> attend/m);
    assert.equal(
      applied(edit, C, 'articles'),
      (ARTICLES[C] as string)
        .replace('Célère&nbsp;Cargo', 'Éole &amp; &lt;Fils>')
        .replace('<b>Célère Cargo</b>', '<b>Éole &amp; &lt;Fils></b>'),
    );
    assert.match(applied(edit, C, 'quotations'), /<blockquote>La société Éole &amp; &lt;Fils> tient/);
  });

  it('looks at what is open, and at files as they are now', async () => {
    await start();
    session.open(A, ARTICLES[A] as string);
    const text = `\n\n${ARTICLES[A] as string}`;
    session.edit(A, text);
    // Written meanwhile, without a word to the server.
    session.files[B] =
      'Un autre texte, sans le nom, mais assez long pour tenir la place de ce qui était là.\n';
    const edit = await session.request<WorkspaceEdit>('textDocument/rename', {
      ...at(A, 'La société Cé', text),
      newName: 'Éole',
    });
    assert.deepEqual(
      changesOf(edit)
        .map(({ textDocument: { uri, version } }) => [uri, version])
        .sort(),
      [
        [A, 2],
        [C, null],
      ],
    );
    assert.match(
      applied(edit, A, 'articles', text),
      /\n\nLA SOCIÉTÉ ÉOLE RECRUTE\n\nLa société Éole, dirigée/,
    );
  });

  it('lets several files be looked at first, and changes one at once', async () => {
    await start();
    const nothing = {
      kind: 'create',
      uri: A,
      options: { ignoreIfExists: true },
      annotationId: 'preview',
    };
    assert.deepEqual((await rename('Éole')).documentChanges?.at(-1), nothing);
    session.files[B] = session.files[C] = 'Rien.\n';
    const { documentChanges, changeAnnotations } = await rename('Éole');
    assert.equal(documentChanges?.length, 1);
    assert.deepEqual(Object.keys(changeAnnotations ?? {}).sort(), ['articles', 'quotations']);
  });

  it('waits until all articles are read', async () => {
    await start();
    const D = 'file:///press/d.txt';
    session.files[D] = 'Le quai\n\nLa société Célère Cargo livre Rabat.\n';
    await session.client.sendNotification(Notifications.filesChanged, { changed: [D], deleted: [] });
    assert.match(applied(await rename('Éole'), D, 'articles'), /La société Éole livre Rabat/);
  });

  it('renames in the titles that a file gives itself, and from there', async () => {
    await start({
      [C]: (ARTICLES[C] as string).replace('<title>Le port', '<title>Célère Cargo et le port'),
    });
    session.open(B, ARTICLES[B] as string);
    const edit = await rename('Éole', B, 'title: La société Cé');
    assert.match(
      applied(edit, B, 'articles'),
      /^---\ntitle: La société Éole\n---\n\n# Le fret\n\nLa société Éole/,
    );
    assert.match(applied(edit, C, 'articles'), /<title>Éole et le port<\/title>/);
    assert.match(applied(edit, A, 'articles'), /^LA SOCIÉTÉ ÉOLE RECRUTE/);
    // What YAML would read otherwise stays.
    assert.match(
      applied(await rename('Éole : le fret'), B, 'articles'),
      /^---\ntitle: La société Célère Cargo\n/,
    );
  });

  it('says that the house form stays as decided', async () => {
    await start({ [FILE]: '{"entities": [{"name": "Célère Cargo", "type": "ORG"}]}' });
    const { changeAnnotations } = await rename('Éole');
    assert.match(
      changeAnnotations?.articles?.description ?? '',
      /The house form remains “Célère Cargo” until you use “Rename Entity…”\./,
    );
  });

  it('refuses what is no name', async () => {
    await start();
    await assert.rejects(rename('  '), { message: 'A name needs a letter or a digit.' });
    await assert.rejects(rename('a\nb'), { message: 'A name stands on one line.' });
    await assert.rejects(rename('a'.repeat(201)), {
      message: 'This name is too long (201 characters, at most 200).',
    });
  });

  it('refuses more than anybody can look at', async () => {
    const many = 'La société Célère Cargo livre Casablanca.\n'.repeat(2600);
    await start({ 'file:///press/d.txt': `Le fret\n\n${many}`, 'file:///press/e.txt': `Le port\n\n${many}` });
    await assert.rejects(rename('Éole'), {
      message: /^This name stands in 52\d\d places; at most 5000 can be renamed at a time\.$/,
    });
  });
});

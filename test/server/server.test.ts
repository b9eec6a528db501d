import assert from 'node:assert/strict';
import type {
  DocumentHighlight,
  DocumentSymbol,
  Hover,
  Location,
  LocationLink,
  MarkupContent,
  SymbolInformation,
} from 'vscode-languageserver-protocol';
import { Notifications, Requests } from '../../src/protocol/protocol';
import type {
  ArticleItem,
  EntityItem,
  IndexReport,
  Page,
  SearchHit,
  SentenceItem,
} from '../../src/protocol/protocol';
import { SETTINGS, startSession, type Files, type Session } from './support/session';

const A = 'file:///press/a.txt';
const B = 'file:///press/b.md';
const C = 'file:///press/c.html';

const ARCHIVE: Files = {
  [A]: `Deux coopératives pour un port\n\nRABAT - La Banque centrale populaire (BCP), filiale du secteur mutualiste, finance le port de Tanger. La BCP paiera en mars.\n`,
  [B]: `---\ntitle: Le port avance\ndate: 2024-03-02\n---\n\n# Le port avance\n\nÀ Tanger, la **BCP** a payé. Mohamed Benali, directeur de Maroc Telecom, s’en réjouit. « Benali a raison », dit-on à Tanger.\n`,
  [C]: `<html><head><title>Tanger</title></head><body><h1>Tanger en vue</h1><p>Maroc&nbsp;Telecom, l’opérateur historique, ouvre une agence à <b>Tanger</b>.</p></body></html>`,
};

function text(files: Files, uri: string): string {
  return files[uri] as string;
}

function positionOf(source: string, needle: string, occurrence = 0): { line: number; character: number } {
  let at = -1;
  for (let i = 0; i <= occurrence; i++) at = source.indexOf(needle, at + 1);
  const before = source.slice(0, at + 1);
  return {
    line: before.split('\n').length - 1,
    character: before.length - 1 - before.lastIndexOf('\n', at - 1) - 1,
  };
}

function textAt(source: string, { range }: { range: Location['range'] }): string {
  const lines = source.split('\n');
  assert.equal(range.start.line, range.end.line);
  return lines[range.start.line]!.slice(range.start.character, range.end.character);
}

describe('language server', () => {
  let session: Session;
  beforeEach(async () => {
    session = await startSession({ ...ARCHIVE });
  });
  afterEach(() => session.stop());

  const at = (uri: string, needle: string, occurrence = 0) => ({
    textDocument: { uri },
    position: positionOf(text(session.files, uri), needle, occurrence),
  });

  it('says what it can do', () => {
    const { capabilities } = session.initialised;
    assert.equal(capabilities.hoverProvider, true);
    assert.equal(capabilities.definitionProvider, true);
    assert.equal(capabilities.workspaceSymbolProvider, true);
  });

  it('lists entities with counts, filtered and paged', async () => {
    const query = { type: 'LOC', sort: 'mentions', filter: '', offset: 0, limit: 1 };
    const page = await session.request<Page<EntityItem>>(Requests.entities, query);
    assert.equal(page.items.length, 1);
    assert.equal(page.items[0]!.id, 'loc:tanger');
    assert.ok(page.total >= 1);
    const filtered = await session.request<Page<EntityItem>>(Requests.entities, {
      ...query,
      type: 'ORG',
      filter: 'télé',
    });
    assert.deepEqual(
      filtered.items.map(({ name }) => name.replace(/\s/g, ' ')),
      ['Maroc Telecom'],
    );
    assert.equal(await session.request(Requests.entityIndex, { ...query, id: 'loc:tanger' }), 0);
  });

  it('unfolds an entity to articles and sentences with the name marked', async () => {
    const articles = await session.request<Page<ArticleItem>>(Requests.articles, {
      id: 'loc:tanger',
      offset: 0,
      limit: 10,
    });
    assert.equal(articles.items[0]!.title, 'Le port avance', 'the dated article first');
    const { uri, article } = articles.items.find((item) => item.uri === C)!;
    const sentences = await session.request<SentenceItem[]>(Requests.sentences, {
      id: 'loc:tanger',
      uri,
      article,
    });
    const sentence = sentences.find((item) => item.text.includes('ouvre'))!;
    assert.equal(sentence.text, 'Maroc Telecom, l’opérateur historique, ouvre une agence à Tanger.');
    const [start, end] = sentence.highlights[0]!;
    assert.equal(sentence.text.slice(start, end), 'Tanger');
    assert.equal(textAt(text(session.files, C), sentence), 'Tanger');
  });

  it('hovers with name, type, counts, introduction and excerpts', async () => {
    const hover = await session.request<Hover>('textDocument/hover', at(A, 'BCP', 1));
    const { value } = hover.contents as MarkupContent;
    assert.match(value, /\*\*Banque centrale populaire\*\* — Organisation/i);
    assert.match(value, /Also: .*BCP/);
    assert.match(value, /4 mentions in 2 articles/);
    assert.match(value, /> .*filiale du secteur mutualiste/);
    assert.match(value, /Recently:/);
    assert.match(value, /\(file:\/\/\/press\/b\.md#L8,\d+\)/);
    assert.equal(textAt(text(session.files, A), { range: hover.range! }), 'BCP');
  });

  it('keeps a hover short, whatever the sentences', async () => {
    const long = 'qui a longtemps compté parmi les clients du port, ' + 'comme tant d’autres, '.repeat(30);
    for (let i = 0; i < 6; i++) {
      session.files[`file:///press/long${i}.txt`] =
        `Un titre ${'bien long '.repeat(12)}${i}\n\nEn ${2010 + i}, ${long}Maroc Telecom, ${long}a payé.\n`;
    }
    await session.setFiles();
    await session.until(({ articles }) => articles === 9);
    const hover = await session.request<Hover>('textDocument/hover', at('file:///press/long0.txt', 'Maroc'));
    const { value } = hover.contents as MarkupContent;
    const lines = value
      .replace(/\]\([^)]*\)/g, ']')
      .split('\n')
      .filter(Boolean);
    assert.ok(lines.length <= 9, value);
    for (const line of lines.filter((text) => /^[->]/.test(text))) {
      const [said] = line.replaceAll('\\', '').split(' — ');
      assert.ok(said!.length <= (line.startsWith('>') ? 170 : 120), said);
      assert.match(said!, /Maroc Telecom|Tanger/);
    }
  });

  it('tells namesakes apart wherever they are listed', async () => {
    const club = 'file:///press/club.txt';
    session.files[club] =
      'Le derby\n\nOmar Bensouda, attaquant du Raja de Settat, a marqué deux buts. Omar Bensouda jouera dimanche.\n';
    session.files['file:///press/banque.txt'] =
      'La banque\n\nOmar Bensouda, directeur général de Maroc Telecom, a présenté les comptes. Omar Bensouda reste.\n' +
      'Omar Bensouda, président de Maroc Telecom, a parlé.\n';
    await session.setFiles();
    await session.until(({ articles }) => articles === 5);
    const page = await session.request<Page<EntityItem>>(Requests.entities, {
      type: 'PER',
      sort: 'mentions',
      filter: 'bensouda',
      offset: 0,
      limit: 10,
    });
    assert.deepEqual(
      page.items.map(({ name, qualifier, mentions }) => `${name}, ${qualifier}, ${mentions}`),
      ['Omar Bensouda, Maroc Telecom, 3', 'Omar Bensouda, Raja de Settat, 2'],
    );
    const hover = await session.request<Hover>('textDocument/hover', at(club, 'Omar'));
    assert.match(
      (hover.contents as MarkupContent).value,
      /^\*\*Omar Bensouda\*\* \(Raja de Settat\) — Person/,
    );
    const found = await session.request<SymbolInformation[]>('workspace/symbol', { query: 'bensouda' });
    assert.deepEqual(found.map(({ containerName }) => containerName?.split(' · ')[0]).sort(), [
      'Maroc Telecom',
      'Raja de Settat',
    ]);
  });

  it('never hovers with live markup from an article', async () => {
    const uri = 'file:///press/hostile.txt';
    session.files[uri] =
      'Titre <img src=x onerror=alert(1)>\n\nLa Banque centrale populaire, [clic](command:evil) ![x](http://evil/x.png) <b>gras</b> www.evil.example $(zap), ouvre.\n';
    await session.setFiles();
    await session.until(({ articles }) => articles === 4);
    const hover = await session.request<Hover>('textDocument/hover', {
      textDocument: { uri },
      position: { line: 2, character: 5 },
    });
    const value = (hover.contents as MarkupContent).value;
    assert.doesNotMatch(value.replace(/\\./g, ''), /command:(?!_gazetteer\.)|<img|<b>|www\.|http:/);
    assert.deepEqual(
      [...value.matchAll(/(?<!\\)\]\(([a-z-]+):/g)]
        .map((m) => m[1])
        .filter((scheme) => scheme !== 'file' && scheme !== 'command'),
      [],
    );
    assert.doesNotMatch(
      value,
      /(?<!\\)\]\(command:(?!_gazetteer\.(revealEntity|findMentions|mergeEntity|renameEntity|hideEntity)\?)/,
    );
  });

  it('goes to the sentence that introduces the name, and finds every mention', async () => {
    const links = await session.request<LocationLink[]>('textDocument/definition', at(B, 'BCP'));
    assert.equal(links[0]!.targetUri, A);
    assert.equal(links[0]!.targetRange.start.line, 2);
    const references = await session.request<Location[]>('textDocument/references', {
      ...at(B, 'BCP'),
      context: {},
    });
    assert.deepEqual(
      references.map((location) => textAt(text(session.files, location.uri), location)),
      ['BCP', 'Banque centrale populaire', 'BCP', 'BCP'],
    );
    const highlights = await session.request<DocumentHighlight[]>(
      'textDocument/documentHighlight',
      at(B, 'Tanger'),
    );
    assert.equal(highlights.length, 2);
  });

  it('outlines a document and finds symbols in the workspace', async () => {
    const outline = await session.request<DocumentSymbol[]>('textDocument/documentSymbol', {
      textDocument: { uri: B },
    });
    assert.equal(outline[0]!.name, 'Le port avance');
    assert.ok(outline[0]!.children!.some(({ name }) => name === 'Mohamed Benali'));
    const symbols = await session.request<SymbolInformation[]>('workspace/symbol', { query: 'bcp' });
    assert.equal(symbols[0]!.name, 'Banque centrale populaire');
  });

  it('searches with accents, case and one typo forgiven', async () => {
    for (const query of ['maroc telecom', 'MAROC TÉLÉCOM', 'marco telecom', 'telec', 'telecm']) {
      const hits = await session.request<SearchHit[]>(Requests.search, { query, limit: 5 });
      assert.equal(hits[0]?.kind === 'entity' && hits[0].id, 'org:maroc-telecom', query);
    }
    const titles = await session.request<SearchHit[]>(Requests.search, { query: 'port avance', limit: 5 });
    assert.equal(titles[0]?.kind === 'article' && titles[0].title, 'Le port avance');
  });

  it('follows unsaved edits, without reading any other file', async () => {
    session.open(A, text(session.files, A));
    session.edit(A, text(session.files, A) + '\nLa ville de Ouarzazate accueille Fatima Zohra Alaoui.\n');
    session.reads.length = 0;
    await session.until(({ entities }) => entities.PER === 2);
    assert.deepEqual(session.reads, []);
    const hover = await session.request<Hover>('textDocument/hover', {
      textDocument: { uri: A },
      position: { line: 4, character: 38 },
    });
    assert.match((hover.contents as MarkupContent).value, /Fatima Zohra Alaoui/);
    session.close(A);
    await session.until(({ entities }) => entities.PER === 1);
    assert.deepEqual(
      session.reads.filter((uri) => uri !== A),
      [],
      'closing it reads its file again, and only that',
    );
  });

  it('answers for the text as it is, not as it was before the last keystroke', async () => {
    session.open(A, text(session.files, A));
    session.edit(A, '\n\n' + text(session.files, A));
    const { line, character } = positionOf(text(session.files, A), 'BCP', 1);
    const hover = await session.request<Hover>('textDocument/hover', {
      textDocument: { uri: A },
      position: { line: line + 2, character },
    });
    assert.equal(hover.range!.start.line, line + 2);
  });

  it('follows files created, changed and deleted on disk', async () => {
    const uri = 'file:///press/d.txt';
    session.files[uri] = 'Titre\n\nLa ville de Ouarzazate accueille Fatima Zohra Alaoui.\n';
    void session.client.sendNotification(Notifications.filesChanged, { changed: [uri], deleted: [] });
    await session.until(({ entities, phase }) => phase === 'ready' && entities.PER === 2);
    session.files[uri] = 'Titre\n\nRien.\n';
    void session.client.sendNotification(Notifications.filesChanged, { changed: [uri], deleted: [] });
    await session.until(({ entities, articles }) => entities.PER === 1 && articles === 4);
    void session.client.sendNotification(Notifications.filesChanged, { changed: [], deleted: [uri, B] });
    await session.until(({ entities, articles }) => entities.PER === 0 && articles === 2);
  });

  it('reports bad files in a clear line each, and goes on', async () => {
    session.files['file:///press/binary.txt'] = Uint8Array.from([0, 1, 2, 0, 255, 0, 3]);
    session.files['file:///press/legacy.txt'] = Uint8Array.from(
      [...'Titre\n\nLa ville de Fès, l'].map((c) => c.charCodeAt(0)),
    );
    session.files['file:///press/locked.txt'] = { code: 'unreadable', detail: 'EACCES' };
    session.files['file:///press/huge.txt'] = new Uint8Array(6_000_000).fill(97);
    session.files['file:///press/gone.txt'] = { code: 'gone' };
    await session.setFiles();
    await session.until(({ total, phase }) => phase === 'ready' && total === 8);
    const report = await session.request<IndexReport>(Requests.report, null);
    const lines = Object.fromEntries(report.problems.map(({ uri, message }) => [uri.slice(14), message]));
    assert.deepEqual(Object.keys(lines).sort(), [
      'binary.txt',
      'gone.txt',
      'huge.txt',
      'legacy.txt',
      'locked.txt',
    ]);
    assert.match(lines['huge.txt']!, /6\.0 MB.*gazetteer\.files\.maxSize/);
    assert.match(lines['locked.txt']!, /EACCES/);
    assert.match(lines['legacy.txt']!, /windows-1252/);
    assert.equal(report.files, 4);
    assert.equal(report.skipped, 4);
  });

  it('applies settings at once', async () => {
    void session.client.sendNotification(Notifications.settings, { ...SETTINGS, hoverEnabled: false });
    assert.equal(await session.request('textDocument/hover', at(A, 'BCP')), null);
    void session.client.sendNotification(Notifications.settings, { ...SETTINGS, hoverExcerpts: 0 });
    const hover = await session.request<Hover>('textDocument/hover', at(A, 'BCP'));
    assert.doesNotMatch((hover.contents as MarkupContent).value, /Recently/);
    void session.client.sendNotification(Notifications.settings, { ...SETTINGS, maxFileSizeMB: 0.0001 });
    await session.until(({ articles, phase }) => phase === 'ready' && articles === 0);
  });

  it('knows a name that the recogniser did not mark there', async () => {
    const uri = 'file:///press/note.txt';
    session.open(uri, 'BCP');
    const item = await session.request<EntityItem | null>(Requests.entityAt, {
      uri,
      position: { line: 0, character: 1 },
    });
    assert.equal(item?.id, 'org:banque-centrale-populaire');
  });

  it('answers an empty folder, and a damaged model with its name', async () => {
    const empty = await startSession({});
    assert.equal(empty.state()!.phase, 'ready');
    assert.deepEqual(await empty.request(Requests.search, { query: 'x', limit: 5 }), []);
    await empty.stop();
    const failed = await startSession({ ...ARCHIVE }, { model: Uint8Array.from([1, 2, 3]) });
    assert.equal(failed.state()!.phase, 'failed');
    assert.match(failed.state()!.message!, /recogniser\.bin/);
    assert.equal(await failed.request('textDocument/hover', at(A, 'BCP')), null);
    await failed.stop();
  });
});

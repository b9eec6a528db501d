import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type CodeAction,
  type Diagnostic,
  TextDocumentEdit,
} from 'vscode-languageserver-protocol/node';
import { ENTITY_TYPES } from '../../src/core/model';
import { parseDecisions } from '../../src/core/decisions/parse';
import { replaceOnDisk } from '../../src/node/replace';
import {
  Notifications,
  Requests,
  type DecideResult,
  type DecisionAction,
  type EntityItem,
  type MergeSide,
  type Page,
  type SuggestionItem,
  type SearchHit,
} from '../../src/protocol/protocol';
import { SETTINGS, startSession, type Files, type Session } from './support/session';

const A = 'file:///press/a.txt';
const B = 'file:///press/sport/b.txt';
const FILE = 'file:///press/.gazetteer/entities.json';
const ARTICLES: Files = {
  [A]: 'Le fret avance\n\nLa société Fluvia Cargo, dirigée par Omar Benjelloul, livre Casablanca. La société Fluvia Cargo recrute.\n',
  [B]: 'Le port attend\n\nLe transporteur Atlas Fret a signé avec la société Fluvia Cargo à Casablanca, selon Omar Benjelloul.\n',
};

describe('decisions in the server', () => {
  let session: Session;
  const diagnostics = new Map<string, Diagnostic[]>();
  const start = async (files: Files, readOnly: readonly string[] = []): Promise<void> => {
    session = await startSession(
      { ...ARTICLES, ...files },
      {
        readOnly: new Set(readOnly),
        before: async ({ client }) => {
          client.onNotification(
            'textDocument/publishDiagnostics',
            (params: { uri: string; diagnostics: Diagnostic[] }) => {
              diagnostics.set(params.uri, params.diagnostics);
            },
          );
          await client.sendRequest(Requests.setFolders, { folders: ['file:///press'] });
        },
      },
    );
  };
  afterEach(() => session.stop());

  const decide = (action: DecisionAction): Promise<DecideResult> =>
    session.request<DecideResult>(Requests.decide, { action });
  const names = async (type: string): Promise<string[]> => {
    const params = { type, sort: 'name', filter: '', uncertain: true, offset: 0, limit: 100 };
    const page = await session.request<Page<EntityItem>>(Requests.entities, params);
    return page.items.map(({ name, mentions }) => `${name} ${mentions}`);
  };

  it('merges, says so, writes the file, and takes it back', async () => {
    await start({});
    const before = await names('ORG');
    const sides = await session.request<MergeSide[]>(Requests.mergePreview, {
      ids: ['org:fluvia-cargo', 'org:atlas-fret', 'org:nobody'],
    });
    assert.deepEqual(
      sides.map(({ entity, excerpt }) => `${entity.name}: ${excerpt?.text.slice(0, 24)}`),
      ['Fluvia Cargo: La société Fluvia Cargo,', 'Atlas Fret: Le transporteur Atlas Fr'],
    );
    const result = await decide({ kind: 'merge', into: 'org:fluvia-cargo', others: ['org:atlas-fret'] });
    assert.ok(result.done, JSON.stringify(result));
    assert.equal(result.message, '“Atlas Fret” is now part of “Fluvia Cargo”.');
    assert.equal(result.entity?.mentions, 4);
    assert.deepEqual(await names('ORG'), ['Fluvia Cargo 4']);
    assert.match(session.files[FILE] as string, /"aliases": \[\n\s+"Atlas Fret"/);
    const [hit] = await session.request<SearchHit[]>(Requests.search, { query: 'atlas', limit: 5 });
    assert.equal(hit?.kind === 'entity' && hit.name, 'Fluvia Cargo', 'found by both spellings');

    const undone = await session.request<DecideResult>(Requests.undo, { undo: result.undo });
    assert.ok(undone.done);
    assert.equal(session.files[FILE], undefined);
    assert.deepEqual(await names('ORG'), before);
    const again = await session.request<DecideResult>(Requests.undo, { undo: undone.undo });
    assert.ok(again.done);
    assert.deepEqual(await names('ORG'), ['Fluvia Cargo 4']);
  });

  it('hides, lists what is hidden, restores', async () => {
    await start({});
    assert.ok((await decide({ kind: 'hide', entity: 'org:atlas-fret' })).done);
    assert.deepEqual(await names('ORG'), ['Fluvia Cargo 3']);
    const at = { textDocument: { uri: B }, position: { line: 2, character: 18 } };
    session.open(B, ARTICLES[B] as string);
    assert.equal(await session.request('textDocument/hover', at), null);
    const hidden = await session.request<EntityItem[]>(Requests.hidden, null);
    assert.deepEqual(
      hidden.map(({ id }) => id),
      ['org:atlas-fret'],
    );
    assert.ok((await decide({ kind: 'restore', entity: 'org:atlas-fret' })).done);
    assert.deepEqual(await names('ORG'), ['Atlas Fret 1', 'Fluvia Cargo 3']);
  });

  it('suggests merges with the evidence, page by page, until they are refused', async () => {
    const about = (bank: string): string =>
      `Le taux\n\nLa ${bank} a nommé Omar Benmoussa à Rabat, dit la ${bank}.\n`;
    await start({
      'file:///press/s1.txt': about('Banque Mintaline'),
      'file:///press/s2.txt': about('Banque Mintalline'),
    });
    const suggestions = (offset: number): Promise<Page<SuggestionItem>> =>
      session.request(Requests.suggestions, { offset, limit: 10 });
    const { total, items } = await suggestions(0);
    assert.deepEqual(
      items.map(({ id, evidence }) => `${id}: ${evidence}`),
      [
        'org:banque-mintaline org:banque-mintalline: ' +
          'Only “Mintaline” and “Mintalline” differ. Both are named with Omar Benmoussa.',
      ],
    );
    assert.deepEqual(await suggestions(1), { total, items: [] });
    await decide({ kind: 'notSame', entity: items[0]!.keep.id, other: items[0]!.other.id });
    assert.deepEqual(await suggestions(0), { total: 0, items: [] });
  });

  it('splits a namesake by a folder given as a URI', async () => {
    await start({});
    const result = await decide({
      kind: 'split',
      entity: 'per:omar-benjelloul',
      namesake: 'joueur',
      in: ['file:///press/sport/'],
    });
    assert.ok(result.done, JSON.stringify(result));
    assert.equal(result.entity?.mentions, 1);
    assert.deepEqual(await names('PER'), ['Omar Benjelloul 1', 'Omar Benjelloul 1']);
    const outside = await decide({
      kind: 'ignore',
      entity: 'org:fluvia-cargo',
      file: 'file:///elsewhere/x.txt',
    });
    assert.ok(!outside.done && outside.message.startsWith('Choose files'));
  });

  it('finds a name that was marked, in all files of the folder', async () => {
    await start({
      [B]: 'Le port attend\n\nOn dit que les dockers du pacte bleu iront. Le pacte bleu tient.\n',
    });
    const result = await decide({ kind: 'add', name: 'pacte bleu', type: 'EVENT' });
    assert.ok(result.done, JSON.stringify(result));
    await session.until(({ phase, entities }) => phase === 'ready' && entities.EVENT === 1);
    assert.deepEqual(await names('EVENT'), ['pacte bleu 2']);
    assert.ok((await session.request<DecideResult>(Requests.undo, { undo: result.undo })).done);
    await session.until(({ phase, entities }) => phase === 'ready' && entities.EVENT === 0);
  });

  it('marks what departs from the house form, and offers fixes', async () => {
    await start({ [FILE]: '{"entities": [{"name": "Fluvia-Cargo", "type": "ORG"}]}' });
    const text = `${ARTICLES[A] as string}\n« Fluvia Cargo reste », a-t-on dit.\n`;
    session.open(A, text);
    const marked = async (count: number): Promise<Diagnostic[]> => {
      for (let i = 0; i < 100; i++) {
        if ((diagnostics.get(A) ?? []).length === count) break;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return diagnostics.get(A) ?? [];
    };
    const found = await marked(2);
    assert.equal(found.length, 2, 'not the one in the quotation');
    assert.equal(found[0]?.message, '“Fluvia-Cargo” is the house form of this name.');
    const actions = await session.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: A },
      range: found[0].range,
      context: { diagnostics: [found[0]] },
    });
    assert.deepEqual(
      actions.map(({ title }) => title),
      [
        'Write “Fluvia-Cargo”',
        'Write “Fluvia-Cargo” in the whole file',
        'Write “Fluvia-Cargo” in all articles…',
        'Accept “Fluvia Cargo” as a spelling',
        'Do not check this name in this file',
      ],
    );
    const edits = (action: CodeAction | undefined): number =>
      (action?.edit?.documentChanges ?? []).reduce(
        (sum, change) => sum + (TextDocumentEdit.is(change) ? change.edits.length : 0),
        0,
      );
    assert.deepEqual(actions.slice(0, 2).map(edits), [1, 2]);
    const everywhere = await session.request<CodeAction>('codeAction/resolve', actions[2]);
    assert.equal(edits(everywhere), 3);
    const [accept] = actions[3]!.command!.arguments as [{ action: DecisionAction }];
    assert.ok((await decide(accept.action)).done);
    assert.deepEqual(await marked(0), []);
  });

  it('hints at an acronym that is not spelt out once that is asked for, and spells it out', async () => {
    const full = 'Confédération générale des entreprises du Maroc';
    const explained = `Le patronat vote\n\nLa ${full} (CGEM) a voté à Casablanca, dit la ${full} (CGEM).\n`;
    const text =
      'Le patronat attend\n\nLa CGEM a reçu le ministre à Rabat. Le président de la CGEM attend.\n';
    const uri = 'file:///press/c.txt';
    await start({ 'file:///press/d.txt': explained, [uri]: text });
    session.open(uri, text);
    const marked = async (count: number): Promise<Diagnostic[]> => {
      for (let i = 0; i < 100; i++) {
        if ((diagnostics.get(uri) ?? []).length === count) break;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return diagnostics.get(uri) ?? [];
    };
    await new Promise((resolve) => setTimeout(resolve, 400));
    assert.deepEqual(diagnostics.get(uri) ?? [], [], 'off by default');
    await session.client.sendNotification(Notifications.settings, {
      ...SETTINGS,
      consistencySeverity: 'off',
      glossEnabled: true,
    });
    const [found] = await marked(1);
    assert.equal(found?.message, `“CGEM” is not spelt out in this article: ${full}`);
    assert.deepEqual(found.range, { start: { line: 2, character: 3 }, end: { line: 2, character: 7 } });
    const actions = await session.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: found.range,
      context: { diagnostics: [found] },
    });
    assert.deepEqual(
      actions.map(({ title }) => title),
      [`Write “${full} (CGEM)”`, 'Do not check this name in this file'],
    );
    const [change] = actions[0]!.edit!.documentChanges as TextDocumentEdit[];
    assert.deepEqual(change?.edits, [{ range: found.range, newText: `${full} (CGEM)` }]);
    session.edit(uri, text.replace('CGEM', `${full} (CGEM)`));
    assert.deepEqual(await marked(0), []);
    session.edit(uri, text);
    assert.equal((await marked(1)).length, 1);
    await session.client.sendNotification(Notifications.settings, SETTINGS);
    assert.deepEqual(await marked(0), []);
  });

  it('follows the file, keeps the last good state, and never writes over a broken file', async () => {
    const good = '{"entities": [{"name": "Fluvia", "type": "ORG", "aliases": ["Fluvia Cargo"]}]}';
    await start({ [FILE]: good });
    assert.deepEqual(await names('ORG'), ['Atlas Fret 1', 'Fluvia 3']);
    const broken = good.replace('"ORG"', '"FIRM"');
    session.files[FILE] = broken;
    await session.client.sendNotification('gazetteer/filesChanged', { changed: [FILE], deleted: [] });
    const refused = await decide({ kind: 'hide', entity: 'org:atlas-fret' });
    assert.ok(!refused.done && refused.at);
    assert.equal(
      refused.message,
      'The decisions file has to be mended first: “FIRM” is no type. There are ORG, EVENT, PER, LOC and PROD.',
    );
    assert.equal(session.files[FILE], broken);
    assert.deepEqual(await names('ORG'), ['Atlas Fret 1', 'Fluvia 3'], 'the last good state');
    const [diagnostic] = diagnostics.get(FILE) ?? [];
    assert.deepEqual(diagnostic?.range.start, { line: 0, character: broken.indexOf('"FIRM"') });
    session.files[FILE] = '{"entities": []}';
    await session.client.sendNotification('gazetteer/filesChanged', { changed: [FILE], deleted: [] });
    assert.deepEqual(await names('ORG'), ['Atlas Fret 1', 'Fluvia Cargo 3']);
    assert.deepEqual(diagnostics.get(FILE), []);
  });

  it('marks what of a folder is not in force, since another folder decided otherwise', async () => {
    const second = 'file:///press/sport/.gazetteer/entities.json';
    await start({
      [FILE]: '{"entities": [{"name": "Fluvia", "type": "ORG", "aliases": ["Fluvia Cargo"]}]}',
      [second]:
        '{"entities": [\n{"name": "Cargo", "type": "ORG"},\n{"name": "Atlas", "type": "ORG", "aliases": ["Fluvia Cargo"]}]}',
    });
    await session.request(Requests.setFolders, { folders: ['file:///press', 'file:///press/sport'] });
    assert.deepEqual(await names('ORG'), ['Atlas Fret 1', 'Fluvia 3']);
    assert.deepEqual(diagnostics.get(FILE), []);
    assert.deepEqual(
      diagnostics.get(second)?.map(({ message, range }) => `${range.start.line}: ${message}`),
      [
        '2: What this says of “Fluvia Cargo” is not in force: another folder of the workspace has it for “Fluvia”. ' +
          'Remove it from one of the two.',
      ],
    );
    await session.request(Requests.setFolders, { folders: ['file:///press/sport'] });
    assert.deepEqual(diagnostics.get(second), []);
    assert.deepEqual(await names('ORG'), ['Atlas 3', 'Atlas Fret 1']);
  });

  it('begins a new file when the old one was deleted under a dialog', async () => {
    await start({ [FILE]: '{"entities": [{"name": "Fluvia Cargo", "type": "ORG", "hidden": true}]}' });
    assert.deepEqual(await names('ORG'), ['Atlas Fret 1']);
    delete session.files[FILE];
    const renamed = await decide({ kind: 'rename', entity: 'org:atlas-fret', name: 'Atlas' });
    assert.ok(renamed.done, JSON.stringify(renamed));
    assert.deepEqual(await names('ORG'), ['Atlas 1', 'Fluvia Cargo 3'], 'what was deleted holds no more');
    assert.ok((await session.request<DecideResult>(Requests.undo, { undo: renamed.undo })).done);
    assert.equal(session.files[FILE], undefined);
  });

  it('leaves a file of ten megabytes, and one with both sides of a merge, as they are, and says so', async () => {
    const huge = `{"entities": [${' '.repeat(10_000_000)}]}`;
    await start({ [FILE]: huge });
    const refused = await decide({ kind: 'hide', entity: 'org:atlas-fret' });
    assert.ok(!refused.done && refused.at);
    assert.match(refused.message, /too large \(10\.0 MB\)/);
    assert.equal(session.files[FILE], huge);
    session.files[FILE] = '{\n<<<<<<< ours\n"entities": []\n=======\n"entities": []\n>>>>>>> theirs\n}';
    const torn = await decide({ kind: 'hide', entity: 'org:atlas-fret' });
    assert.ok(!torn.done && torn.at?.range.start.line === 1);
    assert.match(torn.message, /Choose one, and remove the markers/);
    assert.deepEqual(await names('ORG'), ['Atlas Fret 1', 'Fluvia Cargo 3']);
  });

  it('says what stands in the way of writing', async () => {
    await start({ [FILE]: { code: 'unreadable', detail: 'EACCES' } });
    const refused = await decide({ kind: 'hide', entity: 'org:atlas-fret' });
    assert.ok(!refused.done);
    assert.match(refused.message, /cannot be read \(EACCES\)/);
    const gone = await decide({ kind: 'hide', entity: 'org:nobody' });
    assert.ok(!gone.done);
  });

  it('keeps to a file that is read-only, and says that it cannot be written', async () => {
    const text = JSON.stringify({
      version: 1,
      entities: [{ name: 'Fret Atlas', type: 'ORG', aliases: ['Atlas Fret'] }],
    });
    await start({ [FILE]: text }, [FILE]);
    const decided = await names('ORG');
    assert.deepEqual(decided, ['Fluvia Cargo 3', 'Fret Atlas 1']);
    const refused = await decide({ kind: 'hide', entity: 'org:fret-atlas' });
    assert.ok(!refused.done);
    assert.match(refused.message, /cannot be written \(EROFS\)\. Check its permissions\./);
    assert.equal(session.files[FILE], text);
    assert.deepEqual(await names('ORG'), decided);
  });
});

describe('replaceOnDisk', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gazetteer-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const inFolder = (): string => join(folder, '.gazetteer', 'entities.json');

  it('leaves what stands in its way, and says what that is', async () => {
    writeFileSync(join(folder, '.gazetteer'), 'mine');
    const result = await replaceOnDisk(pathToFileURL(inFolder()).toString(), undefined, 'x');
    assert.ok(typeof result === 'object' && result.code === 'unreadable', JSON.stringify(result));
    assert.equal(readFileSync(join(folder, '.gazetteer'), 'utf8'), 'mine');
    assert.deepEqual(readdirSync(folder), ['.gazetteer']);
  });

  it('does not write a read-only file', async function () {
    // Root may write all.
    if (process.platform === 'win32' || process.getuid?.() === 0) return this.skip();
    const uri = pathToFileURL(inFolder()).toString();
    assert.equal(await replaceOnDisk(uri, undefined, 'x'), 'done');
    chmodSync(join(folder, '.gazetteer'), 0o555);
    const result = await replaceOnDisk(uri, 'x', 'y');
    chmodSync(join(folder, '.gazetteer'), 0o755);
    assert.ok(typeof result === 'object', JSON.stringify(result));
    assert.equal(readFileSync(inFolder(), 'utf8'), 'x');
  });

  it('makes, compares, and takes away with the folder it made', async () => {
    const uri = pathToFileURL(inFolder()).toString();
    assert.equal(await replaceOnDisk(uri, 'x', 'y'), 'changed');
    assert.equal(await replaceOnDisk(uri, undefined, '\uFEFFé'), 'done');
    assert.equal(readFileSync(inFolder(), 'utf8'), '\uFEFFé');
    assert.equal(await replaceOnDisk(uri, undefined, 'y'), 'changed');
    assert.deepEqual(readdirSync(join(folder, '.gazetteer')), ['entities.json'], 'no lock is left');
    assert.equal(await replaceOnDisk(uri, '\uFEFFé', undefined), 'done');
    assert.deepEqual(readdirSync(folder), []);
  });

  it('loses none of 1,000 decisions of two servers that write and undo at once', async function () {
    this.timeout(120_000);
    const servers = ['Atlas', 'Bora'].map((name) => ({ name, ...serverOn(folder) }));
    try {
      await Promise.all(
        servers.map(async ({ name, client, ready }) => {
          await ready;
          for (let i = 0; i < EACH; i++) {
            const type = ENTITY_TYPES[i % ENTITY_TYPES.length]!;
            const result = await client.sendRequest<DecideResult>(Requests.decide, {
              action: { kind: 'add', name: `${name} ${i}`, type },
            });
            assert.ok(result.done, JSON.stringify(result));
            if (i % UNDONE > 0) continue;
            const undone = await client.sendRequest<DecideResult>(Requests.undo, { undo: result.undo });
            assert.ok(undone.done, JSON.stringify(undone));
          }
        }),
      );
    } finally {
      await Promise.all(servers.map(({ end }) => end()));
    }
    const { decisions, problems } = parseDecisions(readFileSync(inFolder(), 'utf8'));
    assert.deepEqual(problems, []);
    const expected = ['Atlas', 'Bora'].flatMap((name) =>
      Array.from({ length: EACH }, (_, i) => (i % UNDONE > 0 ? [`${name} ${i}`] : [])).flat(),
    );
    assert.deepEqual(decisions.map(({ name }) => name).sort(), expected.sort());
    assert.deepEqual(readdirSync(join(folder, '.gazetteer')), ['entities.json']);
  });
  it('bears a folder that goes and comes all the time', async () => {
    const uri = pathToFileURL(inFolder()).toString();
    const results = await Promise.all(
      Array.from({ length: 40 }, async () => {
        const made = await replaceOnDisk(uri, undefined, '{}');
        return [made, made === 'done' ? await replaceOnDisk(uri, '{}', undefined) : 'done'];
      }),
    );
    assert.ok(
      results.flat().every((result) => result === 'done' || result === 'changed'),
      JSON.stringify(results),
    );
    assert.deepEqual(readdirSync(folder), []);
  });
});

const EACH = 500;
/** Every so many decisions are taken back at once. */
const UNDONE = 10;

/** The server as it ships, in a process of its own, with a folder. */
function serverOn(folder: string) {
  const child = fork(join(process.cwd(), 'dist', 'server.js'), ['--node-ipc'], { stdio: 'ignore' });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const client = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  client.listen();
  const uriOf = (path: string): string => pathToFileURL(path).toString();
  const start = async (): Promise<void> => {
    await client.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      capabilities: {},
      initializationOptions: {
        modelUri: uriOf(join(process.cwd(), 'model', 'recogniser.bin')),
        codeUri: uriOf(join(process.cwd(), 'dist', 'server.js')),
        settings: SETTINGS,
      },
    });
    await client.sendNotification('initialized', {});
    await client.sendRequest(Requests.setFolders, { folders: [uriOf(folder)] });
  };
  const end = async (): Promise<void> => {
    await client.sendRequest('shutdown');
    void client.sendNotification('exit');
    await exited;
  };
  return { client, ready: start(), end };
}

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ENTITY_TYPES } from '../src/core/model';
import { Requests, type EntityItem, type Location, type Page } from '../src/protocol/protocol';
import { measureDecisions, type NamedAt } from './decisions';
import { percentiles, timed, type Percentiles } from './percentiles';
import { Random } from './random';
import type { BenchServer } from './server';

/** How long a client waits for answers. */
export interface Latencies {
  readonly hoverMs: Percentiles;
  readonly definitionMs: Percentiles;
  readonly referencesMs: Percentiles;
  readonly searchMs: Percentiles;
  /** Undefined when the server completes nothing. */
  readonly completionMs: Percentiles | undefined;
  readonly editMs: Percentiles;
  readonly decisionMs: Percentiles;
}

/** Of each kind of question this many; of them half about the names most mentioned, which cost most. */
const QUESTIONS = 200;
const EDITS = 50;
/** Things decided about, each in five ways, and each of these taken back. */
const DECIDED = 40;

/** Asks a server that has read everything what a writer asks. */
export async function measureLatencies(server: BenchServer, completes: boolean): Promise<Latencies> {
  const random = new Random(7);
  const entities = await someEntities(server, random);
  const things: NamedAt[] = [];
  for (const entity of entities) {
    const [place] = await server.request<Location[]>(Requests.introductions, { id: entity.id });
    if (place) things.push({ entity, place });
  }
  const places = things.map(({ place }) => place);
  const at = ({ uri, range }: Location): object => ({ textDocument: { uri }, position: range.start });
  const ask = (method: string, more: object = {}): Promise<Percentiles> =>
    timed(places, (place) => server.request(method, { ...at(place), ...more }));
  return {
    hoverMs: await ask('textDocument/hover'),
    definitionMs: await ask('textDocument/definition'),
    referencesMs: await ask('textDocument/references', { context: { includeDeclaration: true } }),
    searchMs: await timed(queries(entities, random), (query) =>
      server.request(Requests.search, { query, limit: 50 }),
    ),
    completionMs: completes ? await measureCompletion(server, entities) : undefined,
    editMs: await measureEdits(server, random),
    decisionMs: await measureDecisions(
      server,
      things.filter((_, i) => i % Math.ceil(things.length / DECIDED) === 0),
    ),
  };
}

async function someEntities(server: BenchServer, random: Random): Promise<EntityItem[]> {
  const some: EntityItem[] = [];
  const share = QUESTIONS / ENTITY_TYPES.length / 2;
  const page = (type: string, offset: number, limit: number): Promise<Page<EntityItem>> =>
    server.request(Requests.entities, { type, sort: 'mentions', filter: '', offset, limit });
  for (const type of ENTITY_TYPES) {
    const { total, items } = await page(type, 0, share);
    some.push(...items);
    for (let k = 0; k < share; k++) some.push(...(await page(type, random.below(total), 1)).items);
  }
  return some;
}

/** What people type: the beginning of a name, all of it, one letter wrong, two words the other way round. */
function queries(entities: readonly EntityItem[], random: Random): string[] {
  return entities.map(({ name }, i) => {
    const wrong = random.below(name.length);
    return [
      name.slice(0, 4),
      name,
      name.slice(0, wrong) + 'x' + name.slice(wrong + 1),
      name.split(' ').reverse().join(' '),
    ][i % 4]!;
  });
}

/** Three letters of a name at the end of a document. */
async function measureCompletion(server: BenchServer, entities: readonly EntityItem[]): Promise<Percentiles> {
  const document = await open(server, server.files[0]!);
  return timed(entities, async ({ name }) => {
    const typed = `\n${name.slice(0, 3)}`;
    await server.type(document.uri, document.end, typed);
    document.end = { line: document.end.line + 1, character: typed.length - 1 };
    await server.request('textDocument/completion', {
      textDocument: { uri: document.uri },
      position: document.end,
    });
  });
}

/**
 * A name nobody has heard of is typed into a document: how long until the document answers for it and the
 * sidebar's list holds it, without the pause in which the server waits for more keystrokes.
 */
async function measureEdits(server: BenchServer, random: Random): Promise<Percentiles> {
  const spent: number[] = [];
  for (let k = 0; k < EDITS; k++) {
    const { uri, end } = await open(server, random.of(server.files));
    const name = `Xandru${String.fromCharCode(97 + (k % 26), 97 + Math.floor(k / 26))} Finance`;
    const typed = `\nLa société ${name} et la banque ${name} ont signé avec ${name}.\n`;
    await server.type(uri, end, typed);
    const before = performance.now();
    const found = await server.request<EntityItem | null>(Requests.entityAt, {
      uri,
      position: { line: end.line + 1, character: typed.indexOf(name) + 1 },
    });
    const page = await server.request<Page<EntityItem>>(Requests.entities, {
      type: found?.type ?? 'ORG',
      uncertain: true,
      sort: 'mentions',
      filter: name,
      offset: 0,
      limit: 100,
    });
    // Whatever stands before it, most sentences are understood.
    if (page.total > 0) spent.push(performance.now() - before);
    await server.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }
  if (spent.length < EDITS / 2) throw new Error('What is typed is not in the list.');
  return percentiles(spent);
}

async function open(
  server: BenchServer,
  uri: string,
): Promise<{ uri: string; end: Location['range']['end'] }> {
  const text = readFileSync(fileURLToPath(uri), 'utf8');
  await server.openDocument(uri, text);
  const lines = text.split('\n');
  return { uri, end: { line: lines.length - 1, character: lines.at(-1)!.length } };
}

import { parseArgs } from 'node:util';
import { listEntities } from '../core/answers/entities';
import { excerpt } from '../core/answers/excerpt';
import { entityNamed } from '../core/answers/knownName';
import { neighboursOf } from '../core/answers/neighbours';
import { introductionsOf } from '../core/answers/places';
import { NameIndex } from '../core/answers/nameIndex';
import { searchArchive } from '../core/answers/search';
import { suggestMergesOf } from '../core/answers/suggestions';
import { Archive } from '../core/archive/archive';
import type { Entity } from '../core/archive/entity';
import { mentionsOf } from '../core/archive/records';
import { canonicalForm } from '../core/resolution/canonical';
import type { Stopwatch } from '../core/archive/extract';
import { ENTITY_TYPES, type EntityType } from '../core/model';
import { read } from '../core/reading/read';
import { findingLine, findings } from './check';
import { decisionsAt } from './decisions';
import { articleFiles, articleFilesAt, readArticleFile } from './files';
import { extractAll, shippedAliases } from './pool';
import { USAGE, UsageError } from './usage';

/** Runs one command; gives the exit code. Rejects with {@link UsageError} on wrong use. */
export async function runCommand(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(USAGE);
    return 0;
  }
  const command = COMMANDS.get(name);
  if (!command) throw new UsageError(`no command ${JSON.stringify(name)}; gazetteer --help lists them`);
  return (await command(rest)) ?? 0;
}

const COMMANDS: ReadonlyMap<string, (args: string[]) => Promise<number | void> | void> = new Map([
  ['articles', articles],
  ['mentions', mentions],
  ['index', index],
  ['entities', entities],
  ['entity', entity],
  ['search', search],
  ['check', check],
]);

function articles(args: string[]): void {
  const { positionals } = parse(args, {}, 1, Infinity, 'articles FILE…');
  for (const file of positionals) {
    const found = readArticleFile(file);
    if ('code' in found) {
      complain(file, found.code);
      continue;
    }
    for (const { span, title, date, place, language } of read(found.text, found.format).articles) {
      printLine({ file, start: span.start, end: span.end, title, date, place, language });
    }
  }
}

async function mentions(args: string[]): Promise<void> {
  const { positionals } = parse(args, {}, 1, Infinity, 'mentions FILE…');
  const { archive, extracted } = await archiveOf(positionals, undefined);
  for (const item of extracted) {
    if (!('record' in item)) continue;
    const text = textOf(item.path);
    const file = item.record;
    const all = [...file.articles, file.margin].flatMap((named) =>
      mentionsOf(named).map((mention) => ({ mention, name: named.names[mention.name]! })),
    );
    all.sort((a, b) => a.mention.start - b.mention.start);
    for (const { mention, name } of all) {
      const known = archive.entityOf(name);
      printLine({
        file: item.path,
        start: mention.start,
        end: mention.end,
        type: known?.type ?? name.type,
        text: text(mention),
        entity: known?.id ?? `${name.type.toLowerCase()}:${name.key.replaceAll(' ', '-')}`,
        canonical: known?.name ?? canonicalForm(name.type, name.forms),
      });
    }
  }
}

async function index(args: string[]): Promise<void> {
  const { positionals, values } = parse(
    args,
    { json: { type: 'boolean' }, jobs: { type: 'string' } },
    1,
    1,
    'index DIR [--json] [--jobs N]',
  );
  const jobs = values['jobs'] === undefined ? undefined : Number(values['jobs']);
  if (jobs !== undefined && !(Number.isInteger(jobs) && jobs > 0))
    throw new UsageError('--jobs takes a whole number above 0');
  const started = performance.now();
  const { archive, extracted, watch, peak } = await archiveOf(
    articleFiles(positionals[0]!),
    jobs,
    positionals,
  );
  const total = (performance.now() - started) / 1000;
  const { files, articles: read, mentions: found, tokens } = archive.totals;
  const skipped = extracted.flatMap((item) =>
    'problem' in item ? [{ path: item.path, code: item.problem.code }] : [],
  );
  const summary = {
    files,
    skipped: skipped.length,
    articles: read,
    mentions: found,
    entities: archive.lists.counts(true),
    tokens,
    seconds: {
      reading: seconds(watch.reading),
      recognition: seconds(watch.recognition),
      resolution: seconds(watch.resolution),
      total: round(total, 3),
    },
    tokensPerSecond: Math.round(tokens / ((watch.recognition + watch.resolution) / 1000 || 1)),
    peakMemoryMB: Math.round(process.resourceUsage().maxRSS / 1024 + peak / 1024 ** 2),
  };
  if (values['json']) {
    printLine(summary);
    return;
  }
  const { reading, recognition, resolution } = summary.seconds;
  const counts = Object.entries(summary.entities).map(([type, count]) => `${type} ${count}`);
  print(`files      ${summary.files} read, ${summary.skipped} left out`);
  for (const { path, code } of skipped) print(`           ${path}: ${code}`);
  print(`articles   ${summary.articles}`);
  print(`mentions   ${summary.mentions}`);
  print(`entities   ${counts.join('  ')}`);
  for (const type of ENTITY_TYPES) {
    const top = listEntities(archive, { type, sort: 'mentions', filter: '' }, 0, 5).entities;
    print(`  ${type.padEnd(8)} ${top.map(({ name, mentions: n }) => `${name} (${n})`).join(', ')}`);
  }
  print(
    `seconds    reading ${reading}  recognition ${recognition}  resolution ${resolution}  total ${summary.seconds.total}`,
  );
  print(`speed      ${summary.tokensPerSecond} tokens/s over ${tokens} tokens`);
  print(`memory     ${summary.peakMemoryMB} MB at most`);
}

async function entities(args: string[]): Promise<void> {
  const { positionals, values } = parse(
    args,
    { json: { type: 'boolean' }, type: { type: 'string' } },
    1,
    1,
    'entities DIR [--type T] [--json]',
  );
  const wanted = values['type'] as string | undefined;
  const types = wanted === undefined ? ENTITY_TYPES : [typeOf(wanted)];
  const { archive } = await archiveOf(articleFiles(positionals[0]!), undefined, positionals);
  for (const type of types) {
    const query = { type, sort: 'mentions', filter: '', uncertain: true } as const;
    for (const found of listEntities(archive, query).entities) {
      if (values['json']) printLine(summaryOf(found));
      else print(entityLine(found));
    }
  }
}

async function entity(args: string[]): Promise<void> {
  const { positionals, values } = parse(
    args,
    { json: { type: 'boolean' } },
    2,
    2,
    'entity NAME DIR [--json]',
  );
  const [name, directory] = positionals as [string, string];
  const { archive, names } = await archiveOf(articleFiles(directory), undefined, [directory]);
  const found = archive.entity(name) ?? entityNamed(archive, name) ?? firstEntity(names, archive, name);
  if (!found) throw new UsageError(`no entity named ${JSON.stringify(name)} in ${directory}`);

  const introductions = introductionsOf(archive, found).map((place) => ({
    file: place.uri,
    start: place.start,
    end: place.end,
    sentence: sentenceText(place.uri, place.sentence),
  }));
  const inArticles = found.occurrences.page().map(({ uri, article, date, mentions: n }) => {
    return { file: uri, title: archive.file(uri)?.articles[article]?.title, date, mentions: n };
  });
  const neighbours = neighboursOf(archive, found, MAX_NEIGHBOURS).map((neighbour) => ({
    id: neighbour.entity.id,
    type: neighbour.entity.type,
    name: neighbour.entity.name,
    articles: neighbour.articles,
  }));
  const suggestions = suggestMergesOf(archive, found).map(({ keep, other, reason }) => ({
    ...summaryOf(keep.id === found.id ? other : keep),
    reason,
  }));
  if (values['json']) {
    printLine({ ...summaryOf(found), introductions, inArticles, neighbours, suggestions });
    return;
  }
  print(entityLine(found));
  print('');
  for (const { file, sentence } of introductions) print(`  « ${sentence} »\n    ${file}`);
  print('\nArticles');
  for (const { file, title, date, mentions: n } of inArticles)
    print(`  ${date ?? '-'}  ${title ?? '-'}  (${n})  ${file}`);
  if (suggestions.length > 0) print('\nPerhaps the same');
  for (const { name: other, reason, mentions: n } of suggestions) print(`  ${other}  (${n}, ${reason})`);
  print('\nNamed in the same articles');
  for (const { type, name: other, articles: n } of neighbours) print(`  ${type.padEnd(6)} ${other}  (${n})`);
}

async function search(args: string[]): Promise<void> {
  const { positionals, values } = parse(
    args,
    { json: { type: 'boolean' } },
    2,
    2,
    'search QUERY DIR [--json]',
  );
  const [query, directory] = positionals as [string, string];
  const { archive, names } = await archiveOf(articleFiles(directory), undefined, [directory]);
  for (const found of searchArchive(archive, names, query, MAX_RESULTS)) {
    if (found.kind === 'entity') {
      if (values['json']) printLine({ kind: 'entity', ...summaryOf(found.entity) });
      else print(entityLine(found.entity));
    } else {
      const { title, date, span } = found.article;
      if (values['json'])
        printLine({ kind: 'article', file: found.file.uri, start: span.start, title, date });
      else print(`article ${title ?? '-'}  ${date ?? ''}  ${found.file.uri}`);
    }
  }
}

async function check(args: string[]): Promise<number> {
  const { positionals, values } = parse(
    args,
    { json: { type: 'boolean' } },
    1,
    Infinity,
    'check PATH… [--json]',
  );
  const { archive } = await archiveOf(articleFilesAt(positionals), undefined, positionals);
  let found = 0;
  for (const finding of findings(archive, positionals)) {
    found++;
    const { file, start, end, text, house, entity: known } = finding;
    if (values['json']) printLine({ file, start, end, text, house, entity: known.id });
    else print(findingLine(finding));
  }
  return found > 0 ? 1 : 0;
}

const MAX_NEIGHBOURS = 20;
const MAX_RESULTS = 50;

type Options = Record<string, { type: 'boolean' | 'string' }>;

function parse(args: string[], options: Options, least: number, most: number, usage: string) {
  let parsed;
  try {
    parsed = parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ')[0]}; usage: gazetteer ${usage}`);
  }
  if (parsed.positionals.length < least || parsed.positionals.length > most)
    throw new UsageError(`usage: gazetteer ${usage}`);
  return parsed;
}

function typeOf(name: string): EntityType {
  const type = ENTITY_TYPES.find((known) => known === name.toUpperCase());
  if (!type) throw new UsageError(`--type takes one of ${ENTITY_TYPES.join(', ')}`);
  return type;
}

async function archiveOf(
  paths: readonly string[],
  jobs: number | undefined,
  folders: readonly string[] = [],
) {
  const { decisions, sought } = decisionsAt(folders);
  const watch: Stopwatch = { now: () => performance.now(), reading: 0, recognition: 0, resolution: 0 };
  const names = new NameIndex();
  const archive = new Archive(names, shippedAliases());
  const terminal = process.stderr.isTTY;
  const progress = (done: number): void => {
    if (terminal) process.stderr.write(`\r${done}/${paths.length}${done === paths.length ? '\n' : ''}`);
  };
  const { extracted, peak } = await extractAll(paths, jobs, watch, progress, sought);
  archive.decide(decisions);
  const started = watch.now();
  for (const item of extracted) {
    if ('record' in item) archive.insert(item.record);
    else complain(item.path, item.problem.code);
  }
  watch.resolution += watch.now() - started;
  return { archive, names, extracted, watch, peak };
}

function complain(path: string, reason: string): void {
  process.stderr.write(`gazetteer: ${path}: ${reason}, left out\n`);
}

function textOf(path: string): (span: { start: number; end: number }) => string {
  const file = readArticleFile(path);
  if ('code' in file) return () => '';
  const { text, source } = read(file.text, file.format);
  return ({ start, end }) => text.slice(source.toReading(start), source.toReading(end));
}

function sentenceText(path: string, sentence: { start: number; end: number }): string {
  const file = readArticleFile(path);
  return 'code' in file ? '' : excerpt(read(file.text, file.format), sentence, [], MAX_SENTENCE).text;
}

const MAX_SENTENCE = 400;

function firstEntity(names: NameIndex, archive: Archive, name: string): Entity | undefined {
  for (const found of searchArchive(archive, names, name, MAX_RESULTS))
    if (found.kind === 'entity') return found.entity;
  return undefined;
}

function summaryOf({ id, type, name, aliases, mentions, articles, confidence, firstDate, lastDate }: Entity) {
  return {
    id,
    type,
    name,
    aliases,
    mentions,
    articles,
    confidence: round(confidence, 2),
    firstDate,
    lastDate,
  };
}

function entityLine({ type, name, aliases, mentions, articles, id }: Entity): string {
  const also = aliases.length > 0 ? `  = ${aliases.join(', ')}` : '';
  return `${type.padEnd(6)} ${name}  ${mentions} in ${articles}  [${id}]${also}`;
}

function seconds(milliseconds: number): number {
  return round(milliseconds / 1000, 3);
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function print(line: string): void {
  process.stdout.write(line + '\n');
}

function printLine(value: unknown): void {
  print(JSON.stringify(value));
}

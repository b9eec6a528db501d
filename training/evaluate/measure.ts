import { Archive } from '../../src/core/archive/archive';
import { extract, type Stopwatch } from '../../src/core/archive/extract';
import { mentionsOf, type FileRecord } from '../../src/core/archive/records';
import { ENTITY_TYPES, type EntityType, type Span } from '../../src/core/model';
import type { Model } from '../../src/core/recognition/recognise';
import type { Aliases } from '../../src/core/resolution/aliases';
import { positionAt } from '../../src/server/positions';
import type { GoldDocument, GoldMention, GoldSet } from './sets';

/** Found, right and wanted names of one type; exact is same span and type, relaxed is overlap and same type. */
export interface Counts {
  gold: number;
  found: number;
  exact: number;
  /** Found names that overlap one of gold, and the other way round. */
  relaxedFound: number;
  relaxedGold: number;
}

/** How a set was done. Shares are 0 to 1; `undefined` where the set does not say. */
export interface Result {
  readonly name: string;
  readonly types: Readonly<Record<EntityType, Counts>>;
  readonly bCubed: number | undefined;
  readonly canonical: number | undefined;
  readonly articles: number | undefined;
  readonly titles: number | undefined;
  readonly dates: number | undefined;
  readonly tokens: number;
  /** Seconds of recognition and resolution, and of reading. */
  readonly seconds: number;
  readonly readingSeconds: number;
  /** Every found name: how sure it was, and whether it was right. */
  readonly judged: readonly { readonly score: number; readonly right: boolean }[];
}

interface Found extends Span {
  readonly type: EntityType;
  readonly score: number;
  readonly entity: string;
  readonly canonical: string;
}

/**
 * Reads, recognises and resolves a set as one archive, and compares it with gold. `adjust` may change what
 * the archive is told of a file.
 */
export function measure(
  set: GoldSet,
  model: Model,
  aliases: Aliases,
  adjust: (record: FileRecord) => FileRecord = (record) => record,
): Result {
  const watch: Stopwatch = { now: () => performance.now(), reading: 0, recognition: 0, resolution: 0 };
  const archive = new Archive(undefined, aliases);
  const records = set.documents.map(({ file, text, format }) =>
    adjust(extract(file, text, format, model, watch)),
  );
  const started = watch.now();
  for (const record of records) archive.insert(record);
  watch.resolution += watch.now() - started;

  const types = Object.fromEntries(
    ENTITY_TYPES.map((type) => [type, { gold: 0, found: 0, exact: 0, relaxedFound: 0, relaxedGold: 0 }]),
  ) as Record<EntityType, Counts>;
  const judged: { score: number; right: boolean }[] = [];
  const pairs: { gold: GoldMention; found: Found }[] = [];
  const articles = { gold: 0, found: 0, hit: 0, titled: 0, titles: 0, dated: 0, dates: 0 };
  set.documents.forEach((document, i) => {
    const found = foundIn(archive, records[i]!);
    count(document.mentions, found, types, judged, pairs);
    compareArticles(document, records[i]!, articles);
  });

  const named = pairs.filter(({ gold }) => gold.canonical !== undefined);
  return {
    name: set.name,
    types,
    bCubed: named.length > 0 ? bCubed(named) : undefined,
    canonical:
      named.length > 0
        ? share(
            named.filter(({ gold, found }) => plain(gold.canonical) === plain(found.canonical)).length,
            named.length,
          )
        : undefined,
    articles: articles.gold > 0 ? f1(articles.hit, articles.found, articles.gold) : undefined,
    titles: articles.titled > 0 ? share(articles.titles, articles.titled) : undefined,
    dates: articles.dated > 0 ? share(articles.dates, articles.dated) : undefined,
    tokens: records.reduce((sum, { tokens }) => sum + tokens, 0),
    seconds: (watch.recognition + watch.resolution) / 1000,
    readingSeconds: watch.reading / 1000,
    judged,
  };
}

/** The harmonic mean of precision and recall. */
export function f1(right: number, found: number, gold: number): number {
  return found + gold > 0 ? (2 * right) / (found + gold) : 0;
}

/** The F1 of overlapping names of the same type. */
export function relaxedF1({ found, gold, relaxedFound, relaxedGold }: Counts): number {
  const precision = share(relaxedFound, found);
  const recall = share(relaxedGold, gold);
  return precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

function foundIn(archive: Archive, record: FileRecord): Found[] {
  return [...record.articles, record.margin].flatMap((named) =>
    mentionsOf(named).map(({ start, end, score, name }) => {
      const local = named.names[name]!;
      const entity = archive.entityOf(local);
      const canonical = entity?.name ?? local.forms[0]!.surface;
      return {
        start,
        end,
        score,
        type: entity?.type ?? local.type,
        entity: entity?.id ?? local.node,
        canonical,
      };
    }),
  );
}

function count(
  gold: readonly GoldMention[],
  found: readonly Found[],
  types: Record<EntityType, Counts>,
  judged: { score: number; right: boolean }[],
  pairs: { gold: GoldMention; found: Found }[],
): void {
  const key = ({ start, end, type }: Span & { type: EntityType }): string => `${start}:${end}:${type}`;
  const overlaps = (a: Span & { type: EntityType }, b: Span & { type: EntityType }): boolean =>
    a.type === b.type && a.start < b.end && b.start < a.end;
  const goldByKey = new Map(gold.map((mention) => [key(mention), mention]));
  for (const mention of gold) {
    types[mention.type].gold++;
    if (found.some((other) => overlaps(mention, other))) types[mention.type].relaxedGold++;
  }
  for (const mention of found) {
    const counts = types[mention.type];
    counts.found++;
    if (gold.some((other) => overlaps(mention, other))) counts.relaxedFound++;
    const hit = goldByKey.get(key(mention));
    judged.push({ score: mention.score, right: hit !== undefined });
    if (!hit) continue;
    counts.exact++;
    pairs.push({ gold: hit, found: mention });
  }
}

/** B-cubed F1 over the exactly found mentions (Bagga and Baldwin, LREC workshop 1998). */
function bCubed(pairs: readonly { readonly gold: GoldMention; readonly found: Found }[]): number {
  const group = (by: (pair: (typeof pairs)[number]) => string): Map<string, number[]> => {
    const groups = new Map<string, number[]>();
    pairs.forEach((pair, i) => groups.set(by(pair), [...(groups.get(by(pair)) ?? []), i]));
    return groups;
  };
  const goldKey = ({ gold }: (typeof pairs)[number]): string => `${gold.type}|${gold.canonical}`;
  const foundKey = ({ found }: (typeof pairs)[number]): string => `${found.type}|${found.entity}`;
  const goldGroups = group(goldKey);
  const foundGroups = group(foundKey);
  let precision = 0;
  let recall = 0;
  for (const pair of pairs) {
    const wanted = goldGroups.get(goldKey(pair))!;
    const together = new Set(foundGroups.get(foundKey(pair)));
    const both = wanted.filter((i) => together.has(i)).length;
    precision += both / together.size / pairs.length;
    recall += both / wanted.length / pairs.length;
  }
  return (2 * precision * recall) / (precision + recall);
}

interface ArticleCounts {
  gold: number;
  found: number;
  hit: number;
  titled: number;
  titles: number;
  dated: number;
  dates: number;
}

/** An article is found when one begins within a line of it. */
function compareArticles(document: GoldDocument, record: FileRecord, counts: ArticleCounts): void {
  if (document.articles.length === 0) return;
  const found = record.articles.map((article) => ({
    article,
    line: positionAt(record, article.span.start).line + 1,
  }));
  const used = new Set<(typeof found)[number]>();
  counts.gold += document.articles.length;
  counts.found += found.length;
  for (const gold of document.articles) {
    const hit = found.find((other) => !used.has(other) && Math.abs(other.line - gold.firstLine) <= 1);
    if (!hit) continue;
    used.add(hit);
    counts.hit++;
    if (gold.title !== undefined) {
      counts.titled++;
      if (words(hit.article.title) === words(gold.title)) counts.titles++;
    }
    if (gold.date !== undefined) {
      counts.dated++;
      if (hit.article.date?.slice(0, 10) === gold.date.slice(0, 10)) counts.dates++;
    }
  }
}

function words(title: string | undefined): string {
  return (title ?? '')
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}

function plain(name: string | undefined): string {
  return (name ?? '').normalize('NFC').replace(/’/g, "'").toLowerCase();
}

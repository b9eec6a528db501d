import type { Archive } from '../archive/archive';
import type { Entity } from '../archive/entity';
import { mentionsOf, type ArticleRecord } from '../archive/records';
import { isAcronymOf } from '../french/acronym';
import { fold } from '../french/fold';
import type { EntityType, Passage, ReadFile, Span } from '../model';
import { Kind, kindOf } from '../recognition/kinds';
import { tokenise } from '../recognition/tokenise';
import { closedSpans, isIn, isTagged, type CheckedFile } from './checkedFile';

/** An acronym that its article does not spell out, where it first stands (source offsets). */
export interface BareAcronym extends Span {
  /** The acronym as it stands there. */
  readonly text: string;
  /** The full name: as decided, else as most of the archive has it. */
  readonly full: string;
  readonly entity: Entity;
  /** What to put in its place: both, in the house order. */
  readonly spelt: string;
  /** Whether the source is the text itself, without markup inside: only then can it be replaced. */
  readonly plain: boolean;
}

/** Which comes first where both stand: `Nom complet (SIGLE)` or `SIGLE (Nom complet)`. */
export type GlossOrder = 'full' | 'acronym';

/**
 * The acronyms of a file that stand in an article without their full name at or before their first mention,
 * though the archive knows one with these letters, in reading order. A full name counts wherever it stands
 * up to the end of the sentence, the headline included. Looked at is running text in French: no headlines,
 * quotations, code or addresses.
 */
export function bareAcronymsIn(archive: Archive, order: GlossOrder, file: CheckedFile): BareAcronym[] {
  const { record, read, source, path } = file;
  let closed: readonly Span[] | undefined;
  return record.articles.flatMap((article, index) => {
    if (article.language !== undefined && article.language !== 'fr') return [];
    const firsts = new Map<string, First>();
    for (const mention of mentionsOf(article)) {
      const span = {
        start: read.source.toReading(mention.start),
        end: read.source.toReading(mention.end),
      };
      const text = read.text.slice(span.start, span.end);
      if (!isAcronym(text) || isTagged(read.text, span)) continue;
      if (!isRunning(passageAt(read, span.start))) continue;
      if (isIn((closed ??= closedSpans(file)), span)) continue;
      const entity = archive.entityIn(record.uri, index, mention.name);
      if (!entity || entity.hidden || firsts.has(entity.id)) continue;
      const decision = archive.decisionAt(archive.rootOf(entity.id) ?? '')?.decision;
      if (path !== undefined && decision?.ignoredIn.includes(path)) continue;
      const fulls = fullNames(archive, entity, text);
      const sentenceEnd = read.source.toReading(mention.sentence.end);
      if (fulls.length > 0) firsts.set(entity.id, { text, span, sentenceEnd, entity, fulls });
    }
    const explained = firstPlaces(
      read,
      article,
      [...firsts.values()].flatMap(({ fulls }) => fulls),
    );
    return [...firsts.values()].flatMap(({ text, span, sentenceEnd, entity, fulls }): BareAcronym[] => {
      if (fulls.some((name) => (explained.get(keyOf(name)) ?? Infinity) < sentenceEnd)) return [];
      if (isGlossed(read.text, span, text)) return [];
      const at = read.source.toSource(span);
      const [full] = fulls as [string];
      const inBrackets = read.text[span.start - 1] === '(' && read.text[span.end] === ')';
      const spelt = speltOut(text, full, order, inBrackets);
      return [{ ...at, text, full, entity, spelt, plain: source.slice(at.start, at.end) === text }];
    });
  });
}

/**
 * The order that the archive uses most where a full name and its acronym stand together, of its well-known
 * names; `full` when there are none.
 */
export function glossOrder(archive: Archive): GlossOrder {
  let fullFirst = 0;
  let acronymFirst = 0;
  for (const type of EXPLAINED) {
    const nodes = archive.lists
      .mostMentioned(type, '', SAMPLE)
      .filter((node) => [...archive.formsOf(node).keys()].some(isAcronym));
    for (const entity of archive.entitiesAt(nodes)) {
      if (fullFirst + acronymFirst >= ENOUGH) break;
      for (const { uri, article } of entity.occurrences.introductions(SAMPLE_ARTICLES)) {
        const own = archive.isNameOf(entity, uri, article);
        const mentions = archive.skim(uri)?.articles[article]?.mentions;
        for (let i = 0; mentions && i + 1 < mentions.count; i++) {
          if (!own[mentions.name[i]!] || !own[mentions.name[i + 1]!]) continue;
          // Records hold no text: what is between is ` (`, and one of the two is much longer.
          if (mentions.start[i + 1]! - mentions.end[i]! !== BRACKET.length) continue;
          const [one, other] = [i, i + 1].map((k) => mentions.end[k]! - mentions.start[k]!) as [
            number,
            number,
          ];
          if (one >= MUCH_LONGER * other) fullFirst++;
          else if (other >= MUCH_LONGER * one) acronymFirst++;
        }
      }
    }
  }
  return acronymFirst > fullFirst ? 'acronym' : 'full';
}

interface First {
  readonly text: string;
  readonly span: Span;
  readonly sentenceEnd: number;
  readonly entity: Entity;
  readonly fulls: readonly string[];
}

/** Nobody spells out the initials of a person. */
const EXPLAINED: readonly EntityType[] = ['ORG', 'EVENT', 'PROD', 'LOC'];
/** The best known names of a type show the habit, and their best sentences. */
const SAMPLE = 200;
const SAMPLE_ARTICLES = 3;
/** A habit shows in so many places. */
const ENOUGH = 50;
const BRACKET = ' (';
const MUCH_LONGER = 2;

function isAcronym(text: string): boolean {
  if (text.length < 2 || text.length > LONGEST_ACRONYM || !ONE_WORD.test(text)) return false;
  const kind = kindOf(text);
  return kind === Kind.capitals || kind === Kind.camel;
}

const LONGEST_ACRONYM = 12;
const ONE_WORD = /^[\p{L}\p{N}&]+$/u;

/** The full names of an entity that an acronym may stand for, the one to write first. */
function fullNames(archive: Archive, entity: Entity, acronym: string): string[] {
  if (!EXPLAINED.includes(entity.type)) return [];
  const node = archive.rootOf(entity.id) ?? '';
  const decision = archive.decisionAt(node)?.decision;
  const counts = new Map(archive.formsOf(node));
  for (const { name } of decision?.aliases ?? []) if (!counts.has(name)) counts.set(name, 0);
  const used = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([name]) => name);
  const names = [...(decision ? [decision.name] : []), ...used];
  const found = names.filter((name) => /\p{Ll}/u.test(name) && isAcronymOf(acronym, name));
  const exact = found.filter((name) => isAcronymOf(acronym, name, true));
  return [...new Set([...(decision && found[0] === decision.name ? [found[0]] : []), ...exact, ...found])];
}

/** Where each of the names first ends in an article (reading offsets), by key. Linear. */
function firstPlaces(read: ReadFile, article: ArticleRecord, names: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  if (names.length === 0) return places;
  const keys = new Set(names.map(keyOf));
  const beginnings = new Set<string>();
  for (const key of keys) for (let i = 1; i <= key.length; i++) beginnings.add(key.slice(0, i));
  const start = read.source.toReading(article.span.start);
  const end = read.source.toReading(article.span.end);
  const tokens = tokenise(read.text, [{ start, end }]);
  const words = Array.from({ length: tokens.count }, (_, i) =>
    keyOf(read.text.slice(tokens.start[i], tokens.end[i])),
  );
  for (let first = 0; first < words.length; first++) {
    let key = '';
    for (let last = first; last < words.length && last < first + MOST_TOKENS; last++) {
      key += words[last]!;
      if (key === '' || !beginnings.has(key)) break;
      if (keys.has(key) && !places.has(key)) places.set(key, tokens.end[last]!);
    }
  }
  return places;
}

const MOST_TOKENS = 60;

/** A name whatever its accents, case, hyphens and spaces. */
function keyOf(name: string): string {
  return fold(name).replaceAll(' ', '');
}

/** Whether what stands beside a first mention explains it: `… (SIGLE)`, `SIGLE (…)`, in words of its own. */
function isGlossed(text: string, { start, end }: Span, acronym: string): boolean {
  const inside = AFTER.exec(text.slice(end, end + WINDOW));
  if (inside?.[1] !== undefined && isAcronymOf(acronym, inside[1])) return true;
  if (text[start - 1] !== '(') return false;
  const clause = CLAUSE.exec(text.slice(Math.max(0, start - WINDOW), start - 1).trimEnd())?.[0] ?? '';
  const words = clause.split(/\s+/).filter(Boolean);
  return words.some((word, i) => {
    const initial = fold(word).split(' ').at(-1)?.[0];
    return initial === fold(acronym)[0] && isAcronymOf(acronym, words.slice(i).join(' '), true);
  });
}

const WINDOW = 160;
const AFTER = /^\s?\(([^()]*)/;
const CLAUSE = /[^()[\],;:.!?«»"“”]*$/;

/** Brackets in brackets are hard to read: there, a comma does. */
function speltOut(acronym: string, full: string, order: GlossOrder, inBrackets: boolean): string {
  const [first, second] = order === 'full' ? [full, acronym] : [acronym, full];
  return inBrackets ? `${first}, ${second}` : `${first} (${second})`;
}

function passageAt({ passages }: ReadFile, offset: number): Passage | undefined {
  let low = 0;
  let high = passages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passages[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  const passage = passages[low];
  return passage && passage.start <= offset ? passage : undefined;
}

function isRunning(passage: Passage | undefined): boolean {
  return passage !== undefined && RUNNING.has(passage.kind);
}

const RUNNING: ReadonlySet<Passage['kind']> = new Set(['paragraph', 'item', 'cell', 'caption']);

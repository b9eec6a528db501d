import { articleOf, type Archive, type Entity, type Occurrence } from '../archive/archive';
import { mentionAt, type MentionRecord, type NamedMentions } from '../archive/records';
import type { Span } from '../model';
import { EXPLAINS } from '../resolution/introduction';

/** Where a name stands (source offsets). */
export interface Place extends Span {
  readonly uri: string;
  /** Index of the article in its file. */
  readonly article: number;
  readonly sentence: Span;
}

/** A sentence of an article and the mentions of one entity in it. */
export interface NamingSentence {
  readonly sentence: Span;
  readonly mentions: readonly Span[];
}

/** Every mention of an entity under any of its names: latest article first, in reading order within one. */
export function mentionsOf(entity: Entity): Place[] {
  return entity.occurrences.flatMap((occurrence) =>
    mentionsIn(occurrence).map((mention) => placeOf(occurrence, mention)),
  );
}

/** The sentences of one article that name an entity, in reading order. */
export function sentencesOf(entity: Entity, uri: string, article: number): NamingSentence[] {
  const occurrence = entity.occurrences.find((o) => o.file.uri === uri && o.article === article);
  const sentences = new Map<string, { sentence: Span; mentions: Span[] }>();
  for (const { start, end, sentence } of occurrence ? mentionsIn(occurrence) : []) {
    const key = `${sentence.start}-${sentence.end}`;
    const known = sentences.get(key);
    if (known) known.mentions.push({ start, end });
    else sentences.set(key, { sentence, mentions: [{ start, end }] });
  }
  return [...sentences.values()];
}

/**
 * The sentences that introduce an entity, best first and at most {@link MAX_INTRODUCTIONS}: those that
 * explain it best (gloss, apposition, definition, full name), the earliest first among equals. Without a
 * sentence that explains it, the earliest that has its fullest name.
 */
export function introductionsOf(entity: Entity): Place[] {
  const candidates = entity.occurrences.flatMap((occurrence) => {
    if (occurrence.copy) return [];
    const best = mentionsIn(occurrence).reduce<MentionRecord | undefined>(
      (a, b) => (a && a.introduction >= b.introduction ? a : b),
      undefined,
    );
    return best ? [{ occurrence, mention: best }] : [];
  });
  candidates.sort(
    (a, b) => b.mention.introduction - a.mention.introduction || earliestFirst(a.occurrence, b.occurrence),
  );
  const best = candidates[0]?.mention.introduction ?? 0;
  const kept =
    best < EXPLAINS
      ? candidates.slice(0, 1)
      : candidates.filter(({ mention }) => mention.introduction === best);
  return kept.slice(0, MAX_INTRODUCTIONS).map(({ occurrence, mention }) => placeOf(occurrence, mention));
}

/**
 * One sentence from each of the latest articles that name an entity, none of them `except`.
 * At most `limit`.
 */
export function recentPlaces(entity: Entity, limit: number, except: Place | undefined): Place[] {
  const places: Place[] = [];
  for (const occurrence of entity.occurrences) {
    if (places.length >= limit) break;
    if (occurrence.copy) continue;
    const other = mentionsIn(occurrence).filter(
      ({ sentence }) => !(occurrence.file.uri === except?.uri && sentence.start === except.sentence.start),
    );
    // The sentence of an article that says most about it makes the best excerpt.
    const best = other.reduce<MentionRecord | undefined>(
      (a, b) => (a && a.introduction >= b.introduction ? a : b),
      undefined,
    );
    if (best) places.push(placeOf(occurrence, best));
  }
  return places;
}

/** How many sentences go into the peek list of Go to Definition. */
export const MAX_INTRODUCTIONS = 5;

/** The mentions of an entity in one article that names it. */
export function mentionsIn(occurrence: Occurrence): MentionRecord[] {
  return mentionsWhere(articleOf(occurrence), (name) => occurrence.names.includes(name));
}

/** The entity that the archive knows for a mention of a file, and the mention. */
export function entityAt(
  archive: Archive,
  uri: string,
  offset: number,
): { readonly entity: Entity; readonly span: Span } | undefined {
  const file = archive.file(uri);
  for (const { names, mentions } of file ? [...file.articles, file.margin] : []) {
    const at = mentions.start.findIndex((start, i) => start <= offset && offset <= mentions.end[i]!);
    const entity = at < 0 ? undefined : archive.entityOf(names[mentions.name[at]!]!);
    if (entity) return { entity, span: { start: mentions.start[at]!, end: mentions.end[at]! } };
  }
  return undefined;
}

/** Every mention of an entity in one file, margins included, in reading order. */
export function mentionsInFile(archive: Archive, uri: string, entity: Entity): Span[] {
  const file = archive.file(uri);
  if (!file) return [];
  return [...file.articles, file.margin]
    .flatMap((named) => {
      const own = named.names.map((name) => archive.entityOf(name)?.id === entity.id);
      return mentionsWhere(named, (name) => own[name]!);
    })
    .map(({ start, end }) => ({ start, end }))
    .sort((a, b) => a.start - b.start);
}

function mentionsWhere(named: NamedMentions, wanted: (name: number) => boolean): MentionRecord[] {
  const found: MentionRecord[] = [];
  named.mentions.name.forEach((name, i) => {
    if (wanted(name)) found.push(mentionAt(named, i));
  });
  return found;
}

function placeOf({ file, article }: Occurrence, { start, end, sentence }: MentionRecord): Place {
  return { uri: file.uri, article, start, end, sentence };
}

function earliestFirst(a: Occurrence, b: Occurrence): number {
  const dateA = articleOf(a).date ?? UNDATED;
  const dateB = articleOf(b).date ?? UNDATED;
  if (dateA !== dateB) return dateA < dateB ? -1 : 1;
  if (a.file.uri !== b.file.uri) return a.file.uri < b.file.uri ? -1 : 1;
  return a.article - b.article;
}

/** Sorts after every ISO date. */
const UNDATED = '~';

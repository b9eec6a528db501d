import type { Archive } from '../archive/archive';
import type { Entity, Occurrence } from '../archive/entity';
import type { SkimmedRecord } from '../archive/codec';
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
export function mentionsOf(archive: Archive, entity: Entity): Place[] {
  return entity.occurrences
    .page()
    .flatMap(({ uri, article }) =>
      mentionsIn(archive, entity, uri, article).map((found) => placeOf(uri, article, found)),
    );
}

/** The sentences of one article that name an entity, in reading order. */
export function sentencesOf(
  archive: Archive,
  entity: Entity,
  uri: string,
  article: number,
): NamingSentence[] {
  const sentences = new Map<string, { sentence: Span; mentions: Span[] }>();
  for (const { start, end, sentence } of mentionsIn(archive, entity, uri, article)) {
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
export function introductionsOf(archive: Archive, entity: Entity): Place[] {
  const candidates = entity.occurrences.introductions(MAX_INTRODUCTIONS);
  const best = candidates[0]?.introduction ?? 0;
  const kept =
    best < EXPLAINS ? candidates.slice(0, 1) : candidates.filter(({ introduction }) => introduction === best);
  return kept.flatMap((occurrence) => bestPlace(archive, entity, occurrence) ?? []);
}

/**
 * One sentence from each of the latest articles that name an entity, none of them `except`.
 * At most `limit`.
 */
export function recentPlaces(
  archive: Archive,
  entity: Entity,
  limit: number,
  except: Place | undefined,
): Place[] {
  // One more than asked for: the article of the exception may have no other sentence.
  return entity.occurrences
    .latest(limit + 1)
    .flatMap((occurrence) => bestPlace(archive, entity, occurrence, except) ?? [])
    .slice(0, limit);
}

/** How many sentences go into the peek list of Go to Definition. */
export const MAX_INTRODUCTIONS = 5;

/** The entity that the archive knows for a mention of a file, and the mention. */
export function entityAt(
  archive: Archive,
  uri: string,
  offset: number,
): { readonly entity: Entity; readonly span: Span } | undefined {
  for (const { named, article } of partsOf(archive.skim(uri))) {
    const { start, end, name } = named.mentions;
    const at = start.findIndex((from, i) => from <= offset && offset <= end[i]!);
    const entity = at < 0 ? undefined : archive.entityIn(uri, article, name[at]!);
    if (entity) return { entity, span: { start: start[at]!, end: end[at]! } };
  }
  return undefined;
}

/** Every mention of an entity in one file, margins included, in reading order. */
export function mentionsInFile(archive: Archive, uri: string, entity: Entity): Span[] {
  return partsOf(archive.skim(uri))
    .flatMap(({ article }) => mentionsIn(archive, entity, uri, article))
    .map(({ start, end }) => ({ start, end }))
    .sort((a, b) => a.start - b.start);
}

/** The sentence of an article that says most about an entity, `except` aside. */
function bestPlace(
  archive: Archive,
  entity: Entity,
  { uri, article }: Occurrence,
  except?: Place,
): Place | undefined {
  let best: MentionRecord | undefined;
  for (const mention of mentionsIn(archive, entity, uri, article)) {
    if (uri === except?.uri && mention.sentence.start === except.sentence.start) continue;
    if (!best || mention.introduction > best.introduction) best = mention;
  }
  return best && placeOf(uri, article, best);
}

/** The mentions of an entity in one article (in a margin: -1) of a file. */
function mentionsIn(archive: Archive, entity: Entity, uri: string, article: number): MentionRecord[] {
  const named = partOf(archive.skim(uri), article);
  if (!named) return [];
  const own = archive.isNameOf(entity, uri, article);
  const found: MentionRecord[] = [];
  named.mentions.name.forEach((name, i) => {
    if (own[name]) found.push(mentionAt(named, i));
  });
  return found;
}

type Part = Pick<NamedMentions, 'mentions'>;

function partOf(file: SkimmedRecord | undefined, article: number): Part | undefined {
  return article < 0 ? file?.margin : file?.articles[article];
}

function partsOf(file: SkimmedRecord | undefined): { readonly named: Part; readonly article: number }[] {
  if (!file) return [];
  return [
    ...file.articles.map((named, article) => ({ named, article })),
    { named: file.margin, article: -1 },
  ];
}

function placeOf(uri: string, article: number, { start, end, sentence }: MentionRecord): Place {
  return { uri, article, start, end, sentence };
}

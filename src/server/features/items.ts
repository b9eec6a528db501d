import { excerpt } from '../../core/answers/excerpt';
import { sentencesOf } from '../../core/answers/places';
import type { Archive } from '../../core/archive/archive';
import { isUncertain, type Entity, type Occurrence } from '../../core/archive/entity';
import type { ArticleRecord, FileRecord } from '../../core/archive/records';
import type { ArticleItem, EntityItem, Range, SentenceItem } from '../../protocol/protocol';
import type { Indexer } from '../indexer';
import { positionAt, rangeOf } from '../positions';

/** An entity as the client's lists show it. */
export function entityItem(entity: Entity): EntityItem {
  const { id, type, name, qualifier, aliases, mentions, articles, firstDate, lastDate } = entity;
  return {
    id,
    type,
    name,
    ...(qualifier !== undefined && { qualifier }),
    aliases,
    mentions,
    articles,
    ...(isUncertain(entity) && { uncertain: true }),
    ...(firstDate !== undefined && { firstDate }),
    ...(lastDate !== undefined && { lastDate }),
  };
}

/** Articles that name an entity. */
export function articleItems(archive: Archive, occurrences: readonly Occurrence[]): ArticleItem[] {
  return occurrences.flatMap(({ uri, article, mentions, copy }) => {
    const file = archive.file(uri);
    const record = file?.articles[article];
    return record ? [{ ...articleHead(file, article, record), mentions, ...(copy && { copy }) }] : [];
  });
}

/** An article by itself, as the search shows it. */
export function articleHead(
  file: FileRecord,
  index: number,
  article: ArticleRecord,
): Omit<ArticleItem, 'mentions'> {
  return {
    uri: file.uri,
    article: index,
    title: article.title ?? fileName(file.uri),
    ...(article.date !== undefined && { date: article.date }),
    range: firstLineOf(file, article),
  };
}

/** The sentences of an article that name an entity. */
export async function sentenceItems(
  indexer: Indexer,
  entity: Entity,
  uri: string,
  article: number,
): Promise<SentenceItem[]> {
  const read = await indexer.reread(uri);
  const file = indexer.archive.file(uri);
  const known = indexer.archive.entity(entity.id);
  if (!read || !file || !known) return [];
  return sentencesOf(indexer.archive, known, uri, article).map(({ sentence, mentions }) => {
    const { text, highlights } = excerpt(read, sentence, mentions, MAX_SENTENCE);
    return {
      uri,
      range: rangeOf(file, mentions[0]!),
      text,
      highlights: highlights.map(({ start, end }) => [start, end] as const),
    };
  });
}

/** The last part of a URI, for articles without a title. */
export function fileName(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Longer sentences are cut around the name: a tree shows one line. */
const MAX_SENTENCE = 300;

function firstLineOf(file: FileRecord, { span }: ArticleRecord): Range {
  const start = positionAt(file, span.start);
  const lineEnd = (file.lineStarts[start.line + 1] ?? span.end + 1) - 1;
  return { start, end: positionAt(file, Math.max(span.start, Math.min(lineEnd, span.end))) };
}

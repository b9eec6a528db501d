import MiniSearch, { type Query } from 'minisearch';
import type { Archive, ArchiveObserver, Entity } from '../archive/archive';
import type { ArticleRecord, FileRecord } from '../archive/records';
import { fold } from '../french/fold';
import { ENTITY_TYPES } from '../model';
import { listEntities } from './entities';

/** What a search finds: an entity by any of its names, or an article by its title. */
export type Found =
  | { readonly kind: 'entity'; readonly entity: Entity }
  | {
      readonly kind: 'article';
      readonly file: FileRecord;
      readonly index: number;
      readonly article: ArticleRecord;
    };

/**
 * Finds entities and articles by words of their names and titles: case and accents do not count, the
 * beginning of a word is enough, one typo is forgiven in words of four letters and more.
 *
 * Observes an archive and brings its index up to date when next asked, so that a burst of changes
 * costs nothing until somebody searches.
 */
export class SearchIndex implements ArchiveObserver {
  private readonly index = new MiniSearch<Entry>({
    fields: ['name', 'aliases', 'title'],
    tokenize: (text) => fold(text).split(' ').filter(Boolean),
    processTerm: (term) => term,
    autoVacuum: true,
  });
  private readonly dirtyEntities = new Set<string>();
  private readonly dirtyFiles = new Set<string>();
  private readonly articlesOfFile = new Map<string, number>();

  entityTouched(id: string): void {
    this.dirtyEntities.add(id);
  }

  fileTouched(uri: string): void {
    this.dirtyFiles.add(uri);
  }

  /** The best `limit` results, best first. An empty query gives the most mentioned entities. */
  search(archive: Archive, query: string, limit: number): Found[] {
    this.update(archive);
    const folded = fold(query);
    if (!folded) return mostMentioned(archive, limit);
    const words = folded.split(' ');
    const results = this.index.search(
      { combineWith: 'AND', queries: words.map((word, i) => wordQuery(word, i === words.length - 1)) },
      {
        weights: { fuzzy: 0.3, prefix: 0.6 },
        boost: { name: 3, aliases: 2, title: 1 },
        // A name that half the archive writes about is what most people mean.
        boostDocument: (id) => 1 + Math.log1p(weightOf(archive, String(id))),
      },
    );
    return results.slice(0, limit).flatMap((result) => found(archive, String(result.id)) ?? []);
  }

  private update(archive: Archive): void {
    for (const id of this.dirtyEntities) {
      const entity = archive.entity(id);
      // A name that now stands for a fuller one is found as its alias.
      if (entity?.id === id)
        this.put({ id, name: entity.name, aliases: entity.aliases.join(' '), title: '' });
      else if (this.index.has(id)) this.index.discard(id);
    }
    for (const uri of this.dirtyFiles) {
      const articles = archive.file(uri)?.articles ?? [];
      const before = this.articlesOfFile.get(uri) ?? 0;
      articles.forEach(({ title }, i) =>
        this.put({ id: articleId(uri, i), name: '', aliases: '', title: title ?? '' }),
      );
      for (let i = articles.length; i < before; i++) this.index.discard(articleId(uri, i));
      if (articles.length > 0) this.articlesOfFile.set(uri, articles.length);
      else this.articlesOfFile.delete(uri);
    }
    this.dirtyEntities.clear();
    this.dirtyFiles.clear();
  }

  private put(entry: Entry): void {
    if (this.index.has(entry.id)) this.index.replace(entry);
    else this.index.add(entry);
  }
}

interface Entry {
  readonly id: string;
  readonly name: string;
  readonly aliases: string;
  readonly title: string;
}

/** Shorter words have too many neighbours one letter away. */
const MIN_FUZZY = 4;
/** As much as a fuzzy match. */
const SWAPPED_WEIGHT = 0.3;
const ARTICLE_PREFIX = 'article ';

function mostMentioned(archive: Archive, limit: number): Found[] {
  return ENTITY_TYPES.flatMap((type) =>
    listEntities(archive, { type, sort: 'mentions', filter: '' }).slice(0, limit),
  )
    .sort((a, b) => b.mentions - a.mentions)
    .slice(0, limit)
    .map((entity) => ({ kind: 'entity', entity }));
}

/** A word, with one letter wrong, missing, too many, or two neighbours swapped (which counts as two edits). */
function wordQuery(word: string, prefix: boolean): Query {
  if (word.length < MIN_FUZZY) return { queries: [word], prefix };
  const swapped = Array.from(
    { length: word.length - 1 },
    (_, i) => word.slice(0, i) + word[i + 1]! + word[i]! + word.slice(i + 2),
  ).filter((other) => other !== word);
  return {
    combineWith: 'OR',
    queries: [
      { queries: [word], prefix, fuzzy: 1 },
      { queries: swapped, combineWith: 'OR', prefix, boostTerm: () => SWAPPED_WEIGHT },
    ],
  };
}

function articleId(uri: string, index: number): string {
  return `${ARTICLE_PREFIX}${index} ${uri}`;
}

function weightOf(archive: Archive, id: string): number {
  return id.startsWith(ARTICLE_PREFIX) ? 0 : (archive.entity(id)?.mentions ?? 0);
}

function found(archive: Archive, id: string): Found | undefined {
  if (!id.startsWith(ARTICLE_PREFIX)) {
    const entity = archive.entity(id);
    return entity && { kind: 'entity', entity };
  }
  const rest = id.slice(ARTICLE_PREFIX.length);
  const space = rest.indexOf(' ');
  const index = Number(rest.slice(0, space));
  const file = archive.file(rest.slice(space + 1));
  const article = file?.articles[index];
  return file && article && { kind: 'article', file, index, article };
}

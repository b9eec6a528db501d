import MiniSearch, { type Query } from 'minisearch';
import type { Archive, ArchiveObserver } from '../archive/archive';
import type { Entity } from '../archive/entity';
import type { ArticleRecord, FileRecord } from '../archive/records';
import { fold } from '../french/fold';
import { SMALL_WORDS } from '../french/smallWords';
import { ENTITY_TYPES } from '../model';

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
  /** What the index holds: a hash of the names at each node and of each article's title. */
  private readonly indexed = new Map<string, number>();
  private readonly articlesOfFile = new Map<string, number>();

  entityTouched(node: string): void {
    this.dirtyEntities.add(node);
  }

  fileTouched(uri: string): void {
    this.dirtyFiles.add(uri);
  }

  /** The best `limit` results, best first. An empty query, and one of a letter or two, gives the most mentioned entities. */
  search(archive: Archive, query: string, limit: number): Found[] {
    this.update(archive);
    const folded = fold(query);
    if (folded.length < SHORTEST_QUERY) return mostMentioned(archive, folded, limit);
    const all = folded.split(' ');
    const telling = all.filter((word) => !SMALL_WORDS.has(word));
    const words = telling.length > 0 ? telling : all;
    // What a letter or two begin is looked for among what the other words find.
    const begun = words.length > 1 && words.at(-1)!.length < SHORTEST_QUERY ? words.pop()! : '';
    const results = this.index.search(
      { combineWith: 'AND', queries: words.map((word, i) => wordQuery(word, i === words.length - 1)) },
      {
        weights: { fuzzy: 0.3, prefix: 0.6 },
        boost: { name: 3, aliases: 2, title: 1 },
        // A name that half the archive writes about is what most people mean.
        boostDocument: (id) => 1 + Math.log1p(weightOf(archive, String(id))),
      },
    );
    const hits: Found[] = [];
    for (const { id } of results) {
      if (hits.length >= limit) break;
      if (begun && !hasWord(archive, String(id), begun)) continue;
      const hit = found(archive, String(id));
      if (hit) hits.push(hit);
    }
    return hits;
  }

  /**
   * Takes up changes until `isEnough` says so, then gives whether more wait. A search takes up all that wait:
   * calling this in the background beforehand keeps the first search after a start quick.
   */
  update(archive: Archive, isEnough: () => boolean = () => false): boolean {
    archive.settle();
    for (const node of this.dirtyEntities) {
      if (isEnough()) return true;
      this.dirtyEntities.delete(node);
      const names = archive.namesOf(node);
      // A name that now stands for a fuller one is found as its alias.
      if (names) this.put({ id: node, name: names.name, aliases: names.aliases.join(' '), title: '' });
      else this.drop(node);
    }
    for (const uri of this.dirtyFiles) {
      if (isEnough()) return true;
      this.dirtyFiles.delete(uri);
      const articles = archive.file(uri)?.articles ?? [];
      const before = this.articlesOfFile.get(uri) ?? 0;
      articles.forEach(({ title }, i) =>
        this.put({ id: articleId(uri, i), name: '', aliases: '', title: title ?? '' }),
      );
      for (let i = articles.length; i < before; i++) this.drop(articleId(uri, i));
      if (articles.length > 0) this.articlesOfFile.set(uri, articles.length);
      else this.articlesOfFile.delete(uri);
    }
    return false;
  }

  /** Most changes leave names and titles as they were. */
  private put(entry: Entry): void {
    const hash = hashOf(entry);
    const before = this.indexed.get(entry.id);
    if (before === hash) return;
    this.indexed.set(entry.id, hash);
    if (before === undefined) this.index.add(entry);
    else this.index.replace(entry);
  }

  private drop(id: string): void {
    if (this.indexed.delete(id)) this.index.discard(id);
  }
}

interface Entry {
  readonly id: string;
  readonly name: string;
  readonly aliases: string;
  readonly title: string;
}

/** What begins with a letter or two is too much to be weighed: the most mentioned is shown. */
const SHORTEST_QUERY = 3;
/** Shorter words have too many neighbours one letter away. */
const MIN_FUZZY = 4;
/** As much as a fuzzy match. */
const SWAPPED_WEIGHT = 0.3;
const ARTICLE_PREFIX = 'article ';

function mostMentioned(archive: Archive, filter: string, limit: number): Found[] {
  const nodes = ENTITY_TYPES.flatMap((type) => archive.lists.mostMentioned(type, filter, limit))
    .sort((a, b) => archive.lists.mentions(b) - archive.lists.mentions(a))
    .slice(0, limit);
  return archive.entitiesAt(nodes).map((entity) => ({ kind: 'entity', entity }));
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
  return id.startsWith(ARTICLE_PREFIX) ? 0 : archive.lists.mentions(id);
}

/** FNV-1a over the texts of an entry, as a signed number. */
function hashOf({ name, aliases, title }: Entry): number {
  let hash = 0x811c9dc5;
  for (const text of [name, aliases, title]) {
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ 0x10000, 0x01000193);
  }
  return hash;
}

/** Whether a name of an entity, or the title of an article, has a word that begins with these letters. */
function hasWord(archive: Archive, id: string, letters: string): boolean {
  const hit = id.startsWith(ARTICLE_PREFIX) ? found(archive, id) : undefined;
  const names = archive.namesOf(id);
  const texts =
    hit?.kind === 'article' ? [hit.article.title ?? ''] : names ? [names.name, ...names.aliases] : [];
  return texts.some((text) => ` ${fold(text)}`.includes(` ${letters}`));
}

function found(archive: Archive, id: string): Found | undefined {
  if (!id.startsWith(ARTICLE_PREFIX)) {
    const entity = archive.entityOf({ node: id });
    return entity && { kind: 'entity', entity };
  }
  const rest = id.slice(ARTICLE_PREFIX.length);
  const space = rest.indexOf(' ');
  const index = Number(rest.slice(0, space));
  const file = archive.file(rest.slice(space + 1));
  const article = file?.articles[index];
  return file && article && { kind: 'article', file, index, article };
}

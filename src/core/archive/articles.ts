import type { Place } from './entity';

/** An article of the archive. */
export interface StoredArticle extends Place {
  readonly number: number;
  /** The number of each of its names, in the order of its record. */
  readonly names: Uint32Array;
}

/** Articles by number; numbers of articles that are gone are given again. */
export class ArticleTable {
  private articles: (StoredArticle | undefined)[] = [];
  private readonly free: number[] = [];

  add(article: Omit<StoredArticle, 'number'>): StoredArticle {
    const number = this.free.pop() ?? this.articles.length;
    return (this.articles[number] = { number, ...article });
  }

  remove(number: number): void {
    this.articles[number] = undefined;
    this.free.push(number);
  }

  get(number: number): StoredArticle | undefined {
    return this.articles[number];
  }

  /** Where an article stands; nowhere if it is gone, which an old entity does not know. */
  readonly place = (number: number): Place => this.articles[number] ?? GONE;

  /** All it knows, as plain data. */
  save(uris: Iterable<string>): ArticlesState {
    const fileOf = new Map(Array.from(uris, (uri, i) => [uri, i]));
    const articles = this.articles.filter((article) => article !== undefined);
    return {
      numbers: Uint32Array.from(articles, ({ number }) => number),
      files: Uint32Array.from(articles, ({ uri }) => fileOf.get(uri)!),
      indexes: Uint32Array.from(articles, ({ article }) => article),
      dates: articles.map(({ date }) => date ?? null),
      lengths: Uint32Array.from(articles, ({ names }) => names.length),
      names: joined(articles.map(({ names }) => names)),
    };
  }

  /** Takes over what {@link save} gave, into an empty table; gives the articles of each file, in their order. */
  restore(state: ArticlesState, uris: readonly string[]): readonly (readonly StoredArticle[])[] {
    const ofFile = uris.map((): StoredArticle[] => []);
    let start = 0;
    state.numbers.forEach((number, i) => {
      const file = state.files[i]!;
      const stored = {
        number,
        uri: uris[file]!,
        article: state.indexes[i]!,
        date: state.dates[i] ?? undefined,
        names: state.names.subarray(start, (start += state.lengths[i]!)),
      };
      this.articles[number] = stored;
      ofFile[file]!.push(stored);
    });
    this.articles = Array.from(this.articles);
    this.articles.forEach((article, number) => article ?? this.free.push(number));
    for (const articles of ofFile) articles.sort((a, b) => a.article - b.article);
    return ofFile;
  }
}

/** Of each article its number, the index of its file, its own in that, its date, and its names end to end. */
export type ArticlesState = {
  readonly numbers: Uint32Array;
  readonly files: Uint32Array;
  readonly indexes: Uint32Array;
  readonly dates: readonly (string | null)[];
  readonly lengths: Uint32Array;
  readonly names: Uint32Array;
};

const GONE: Place = { uri: '', article: 0, date: undefined };

function joined(columns: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(columns.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const column of columns) {
    all.set(column, at);
    at += column.length;
  }
  return all;
}

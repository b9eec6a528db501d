import type { Archive } from '../archive/archive';
import type { Entity } from '../archive/entity';
import type { ArticleRecord, FileRecord } from '../archive/records';
import { fold } from '../french/fold';
import { SMALL_WORDS } from '../french/smallWords';
import { ENTITY_TYPES } from '../model';
import { ALONE, BEGINS, IN_NAME, type NameIndex } from './nameIndex';
import { exchanged } from './wordList';

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
 * The entities and articles that have all words of a query in their names and titles: the best `limit`, best first.
 * Case and accents do not count, the beginning of the last word is enough, one typo is forgiven in words of four
 * letters and more. An empty query, and one of a letter or two, gives the most mentioned entities.
 */
export function searchArchive(archive: Archive, names: NameIndex, query: string, limit: number): Found[] {
  names.update(archive);
  const folded = fold(query);
  if (folded.length < SHORTEST_QUERY) return mostMentioned(archive, folded, limit);
  const all = folded.split(' ');
  const telling = all.filter((word) => !SMALL_WORDS.has(word));
  const words = telling.length > 0 ? telling : all;
  // What a letter or two begin is looked for among what the other words find.
  const begun = words.length > 1 && words.at(-1)!.length < SHORTEST_QUERY ? words.pop()! : '';
  const best = new Best(names, limit);
  scored(names, words).forEach((score, owner) => {
    if (best.isAbove(owner, score) && (!begun || hasWord(archive, names, owner, begun)))
      best.add(owner, score);
  });
  return best.owners.flatMap((owner) => found(archive, names, owner) ?? []);
}

/** What begins with a letter or two is too much to be weighed: the most mentioned is shown. */
const SHORTEST_QUERY = 3;
/** Shorter words have too many neighbours one letter away. */
const MIN_FUZZY = 4;

/** What a word of the query is worth where it stands as it is, begins a longer one, has a typo. */
const EXACT = 1;
const BEGINNING = 0.6;
const TYPO = 0.2;
/** How much a letter that a longer word has more takes away. */
const MORE_LETTERS = 0.3;
/** What a word is worth in a name, as a whole alias, in a longer one, in the title of an article. */
const NAME = 3;
const WHOLE_ALIAS = 2.8;
const ALIAS = 2;
const TITLE = 1;
/** How much it counts what share of a name's words is asked for. */
const SHARE = 0.4;
/** As many times more the first word of a query is worth where it begins a name. */
const FIRST = 1.1;

function mostMentioned(archive: Archive, filter: string, limit: number): Found[] {
  const nodes = ENTITY_TYPES.flatMap((type) => archive.lists.mostMentioned(type, filter, limit))
    .sort((a, b) => archive.lists.mentions(b) - archive.lists.mentions(a))
    .slice(0, limit);
  return archive.entitiesAt(nodes).map((entity) => ({ kind: 'entity', entity }));
}

/** The owners of names that have all the words, and how well. */
function scored(names: NameIndex, words: readonly string[]): Map<number, number> {
  let before: Map<number, number> | undefined;
  words.forEach((word, i) => {
    const here = new Map<number, number>();
    for (const [number, quality] of matching(names, word, i === words.length - 1)) {
      names.forEachOwner(number, (owner, bits) => {
        const known = before ? before.get(owner) : 0;
        if (known === undefined) return;
        const worth = known + quality * worthOf(names, owner, bits, words.length, i === 0);
        if (worth > (here.get(owner) ?? 0)) here.set(owner, worth);
      });
    }
    before = here;
  });
  const all = before ?? new Map<number, number>();
  // A name that half the archive writes about is what most people mean.
  for (const [owner, score] of all) all.set(owner, score * (1 + Math.log1p(names.mentionsOf(owner))));
  return all;
}

/** The words that a word of the query may stand for, by their numbers, and how well they match it. */
function matching(names: NameIndex, word: string, mayGoOn: boolean): Map<number, number> {
  const { words } = names;
  const found = new Map<number, number>();
  const note = (number: number, quality: number): void => {
    if (quality > (found.get(number) ?? 0)) found.set(number, quality);
  };
  const noteBeginning = (letters: string, exact: number, beginning: number): void => {
    for (const number of words.beginningWith(letters)) {
      const { length } = words.at(number);
      const more = length - letters.length;
      note(number, more === 0 ? exact : (beginning * length) / (length + MORE_LETTERS * more));
    }
  };
  if (mayGoOn) noteBeginning(word, EXACT, BEGINNING);
  else {
    const number = words.numberOf(word);
    if (number !== undefined) note(number, EXACT);
  }
  if (word.length < MIN_FUZZY) return found;
  for (const number of words.near(word)) {
    const { length } = words.at(number);
    note(number, (TYPO * length) / (length + 1));
  }
  if (mayGoOn) for (const other of exchanged(word)) noteBeginning(other, TYPO, TYPO * BEGINNING);
  return found;
}

/** What a word of a query is worth where it stands in the names of an owner. */
function worthOf(names: NameIndex, owner: number, bits: number, words: number, isFirst: boolean): number {
  const isWhole = words === 1 && (bits & ALONE) !== 0;
  const share = isWhole ? 1 : Math.min(1, words / names.lengthOf(owner));
  const first = isFirst && (bits & BEGINS) !== 0 ? FIRST : 1;
  return fieldOf(names, owner, bits, isWhole) * (1 - SHARE + SHARE * share) * first;
}

function fieldOf(names: NameIndex, owner: number, bits: number, isWhole: boolean): number {
  if (names.articleAt(owner) !== undefined) return TITLE;
  if ((bits & IN_NAME) !== 0) return NAME;
  return isWhole ? WHOLE_ALIAS : ALIAS;
}

/** The owners with the highest scores, in order. */
class Best {
  readonly owners: number[] = [];
  private readonly scores: number[] = [];

  constructor(
    private readonly names: NameIndex,
    private readonly limit: number,
  ) {}

  /** Whether one would be among them. */
  isAbove(owner: number, score: number): boolean {
    return this.owners.length < this.limit || this.placeOf(owner, score) < this.limit;
  }

  add(owner: number, score: number): void {
    const place = this.placeOf(owner, score);
    this.owners.splice(place, 0, owner);
    this.scores.splice(place, 0, score);
    if (this.owners.length <= this.limit) return;
    this.owners.pop();
    this.scores.pop();
  }

  private placeOf(owner: number, score: number): number {
    let place = this.owners.length;
    while (place > 0 && this.isBefore(owner, score, place - 1)) place--;
    return place;
  }

  /** Of equals the latest article goes first, then the one whose name does: whatever the order in which files came. */
  private isBefore(owner: number, score: number, place: number): boolean {
    const [other, otherScore] = [this.owners[place]!, this.scores[place]!];
    if (score !== otherScore) return score > otherScore;
    const [day, otherDay] = [this.names.dayOf(owner), this.names.dayOf(other)];
    if (day !== otherDay) return day > otherDay;
    const [name, otherName] = [this.names.ownerAt(owner), this.names.ownerAt(other)];
    if (name !== otherName) return name < otherName;
    return this.names.articleAt(owner)! < this.names.articleAt(other)!;
  }
}

/** Whether a name of an entity, or the title of an article, has a word that begins with these letters. */
function hasWord(archive: Archive, names: NameIndex, owner: number, letters: string): boolean {
  const article = names.articleAt(owner);
  const spellings = article === undefined ? archive.namesOf(names.ownerAt(owner)) : undefined;
  const texts =
    article !== undefined
      ? [archive.file(names.ownerAt(owner))?.articles[article]?.title ?? '']
      : spellings
        ? [spellings.name, ...spellings.aliases]
        : [];
  return texts.some((text) => ` ${fold(text)}`.includes(` ${letters}`));
}

function found(archive: Archive, names: NameIndex, owner: number): Found | undefined {
  const index = names.articleAt(owner);
  if (index === undefined) {
    const entity = archive.entityOf({ node: names.ownerAt(owner) });
    return entity && { kind: 'entity', entity };
  }
  const file = archive.file(names.ownerAt(owner));
  const article = file?.articles[index];
  return file && article && { kind: 'article', file, index, article };
}

import type { Archive, ArchiveObserver } from '../archive/archive';
import { splitNode, type Spellings } from '../archive/entity';
import { fold } from '../french/fold';
import { NO_STRING, type StringTable } from '../stringTable';
import { SMALL_WORDS } from '../french/smallWords';
import { Chains, grown, type ChainsState } from './chains';
import { spellingKey } from './spelling';
import { WordList, type WordsState } from './wordList';

/** How a word stands in the names of its owner, as bits. */
export const IN_NAME = 1;
/** Of an entity; the title of an article is its name. */
export const IN_ALIAS = 2;
/** It is the first word of one of the names. */
export const BEGINS = 4;
/** It is all that one of the names says. */
export const ALONE = 8;

/**
 * The words of all names of an archive, of entities and of articles (their titles), folded: what search, completion
 * and house forms look names up in.
 *
 * Observes an archive and brings itself up to date when next asked, so that a burst of changes costs nothing until
 * then. Entities and articles are numbers here, owners of names. One whose names change gets a new number, and what
 * was kept under the old one is passed over until so much of it has gathered that all of it is swept out.
 */
export class NameIndex implements ArchiveObserver {
  readonly words = new WordList();
  private readonly dirtyEntities = new Set<string>();
  private readonly dirtyFiles = new Set<string>();
  /** For each word its owners, each with the bits that say how it stands there. */
  private readonly places = new Chains();
  /** For each hash of a spelling key a list of the well-attested entities that have it. */
  private readonly keys = new Map<number, number>();
  private readonly withKeys = new Chains();
  private readonly freeKeys: number[] = [];

  private readonly numberOf = new Map<string, number>();
  private readonly articlesOf = new Map<string, readonly number[]>();
  /** The node of an entity, the file of an article; undefined for a number that is not in use. */
  private readonly owners: (string | undefined)[] = [];
  private readonly free: number[] = [];
  /** Numbers that may still stand in lists. */
  private gone: number[] = [];
  /** The index of an article in its file, {@link ENTITY} for an entity. */
  private articles: Int32Array = new Int32Array(0);
  /** How often an entity is mentioned; the day of an article as a number, later ones higher. */
  private weights: Uint32Array = new Uint32Array(0);
  /** How many words that tell something the name has. */
  private lengths: Uint8Array = new Uint8Array(0);
  /** Of the names: most changes leave them as they were. */
  private prints: Int32Array = new Int32Array(0);

  /** The words of the names that are being taken in, each with its bits; empty between. */
  private readonly noted = new Map<number, number>();

  entityTouched(node: string): void {
    this.dirtyEntities.add(node);
  }

  fileTouched(uri: string): void {
    this.dirtyFiles.add(uri);
  }

  /**
   * Takes up changes until `isEnough` says so, then gives whether more wait. What is asked of the index waits for
   * nothing: call this before.
   */
  update(archive: Archive, isEnough: () => boolean = () => false): boolean {
    archive.settle();
    for (const node of this.dirtyEntities) {
      if (isEnough()) return true;
      this.dirtyEntities.delete(node);
      this.takeEntity(archive, node);
    }
    for (const uri of this.dirtyFiles) {
      if (isEnough()) return true;
      this.dirtyFiles.delete(uri);
      this.takeFile(archive, uri);
    }
    this.sweep();
    return false;
  }

  /** The owners of a word (by its number in `words`), each with the bits that say how it stands there. */
  forEachOwner(word: number, visit: (owner: number, bits: number) => void): void {
    this.places.forEach(word, (place) => {
      const owner = place >> SHIFT;
      if (this.owners[owner] !== undefined) visit(owner, place & MASK);
    });
  }

  /** The nodes of entities that may have a spelling of this key (see `spellingKey`); a few may not. */
  withSpelling(key: string): string[] {
    const found: string[] = [];
    const list = this.keys.get(hashOf(key));
    if (list === undefined) return found;
    this.withKeys.forEach(list, (owner) => {
      const node = this.owners[owner];
      if (node !== undefined) found.push(node);
    });
    return found;
  }

  /** The node of an entity, or the file of an article. */
  ownerAt(owner: number): string {
    return this.owners[owner] ?? '';
  }

  /** The index of an article in its file; undefined for an entity. */
  articleAt(owner: number): number | undefined {
    const article = this.articles[owner]!;
    return article === ENTITY ? undefined : article;
  }

  /** How often an entity is mentioned; 0 for an article. */
  mentionsOf(owner: number): number {
    return this.articles[owner] === ENTITY ? this.weights[owner]! : 0;
  }

  /** The day of an article as a number, later ones higher; 0 for an entity, and for an article without date. */
  dayOf(owner: number): number {
    return this.articles[owner] === ENTITY ? 0 : this.weights[owner]!;
  }

  /** How many words that tell something a name or title has. */
  lengthOf(owner: number): number {
    return this.lengths[owner]!;
  }

  /** More than the number of any owner. */
  get size(): number {
    return this.owners.length;
  }

  /** All it knows, as plain data; undefined while changes wait to be taken up. */
  save(strings: StringTable): NameIndexState | undefined {
    if (this.dirtyEntities.size + this.dirtyFiles.size > 0) return undefined;
    const count = this.owners.length;
    return {
      owners: Uint32Array.from(this.owners, (owner) =>
        owner === undefined ? NO_STRING : strings.number(owner),
      ),
      articles: this.articles.subarray(0, count),
      weights: this.weights.subarray(0, count),
      lengths: this.lengths.subarray(0, count),
      prints: this.prints.subarray(0, count),
      gone: Uint32Array.from(this.gone),
      keys: Int32Array.from([...this.keys].flat()),
      freeKeys: Uint32Array.from(this.freeKeys),
      words: this.words.save(strings),
      places: this.places.save(),
      withKeys: this.withKeys.save(),
    };
  }

  /** Takes over what {@link save} gave of the very same archive, into an empty index. */
  restore(state: NameIndexState, strings: readonly string[]): void {
    const gone = new Set(state.gone);
    state.owners.forEach((index, owner) => {
      const name = strings[index];
      this.owners.push(name);
      if (name === undefined) {
        if (!gone.has(owner)) this.free.push(owner);
      } else if (state.articles[owner] === ENTITY) this.numberOf.set(name, owner);
      else this.articlesOf.set(name, [...(this.articlesOf.get(name) ?? NONE), owner]);
    });
    this.gone = [...gone];
    this.articles = state.articles;
    const byArticle = (a: number, b: number): number => this.articles[a]! - this.articles[b]!;
    for (const [uri, owners] of this.articlesOf) {
      if (owners.length > 1) this.articlesOf.set(uri, owners.toSorted(byArticle));
    }
    this.weights = state.weights;
    this.lengths = state.lengths;
    this.prints = state.prints;
    for (let i = 0; i < state.keys.length; i += 2) this.keys.set(state.keys[i]!, state.keys[i + 1]!);
    this.freeKeys.push(...state.freeKeys);
    this.words.restore(state.words, strings);
    this.places.restore(state.places);
    this.withKeys.restore(state.withKeys);
    this.dirtyEntities.clear();
    this.dirtyFiles.clear();
  }

  private takeFile(archive: Archive, uri: string): void {
    const titles = archive
      .headings(uri)
      .flatMap(({ title, date }, article) =>
        title === undefined ? [] : [{ article, title, date, print: hashOf(`${date} ${title}`) }],
      );
    const before = this.articlesOf.get(uri) ?? NONE;
    const isSame =
      before.length === titles.length &&
      titles.every(({ article, print }, i) => {
        return this.articles[before[i]!] === article && this.prints[before[i]!] === print;
      });
    if (isSame) return;
    for (const owner of before) this.retire(owner);
    if (titles.length === 0) this.articlesOf.delete(uri);
    else {
      const owners = titles.map(({ article, title, date, print }) => {
        const owner = this.own(uri, article, print);
        this.noteNames(owner, title, []);
        this.weights[owner] = dayOf(date);
        return owner;
      });
      this.articlesOf.set(uri, owners);
    }
  }

  private takeEntity(archive: Archive, node: string): void {
    const before = this.numberOf.get(node);
    const names = archive.namesOf(node);
    if (!names) {
      if (before !== undefined) this.retire(before);
      this.numberOf.delete(node);
      return;
    }
    const mentions = archive.lists.mentions(node);
    const isAttested = mentions >= LEAST_ATTESTED || archive.decisionAt(node) !== undefined;
    const print = printOf(names, isAttested);
    let owner = before;
    if (owner === undefined || this.prints[owner] !== print) {
      if (owner !== undefined) this.retire(owner);
      owner = this.own(node, ENTITY, print);
      this.numberOf.set(node, owner);
      this.noteNames(owner, names.name, names.aliases);
      if (isAttested) this.noteKeys(owner, node, names);
    }
    this.weights[owner] = mentions;
  }

  private noteNames(owner: number, name: string, aliases: readonly string[]): void {
    const { noted } = this;
    const folded = fold(name);
    this.lengths[owner] = this.note(folded, IN_NAME);
    for (const alias of aliases) {
      const other = fold(alias);
      if (other !== folded) this.note(other, IN_ALIAS);
    }
    for (const [word, bits] of noted) this.places.add(word, (owner << SHIFT) | bits);
    noted.clear();
  }

  /** Notes what a name (folded) says of its words, and gives how many of them tell something. */
  private note(name: string, bit: number): number {
    if (name === '') return 0;
    const words = name.split(' ');
    let telling = 0;
    for (const word of words) if (!SMALL_WORDS.has(word)) telling++;
    words.forEach((word, i) => {
      const number = this.words.add(word);
      const alone = telling === 1 && !SMALL_WORDS.has(word) ? ALONE : 0;
      this.noted.set(number, (this.noted.get(number) ?? 0) | bit | (i === 0 ? BEGINS : 0) | alone);
    });
    return Math.min(telling || words.length, LONGEST);
  }

  private noteKeys(owner: number, node: string, { name, aliases }: Spellings): void {
    const [type] = splitNode(node);
    for (const hash of new Set([name, ...aliases].map((text) => hashOf(spellingKey(text, type))))) {
      let list = this.keys.get(hash);
      if (list === undefined) this.keys.set(hash, (list = this.freeKeys.pop() ?? this.keys.size));
      this.withKeys.add(list, owner);
    }
  }

  private own(name: string, article: number, print: number): number {
    const owner = this.free.pop() ?? this.owners.length;
    this.owners[owner] = name;
    this.articles = grown(this.articles, owner);
    this.weights = grown(this.weights, owner);
    this.lengths = grown(this.lengths, owner);
    this.prints = grown(this.prints, owner);
    this.articles[owner] = article;
    this.prints[owner] = print;
    this.weights[owner] = 0;
    return owner;
  }

  private retire(owner: number): void {
    this.owners[owner] = undefined;
    this.gone.push(owner);
  }

  /** Clears the lists of numbers that are gone, once these are many. */
  private sweep(): void {
    if (this.gone.length < MANY || this.gone.length < this.owners.length * MUCH) return;
    this.words.keep((word) => this.places.keep(word, (place) => this.owners[place >> SHIFT] !== undefined));
    for (const [hash, list] of this.keys) {
      if (this.withKeys.keep(list, (owner) => this.owners[owner] !== undefined)) continue;
      this.keys.delete(hash);
      this.freeKeys.push(list);
    }
    for (const owner of this.gone) this.free.push(owner);
    this.gone = [];
  }
}

/** An index as plain data, a column a property of owners. */
export type NameIndexState = {
  readonly owners: Uint32Array;
  readonly articles: Int32Array;
  readonly weights: Uint32Array;
  readonly lengths: Uint8Array;
  readonly prints: Int32Array;
  readonly gone: Uint32Array;
  /** Hashes of spelling keys, each with its list. */
  readonly keys: Int32Array;
  readonly freeKeys: Uint32Array;
  readonly words: WordsState;
  readonly places: ChainsState;
  readonly withKeys: ChainsState;
};

/** The bits stand behind the number of an owner. */
const SHIFT = 4;
const MASK = (1 << SHIFT) - 1;
const ENTITY = -1;
/** Of what is mentioned less no spelling is the usual one. */
export const LEAST_ATTESTED = 3;
/** A name of more words is taken for one of so many. */
const LONGEST = 255;
/** Fewer numbers that are gone cost nothing. */
const MANY = 1000;
const MUCH = 0.25;
const NONE: readonly number[] = [];

/** `2024-05-02` → 20240502. */
function dayOf(date: string | undefined): number {
  return date === undefined ? 0 : Number(date.slice(0, 10).replaceAll('-', '')) || 0;
}

/** FNV-1a, as a signed number. */
function hashOf(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash | 0;
}

function printOf({ name, aliases }: Spellings, isAttested: boolean): number {
  let print = hashOf(name, isAttested ? 1 : 0);
  // Their order says which is used more.
  for (const alias of aliases) print = (print + hashOf(alias)) | 0;
  return print;
}

import type { Archive, ArchiveObserver } from '../archive/archive';
import { splitNode, type Entity } from '../archive/entity';
import { fold } from '../french/fold';
import { SMALL_WORDS } from '../french/smallWords';
import { canonicalForm } from '../resolution/canonical';
import type { HouseForms } from './houseForms';
import { isOneSlip, spellingKey } from './spelling';
import type { TypedName } from './typedName';

/** A known name that begins as what is being typed. */
export interface Completion {
  readonly entity: Entity;
  /** What to write: the house spelling of the form being typed, with a capital where one was typed. */
  readonly text: string;
  /** What it takes the place of. */
  readonly typed: TypedName;
}

/** The best completions, and whether there were more. */
export interface Completions {
  readonly items: readonly Completion[];
  readonly cut: boolean;
}

/**
 * The names of an archive by their beginnings: each form of a name that is worth writing again, in its house
 * spelling. Hidden and uncertain entities have none, nor have slips of the hand and forms used once.
 *
 * Observes an archive and brings itself up to date when next asked, from the entities that changed.
 */
export class CompletionIndex implements ArchiveObserver {
  private readonly dirty = new Set<string>();
  private readonly buckets = new Map<string, Set<Entry>>();
  private readonly known = new Map<string, readonly Entry[]>();

  constructor(private readonly houseForms: HouseForms) {}

  entityTouched(node: string): void {
    this.dirty.add(node);
  }

  fileTouched(): void {
    // Names are those of entities.
  }

  /** Takes in changes until `isEnough` says so, then gives whether more wait. */
  update(archive: Archive, isEnough: () => boolean = () => false): boolean {
    if (this.houseForms.update(isEnough)) return true;
    for (const node of this.dirty) {
      if (isEnough()) return true;
      this.dirty.delete(node);
      for (const entry of this.known.get(node) ?? []) this.drop(entry);
      const entries = formsOf(archive, this.houseForms, node)
        .filter(({ key }) => key.length >= SHORTEST)
        .map(({ key, uses, lower }): Entry => ({ node, key, uses, lower }));
      for (const entry of entries) this.put(entry);
      if (entries.length > 0) this.known.set(node, entries);
      else this.known.delete(node);
    }
    return false;
  }

  /**
   * The names that go on from what is being typed, given from each word on at which a name may have begun: those
   * of which most words are there, the most used first. Case and accents do not count, but what is typed
   * in lower case is only completed to names that the archive writes so. What is written out already is no news by itself.
   * Changes that `isEnough` leaves no time for are passed over; then, too, there may be more.
   */
  complete(
    archive: Archive,
    typed: readonly TypedName[],
    limit: number,
    isEnough?: () => boolean,
  ): Completions {
    const late = this.update(archive, isEnough);
    const all = typed.flatMap((name) => this.beginningWith(name));
    // What takes up the last word alone would stand behind the beginning of another name.
    const most = all.reduce((words, candidate) => Math.max(words, candidate.words), 0);
    const candidates = all.filter(({ words }) => words === most);
    candidates.sort(
      (a, b) =>
        b.entry.uses - a.entry.uses || (a.entry.key < b.entry.key ? -1 : a.entry.key > b.entry.key ? 1 : 0),
    );
    const items: Completion[] = [];
    const texts = new Set<string>();
    for (const { entry, typed } of candidates) {
      const form = formsOf(archive, this.houseForms, entry.node).find(({ key }) => key === entry.key);
      const text = form && withFirstLetter(form, typed.text);
      // What is being typed may have been taken for a name by now.
      const isItself = text === typed.text && archive.lists.mentions(entry.node) === 1;
      if (text === undefined || isItself || texts.has(text)) continue;
      if (items.length === limit) return { items, cut: true };
      const entity = archive.entityOf(entry);
      if (!entity) continue;
      texts.add(text);
      items.push({ entity, text, typed });
    }
    const isNews = items.some(({ text, typed }) => text !== typed.text);
    return { items: isNews ? items : [], cut: late };
  }

  private beginningWith(typed: TypedName): Candidate[] {
    const folded = fold(typed.text);
    // Behind a blank the next word has begun.
    const beginning = WORD_END.test(typed.text) ? folded : `${folded} `;
    if (folded.length < SHORTEST) return [];
    const isLower = LOWER_FIRST.test(typed.text);
    const words = folded.split(' ').filter((word) => !SMALL_WORDS.has(word)).length;
    const found: Candidate[] = [];
    for (const entry of this.buckets.get(beginning.slice(0, SHORTEST)) ?? []) {
      if (entry.key.startsWith(beginning) && (entry.lower || !isLower)) found.push({ entry, typed, words });
    }
    return found;
  }

  private put(entry: Entry): void {
    const start = entry.key.slice(0, SHORTEST);
    const bucket = this.buckets.get(start);
    if (bucket) bucket.add(entry);
    else this.buckets.set(start, new Set([entry]));
  }

  private drop(entry: Entry): void {
    const start = entry.key.slice(0, SHORTEST);
    const bucket = this.buckets.get(start);
    if (bucket?.delete(entry) && bucket.size === 0) this.buckets.delete(start);
  }
}

/** What is kept of a form; how it is spelt is worked out for the few that are shown. */
interface Entry {
  readonly node: string;
  /** The form folded. */
  readonly key: string;
  readonly uses: number;
  readonly lower: boolean;
}

interface Candidate {
  readonly entry: Entry;
  readonly typed: TypedName;
  /** How many words that tell something are typed. */
  readonly words: number;
}

/** A way to write an entity's name. */
interface WrittenForm {
  readonly text: string;
  readonly key: string;
  /** Mentions spelt so; for its name one more than the entity has, so that no other form goes before. */
  readonly uses: number;
  /** Whether it is also written with a small letter first. */
  readonly lower: boolean;
  readonly decided: boolean;
}

/** So many letters tell enough of a name. */
const SHORTEST = 3;
/** A form of the name that is used less often is chance, or a slip. */
const LEAST_USES = 2;
const WORD_END = /[\p{L}\p{M}\p{N}&+]$/u;
const LOWER_FIRST = /^\p{Ll}/u;
const NONE: readonly WrittenForm[] = [];

/** The forms of the name of the entity at a node that are worth writing again. */
function formsOf(archive: Archive, houseForms: HouseForms, node: string): readonly WrittenForm[] {
  const names = archive.lists.isSure(node) ? archive.namesOf(node) : undefined;
  if (!names) return NONE;
  const [type] = splitNode(node);
  const mainKey = spellingKey(names.name, type);
  const mainFolded = fold(names.name);
  const forms: WrittenForm[] = [];
  const classes = houseForms.spellingsOf(node);
  for (const [key, { house, decided, forms: spellings }] of classes) {
    let uses = 0;
    for (const count of spellings.values()) uses += count;
    const isMain = key === mainKey;
    const text =
      house ??
      canonicalForm(
        type,
        Array.from(spellings, ([surface, count]) => ({ surface, count })),
      );
    const folded = fold(text);
    if (!isMain && (uses < LEAST_USES || isOneSlip(folded, mainFolded))) continue;
    const lower = LOWER_FIRST.test(text) || [...spellings.keys()].some((form) => LOWER_FIRST.test(form));
    forms.push({
      text,
      key: folded,
      uses: isMain ? archive.lists.mentions(node) + 1 : uses,
      lower: lower && !(decided && !LOWER_FIRST.test(text)),
      decided,
    });
  }
  // A name that the user gave is one, though no article has it yet.
  for (const { name } of archive.decisionAt(node)?.decision.aliases ?? []) {
    const key = fold(name);
    if (classes.has(spellingKey(name, type)) || isOneSlip(key, mainFolded)) continue;
    forms.push({ text: name, key, uses: 0, lower: LOWER_FIRST.test(name), decided: true });
  }
  return forms;
}

/** A name takes its first letter's case from what is typed, as at the start of a sentence. */
function withFirstLetter({ text, decided }: WrittenForm, typed: string): string {
  const first = text.charAt(0);
  if (LOWER_FIRST.test(typed)) return decided ? text : first.toLowerCase() + text.slice(1);
  return typed.charAt(0) === typed.charAt(0).toUpperCase() ? first.toUpperCase() + text.slice(1) : text;
}

import type { Archive, ArchiveObserver } from '../archive/archive';
import { splitNode } from '../archive/entity';
import type { EntityDecision } from '../decisions/model';
import { fold } from '../french/fold';
import { ENTITY_TYPES, type EntityType } from '../model';
import { plainSpelling, slipKind, spellingKey } from './spelling';

/** The spellings of an entity that differ by a matter of style only. */
export interface SpellingClass {
  /** How it is to be spelt; undefined when neither the user nor the archive says so clearly. */
  readonly house: string | undefined;
  readonly decided: boolean;
  /** How many mentions spell it so; most used first. */
  readonly forms: ReadonlyMap<string, number>;
}

/**
 * The house forms of an archive: how the user decided that a name is spelt, else how most of the archive
 * spells it ({@link LEAST} times and {@link MAJORITY} times as many as the other form).
 *
 * Observes an archive and brings itself up to date when next asked, from the entities that changed.
 */
export class HouseForms implements ArchiveObserver {
  private readonly dirty = new Set<string>();
  private readonly known = new Map<string, Known>();
  /** Entities with a house form, by spelling key. */
  private readonly byKey = new Map<string, Set<string>>();
  /** Well-attested entities by type and each form of their name with a letter left out. */
  private readonly byDeletion = new Map<string, Set<string>>();
  /** How many mentions have a word in one of their names. */
  private readonly words = new Map<string, number>();
  private readonly classes = new Map<string, ReadonlyMap<string, SpellingClass>>();

  constructor(private readonly archive: () => Archive) {}

  entityTouched(node: string): void {
    this.dirty.add(node);
  }

  fileTouched(): void {
    // Spellings are those of entities.
  }

  /** Takes in changes until `isEnough` says so, then gives whether more wait. */
  update(isEnough: () => boolean = () => false): boolean {
    this.archive().settle();
    for (const node of this.dirty) {
      if (isEnough()) return true;
      this.dirty.delete(node);
      this.forget(node);
      this.learn(node);
    }
    return false;
  }

  /** The spellings of the entity at a node, by spelling key. */
  spellingsOf(node: string): ReadonlyMap<string, SpellingClass> {
    let classes = this.classes.get(node);
    if (!classes) {
      classes = classesOf(
        splitNode(node)[0],
        this.archive().formsOf(node),
        this.archive().decisionAt(node)?.decision,
      );
      this.classes.set(node, classes);
      if (this.classes.size > CLASSES) this.classes.delete(this.classes.keys().next().value!);
    }
    return classes;
  }

  /** The nodes of the entities that have a house form of this spelling key. */
  withHouseForm(key: string): ReadonlySet<string> {
    return this.byKey.get(key) ?? NONE;
  }

  /** The nodes of the well-attested entities whose name is about one letter from a key (`fold`). */
  oneEditFrom(key: string, type: EntityType): Set<string> {
    const found = new Set<string>();
    for (const form of deletions(key)) {
      for (const node of this.byDeletion.get(`${type}|${form}`) ?? NONE) found.add(node);
    }
    return found;
  }

  /** How many mentions have a word (folded) in one of their names. */
  mentionsWithWord(word: string): number {
    return this.words.get(word) ?? 0;
  }

  /** The entities that are not spelt one way, most departures first. */
  departures(): { readonly node: string; readonly spelling: SpellingClass; readonly departing: number }[] {
    this.update();
    const { lists } = this.archive();
    return ENTITY_TYPES.flatMap((type) => lists.nodes(type))
      .flatMap((node) => {
        if (lists.mentions(node) <= LEAST && !this.archive().decisionAt(node)) return [];
        return [...this.spellingsOf(node).values()].map((spelling) => ({
          node,
          spelling,
          departing: departing(spelling),
        }));
      })
      .filter((row) => row.departing > 0)
      .sort((a, b) => b.departing - a.departing || (a.node < b.node ? -1 : 1));
  }

  private learn(node: string): void {
    const surfaces = this.archive().formsOf(node);
    if (surfaces.size === 0) return;
    let mentions = 0;
    const words = new Set<string>();
    for (const [surface, count] of surfaces) {
      mentions += count;
      for (const word of fold(surface).split(' ')) words.add(word);
    }
    const keys: string[] = [];
    const forms: string[] = [];
    if (mentions >= LEAST || this.archive().decisionAt(node)) {
      for (const [key, { house }] of this.spellingsOf(node)) if (house !== undefined) keys.push(key);
    }
    const names = mentions >= LEAST_OF_SLIP ? this.archive().namesOf(node) : undefined;
    if (names) {
      const type = splitNode(node)[0];
      for (const form of deletions(fold(names.name))) forms.push(`${type}|${form}`);
    }
    for (const word of words) this.words.set(word, (this.words.get(word) ?? 0) + mentions);
    for (const key of keys) put(this.byKey, key, node);
    for (const form of forms) put(this.byDeletion, form, node);
    this.known.set(node, { mentions, words: [...words], keys, forms });
  }

  private forget(node: string): void {
    this.classes.delete(node);
    const known = this.known.get(node);
    if (!known) return;
    this.known.delete(node);
    for (const word of known.words) {
      const count = (this.words.get(word) ?? 0) - known.mentions;
      if (count > 0) this.words.set(word, count);
      else this.words.delete(word);
    }
    for (const key of known.keys) take(this.byKey, key, node);
    for (const form of known.forms) take(this.byDeletion, form, node);
  }
}

/** What is kept of an entity, to be able to forget it. */
interface Known {
  readonly mentions: number;
  readonly words: readonly string[];
  readonly keys: readonly string[];
  readonly forms: readonly string[];
}

/** A majority of fewer mentions is chance. */
export const LEAST = 3;
/** As many times more mentions are spelt the house way. */
export const MAJORITY = 3;
/** The same for a letter that may make another name: the house form is well known, the slip is rare. */
export const LEAST_OF_SLIP = 5;
/** Spellings kept ready. */
const CLASSES = 5000;

const NONE: ReadonlySet<string> = new Set();

function classesOf(
  type: EntityType,
  surfaces: ReadonlyMap<string, number>,
  decision: EntityDecision | undefined,
): Map<string, SpellingClass> {
  const counts = new Map<string, Map<string, number>>();
  for (const [surface, count] of surfaces) {
    const key = spellingKey(surface, type);
    let forms = counts.get(key);
    if (!forms) counts.set(key, (forms = new Map<string, number>()));
    const form = plainSpelling(surface);
    forms.set(form, (forms.get(form) ?? 0) + count);
  }
  const decidedKey = decision && spellingKey(decision.name, type);
  if (decidedKey !== undefined && !counts.has(decidedKey)) counts.set(decidedKey, new Map());
  const classes = new Map<string, SpellingClass>();
  for (const [key, unordered] of counts) {
    const forms = new Map([...unordered].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)));
    const decided = key === decidedKey;
    const house = decided ? decision!.name : majority(forms);
    classes.set(key, { house, decided, forms });
  }
  return classes;
}

/** The most used spelling that no other rivals; a shouted one only where nothing else is written. */
function majority(forms: ReadonlyMap<string, number>): string | undefined {
  const written = [...forms].filter(([form]) => [...forms.keys()].every((other) => !isShoutOf(form, other)));
  const [first, second] = written;
  if (!first || first[1] < LEAST) return undefined;
  return second && first[1] < MAJORITY * second[1] ? undefined : first[0];
}

function isShoutOf(form: string, other: string): boolean {
  return form !== other && form === other.toUpperCase() && form.length > LONGEST_ACRONYM;
}

/** All capitals up to this length may be an acronym, which is no shouting. */
const LONGEST_ACRONYM = 6;

function departing({ house, forms }: SpellingClass): number {
  let sum = 0;
  for (const [form, mentions] of forms) {
    if (house !== undefined && slipKind(form, house) !== undefined) sum += mentions;
  }
  return sum;
}

function deletions(key: string): string[] {
  const forms = [key];
  for (let i = 1; i < key.length && key.length <= LONGEST_SLIP; i++)
    forms.push(key.slice(0, i) + key.slice(i + 1));
  return forms;
}

/** Longer names are not searched for slips. */
const LONGEST_SLIP = 80;

function put(index: Map<string, Set<string>>, key: string, node: string): void {
  const nodes = index.get(key);
  if (nodes) nodes.add(node);
  else index.set(key, new Set([node]));
}

function take(index: Map<string, Set<string>>, key: string, node: string): void {
  const nodes = index.get(key);
  if (nodes?.delete(node) && nodes.size === 0) index.delete(key);
}

import type { Archive, ArchiveObserver } from '../archive/archive';
import { splitNode } from '../archive/entity';
import type { EntityDecision } from '../decisions/model';
import { SMALL_WORDS } from '../french/smallWords';
import { ENTITY_TYPES, type EntityType } from '../model';
import { IN_NAME, LEAST_ATTESTED, type NameIndex } from './nameIndex';
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
 * Observes an archive, to forget what it worked out of entities that changed.
 */
export class HouseForms implements ArchiveObserver {
  private readonly classes = new Map<string, ReadonlyMap<string, SpellingClass>>();

  constructor(
    private readonly archive: () => Archive,
    private readonly names: NameIndex,
  ) {}

  entityTouched(node: string): void {
    this.classes.delete(node);
  }

  fileTouched(): void {
    // Spellings are those of entities.
  }

  /** Takes in changes until `isEnough` says so, then gives whether more wait. */
  update(isEnough?: () => boolean): boolean {
    return this.names.update(this.archive(), isEnough);
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
  withHouseForm(key: string): string[] {
    return this.names
      .withSpelling(key)
      .filter((node) => this.spellingsOf(node).get(key)?.house !== undefined)
      .sort();
  }

  /** The nodes of the well-attested entities whose name may be one letter from a key (`fold`); see `isOneSlip`. */
  oneSlipFrom(key: string, type: EntityType): string[] {
    const { names } = this;
    const all = key.split(' ');
    const telling = all.filter((word) => !SMALL_WORDS.has(word));
    const found: string[] = [];
    for (const word of new Set(telling)) {
      if (word.length < SHORTEST_SLIP) continue;
      // The other words are those of the name.
      const owners = this.named(telling.filter((other) => other !== word));
      if (owners?.size === 0) continue;
      for (const near of names.words.near(word, true)) {
        names.forEachOwner(near, (owner, bits) => {
          if ((bits & IN_NAME) === 0 || !(owners?.has(owner) ?? true)) return;
          if (names.lengthOf(owner) !== telling.length || names.mentionsOf(owner) < LEAST_OF_SLIP) return;
          const node = names.ownerAt(owner);
          if (splitNode(node)[0] === type) found.push(node);
        });
      }
    }
    return found.sort();
  }

  /** How many mentions have a word (folded) in one of their names. */
  mentionsWithWord(word: string): number {
    const number = this.names.words.numberOf(word);
    let sum = 0;
    if (number !== undefined)
      this.names.forEachOwner(number, (owner) => (sum += this.names.mentionsOf(owner)));
    return sum;
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

  /** The entities whose name has all these words; undefined for no words. */
  private named(words: readonly string[]): ReadonlySet<number> | undefined {
    let owners: ReadonlySet<number> | undefined;
    for (const word of words) {
      const before = owners;
      const here = new Set<number>();
      const number = this.names.words.numberOf(word);
      if (number !== undefined)
        this.names.forEachOwner(number, (owner, bits) => {
          if ((bits & IN_NAME) !== 0 && (before?.has(owner) ?? true)) here.add(owner);
        });
      owners = here;
    }
    return owners;
  }
}

/** A majority of fewer mentions is chance. */
export const LEAST = LEAST_ATTESTED;
/** As many times more mentions are spelt the house way. */
export const MAJORITY = 3;
/** The same for a letter that may make another name: the house form is well known, the slip is rare. */
export const LEAST_OF_SLIP = 5;
/** Spellings kept ready. */
const CLASSES = 1000;
/** One slip in a shorter word is another word (see `isOneSlip`). */
const SHORTEST_SLIP = 5;

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

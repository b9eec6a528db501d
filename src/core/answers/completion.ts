import type { Archive } from '../archive/archive';
import { splitNode, type Entity } from '../archive/entity';
import { fold } from '../french/fold';
import { SMALL_WORDS } from '../french/smallWords';
import { canonicalForm } from '../resolution/canonical';
import type { HouseForms } from './houseForms';
import { BEGINS, type NameIndex } from './nameIndex';
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
 */
export class Completer {
  constructor(
    private readonly names: NameIndex,
    private readonly houseForms: HouseForms,
  ) {}

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
    const late = this.names.update(archive, isEnough);
    const beginnings = typed.flatMap((name) => beginningOf(name) ?? []);
    // What takes up the last word alone would stand behind the beginning of another name.
    const lengths = [...new Set(beginnings.map(({ words }) => words))].sort((a, b) => b - a);
    for (const words of lengths) {
      const found = this.goingOn(
        archive,
        beginnings.filter((beginning) => beginning.words === words),
        limit,
      );
      if (found) return { items: found.items, cut: late || found.cut };
    }
    return { items: [], cut: late };
  }

  /** The names that have one of these beginnings; undefined when there are none, written out or not. */
  private goingOn(
    archive: Archive,
    beginnings: readonly Beginning[],
    limit: number,
  ): Completions | undefined {
    const candidates = beginnings.flatMap((beginning) =>
      Array.from(this.ownersOf(beginning), (owner) => ({ owner, beginning })),
    );
    const mentions = ({ owner }: { readonly owner: number }): number => this.names.mentionsOf(owner);
    candidates.sort((a, b) => mentions(b) - mentions(a));
    let isKnown = false;
    const best: Written[] = [];
    for (const candidate of candidates) {
      // No form is used more often than its entity is mentioned, but the name, by one.
      if (best.length > limit && best[limit]!.form.uses > mentions(candidate) + 1) break;
      const node = this.names.ownerAt(candidate.owner);
      const { beginning } = candidate;
      for (const form of formsOf(archive, this.houseForms, node)) {
        if (!form.key.startsWith(beginning.letters) || (beginning.isLower && !form.lower)) continue;
        isKnown = true;
        const { typed } = beginning;
        const text = withFirstLetter(form, typed.text);
        // What is being typed may have been taken for a name by now.
        const isItself = text === typed.text && this.names.mentionsOf(candidate.owner) === 1;
        if (!isItself) put(best, { node, form, text, typed }, limit + 1);
      }
    }
    if (!isKnown) return undefined;
    const items = best.slice(0, limit).flatMap(({ node, text, typed }) => {
      const entity = archive.entityOf({ node });
      return entity ? [{ entity, text, typed }] : [];
    });
    const isNews = items.some(({ text, typed }) => text !== typed.text);
    return { items: isNews ? items : [], cut: best.length > limit };
  }

  /** The entities of which one name has all words of a beginning, and another or the same begins with the first. */
  private ownersOf({ letters }: Beginning): Iterable<number> {
    const { words } = this.names;
    const parts = letters.split(' ');
    const last = parts.pop()!;
    const numbers: Iterable<number>[] = parts.map((part) => {
      const number = words.numberOf(part);
      return number === undefined ? [] : [number];
    });
    if (last !== '') numbers.push(words.beginningWith(last));
    let owners: Set<number> | undefined;
    for (const group of numbers) {
      const here = new Set<number>();
      for (const number of group) {
        this.names.forEachOwner(number, (owner, bits) => {
          if (owners ? !owners.has(owner) : (bits & BEGINS) === 0) return;
          if (this.names.articleAt(owner) === undefined) here.add(owner);
        });
      }
      owners = here;
      if (here.size === 0) break;
    }
    return owners ?? [];
  }
}

/** What is typed, as names are looked up by it. */
interface Beginning {
  readonly typed: TypedName;
  /** Folded, with a blank behind where the next word has begun. */
  readonly letters: string;
  readonly isLower: boolean;
  /** How many words that tell something are typed. */
  readonly words: number;
}

/** A form of a name, as it would be written. */
interface Written {
  readonly node: string;
  readonly form: WrittenForm;
  readonly text: string;
  readonly typed: TypedName;
}

function beginningOf(typed: TypedName): Beginning | undefined {
  const folded = fold(typed.text);
  if (folded.length < SHORTEST) return undefined;
  return {
    typed,
    letters: WORD_END.test(typed.text) ? folded : `${folded} `,
    isLower: LOWER_FIRST.test(typed.text),
    words: folded.split(' ').filter((word) => !SMALL_WORDS.has(word)).length,
  };
}

/** Puts a form in its place, the most used first, unless a more used one is written the same. */
function put(best: Written[], written: Written, most: number): void {
  const same = best.findIndex(({ text }) => text === written.text);
  if (same >= 0) {
    if (!isBefore(written, best[same]!)) return;
    best.splice(same, 1);
  }
  let place = best.length;
  while (place > 0 && isBefore(written, best[place - 1]!)) place--;
  best.splice(place, 0, written);
  if (best.length > most) best.pop();
}

function isBefore(a: Written, b: Written): boolean {
  if (a.form.uses !== b.form.uses) return a.form.uses > b.form.uses;
  return a.form.key !== b.form.key ? a.form.key < b.form.key : a.node < b.node;
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

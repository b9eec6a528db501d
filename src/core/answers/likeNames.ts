import { acronymsOf, isAcronymOf, lettersOf } from '../french/acronym';
import { LEGAL_FORMS, GROUP_WORDS } from '../french/legalForms';
import { COMPANY_COMPLEMENTS } from '../french/nameParts';
import { SMALL_WORDS } from '../french/smallWords';
import type { EntityType } from '../model';
import { isShortFor } from '../resolution/personJoins';
import { contentWords, initialsOf, looseKey, splitEdition } from '../resolution/words';
import { isOneSlip } from './spelling';

/** Why two names may be those of one entity. */
export type SuggestionReason =
  /** One letter more, less or other, two letters exchanged, or a small word: `Télécommerce`, `Télécomerce`. */
  | 'spelling'
  /** Legal form, `Groupe`, or a word of companies in general: `Fluvia`, `Fluvia Holding`. */
  | 'company'
  /** `BAM` and the only full name that it abbreviates. */
  | 'acronym'
  /** Initials for first names: `O. Tazi`, `Omar Tazi`. */
  | 'initial'
  /** `Tazi Omar`, `Omar Tazi`. */
  | 'order'
  /** The whole of one name stands at the beginning or end of the other, and of no third. */
  | 'contained';

/** An entity by what comparing names needs. */
export interface NamedEntity {
  readonly node: string;
  /** Its fullest name, folded; of an organisation without legal form. */
  readonly key: string;
  /** The same as written. */
  readonly name: string;
  readonly aliases: readonly string[];
}

/** What the archive and the lists know beside. */
export interface NameContext {
  /** Whether words (folded) are the name of a place: what adds one is a branch or a part. */
  readonly isPlace: (key: string) => boolean;
  /** The full names (as keys) that the lists know for a short one. */
  readonly fullNames: (type: EntityType, key: string) => readonly string[];
}

/** Two entities whose names are alike; `full` has the fuller name where there is one. */
export interface LikeNames {
  readonly full: NamedEntity;
  readonly short: NamedEntity;
  readonly reason: SuggestionReason;
  /** It is more often wrong than others of its kind. */
  readonly isWeak: boolean;
}

/**
 * The pairs of entities of one type whose names are alike, each once, by the first rule that finds it. Linear
 * in the number of entities: they are compared only with those that share a part of their name, and where
 * more than {@link LARGEST_GROUP} share it, it means nothing. Made in steps of a millisecond or so.
 */
export function* likeNames(
  type: EntityType,
  entities: readonly NamedEntity[],
  context: NameContext,
): Generator<undefined, LikeNames[]> {
  const found = new Map<string, LikeNames>();
  for (const rule of RULES[type]) {
    for (const pair of yield* rule(entities, type, context)) {
      const { full, short } = pair;
      // Who is told apart by more than the name.
      if (full.key === short.key) continue;
      const id = full.node < short.node ? `${full.node}\n${short.node}` : `${short.node}\n${full.node}`;
      if (!found.has(id)) found.set(id, pair);
    }
  }
  return [...found.values()];
}

type Rule = (
  entities: readonly NamedEntity[],
  type: EntityType,
  context: NameContext,
) => Generator<undefined, LikeNames[]>;

const RULES: Readonly<Record<EntityType, readonly Rule[]>> = {
  ORG: [oneSlip, companyWords, acronyms, contained],
  EVENT: [oneSlip, acronyms, contained],
  PER: [oneSlip, otherOrder, shortPersons],
  LOC: [oneSlip, smallWords],
  PROD: [oneSlip, acronyms, contained],
};

/** Groups larger than this share something too common to mean anything. */
const LARGEST_GROUP = 20;
/** Two letters stand for too much. */
const SHORTEST_ACRONYM = 3;
/** A shorter word by itself is a part of many names. */
const SHORTEST_NAME = 5;
/** One slip in a shorter word is another word (see `isOneSlip`). */
const SHORTEST_SLIP = 5;
/** A letter makes another word of a shorter name more often. */
const LONG_NAME = 10;
/** Of an acronym that gives more than initials, fewer letters stand for too much. */
const SHORTEST_READ = 5;
const LONGEST_ACRONYM = 12;
/** So many names are looked at in one step. */
const STEP = 256;
const DIGIT = /\d/;
const NONE: readonly NamedEntity[] = [];

/** Pairs of names in which one long word differs by a slip: those with the same other words are compared. */
function* oneSlip(entities: readonly NamedEntity[]): Generator<undefined, LikeNames[]> {
  // Nearly all are alone: a list of one would cost more than all else here.
  let steps = 0;
  const byOthers = new Map<string, NamedEntity | NamedEntity[]>();
  for (const item of entities) {
    if (++steps % STEP === 0) yield;
    const { key } = item;
    for (let start = 0, end = 0; start < key.length; start = end + 1) {
      end = key.indexOf(' ', start);
      if (end < 0) end = key.length;
      if (end - start < SHORTEST_SLIP) continue;
      const others = `${key.slice(0, start)}*${key.slice(end)}`;
      const near = byOthers.get(others);
      if (near === undefined) byOthers.set(others, item);
      else if (Array.isArray(near)) near.push(item);
      else byOthers.set(others, [near, item]);
    }
  }
  const found: LikeNames[] = [];
  for (const [others, group] of byOthers) {
    if (++steps % STEP === 0) yield;
    if (!Array.isArray(group)) continue;
    for (const near of group.length > LARGEST_GROUP ? byDeletion(group, others.indexOf('*')) : [group]) {
      for (const [a, b] of pairs(near)) {
        if (!isOneSlip(a.key, b.key) && !isOneSlip(b.key, a.key)) continue;
        const [full, short] = a.key.length >= b.key.length ? [a, b] : [b, a];
        found.push({ full, short, reason: 'spelling', isWeak: full.key.length < LONG_NAME });
      }
    }
  }
  return found;
}

/** Those whose words at a place share a form with a letter left out (as SymSpell finds them). */
function byDeletion(group: readonly NamedEntity[], start: number): NamedEntity[][] {
  const forms = new Map<string, NamedEntity[]>();
  for (const item of group) {
    const space = item.key.indexOf(' ', start);
    const word = item.key.slice(start, space < 0 ? undefined : space);
    const own = new Set([word]);
    for (let i = 1; i < word.length; i++) own.add(word.slice(0, i) + word.slice(i + 1));
    for (const form of own) put(forms, form, item);
  }
  return [...forms.values()].filter(({ length }) => length > 1);
}

/** `La Marsa`, `Marsa`; `place de la Liberté`, `place Liberté`. */
function smallWords(entities: readonly NamedEntity[]): Generator<undefined, LikeNames[]> {
  return inGroups(entities, ({ key }) => looseKey(key), 'spelling');
}

/** `Fluvia`, `Groupe Fluvia International`. */
function companyWords(entities: readonly NamedEntity[]): Generator<undefined, LikeNames[]> {
  return inGroups(entities, ({ key }) => coreOf(key), 'company');
}

const COMPANY_WORDS: ReadonlySet<string> = new Set([
  ...COMPANY_COMPLEMENTS,
  ...LEGAL_FORMS.filter((form) => !form.includes(' ')),
  ...GROUP_WORDS,
]);
const COMPANY_HEADS: ReadonlySet<string> = new Set([
  ...GROUP_WORDS,
  'le',
  'la',
  'les',
  'l',
  'societe',
  'compagnie',
  'ste',
]);

/** An organisation's name without the words that any company may add to its own. */
function coreOf(key: string): string {
  const words = key.split(' ');
  let end = words.length;
  while (end > 1 && COMPANY_WORDS.has(words[end - 1]!)) end--;
  let start = 0;
  while (start < end - 1 && COMPANY_HEADS.has(words[start]!)) start++;
  const core = words.slice(start, end).join(' ');
  // What is left of `Groupe de la Banque` is no name.
  return core.length < SHORTEST_ACRONYM || SMALL_WORDS.has(words[start]!) ? key : core;
}

/** An acronym and the only full name that its letters are the initials of, or else that it may abbreviate. */
function* acronyms(
  entities: readonly NamedEntity[],
  type: EntityType,
  { fullNames }: NameContext,
): Generator<undefined, LikeNames[]> {
  const byLetters = new Map<string, NamedEntity[]>();
  let steps = 0;
  for (const item of entities) {
    if (++steps % STEP === 0) yield;
    const key = nameOf(item);
    if (key.includes(' ') || key.length < SHORTEST_ACRONYM || !SIGLE.test(item.name)) continue;
    if (!item.aliases.some((alias) => isAcronymOf(key, alias))) put(byLetters, lettersOf(key), item);
  }
  const begins = new Set<string>();
  for (const letters of byLetters.keys()) {
    for (let i = 1; i <= letters.length && i <= LONGEST_ACRONYM; i++) begins.add(letters.slice(0, i));
  }
  const found = new Map<NamedEntity, { exact: NamedEntity[]; likely: NamedEntity[] }>();
  for (const full of entities) {
    if (++steps % STEP === 0) yield;
    const key = nameOf(full);
    const initials = initialsOf(key);
    for (const letters of acronymsOf(key, (beginning) => begins.has(beginning)).add(initials)) {
      for (const short of byLetters.get(letters) ?? NONE) {
        if (!agreeInTime(full.key, short.key)) continue;
        let fulls = found.get(short);
        if (!fulls) found.set(short, (fulls = { exact: [], likely: [] }));
        if (letters === initials) fulls.exact.push(full);
        else if (letters.length >= SHORTEST_READ && isAcronymOf(nameOf(short), key, true))
          fulls.likely.push(full);
      }
    }
  }
  return [...found].flatMap(([short, { exact, likely }]) => {
    const [full, ...others] = exact.length > 0 ? exact : likely;
    if (!full || others.length > 0) return [];
    const listed = fullNames(type, nameOf(short));
    const isOther = listed.length > 0 && !listed.some((name) => looseKey(name) === looseKey(nameOf(full)));
    return isOther ? [] : [{ full, short, reason: 'acronym' as const, isWeak: exact.length === 0 }];
  });
}

const SIGLE = /^[\p{Lu}\p{N}][\p{Lu}\p{N}&.-]+(?: (?:19|20)\d\d)?$/u;

/** A name that one other begins or ends with. */
function* contained(
  entities: readonly NamedEntity[],
  type: EntityType,
  { isPlace }: NameContext,
): Generator<undefined, LikeNames[]> {
  const byKey = new Map<string, NamedEntity>();
  for (const item of entities) if (isTelling(item.key)) byKey.set(item.key, item);
  const holders = new Map<NamedEntity, NamedEntity[]>();
  let steps = 0;
  for (const item of entities) {
    if (++steps % STEP === 0) yield;
    const { key } = item;
    for (let at = key.indexOf(' '); at >= 0; at = key.indexOf(' ', at + 1)) {
      for (const edge of [key.slice(0, at), key.slice(at + 1)]) {
        const short = byKey.get(edge);
        if (short) put(holders, short, item);
      }
    }
  }
  return [...holders].flatMap(([short, [full, ...others]]) => {
    if (!full || others.length > 0 || !agreeInTime(full.key, short.key)) return [];
    const goesOn = full.key.startsWith(short.key + ' ');
    const more = goesOn ? full.key.slice(short.key.length + 1) : full.key.slice(0, -short.key.length - 1);
    if (DIGIT.test(more) || isPlace(more) || isPlace(contentWords(more).join(' '))) return [];
    // `Tour de France Femmes`, `Galaxy Pro`, `Tunisair Technics`: another event, product or company.
    const addsName = goesOn && !SMALL_WORDS.has(more.split(' ')[0]!);
    if (addsName && type !== 'ORG') return [];
    return [{ full, short, reason: 'contained' as const, isWeak: addsName && short.key.includes(' ') }];
  });
}

/** One short word begins the names of many things that have nothing to do with each other. */
function isTelling(key: string): boolean {
  return key.length >= SHORTEST_NAME && contentWords(key).length > 0;
}

/** `Tazi Omar`, `Omar Tazi`. */
function otherOrder(entities: readonly NamedEntity[]): Generator<undefined, LikeNames[]> {
  return inGroups(entities, ({ key }) => (key.includes(' ') ? key.split(' ').sort().join(' ') : ''), 'order');
}

/** A short name and the only person whose name it may be. */
function* shortPersons(entities: readonly NamedEntity[]): Generator<undefined, LikeNames[]> {
  const groups = new Map<string, NamedEntity[]>();
  let steps = 0;
  for (const item of entities) {
    if (++steps % STEP === 0) yield;
    const surname = item.key.slice(item.key.lastIndexOf(' ') + 1);
    if (surname.length < 2) continue;
    put(groups, surname, item);
    put(groups, `${item.key[0]} ${surname}`, item);
  }
  return [...groups.values()].flatMap((group) => {
    if (group.length < 2 || group.length > LARGEST_GROUP) return [];
    const persons = group.map((item) => ({ item, words: item.key.split(' ') }));
    return persons.flatMap(({ item: short, words }) => {
      const fuller = persons.filter((other) => other.item !== short && isPersonShortFor(words, other.words));
      if (fuller.length !== 1) return [];
      const reason: SuggestionReason = words.some(({ length }) => length === 1) ? 'initial' : 'contained';
      return [{ full: fuller[0]!.item, short, reason, isWeak: false }];
    });
  });
}

function isPersonShortFor(short: readonly string[], full: readonly string[]): boolean {
  if (isShortFor(short, full)) return true;
  // Names between the first and the last are often left out.
  return short.length === 2 && full.length > 2 && short[0] === full[0] && short[1] === full.at(-1);
}

/** The key without what tells an edition. */
function nameOf({ key }: NamedEntity): string {
  return splitEdition(key).name;
}

/** Two names of an event do not name different editions. */
function agreeInTime(a: string, b: string): boolean {
  return splitEdition(a).year === splitEdition(b).year;
}

/** In each group the shortest name with each of the others. */
function* inGroups(
  entities: readonly NamedEntity[],
  by: (item: NamedEntity) => string,
  reason: SuggestionReason,
): Generator<undefined, LikeNames[]> {
  const groups = new Map<string, NamedEntity[]>();
  let steps = 0;
  for (const item of entities) {
    if (++steps % STEP === 0) yield;
    put(groups, by(item), item);
  }
  groups.delete('');
  return [...groups.values()].flatMap((group) => {
    if (group.length < 2 || group.length > LARGEST_GROUP) return [];
    const short = group.reduce((a, b) => (b.key.length < a.key.length ? b : a));
    return group.flatMap((full) =>
      full === short ? [] : [{ full, short, reason, isWeak: group.length > 2 }],
    );
  });
}

function pairs(group: readonly NamedEntity[]): [NamedEntity, NamedEntity][] {
  if (group.length > LARGEST_GROUP) return [];
  return group.flatMap((a, i) => group.slice(i + 1).map((b): [NamedEntity, NamedEntity] => [a, b]));
}

function put<K, V>(index: Map<K, V[]>, key: K, value: V): void {
  const list = index.get(key);
  if (list) list.push(value);
  else index.set(key, [value]);
}

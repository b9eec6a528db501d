import { INSTITUTION_HEADS } from '../french/smallWords';
import type { Group } from './local';
import { contentWords, initialsOf, splitYear } from './words';

/*
 * How names of one article join. Each rule takes the groups of the article and joins those that are one
 * name; it does so only when a single group fits, since a wrong join is worse than a missed one.
 */

/** The group that stands for a group after all joins so far. */
export function rootOf(groups: readonly Group[], i: number): number {
  let at = i;
  while (groups[at]!.into !== at) at = groups[at]!.into;
  return at;
}

/** An acronym joins the full name that explains it; the archive will hear of it. */
export function joinGloss(groups: Group[], full: number | undefined, short: number | undefined): void {
  if (full === undefined || short === undefined) return;
  const a = rootOf(groups, full);
  const b = rootOf(groups, short);
  if (a === b || groups[a]!.type !== groups[b]!.type) return;
  groups[b]!.into = a;
  groups[a]!.acronyms.add(groups[b]!.key);
}

/** An acronym joins the only full name with its initials, though no bracket says so. */
export function joinAcronyms(groups: Group[]): void {
  const byInitials = indexed(groups, ({ type, key }) => `${type}|${initialsOf(key)}`);
  groups.forEach((group, i) => {
    if (group.into !== i || !isAcronym(group)) return;
    const full = byInitials.get(`${group.type}|${group.key}`);
    if (full?.length === 1 && rootOf(groups, full[0]!) !== i) joinGloss(groups, full[0], i);
  });
}

/** A surname joins the only fuller name that ends with it. */
export function joinSurnames(groups: Group[]): void {
  const byLastWord = indexed(groups, ({ type, key }) =>
    type === 'PER' ? key.slice(key.lastIndexOf(' ') + 1) : undefined,
  );
  for (const list of byLastWord.values()) {
    for (const i of list) {
      const fuller = list.filter((j) => groups[j]!.key.endsWith(' ' + groups[i]!.key));
      // Of `Fallah Seghrouchni` and `Amal El Fallah Seghrouchni`, the longest stands for all, if they agree.
      const longest = fuller.reduce(
        (a, b) => (groups[a]!.key.length >= groups[b]!.key.length ? a : b),
        fuller[0] ?? i,
      );
      const agree = fuller.every((j) => j === longest || groups[longest]!.key.endsWith(' ' + groups[j]!.key));
      if (fuller.length > 0 && agree) groups[i]!.into = longest;
    }
  }
}

/**
 * An event named by some of its words joins the only fuller name that holds them in order, of the same
 * year if it has one: `Salon Atlas` and `Salon 2024` join `Salon Atlas 2024`.
 */
export function joinShortEvents(groups: Group[]): void {
  const events = groups.flatMap((group, i) =>
    group.type === 'EVENT' && group.into === i
      ? [{ i, words: group.key.split(' '), year: splitYear(group.key).year ?? group.year }]
      : [],
  );
  for (const short of events) {
    const fuller = events.filter(
      (full) =>
        full !== short &&
        full.words.length > short.words.length &&
        (short.year === undefined || short.year === full.year) &&
        full.words[0] === short.words[0] &&
        isSubsequence(short.words, full.words),
    );
    const [longest] = [...fuller].sort((a, b) => b.words.length - a.words.length);
    // `Salon`, `Salon Atlas`, `Salon Atlas 2024` are one; two editions or two salons are not.
    const agree = fuller.every((full) => full === longest || isSubsequence(full.words, longest!.words));
    if (longest && agree) groups[short.i]!.into = rootOf(groups, longest.i);
  }
}

/** The beginning of an institution's long name joins the only name that goes on with a complement. */
export function joinShortInstitutions(groups: Group[]): void {
  groups.forEach((group, i) => {
    if (group.type !== 'ORG' || group.into !== i) return;
    if (!INSTITUTION_HEADS.has(group.key.slice(0, group.key.indexOf(' ')))) return;
    if (contentWords(group.key).length < 2) return;
    const fuller = groups.flatMap((other, j) =>
      other.type === 'ORG' &&
      other.key.startsWith(group.key + ' ') &&
      COMPLEMENT.test(other.key.slice(group.key.length))
        ? [rootOf(groups, j)]
        : [],
    );
    if (new Set(fuller).size === 1 && fuller[0] !== i) group.into = fuller[0]!;
  });
}

const COMPLEMENT = /^ (?:de|du|des|d|et|pour) /;
const ACRONYM_SURFACE = /^[\p{Lu}][\p{Lu}\p{N}]+$/u;
/** Two letters stand for too much. */
const SHORTEST_ACRONYM = 3;

function isAcronym({ key, forms }: Group): boolean {
  return key.length >= SHORTEST_ACRONYM && [...forms.keys()].some((surface) => ACRONYM_SURFACE.test(surface));
}

function indexed(groups: readonly Group[], by: (group: Group) => string | undefined): Map<string, number[]> {
  const index = new Map<string, number[]>();
  groups.forEach((group, i) => {
    const key = by(group);
    if (key === undefined) return;
    const list = index.get(key);
    if (list) list.push(i);
    else index.set(key, [i]);
  });
  return index;
}

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const word of whole) if (at < part.length && word === part[at]) at++;
  return at === part.length;
}

import { isAcronymOf } from '../french/acronym';
import { CLUB_WORDS, COMPANY_COMPLEMENTS, LOOSE_HEADS } from '../french/nameParts';
import { INSTITUTION_HEADS } from '../french/smallWords';
import type { Group } from './local';
import { contentWords, initialsOf, looseKey, splitEdition } from './words';

/*
 * How names of one article join. Each rule takes the groups of the article and joins those that are one
 * name; it does so only when a single group fits, since a wrong join is worse than a missed one. How often
 * each is right was counted on the corpus, where names carry the thing they stand for.
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
  // `Salon Atlas du livre (SAL 2024)`: the edition is told by the short name.
  if (groups[a]!.type === 'EVENT' && splitEdition(groups[a]!.key).year === undefined) {
    groups[a]!.year ??= splitEdition(groups[b]!.key).year ?? groups[b]!.year;
  }
}

/** Names that differ by spaces, small words or plurals only join the one used most. */
export function joinLoose(groups: Group[]): void {
  const alike = indexed(groups, ({ type, key, year }) =>
    type === 'PER' || type === 'LOC' ? undefined : `${type}|${looseKey(key)}@${year ?? ''}`,
  );
  for (const list of alike.values()) {
    if (list.length < 2) continue;
    const leader = list.reduce((a, b) => (mentionsOf(groups[b]!) > mentionsOf(groups[a]!) ? b : a));
    for (const i of list) {
      const root = rootOf(groups, leader);
      if (groups[i]!.into === i && i !== root) groups[i]!.into = root;
    }
  }
}

/**
 * An acronym joins the only full name that it abbreviates, though no bracket says so; an acronym with a
 * place (`CRI Fès`) the only one that ends or goes on with the same words.
 */
export function joinAcronyms(groups: Group[]): void {
  // Most articles have no acronym left that no bracket explains.
  if (
    !groups.some(
      (group, i) => group.into === i && isAcronym(group, nameOf(group.type, group.key).includes(' ')),
    )
  )
    return;
  const byInitials = indexed(groups, ({ type, key }) =>
    type === 'PER' || type === 'LOC' ? undefined : `${type}|${initialsOf(nameOf(type, key))}`,
  );
  const byLetter = indexed(groups, ({ type, key }) => {
    const name = nameOf(type, key);
    return name.includes(' ') && type !== 'PER' && type !== 'LOC' ? `${type}|${name[0]}` : undefined;
  });
  groups.forEach((group, i) => {
    if (group.into !== i) return;
    const { type, key } = group;
    const short = nameOf(type, key);
    const space = short.indexOf(' ');
    if (!isAcronym(group, space >= 0)) return;
    const sameLetter = byLetter.get(`${type}|${short[0]}`) ?? NONE;
    const sameInitials = byInitials.get(`${type}|${short}`) ?? NONE;
    if (sameLetter.length > MOST_CANDIDATES || sameInitials.length > MOST_CANDIDATES) return;
    const near = sameLetter.filter((j) => j !== i && agreeInTime(group, groups[j]!));
    const fits = (test: (full: string) => boolean): number | undefined =>
      only(
        groups,
        near.filter((j) => test(nameOf(type, groups[j]!.key))),
      );
    const full =
      space >= 0
        ? fits((name) => isAcronymWithRest(short, name))
        : (only(
            groups,
            sameInitials.filter((j) => agreeInTime(group, groups[j]!)),
          ) ??
          fits((name) => isAcronymOf(short, name, true)) ??
          only(
            groups,
            near.filter((j) => beginsWithAcronymOf(short, groups[j]!)),
          ));
    if (full !== undefined && full !== i) joinGloss(groups, full, i);
  });
}

/** The beginning of an institution's long name joins the only name that goes on with a complement. */
export function joinShortInstitutions(groups: Group[]): void {
  joinContained(
    groups,
    (short, full) => {
      if (!full.startsWith(short + ' ')) return false;
      const rest = full.slice(short.length + 1);
      if (!INSTITUTION_HEADS.has(short.slice(0, short.indexOf(' ')))) return false;
      return contentWords(short).length >= 2 && COMPLEMENT.test(rest);
    },
    (short) => !MINISTRY.test(short),
  );
}

/**
 * Part of an organisation's name joins the only name that adds no more than a word of companies in general,
 * the head of a school, ministry or town, or what makes it a club. Subsidiaries add other words.
 */
export function joinShortCompanies(groups: Group[]): void {
  joinContained(groups, (short, full) => {
    if (full.startsWith(short + ' ')) {
      const rest = full.slice(short.length + 1).split(' ');
      return rest.every((word) => COMPANY_COMPLEMENTS.has(word)) || rest.some((word) => CLUB_WORDS.has(word));
    }
    const before = full.slice(0, full.length - short.length - 1);
    return LOOSE_HEADS.includes(before) || before.split(' ').some((word) => CLUB_WORDS.has(word));
  });
}

/** Joins organisations to the only other one that begins or ends with their name and passes `test`. */
function joinContained(
  groups: Group[],
  test: (short: string, full: string) => boolean,
  tell: (short: string) => boolean = () => false,
): void {
  const byKey = new Map<string, number>();
  groups.forEach(({ type, key }, i) => type === 'ORG' && byKey.set(key, i));
  const holders = new Map<number, Set<number>>();
  for (const [full, j] of byKey) {
    for (let at = full.indexOf(' '); at >= 0; at = full.indexOf(' ', at + 1)) {
      for (const short of [full.slice(0, at), full.slice(at + 1)]) {
        const i = byKey.get(short);
        if (i === undefined || groups[i]!.into !== i || !test(short, full)) continue;
        const list = holders.get(i);
        if (list) list.add(rootOf(groups, j));
        else holders.set(i, new Set([rootOf(groups, j)]));
      }
    }
  }
  for (const [i, list] of holders) {
    const roots = new Set([...list].map((j) => rootOf(groups, j)));
    const [root] = roots;
    if (roots.size !== 1 || root === i) continue;
    groups[i]!.into = root!;
    if (tell(groups[i]!.key)) groups[root!]!.acronyms.add(groups[i]!.key);
  }
}

/** The only root among groups, if it is one. */
function only(groups: readonly Group[], list: readonly number[]): number | undefined {
  const roots = new Set(list.map((i) => rootOf(groups, i)));
  return roots.size === 1 ? roots.values().next().value : undefined;
}

/** The key without what tells an edition. */
function nameOf(type: Group['type'], key: string): string {
  return type === 'EVENT' ? splitEdition(key).name : key;
}

/** Two names of an event do not name different editions. */
function agreeInTime(a: Group, b: Group): boolean {
  if (a.type !== 'EVENT') return true;
  const [left, right] = [splitEdition(a.key), splitEdition(b.key)];
  const [yearA, yearB] = [left.year ?? a.year, right.year ?? b.year];
  return (
    (yearA === undefined || yearB === undefined || yearA === yearB) &&
    (left.ordinal === undefined || right.ordinal === undefined || left.ordinal === right.ordinal)
  );
}

/** `cri fes meknes`, `centre regional d investissement de fes meknes`. */
function isAcronymWithRest(short: string, full: string): boolean {
  const [acronym = '', ...rest] = contentWords(short);
  const words = contentWords(full);
  const at = rest.length === 0 ? -1 : words.lastIndexOf(rest[0]!);
  if (at < 2 || acronym.length < SHORTEST_ACRONYM || rest.some((word, i) => words[at + i] !== word))
    return false;
  const head = full.slice(0, full.lastIndexOf(' ' + rest[0]!));
  return isAcronymOf(acronym, head, true);
}

/** `CRI`, `Centre régional d'investissement de Fès-Meknès`. */
function beginsWithAcronymOf(short: string, { forms }: Group): boolean {
  for (const surface of forms.keys()) {
    const place = surface.search(PLACE);
    if (place > 0 && isAcronymOf(short, surface.slice(0, place), true)) return true;
  }
  return false;
}

/** A complement that is a name. */
const PLACE = /\s(?:de la |de l['’]|du |des |de |d['’])\p{Lu}/u;
/** Ministries change their long names, and keep the short ones. */
const MINISTRY = /^(?:ministere|secretariat)\b/;
const NONE: readonly number[] = [];
const COMPLEMENT = /^(?:de|du|des|d|et|pour) /;
const ACRONYM_SURFACE = /^[\p{Lu}][\p{Lu}\p{N}&.-]+$/u;
/** Acronyms read as words: `Cédéao`, `Siam`. */
const READ_ACRONYM = /^\p{Lu}[\p{Ll}\p{Lu}]+$/u;
/** Two letters stand for too much. */
const SHORTEST_ACRONYM = 3;
const LONGEST_READ = 8;
/** With more names of one first letter than this the article is a list, and the time would grow with its square. */
const MOST_CANDIDATES = 60;

function isAcronym({ type, key, forms }: Group, withRest: boolean): boolean {
  const name = nameOf(type, key);
  const length = withRest ? name.indexOf(' ') : name.length;
  if (type === 'PER' || type === 'LOC' || length < SHORTEST_ACRONYM) return false;
  for (const surface of forms.keys()) {
    const word = WORDS.exec(surface)?.[0] ?? '';
    if (ACRONYM_SURFACE.test(word)) return true;
    if (!withRest && length <= LONGEST_READ && READ_ACRONYM.test(word)) return true;
  }
  return false;
}

/** The first word that is not an ordinal. */
const WORDS = /(?<!\S)(?!\d)[^\s]+?(?=[\s-]|$)/u;

function mentionsOf({ forms }: Group): number {
  let sum = 0;
  for (const count of forms.values()) sum += count;
  return sum;
}

export function indexed(
  groups: readonly Group[],
  by: (group: Group) => string | undefined,
): Map<string, number[]> {
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

/** Whether the words of `part` stand in `whole` in their order. */
export function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const word of whole) if (at < part.length && word === part[at]) at++;
  return at === part.length;
}

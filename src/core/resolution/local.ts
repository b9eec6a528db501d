import type { EntityType, Gloss, Mention } from '../model';
import { nameKey } from './key';

/** One name-bearing thing as one article speaks of it: all its mentions there, under any of its forms. */
export interface LocalName {
  readonly type: EntityType;
  /** Key of its fullest form in the article. */
  readonly key: string;
  /** Keys of the acronyms that the article explains by it ("Nom complet (SIGLE)"). */
  readonly acronyms: readonly string[];
  /** Every spelling, with the number of its mentions and the key it has by itself. */
  readonly forms: readonly Form[];
}

export interface Form {
  readonly surface: string;
  readonly key: string;
  readonly count: number;
}

/** The names of an article, and for each mention the index of its name. */
export interface LocalResolution {
  readonly names: readonly LocalName[];
  readonly nameOf: Int32Array;
}

/**
 * Resolves the mentions of one article (or of what stands outside the articles) among themselves:
 *
 * 1. one name for all spellings that share a key;
 * 2. an acronym joins the full name that explains it;
 * 3. a surname joins the only fuller name that ends with it;
 * 4. an event without a year joins the only edition of it that the article names.
 */
export function resolveArticle(
  text: string,
  mentions: readonly Mention[],
  glosses: readonly Gloss[],
): LocalResolution {
  const groups: Group[] = [];
  const byKey = new Map<string, number>();
  const groupOf = new Int32Array(mentions.length);

  mentions.forEach((mention, i) => {
    const surface = text.slice(mention.start, mention.end).replace(WHITE, ' ');
    const key = nameKey(surface, mention.type);
    const typed = `${mention.type}|${key}`;
    let group = byKey.get(typed);
    if (group === undefined) {
      group = groups.length;
      byKey.set(typed, group);
      groups.push({ type: mention.type, key, into: group, acronyms: new Set(), forms: new Map() });
    }
    const forms = groups[group]!.forms;
    forms.set(surface, (forms.get(surface) ?? 0) + 1);
    groupOf[i] = group;
  });

  for (const { full, short } of glosses) joinAcronym(groups, groupOf[full], groupOf[short]);
  joinSurnames(groups);
  joinEditions(groups);

  return collect(groups, groupOf);
}

const WHITE = /\s+/g;
const YEAR = /^(?:19|20)\d\d$/;

interface Group {
  readonly type: EntityType;
  readonly key: string;
  /** The group it was joined to; itself when it was not. */
  into: number;
  readonly acronyms: Set<string>;
  readonly forms: Map<string, number>;
}

function rootOf(groups: readonly Group[], i: number): number {
  let at = i;
  while (groups[at]!.into !== at) at = groups[at]!.into;
  return at;
}

function joinAcronym(groups: Group[], full: number | undefined, short: number | undefined): void {
  if (full === undefined || short === undefined) return;
  const a = rootOf(groups, full);
  const b = rootOf(groups, short);
  if (a === b || groups[a]!.type !== groups[b]!.type) return;
  groups[b]!.into = a;
  groups[a]!.acronyms.add(groups[b]!.key);
}

function joinSurnames(groups: Group[]): void {
  const byLastWord = new Map<string, number[]>();
  groups.forEach((group, i) => {
    if (group.type !== 'PER') return;
    const last = group.key.slice(group.key.lastIndexOf(' ') + 1);
    const list = byLastWord.get(last);
    if (list) list.push(i);
    else byLastWord.set(last, [i]);
  });
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

function joinEditions(groups: Group[]): void {
  const editions = new Map<string, number[]>();
  groups.forEach((group, i) => {
    if (group.type !== 'EVENT') return;
    const space = group.key.lastIndexOf(' ');
    if (space < 0 || !YEAR.test(group.key.slice(space + 1))) return;
    const series = group.key.slice(0, space);
    const list = editions.get(series);
    if (list) list.push(i);
    else editions.set(series, [i]);
  });
  for (const group of groups) {
    const list = group.type === 'EVENT' ? editions.get(group.key) : undefined;
    if (list?.length === 1) group.into = list[0]!;
  }
}

function collect(groups: readonly Group[], groupOf: Int32Array): LocalResolution {
  const names: { type: EntityType; key: string; acronyms: Set<string>; forms: Form[] }[] = [];
  const nameOfGroup = new Map<number, number>();
  groups.forEach((group, i) => {
    const root = rootOf(groups, i);
    let index = nameOfGroup.get(root);
    if (index === undefined) {
      index = names.length;
      nameOfGroup.set(root, index);
      names.push({ type: groups[root]!.type, key: groups[root]!.key, acronyms: new Set(), forms: [] });
    }
    const name = names[index]!;
    for (const [surface, count] of group.forms) name.forms.push({ surface, key: group.key, count });
    for (const acronym of group.acronyms) name.acronyms.add(acronym);
  });
  return {
    names: names.map((name) => ({ ...name, acronyms: [...name.acronyms].sort() })),
    nameOf: groupOf.map((group) => nameOfGroup.get(rootOf(groups, group))!),
  };
}

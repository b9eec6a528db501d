import type { EntityType, Gloss, Mention } from '../model';
import type { Bearer } from './bearer';
import { joinShortEvents } from './eventJoins';
import {
  joinAcronyms,
  joinGloss,
  joinLoose,
  joinShortCompanies,
  joinShortInstitutions,
  rootOf,
} from './joins';
import { nameKey } from './key';
import { bearerNode } from './namesakes';
import { joinPersons } from './personJoins';
import { splitEdition, splitYear } from './words';

/** One name-bearing thing as one article speaks of it: all its mentions there, under any of its forms. */
export interface LocalName {
  readonly type: EntityType;
  /** Key of its fullest form in the article. */
  readonly key: string;
  /** Its node in the archive's graph of names; see `nodeOf`. */
  readonly node: string;
  /** Nodes of the acronyms that the article explains by it ("Nom complet (SIGLE)"). */
  readonly acronyms: readonly string[];
  /** How sure the recogniser is of its surest mention, 0 to 1. */
  readonly confidence: number;
  /** Every spelling, with the number of its mentions and the key it has by itself. */
  readonly forms: readonly Form[];
}

export interface Form {
  readonly surface: string;
  readonly key: string;
  readonly count: number;
}

/** What an article tells beside its mentions. */
export interface ArticleContext {
  /** ISO 8601. */
  readonly date?: string | undefined;
  /** The year of the edition that the sentence of an event speaks of, if it says so. */
  readonly editionYear?: (mention: Mention) => string | undefined;
  /** What the sentence of a person's mention (an index) says of him, if anything. */
  readonly bearer?: (mention: number) => Bearer | undefined;
}

/** The names of an article, and for each mention the index of its name. */
export interface LocalResolution {
  readonly names: readonly LocalName[];
  readonly nameOf: Int32Array;
}

/** A set of mentions that share a type and a key, on its way to being one name with others. */
export interface Group {
  readonly type: EntityType;
  readonly key: string;
  /** Of an event, the year that its sentences say, if it is not that of the article. */
  year: string | undefined;
  /** The group it was joined to; itself when it was not. */
  into: number;
  readonly acronyms: Set<string>;
  readonly forms: Map<string, number>;
  confidence: number;
}

/**
 * Resolves the mentions of one article (or of what stands outside the articles) among themselves: one name
 * for all spellings that share a key, then the joins of `joins.ts`, surest first.
 */
export function resolveArticle(
  text: string,
  mentions: readonly Mention[],
  glosses: readonly Gloss[],
  context: ArticleContext = {},
): LocalResolution {
  const articleYear = context.date?.slice(0, 4);
  const groups: Group[] = [];
  const byKey = new Map<string, number>();
  const groupOf = new Int32Array(mentions.length);

  const surfaces = mentions.map(({ start, end }) => {
    const written = text.slice(start, end);
    return UNEVEN.test(written) ? written.replace(WHITE, ' ') : written;
  });
  const keys = mentions.map(({ type }, i) => nameKey(surfaces[i]!, type));
  if (articleYear !== undefined) dropNumbers(mentions, keys);

  mentions.forEach((mention, i) => {
    const surface = surfaces[i]!;
    const key = keys[i]!;
    const said = mention.type === 'EVENT' ? context.editionYear?.(mention) : undefined;
    const year = said === articleYear ? undefined : said;
    const typed = `${mention.type}|${key}@${year ?? ''}`;
    let group = byKey.get(typed);
    if (group === undefined) {
      group = groups.length;
      byKey.set(typed, group);
      groups.push({
        type: mention.type,
        key,
        year,
        into: group,
        acronyms: new Set(),
        forms: new Map(),
        confidence: 0,
      });
    }
    const { forms, confidence } = groups[group]!;
    groups[group]!.confidence = Math.max(confidence, mention.score);
    forms.set(surface, (forms.get(surface) ?? 0) + 1);
    groupOf[i] = group;
  });

  for (const { full, short } of glosses) joinGloss(groups, groupOf[full], groupOf[short]);
  joinLoose(groups);
  joinPersons(groups);
  joinShortEvents(groups);
  joinAcronyms(groups);
  joinShortInstitutions(groups);
  joinShortCompanies(groups);

  const { names, nameOf } = collect(groups, groupOf, articleYear);
  return { names: context.bearer ? withBearers(names, nameOf, surfaces, context.bearer) : names, nameOf };
}

/**
 * The node of a name in the archive's graph: its type and key. An event named without its year in a dated
 * article gets a node of that year (`EVENT|salon atlas@2024`), which leads to the edition of that year if
 * the archive names it, else to the series. A name whose type is uncertain gets a node of its own
 * (`PROD|fluvia?`), which leads to the type under which the rest of the archive knows the name.
 */
export function nodeOf(type: EntityType, key: string, articleYear?: string, uncertain = false): string {
  const dated = type === 'EVENT' && articleYear !== undefined && splitYear(key).year === undefined;
  if (dated) return `${type}|${key}@${articleYear}`;
  return uncertain ? `${type}|${key}?` : `${type}|${key}`;
}

/** Below this confidence more than four names in ten are wrong, in type or span (`npm run evaluate`, calibration). */
export const UNCERTAIN = 0.6;

/**
 * In a dated article `16e Salon Atlas` is the `Salon Atlas` of that year, if it speaks of one number only.
 */
function dropNumbers(mentions: readonly Mention[], keys: string[]): void {
  const numbers = new Map<string, Set<string>>();
  const editions = keys.map((key, i) => (mentions[i]!.type === 'EVENT' ? splitEdition(key) : undefined));
  for (const edition of editions) {
    if (edition?.ordinal === undefined) continue;
    const known = numbers.get(edition.name);
    if (known) known.add(edition.ordinal);
    else numbers.set(edition.name, new Set([edition.ordinal]));
  }
  editions.forEach((edition, i) => {
    if (edition?.ordinal === undefined || numbers.get(edition.name)!.size > 1) return;
    keys[i] = edition.year === undefined ? edition.name : `${edition.name} ${edition.year}`;
  });
}

/** Gives persons named in full a node that says who they are, as far as the article does. */
function withBearers(
  names: readonly LocalName[],
  nameOf: Int32Array,
  surfaces: readonly string[],
  bearer: (mention: number) => Bearer | undefined,
): LocalName[] {
  const said = names.map(({ type, key, confidence }) =>
    type === 'PER' && key.includes(' ') && confidence >= UNCERTAIN ? new Array<Bearer>() : undefined,
  );
  nameOf.forEach((name, i) => {
    const found = said[name] && bearer(i);
    if (found) said[name]!.push(found);
  });
  return names.map((name, i) => {
    const bearers = said[i];
    if (!bearers || bearers.length === 0) return name;
    const callings = bearers.flatMap(({ calling }) => calling ?? []);
    const best =
      bearers.find((one) => one.calling && one.organisation !== undefined) ??
      bearers.find((one) => one.organisation !== undefined);
    const organisation = best?.organisation === undefined ? undefined : surfaces[best.organisation];
    return { ...name, node: bearerNode(name.node, callings, organisation) };
  });
}

const WHITE = /\s+/g;
/** White space other than single blanks. */
const UNEVEN = /[^\S ]| {2}/;

const NO_ACRONYMS: readonly string[] = [];

function collect(
  groups: readonly Group[],
  groupOf: Int32Array,
  articleYear: string | undefined,
): LocalResolution {
  const names: (Pick<Group, 'type' | 'key' | 'year'> & {
    acronyms: Set<string>;
    forms: Form[];
    confidence: number;
  })[] = [];
  const nameOfGroup = new Map<number, number>();
  groups.forEach((group, i) => {
    const root = rootOf(groups, i);
    const { type, key, year = articleYear } = groups[root]!;
    let index = nameOfGroup.get(root);
    if (index === undefined) {
      index = names.length;
      nameOfGroup.set(root, index);
      names.push({ type, key, year, acronyms: new Set(), forms: [], confidence: 0 });
    }
    const name = names[index]!;
    name.confidence = Math.max(name.confidence, group.confidence);
    for (const [surface, count] of group.forms) name.forms.push({ surface, key: group.key, count });
    for (const acronym of group.acronyms) name.acronyms.add(nodeOf(type, acronym, year));
  });
  return {
    // Written out: to copy the rest of an object costs ten times as much, and names are many.
    names: names.map(({ type, key, year, acronyms, forms, confidence }) => ({
      type,
      key,
      node: nodeOf(type, key, year, confidence < UNCERTAIN),
      acronyms: acronyms.size === 0 ? NO_ACRONYMS : [...acronyms].sort(),
      forms,
      confidence,
    })),
    nameOf: groupOf.map((group) => nameOfGroup.get(rootOf(groups, group))!),
  };
}

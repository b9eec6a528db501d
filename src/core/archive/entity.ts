import type { EntityDecision } from '../decisions/model';
import type { EntityType } from '../model';
import { canonicalForm } from '../resolution/canonical';
import { entityId } from '../resolution/key';
import { UNCERTAIN } from '../resolution/local';
import { parseBearer } from '../resolution/namesakes';
import type { Copies } from './copies';
import { SCORE_STEPS } from './records';
import { introductionIn, joined, mentionsIn, pack, unpack, type FormCount, type NameUses } from './uses';

/** One article that names an entity. */
export interface Occurrence {
  readonly uri: string;
  /** Index of the article in its file. */
  readonly article: number;
  /** ISO 8601. */
  readonly date: string | undefined;
  /** Mentions of the entity in it. */
  readonly mentions: number;
  /** How well its best sentence explains the entity; see `introductionScore`. */
  readonly introduction: number;
  /** Another article of the list, before this one, is the same text. */
  readonly copy: boolean;
}

/** Everything the archive knows of one organisation, event, person, place or product, until it changes. */
export interface Entity {
  /** Stable: `org:maroc-telecom`. */
  readonly id: string;
  readonly type: EntityType;
  /** The fullest name, in its best spelling. */
  readonly name: string;
  /** Of one who shares the name with another: the word by which the user tells them apart, or the organisation most said of this one. */
  readonly qualifier?: string;
  /** The user wants to see nothing of it. */
  readonly hidden?: true;
  /** Every other spelling and short name, most used first. */
  readonly aliases: readonly string[];
  readonly mentions: number;
  /** Copies of one article count once. */
  readonly articles: number;
  /** How sure the recogniser is of its surest mention, 0 to 1. */
  readonly confidence: number;
  /** ISO 8601, of the earliest and the latest dated article. */
  readonly firstDate: string | undefined;
  readonly lastDate: string | undefined;
  readonly occurrences: Occurrences;
}

/** An article as the archive places it: all that the order of occurrences needs. */
export interface Place {
  readonly uri: string;
  readonly article: number;
  readonly date: string | undefined;
}

/** Gives the article of a number. */
export type Places = (article: number) => Place;

/**
 * Whether an entity rests on a single mention that the recogniser was not sure of: too little to show
 * unasked. About half of these names are wrong (see the calibration table of `npm run evaluate`).
 */
export function isUncertain({ mentions, confidence }: Pick<Entity, 'mentions' | 'confidence'>): boolean {
  return mentions === 1 && confidence < UNCERTAIN;
}

/** The entity whose names are `members`, the root of their tree first; undefined when no article has one. */
export function entityOf(
  root: string,
  members: readonly NameUses[],
  places: Places,
  copies: Copies,
  hasNamesake = false,
  decision?: EntityDecision,
): Entity | undefined {
  const uses = joinedPlaces(members);
  if (uses.length === 0) return undefined;
  const [type, key] = splitNode(root);
  const { name, aliases } = spellings(root, members, decision);
  // Of one whom articles tell apart the organisation says more than the word.
  const said = hasNamesake || decision?.in.length === 0 ? qualifierOf(members) : undefined;
  const qualifier =
    decision?.namesake !== undefined ? (said ?? decision.namesake) : hasNamesake ? said : undefined;
  const dates = datesOf(members, places);
  const occurrences = new Occurrences(uses, places, copies);
  return {
    id: entityId(type, key),
    type,
    name,
    ...(qualifier === undefined ? {} : { qualifier }),
    ...(decision?.hidden && { hidden: true }),
    aliases,
    mentions: mentionsOf(members),
    articles: occurrences.length - occurrences.copies,
    // What the user decided about is surely something.
    confidence: decision ? 1 : confidenceOf(members),
    firstDate: dates.first,
    lastDate: dates.last,
    occurrences,
  };
}

export interface Spellings {
  readonly name: string;
  readonly aliases: readonly string[];
}

/**
 * The names of an entity: the best spelling of its fullest name, and all others, most used first; those that
 * the user decided on go before.
 */
export function spellings(
  root: string,
  members: readonly { readonly forms: readonly FormCount[] }[],
  decision?: EntityDecision,
): Spellings {
  const [only] = members;
  // Nearly all.
  if (!decision && members.length === 1 && only!.forms.length === 1)
    return { name: only!.forms[0]!.surface, aliases: [] };
  const [type, key] = splitNode(parseBearer(root).name);
  const own = new Map<string, number>();
  const all = new Map<string, number>();
  for (const { forms } of members) {
    for (const form of forms) {
      all.set(form.surface, (all.get(form.surface) ?? 0) + form.count);
      if (form.key === key) own.set(form.surface, (own.get(form.surface) ?? 0) + form.count);
    }
  }
  const counts = (own.size > 0 ? own : all).entries();
  const name =
    decision?.name ??
    canonicalForm(
      type,
      Array.from(counts, ([surface, count]) => ({ surface, count })),
    );
  // What was decided to be a name is found by it, whether an article has it or not.
  for (const alias of decision?.aliases ?? []) if (!all.has(alias.name)) all.set(alias.name, 0);
  all.delete(name);
  const aliases = [...all]
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    .map(([surface]) => surface);
  return { name, aliases };
}

/** The organisation that most mentions of a person are introduced by. */
function qualifierOf(members: readonly NameUses[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { node, mentions } of members) {
    const { callings, organisation } = parseBearer(node);
    if (callings.length > 0 && organisation !== undefined && mentions > 0) {
      counts.set(organisation, (counts.get(organisation) ?? 0) + mentions);
    }
  }
  return [...counts].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))[0]?.[0];
}

export function mentionsOf(members: readonly NameUses[]): number {
  return members.reduce((sum, { mentions }) => sum + mentions, 0);
}

export function confidenceOf(members: readonly NameUses[]): number {
  let steps = 0;
  for (const { places } of members) {
    for (let i = 1; i < places.length; i += 2) steps = Math.max(steps, unpack(places[i]!).confidence);
  }
  return steps / SCORE_STEPS;
}

/** The earliest and the latest date of the articles that have one of the names. */
export function datesOf(
  members: readonly NameUses[],
  placeOf: Places,
): { readonly first: string | undefined; readonly last: string | undefined } {
  let first: string | undefined;
  let last: string | undefined;
  for (const { places } of members) {
    for (let i = 0; i < places.length; i += 2) {
      const { date } = placeOf(places[i]!);
      if (date === undefined) continue;
      if (first === undefined || date < first) first = date;
      if (last === undefined || date > last) last = date;
    }
  }
  return { first, last };
}

/** Type and key of a node of the graph of names. */
export function splitNode(node: string): [EntityType, string] {
  const bar = node.indexOf('|');
  return [node.slice(0, bar) as EntityType, node.slice(bar + 1)];
}

/** The articles that name an entity; sorts no more of them than it is asked for. */
export class Occurrences {
  /** Of each group of copies, all but the latest. */
  private readonly laterCopies = new Set<number>();
  private latestFirst: Uint32Array | undefined;

  constructor(
    private readonly uses: readonly number[],
    private readonly places: Places,
    copies: Copies,
  ) {
    const latest = new Map<number, number>();
    const groups = new Map<number, number>();
    for (let i = 0; i < uses.length; i += 2) {
      const number = uses[i]!;
      if (!copies.has(number)) continue;
      if (!groups.has(number)) for (const member of copies.groupOf(number)) groups.set(member, number);
      const group = groups.get(number)!;
      const other = latest.get(group);
      const isLater = other === undefined || this.compareDates(i, other) < 0;
      if (other !== undefined) this.laterCopies.add(isLater ? other : i);
      if (isLater) latest.set(group, i);
    }
  }

  get length(): number {
    return this.uses.length / 2;
  }

  /** How many of them are copies of another. */
  get copies(): number {
    return this.laterCopies.size;
  }

  /** All of them or a part: latest first, undated last, then by file and place. */
  page(offset = 0, limit = Infinity): Occurrence[] {
    this.latestFirst ??= Uint32Array.from({ length: this.length }, (_, i) => i * 2).sort((a, b) =>
      this.compareDates(a, b),
    );
    return Array.from(this.latestFirst.subarray(offset, Math.min(offset + limit, this.length)), (i) =>
      this.at(i),
    );
  }

  /** The latest, copies left out. */
  latest(limit: number): Occurrence[] {
    return this.best(limit, (a, b) => this.compareDates(a, b));
  }

  /** Those that explain the entity best, earliest first among equals, copies left out. */
  introductions(limit: number): Occurrence[] {
    const { uses } = this;
    return this.best(
      limit,
      (a, b) => introductionIn(uses[b + 1]!) - introductionIn(uses[a + 1]!) || this.earliestFirst(a, b),
    );
  }

  /** The numbers of the articles, ascending. */
  *articles(): Generator<number> {
    for (let i = 0; i < this.uses.length; i += 2) yield this.uses[i]!;
  }

  private best(limit: number, compare: (a: number, b: number) => number): Occurrence[] {
    const best: number[] = [];
    for (let i = 0; i < this.uses.length; i += 2) {
      if (best.length === limit && !(limit > 0 && compare(i, best.at(-1)!) < 0)) continue;
      if (this.laterCopies.has(i)) continue;
      let at = best.length;
      while (at > 0 && compare(i, best[at - 1]!) < 0) at--;
      best.splice(at, 0, i);
      if (best.length > limit) best.pop();
    }
    return best.map((i) => this.at(i));
  }

  private at(i: number): Occurrence {
    const { uri, article, date } = this.places(this.uses[i]!);
    const packed = this.uses[i + 1]!;
    return {
      uri,
      article,
      date,
      mentions: mentionsIn(packed),
      introduction: introductionIn(packed),
      copy: this.laterCopies.has(i),
    };
  }

  private compareDates(a: number, b: number): number {
    const [one, other] = [this.places(this.uses[a]!), this.places(this.uses[b]!)];
    if (one.date !== other.date) return (one.date ?? '') < (other.date ?? '') ? 1 : -1;
    return byPlace(one, other);
  }

  private earliestFirst(a: number, b: number): number {
    const [one, other] = [this.places(this.uses[a]!), this.places(this.uses[b]!)];
    if (one.date !== other.date) return (one.date ?? UNDATED) < (other.date ?? UNDATED) ? -1 : 1;
    return byPlace(one, other);
  }
}

/** Sorts after every ISO date. */
const UNDATED = '~';

function byPlace(a: Place, b: Place): number {
  if (a.uri !== b.uri) return a.uri < b.uri ? -1 : 1;
  return a.article - b.article;
}

/** The places of several names; those of one are not copied. */
function joinedPlaces(members: readonly NameUses[]): readonly number[] {
  // The short ones first: a long one is gone through once.
  const lists = members
    .flatMap(({ places }) => (places.length > 0 ? [places] : []))
    .sort((a, b) => a.length - b.length);
  return lists.reduce<readonly number[]>((a, b) => (a.length === 0 ? b : merged(a, b)), []);
}

function merged(a: readonly number[], b: readonly number[]): number[] {
  const both: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const article = Math.min(a[i] ?? Infinity, b[j] ?? Infinity);
    const fromA = a[i] === article ? a[i + 1] : undefined;
    const fromB = b[j] === article ? b[j + 1] : undefined;
    if (fromA !== undefined) i += 2;
    if (fromB !== undefined) j += 2;
    const use =
      fromA !== undefined && fromB !== undefined
        ? pack(joined(unpack(fromA), unpack(fromB)))
        : (fromA ?? fromB)!;
    both.push(article, use);
  }
  return both;
}

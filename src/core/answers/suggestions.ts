import type { Archive, ArchiveObserver } from '../archive/archive';
import { splitNode, type Entity } from '../archive/entity';
import { fold } from '../french/fold';
import { ENTITY_TYPES, type EntityType } from '../model';
import { entityId, nameKey } from '../resolution/key';
import { likeNames, type LikeNames, type NamedEntity, type SuggestionReason } from './likeNames';

export type { SuggestionReason } from './likeNames';

/** What speaks for two entities being one, and against. */
export interface MergeEvidence {
  /** The words of each name that the other has not, as written; empty where it has nothing more. */
  readonly keepWords: string;
  readonly otherWords: string;
  /** How many articles name both. */
  readonly together: number;
  /** Names that articles of the one and of the other have, the rarest first; at most {@link MOST_SHARED}. */
  readonly sharedWith: readonly string[];
}

/** Two entities that are likely one, but not safely so: for a person to decide. */
export interface MergeSuggestion {
  /** Stable as long as the entities have their ids, whichever is to be kept. */
  readonly id: string;
  /** The entity to keep: the fuller or more mentioned one. */
  readonly keep: Entity;
  readonly other: Entity;
  readonly reason: SuggestionReason;
  readonly evidence: MergeEvidence;
}

/** All the pairs of entities of these types that may be the same; see {@link MergeSuggestions}. */
export function suggestMerges(
  archive: Archive,
  types: readonly EntityType[] = ENTITY_TYPES,
): readonly MergeSuggestion[] {
  return suggestionsOf(archive, types).all();
}

/** Those that are about one entity. */
export function suggestMergesOf(archive: Archive, { id, type }: Entity): readonly MergeSuggestion[] {
  return suggestionsOf(archive, [type]).all(archive.rootOf(id));
}

/**
 * The pairs of entities of one type that may be the same: surest first, then most mentioned. Nothing acts on
 * them: what is safe, resolution has joined already. Names that were seen once and not surely are left out, as
 * are pairs that the user refused.
 *
 * Observes an archive. {@link update} brings it up to date, step by step: names are read again where entities
 * changed, and compared again where names did.
 */
export class MergeSuggestions implements ArchiveObserver {
  private readonly dirty = new Set<string>();
  private readonly known = new Map(ENTITY_TYPES.map((type) => [type, new Map<string, NamedEntity>()]));
  private readonly alike = new Map<EntityType, readonly LikeNames[]>();
  /** Types of which names changed since they were compared. */
  private readonly stale = new Set<EntityType>();
  private comparing: { readonly type: EntityType; readonly steps: ReturnType<typeof likeNames> } | undefined;
  private ranked: readonly Pair[] | undefined;

  constructor(private readonly archive: () => Archive) {}

  entityTouched(node: string): void {
    this.dirty.add(node);
    this.ranked = undefined;
  }

  fileTouched(): void {
    // What is suggested are entities.
  }

  /** Takes in changes until `isEnough` says so, then gives whether more wait. */
  update(isEnough: () => boolean = () => false): boolean {
    this.archive().settle();
    for (const node of this.dirty) {
      if (isEnough()) return true;
      this.dirty.delete(node);
      this.look(node);
    }
    for (;;) {
      this.comparing ??= this.nextComparison();
      if (!this.comparing) return false;
      const { type, steps } = this.comparing;
      for (let step = steps.next(); ; step = steps.next()) {
        if (step.done) {
          this.alike.set(type, step.value);
          break;
        }
        if (isEnough()) return true;
      }
      this.comparing = undefined;
      this.ranked = undefined;
    }
  }

  /** The pairs, as far as they are known, in their order. */
  pairs(): readonly Pair[] {
    return (this.ranked ??= this.rank());
  }

  /** A pair with what speaks for it; undefined when it is none any more. */
  suggestion(pair: Pair): MergeSuggestion | undefined {
    return suggestionOf(this.archive(), pair);
  }

  /** All of them; only those with the entity at `node` if one is given. */
  all(node?: string): MergeSuggestion[] {
    this.update();
    return this.pairs()
      .filter(({ keep, other }) => node === undefined || keep === node || other === node)
      .flatMap((pair) => this.suggestion(pair) ?? []);
  }

  private look(node: string): void {
    const [type] = splitNode(node);
    const entities = this.known.get(type);
    const before = entities?.get(node);
    const after = namedEntity(this.archive(), node, type);
    if (!entities || (before && after && areSame(before, after))) return;
    if (after) entities.set(node, after);
    else if (!entities.delete(node)) return;
    // What adds a place to a name is a branch: another place may make one of any.
    for (const other of type === 'LOC' ? ENTITY_TYPES : [type]) this.stale.add(other);
  }

  private nextComparison(): typeof this.comparing {
    const [type] = this.stale;
    if (type === undefined) return undefined;
    this.stale.delete(type);
    const archive = this.archive();
    const context = {
      isPlace: (key: string) => archive.lists.mentions(`LOC|${key}`) > 0,
      fullNames: (of: EntityType, key: string) => archive.listedNames(of, key),
    };
    // What is found must not depend on the order in which files came.
    const sorted = [...this.known.get(type)!.values()].sort((a, b) => (a.node < b.node ? -1 : 1));
    return { type, steps: likeNames(type, sorted, context) };
  }

  private rank(): Pair[] {
    const pairs = [...this.alike].flatMap(([type, alike]) =>
      alike.flatMap((found) => pairOf(this.archive(), type, found) ?? []),
    );
    return pairs.sort(
      (a, b) => b.sureness - a.sureness || b.mentions - a.mentions || (a.keep < b.keep ? -1 : 1),
    );
  }
}

/** Two entities by their nodes. */
export interface Pair {
  readonly keep: string;
  readonly other: string;
  readonly reason: SuggestionReason;
  readonly together: number;
  readonly sureness: number;
  /** Of the one that is mentioned less. */
  readonly mentions: number;
}

/** More does not add to the evidence. */
const MOST_SHARED = 3;
/** Longer names are no names. */
const LONGEST_NAME = 200;

function suggestionsOf(archive: Archive, types: readonly EntityType[]): MergeSuggestions {
  const suggestions = new MergeSuggestions(() => archive);
  for (const type of types) for (const node of archive.lists.nodes(type)) suggestions.entityTouched(node);
  return suggestions;
}

function namedEntity(archive: Archive, node: string, type: EntityType): NamedEntity | undefined {
  const names = archive.lists.isSure(node) ? archive.namesOf(node) : undefined;
  if (!names || names.name.length > LONGEST_NAME) return undefined;
  return { node, key: nameKey(names.name, type), ...names };
}

function areSame(a: NamedEntity, b: NamedEntity): boolean {
  return (
    a.name === b.name &&
    a.aliases.length === b.aliases.length &&
    a.aliases.every((x) => b.aliases.includes(x))
  );
}

function pairOf(
  archive: Archive,
  type: EntityType,
  { full, short, reason, isWeak }: LikeNames,
): Pair | undefined {
  if (archive.areApart(full.node, short.node)) return undefined;
  const [ofFull, ofShort] = [archive.lists.mentions(full.node), archive.lists.mentions(short.node)];
  // What is compared may have changed since.
  if (ofFull === 0 || ofShort === 0) return undefined;
  const together = archive.articlesOfBoth(full.node, short.node);
  const sureness = surenessOf(type, reason, isWeak, together);
  if (sureness === 0) return undefined;
  const mentions = Math.min(ofFull, ofShort);
  const pair = { reason, together, sureness, mentions };
  return MORE_MENTIONED.has(reason) && ofShort > ofFull
    ? { keep: short.node, other: full.node, ...pair }
    : { keep: full.node, other: short.node, ...pair };
}

/** Of these, neither name is the fuller one. */
const MORE_MENTIONED: ReadonlySet<SuggestionReason> = new Set(['spelling', 'order', 'company']);

/**
 * How much a reason is worth, 0 for nothing; counted on the training corpus, where names carry the thing they
 * stand for. Whoever names both in one article hardly means one, but a part of a name, which the full name
 * makes clear there: of 48 such pairs 21 were one, of 273 others 21.
 */
function surenessOf(type: EntityType, reason: SuggestionReason, isWeak: boolean, together: number): number {
  if (together > 0 && (type === 'PER' || reason === 'acronym')) return 0;
  if (reason === 'contained') return type === 'PER' || isWeak ? 2 : together > 0 ? 4 : 3;
  if (reason === 'acronym') return isWeak ? 1 : 2;
  if (together > 0) return 1;
  return isWeak ? 3 : reason === 'company' ? 4 : 5;
}

function suggestionOf(archive: Archive, pair: Pair): MergeSuggestion | undefined {
  const [keep, other] = [archive.entityOf({ node: pair.keep }), archive.entityOf({ node: pair.other })];
  if (!keep || !other) return undefined;
  const [keepWords, otherWords] = differing(keep.name, other.name);
  const { reason, together } = pair;
  return {
    id: [pair.keep, pair.other]
      .map((node) => entityId(...splitNode(node)))
      .sort()
      .join(' '),
    keep,
    other,
    reason,
    evidence: { keepWords, otherWords, together, sharedWith: sharedNames(archive, keep, other) },
  };
}

/** The words between what two names have in common at the beginning and at the end, as written. */
function differing(a: string, b: string): [string, string] {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  const least = Math.min(left.length, right.length);
  let start = 0;
  while (start < least && left[start]!.key === right[start]!.key) start++;
  let end = 0;
  while (end < least - start && left.at(-1 - end)!.key === right.at(-1 - end)!.key) end++;
  return [between(a, left, start, end), between(b, right, start, end)];
}

interface Word {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

function wordsOf(name: string): Word[] {
  return Array.from(name.matchAll(WORD), (match) => ({
    key: fold(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** What `fold` takes for one word; an abbreviation keeps its point. */
const WORD = /[\p{L}\p{M}\p{N}&+]+\.?/gu;

function between(name: string, words: readonly Word[], start: number, end: number): string {
  const last = words.length - end - 1;
  return start > last ? '' : name.slice(words[start]!.start, words[last]!.end);
}

/** The rarest of those that articles of both name. Places and well-known names are named with everyone. */
function sharedNames(archive: Archive, keep: Entity, other: Entity): string[] {
  const [few, many] = keep.occurrences.length < other.occurrences.length ? [keep, other] : [other, keep];
  if (many.occurrences.length > KNOWN_TO_ALL) return [];
  const near = archive.namedWith(many);
  const most = Math.max(FEW_MENTIONS, archive.totals.articles * COMMON);
  const shared: { readonly node: string; readonly mentions: number }[] = [];
  for (const id of archive.namedWith(few).keys()) {
    const node = near.has(id) && !id.startsWith('loc:') ? archive.rootOf(id) : undefined;
    const mentions = node === undefined ? 0 : archive.lists.mentions(node);
    if (mentions > 0 && mentions <= most && id !== many.id) shared.push({ node: node!, mentions });
  }
  return shared
    .sort((a, b) => a.mentions - b.mentions || (a.node < b.node ? -1 : 1))
    .slice(0, MOST_SHARED)
    .flatMap(({ node }) => archive.namesOf(node)?.name ?? []);
}

/** Who is in more articles shares names with everyone. */
const KNOWN_TO_ALL = 50;
/** So does a name with more mentions than this, and than one for each fifty articles. */
const FEW_MENTIONS = 20;
const COMMON = 0.02;

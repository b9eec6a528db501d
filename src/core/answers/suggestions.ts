import type { Archive } from '../archive/archive';
import type { Entity } from '../archive/entity';
import { ENTITY_TYPES, type EntityType } from '../model';
import { contentWords, initialsOf, looseKey } from '../resolution/words';
import { fold } from '../french/fold';

/** Why two entities may be one. */
export type SuggestionReason =
  /** `BAM` and the only full name with these initials. */
  | 'acronym'
  /** One letter more, less or other: `Télécommerce`, `Télécomerce`. */
  | 'spelling'
  /** The whole of one name stands at the beginning or end of the other, and of no third. */
  | 'contained'
  /** Same surname, and first names with the same initial, one of them perhaps only that. */
  | 'initial';

/** Two entities that are likely one, but not safely so: for a person to decide. */
export interface MergeSuggestion {
  /** The entity to keep: the fuller or more mentioned one. */
  readonly keep: Entity;
  readonly other: Entity;
  readonly reason: SuggestionReason;
}

/**
 * The pairs of entities of one type that may be the same, most mentioned first. Nothing acts on them: what
 * is safe, resolution has joined already.
 */
export function suggestMerges(
  archive: Archive,
  types: readonly EntityType[] = ENTITY_TYPES,
): MergeSuggestion[] {
  const found = new Map<string, MergeSuggestion>();
  for (const type of types) {
    const entities = [...archive.entitiesOf(type)].sort((a, b) => (a.id < b.id ? -1 : 1)).map(withKey);
    const rules = type === 'PER' ? [sameInitial, oneEdit] : [acronyms, contained, oneEdit];
    for (const rule of rules) {
      for (const suggestion of rule(entities)) {
        const pair = [suggestion.keep.id, suggestion.other.id].sort().join(' ');
        if (!found.has(pair) && !isRefused(archive, suggestion)) found.set(pair, suggestion);
      }
    }
  }
  const weight = ({ keep, other }: MergeSuggestion): number => Math.min(keep.mentions, other.mentions);
  return [...found.values()].sort((a, b) => weight(b) - weight(a) || (a.keep.id < b.keep.id ? -1 : 1));
}

/** Whether the user said that the two are not the same. */
function isRefused(archive: Archive, { keep, other }: MergeSuggestion): boolean {
  const root = archive.rootOf(other.id) ?? '';
  return archive.areApart(archive.rootOf(keep.id) ?? '', root);
}

interface Keyed {
  readonly entity: Entity;
  readonly key: string;
}

/** Two letters, and short words, are too often alike. */
const SHORTEST_ACRONYM = 3;
const SHORTEST_SPELLING = 6;

function withKey(entity: Entity): Keyed {
  return { entity, key: fold(entity.name) };
}

function acronyms(entities: readonly Keyed[]): MergeSuggestion[] {
  const byInitials = groupBy(entities, ({ key }) => initialsOf(key));
  return entities.flatMap(({ entity, key }) => {
    const full = key.length >= SHORTEST_ACRONYM && !key.includes(' ') ? byInitials.get(key) : undefined;
    return full?.length === 1 ? [{ keep: full[0]!.entity, other: entity, reason: 'acronym' as const }] : [];
  });
}

function contained(entities: readonly Keyed[]): MergeSuggestion[] {
  const byEdge = new Map<string, Set<Keyed>>();
  for (const item of entities) {
    const words = item.key.split(' ');
    for (let length = 1; length < words.length; length++) {
      for (const edge of [words.slice(0, length), words.slice(-length)]) {
        const key = edge.join(' ');
        const holders = byEdge.get(key);
        if (holders) holders.add(item);
        else byEdge.set(key, new Set([item]));
      }
    }
  }
  return entities.flatMap(({ entity, key }) => {
    const holders = byEdge.get(key);
    const [holder] = holders ?? [];
    // One short word begins the names of many things that have nothing to do with each other.
    if (!holder || holders!.size > 1 || (contentWords(key).length < 2 && key.length < SHORTEST_SPELLING))
      return [];
    return [{ keep: holder.entity, other: entity, reason: 'contained' as const }];
  });
}

function sameInitial(entities: readonly Keyed[]): MergeSuggestion[] {
  const groups = groupBy(entities, ({ key }) => {
    const space = key.indexOf(' ');
    return space < 0 ? '' : `${key[0]} ${key.slice(key.lastIndexOf(' ') + 1)}`;
  });
  return [...groups.values()].flatMap((group) =>
    pairs(group).flatMap(([a, b]) => {
      const [first, second] = [firstName(a.key), firstName(b.key)];
      const alike = first.startsWith(second) || second.startsWith(first);
      return alike || looseKey(a.key) === looseKey(b.key) ? [ordered(a, b, 'initial')] : [];
    }),
  );
}

/** Pairs one edit apart, found by the forms they share when a letter is left out (as SymSpell does). */
function oneEdit(entities: readonly Keyed[]): MergeSuggestion[] {
  const byDeletion = new Map<string, Keyed[]>();
  for (const item of entities) {
    const { key } = item;
    if (key.length < SHORTEST_SPELLING) continue;
    const forms = new Set([key]);
    for (let i = 0; i < key.length; i++) forms.add(key.slice(0, i) + key.slice(i + 1));
    for (const form of forms) {
      const list = byDeletion.get(form);
      if (list) list.push(item);
      else byDeletion.set(form, [item]);
    }
  }
  return [...byDeletion.values()].flatMap((group) =>
    pairs(group).flatMap(([a, b]) => (isOneEdit(a.key, b.key) ? [ordered(a, b, 'spelling')] : [])),
  );
}

/** Whether one letter makes the difference; a digit never does (`CAN 2023`, `CAN 2025`). */
function isOneEdit(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const changed = a.slice(start, a.length - end) + b.slice(start, b.length - end);
  return changed.length <= 2 && !DIGIT.test(changed) && a !== b;
}

const DIGIT = /\d/;

function firstName(key: string): string {
  return key.slice(0, key.indexOf(' '));
}

function ordered(a: Keyed, b: Keyed, reason: SuggestionReason): MergeSuggestion {
  const keepA =
    a.entity.mentions !== b.entity.mentions
      ? a.entity.mentions > b.entity.mentions
      : a.key.length >= b.key.length;
  return keepA ? { keep: a.entity, other: b.entity, reason } : { keep: b.entity, other: a.entity, reason };
}

function groupBy(entities: readonly Keyed[], by: (item: Keyed) => string): Map<string, Keyed[]> {
  const groups = new Map<string, Keyed[]>();
  for (const item of entities) {
    const key = by(item);
    if (key === '') continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** Groups larger than this share something too common to mean anything. */
const LARGEST_GROUP = 20;

function pairs(group: readonly Keyed[]): [Keyed, Keyed][] {
  if (group.length > LARGEST_GROUP) return [];
  return group.flatMap((a, i) => group.slice(i + 1).map((b): [Keyed, Keyed] => [a, b]));
}

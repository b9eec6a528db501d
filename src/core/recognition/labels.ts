import { ENTITY_TYPES } from '../model';

/**
 * BILOU labels: 0 is O (outside); type k has B (begin), I (inside), L (last) and U (unit: one token)
 * at 1 + 4k, 2 + 4k, 3 + 4k, 4 + 4k. Ratinov and Roth, CoNLL 2009.
 */
export const LABELS = 1 + 4 * ENTITY_TYPES.length;
export const OUTSIDE = 0;

export const begin = (type: number): number => 1 + 4 * type;
export const inside = (type: number): number => 2 + 4 * type;
export const last = (type: number): number => 3 + 4 * type;
export const unit = (type: number): number => 4 + 4 * type;

/** Labels after which a name is closed: O, L and U. A sentence ends in one of them. */
export const CLOSED: readonly number[] = [OUTSIDE, ...ENTITY_TYPES.flatMap((_, k) => [last(k), unit(k)])];
/** Labels that may follow a closed one: O, B and U. A sentence begins with one of them. */
export const OPENING: readonly number[] = [OUTSIDE, ...ENTITY_TYPES.flatMap((_, k) => [begin(k), unit(k)])];

/** A name as token indexes, both inclusive, and the index of its type. */
export interface LabelledSpan {
  readonly first: number;
  readonly last: number;
  readonly type: number;
}

/** The names that legal labels `from` to `to` mark, moved by `base`. */
export function spansOf(labels: Uint8Array, from: number, to: number, base: number): LabelledSpan[] {
  const spans: LabelledSpan[] = [];
  let first = from;
  for (let i = from; i < to; i++) {
    const label = labels[i]!;
    if (label === OUTSIDE) continue;
    const role = (label - 1) & 3;
    if (role === 0 || role === 3) first = i;
    if (role === 2 || role === 3) spans.push({ first: base + first, last: base + i, type: (label - 1) >> 2 });
  }
  return spans;
}

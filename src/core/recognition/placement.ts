/**
 * Where each of a known set of hashes has its place, found without looking at any other (a perfect hash function
 * by displacement: Pagh, WADS 1999): the first bits of a hash name its group, and the group's number stirs the hash
 * so that no two of the set get the same place. A hash that is not of the set gets the place of another or of none.
 */
export interface Placement {
  /** The number of each group of hashes. */
  readonly numbers: Uint8Array;
  /** How many bits of a stirred hash are dropped; of what is left so many eighths are places. */
  readonly shift: number;
  readonly eighths: number;
  /** One more than the highest place; 0 is nobody's. */
  readonly size: number;
}

/** The bits of a hash that do not name its group. */
export const GROUP_SHIFT = 15;
const GROUPS = 1 << (32 - GROUP_SHIFT);
/** Numbers of a group that are tried: with {@link FILLED} fewer than half of these are ever needed. */
const NUMBERS = 256;
/** At most this share of the places is taken. */
const FILLED = 0.75;
const SMALLEST_BITS = 8;
const LARGEST_BITS = 24;

/** Finds places for different hashes, ascending as unsigned integers; undefined when there are none to be found. */
export function place(hashes: Int32Array): Placement | undefined {
  const places = (hashes.length + 1) / FILLED;
  for (let bits = SMALLEST_BITS; bits <= LARGEST_BITS; bits++) {
    for (let eighths = 5; eighths <= 8; eighths++) {
      const size = 2 ** (bits - 3) * eighths;
      if (size < places) continue;
      const numbers = numberGroups(hashes, 32 - bits, eighths, size);
      if (numbers) return { numbers, shift: 32 - bits, eighths, size };
    }
  }
  return undefined;
}

/** The place of a hash of the set; of another one, any. */
export function placeOf(hash: number, { numbers, shift, eighths }: Placement): number {
  return stirred(hash, numbers[hash >>> GROUP_SHIFT]!, shift, eighths);
}

/** A place for a hash of a group with this number. */
export function stirred(hash: number, number: number, shift: number, eighths: number): number {
  return ((Math.imul(hash ^ Math.imul(number, 0x9e3779b1), 0x85ebca6b) >>> shift) * eighths) >>> 3;
}

/** The largest groups first, which are the hardest to fit in. */
function numberGroups(
  hashes: Int32Array,
  shift: number,
  eighths: number,
  size: number,
): Uint8Array | undefined {
  const firsts = new Int32Array(GROUPS + 1);
  for (const hash of hashes) firsts[(hash >>> GROUP_SHIFT) + 1]!++;
  let largest = 0;
  for (let group = 0; group < GROUPS; group++) {
    largest = Math.max(largest, firsts[group + 1]!);
    firsts[group + 1]! += firsts[group]!;
  }
  const bySize = sortedBySize(firsts, largest);

  const numbers = new Uint8Array(GROUPS);
  const taken = new Uint8Array(size);
  taken[0] = 1;
  for (const group of bySize) {
    const [from, to] = [firsts[group]!, firsts[group + 1]!];
    if (from === to) break;
    let number = 0;
    while (number < NUMBERS && !fits(hashes, from, to, number, shift, eighths, taken)) number++;
    if (number === NUMBERS) return undefined;
    numbers[group] = number;
  }
  return numbers;
}

/** The groups, the largest first. */
function sortedBySize(firsts: Int32Array, largest: number): Int32Array {
  const begins = new Int32Array(largest + 2);
  for (let group = 0; group < GROUPS; group++) begins[largest - (firsts[group + 1]! - firsts[group]!) + 1]!++;
  for (let size = 0; size <= largest; size++) begins[size + 1]! += begins[size]!;
  const sorted = new Int32Array(GROUPS);
  for (let group = 0; group < GROUPS; group++)
    sorted[begins[largest - (firsts[group + 1]! - firsts[group]!)]!++] = group;
  return sorted;
}

/** Takes the places of the hashes `from` to `to`, if all are free. */
function fits(
  hashes: Int32Array,
  from: number,
  to: number,
  number: number,
  shift: number,
  eighths: number,
  taken: Uint8Array,
): boolean {
  for (let k = from; k < to; k++) {
    const at = stirred(hashes[k]!, number, shift, eighths);
    if (taken[at] === 0) {
      taken[at] = 1;
      continue;
    }
    for (let back = from; back < k; back++) taken[stirred(hashes[back]!, number, shift, eighths)] = 0;
    return false;
  }
  return true;
}

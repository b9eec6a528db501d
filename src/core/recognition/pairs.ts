import { LABELS } from './labels';

/*
 * The scores of all labels in units, two to a 32-bit word, so that one addition serves both: a word is
 * high * 65536 + low. Holds for sums between -32,768 and 32,767; no token has features for more. "Outside" has the
 * first word, each type two: beginning and inside, last and unit.
 */

/** How many words hold the scores of all labels. */
export const PAIRS = (LABELS + 1) / 2;

/*
 * A feature has a byte a label, which is 128 more than the score. The four bytes of a word belong to two pairs, the
 * first and third to one, the second and fourth to the next, so that they are taken apart without shifting each.
 */

/** How many words hold a feature's scores of all labels. */
export const UNIT_WORDS = 6;
/** A word of four scores of 0. */
export const NO_UNITS = 0x80808080 | 0;
/** What each feature adds to a pair beside its scores. */
export const BIAS = 0x00800080;

/** Which of a feature's bytes, counted from the lowest of the first word, holds the score of a label. */
export function byteOf(label: number): number {
  const pair = (label + 1) >> 1;
  return (pair >> 1) * 4 + (pair & 1) + (label & 1 ? 0 : 2);
}

/** Takes the scores of all labels out of the words from `from` on. */
export function unpack(words: Int32Array, from: number, units: Int32Array): void {
  units[0] = high(words[from]!);
  for (let p = 1; p < PAIRS; p++) {
    const word = words[from + p]!;
    units[2 * p - 1] = (word << 16) >> 16;
    units[2 * p] = high(word);
  }
}

/** By how much the first label, "outside every name", is ahead of the best other one. */
export function leadOf(units: Int32Array): number {
  let top = units[1]!;
  for (let l = 2; l < LABELS; l++) if (units[l]! > top) top = units[l]!;
  return units[0]! - top;
}

function high(word: number): number {
  return (word + 0x8000) >> 16;
}

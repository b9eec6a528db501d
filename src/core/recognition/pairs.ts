import { LABELS } from './labels';

/*
 * The scores of all labels in units, two to a 32-bit word, so that one addition serves both: a word is
 * high * 65536 + low. Holds for sums between -32,768 and 32,767; no token has features for more. "Outside" has the
 * first word, each type two: beginning and inside, last and unit.
 */

/** How many words hold the scores of all labels. */
export const PAIRS = (LABELS + 1) / 2;

/** Which of the words holds the score of a label. */
export function pairOf(label: number): number {
  return (label + 1) >> 1;
}

/** What to add to its word for a label's score. */
export function packed(label: number, units: number): number {
  return (label & 1) === 0 ? units << 16 : units;
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

import { fold } from '../french/fold';
import type { Span } from '../model';

/** How many hashes a fingerprint keeps: the estimate of a share is then right to about a tenth. */
const SKETCH = 48;
/** Words in a shingle: enough that two reports of one event share few, whatever they quote. */
const SHINGLE = 4;
/** A shorter text says too little to be known again. */
const FEWEST_WORDS = 40;
const NONE = new Uint32Array(0);

/**
 * A sketch of an article's words by which copies of it are known: the smallest hashes of its runs of four words,
 * ascending (a bottom-k MinHash). Case, accents, punctuation and spacing make no difference. Takes the reading text
 * and the stretches of it that are the article's; gives an empty array for fewer than 40 words.
 */
export function fingerprint(text: string, body: readonly Span[]): Uint32Array {
  const least = new Uint32Array(SKETCH);
  let kept = 0;
  let words = 0;
  let one = 0;
  let two = 0;
  let three = 0;
  for (const { start, end } of body) {
    let word = 0;
    for (let i = start; i <= end; i++) {
      const letter = i < end ? folded(text.charCodeAt(i)) : 0;
      if (letter > 1) word = Math.imul(word ^ letter, 0x01000193) + 0x9e3779b9;
      if (letter > 0 || word === 0) continue;
      words++;
      const hash = mixed(three, two, one, word);
      if (words >= SHINGLE && (kept < SKETCH || hash < least[SKETCH - 1]!)) kept = keep(least, kept, hash);
      three = two;
      two = one;
      one = word;
      word = 0;
    }
  }
  return words < FEWEST_WORDS ? NONE : least.slice(0, kept);
}

/**
 * The share of their runs of words that two articles have in common, 0 to 1, by their fingerprints (Jaccard
 * similarity, estimated on the smallest hashes of both together). Copies of one dispatch score 0.6 and more,
 * different reports of one event below 0.3; an empty fingerprint is like no other.
 */
export function similarity(a: Uint32Array, b: Uint32Array): number {
  let i = 0;
  let j = 0;
  let union = 0;
  let both = 0;
  for (; union < SKETCH && i < a.length && j < b.length; union++) {
    const difference = a[i]! - b[j]!;
    if (difference === 0) both++;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  if (union < SKETCH) union = Math.min(SKETCH, union + a.length - i + b.length - j);
  return union === 0 ? 0 : both / union;
}

/** Adds a hash to the ascending ones kept, unless it is there; gives their number. */
function keep(least: Uint32Array, kept: number, hash: number): number {
  let low = 0;
  let high = kept;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (least[middle]! < hash) low = middle + 1;
    else high = middle;
  }
  if (low < kept && least[low] === hash) return kept;
  least.copyWithin(low + 1, low, SKETCH - 1);
  least[low] = hash;
  return Math.min(kept + 1, SKETCH);
}

/** Four word hashes as one, by multiplication with odd constants and the finaliser of MurmurHash3. */
function mixed(a: number, b: number, c: number, d: number): number {
  let hash =
    (Math.imul(a, 0x85ebca6b) ^ Math.imul(b, 0xc2b2ae35)) +
    (Math.imul(c, 0x27d4eb2f) ^ Math.imul(d, 0x165667b1));
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A character without case and accent; 0 for one that ends a word, 1 for one that only modifies its letter. */
function folded(code: number): number {
  if (code < FOLDED.length) return FOLDED[code]!;
  if (code >= 0x2000 && code <= 0x206f) return 0;
  return code >= 0x3000 && code <= 0x303f ? 0 : code;
}

/** What `fold` makes of Latin, the combining marks and what stands below them, a character at a time. */
const FOLDED: Uint16Array = Uint16Array.from({ length: 0x370 }, (_, code) => {
  const char = String.fromCharCode(code);
  return /\p{M}/u.test(char) ? 1 : fold(char).charCodeAt(0) || 0;
});

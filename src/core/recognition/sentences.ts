import { ABBREVIATIONS, SENTENCE_OPENERS } from '../french/tokens';
import { classAt, DIGIT, LETTER, SYMBOL, UPPER } from './characters';

type Offsets = Int32Array;

const CLOSERS = '»”")]’\'';
const OPENERS = '«“"([‘';
const DASHES = '-–—•';

/**
 * Whether a sentence ends with token `t`, which is not the last of its passage (tokens `first` to `count`).
 * A full stop after an abbreviation or an initial ends none unless a word follows that opens sentences.
 */
export function endsSentence(
  text: string,
  start: Offsets,
  end: Offsets,
  first: number,
  t: number,
  count: number,
): boolean {
  // A closing mark ends the sentence whose full stop it follows without a space (or with one, for »).
  let stop = t;
  if (isCloser(text, start, end, t, first)) {
    while (stop > first && t - stop < LONGEST_CLOSING && isCloser(text, start, end, stop, first)) stop--;
  }
  const kind = terminator(text, start[stop] ?? 0);
  if (kind === 0) return false;
  if (t + 1 < count && isCloser(text, start, end, t + 1, first)) return false;
  const next = start[t + 1] ?? 0;
  if (!opensSentence(text, next)) return false;
  if (kind === FULL_STOP && stop === t && stop > first && start[stop] === end[stop - 1]) {
    const before = text.slice(start[stop - 1], end[stop - 1]);
    const initial = before.length === 1 && classAt(before, 0) === UPPER;
    if (initial || (before.length <= 6 && ABBREVIATIONS.has(before.toLowerCase()))) {
      // The A of S. A. is an initial, not the preposition.
      if (end[t + 1] === next + 1 && text.charAt(next + 1) === '.') return false;
      return SENTENCE_OPENERS.has(
        text
          .slice(next, end[t + 1])
          .toLowerCase()
          .replace('’', "'"),
      );
    }
  }
  return true;
}

const FULL_STOP = 1;
const OTHER_STOP = 2;
const LONGEST_CLOSING = 4;

function terminator(text: string, i: number): number {
  const c = text.charAt(i);
  if (c === '.') return FULL_STOP;
  return c === '!' || c === '?' || c === '…' || c === '؟' || c === '。' ? OTHER_STOP : 0;
}

function isCloser(text: string, start: Offsets, end: Offsets, t: number, first: number): boolean {
  const at = start[t] ?? 0;
  if ((end[t] ?? 0) - at !== 1) return false;
  const c = text.charAt(at);
  if (c === '»') return true;
  return CLOSERS.includes(c) && t > first && end[t - 1] === at;
}

function opensSentence(text: string, at: number): boolean {
  const kind = classAt(text, at);
  if (kind === UPPER || kind === DIGIT || kind === LETTER) return true;
  const c = text.charAt(at);
  return (
    kind === SYMBOL && (OPENERS.includes(c) || DASHES.includes(c) || c === '@' || c === '#' || c > '\u2190')
  );
}

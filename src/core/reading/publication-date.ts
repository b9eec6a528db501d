import { PUBLISHED, REVISED } from '../french/page-words';
import { findDates } from './dates';
import type { Block } from './page';

/** Lines that can be about the article are short. */
const LONGEST_LINE = 180;
/** An author or a section may stand before the marker. */
const LONGEST_BEFORE_MARKER = 60;
/** Between a marker and its date stand a weekday and a preposition. */
const LONGEST_AFTER_MARKER = 60;
/** Lines that hold nothing but a date, its weekday, a place or an author. */
const LONGEST_BARE_LINE = 90;
const LONGEST_RESIDUE = 30;
/** A paragraph this long begins the text: bare dates after it are part of the story. */
const PROSE = 200;
const LINES_AT_TOP = 12;
const LINES_AT_END = 4;

/** When an article was published, from the lines about it at its top and its end; ISO 8601. */
export function publicationDate(
  text: string,
  blocks: readonly Block[],
  from: number,
  to: number,
  title: number,
): string | undefined {
  let revision: string | undefined;
  const top = Math.min(to, from + LINES_AT_TOP);
  const end = Math.max(top, to - LINES_AT_END);
  let bareAllowed = true;
  for (let i = from; i < to; i = i + 1 === top ? end : i + 1) {
    const block = blocks[i]!;
    if (block.end - block.start >= PROSE) bareAllowed = false;
    if (i >= top) bareAllowed = false;
    if (block.end - block.start > LONGEST_LINE || i === title) continue;
    const line = text.slice(block.start, block.end);
    const dates = findDates(line);
    const sentence = dates.length > 0 && /[\p{Ll}\d»)]\.$/u.test(line.slice(-2));
    for (const [n, found] of dates.entries()) {
      const before = line.slice(0, found.start);
      const published = markerIn(PUBLISHED, before, sentence);
      const revised = markerIn(REVISED, before, sentence);
      if (published > revised) return found.iso;
      if (revised >= 0) revision ??= found.iso;
      else if (n === 0 && bareAllowed && isBare(line, before, line.slice(found.end))) return found.iso;
    }
  }
  return revision;
}

/**
 * Where the last marker that leads to a date stands, or -1; in a sentence it must come first, for the story may tell
 * of publications too.
 */
function markerIn(marker: RegExp, before: string, sentence: boolean): number {
  let first = -1;
  let last = -1;
  for (const { 0: match, index } of before.matchAll(marker)) {
    if (first < 0) first = index;
    const rest = before.slice(index + match.length);
    if (rest.length <= LONGEST_AFTER_MARKER && !/[.!?]/.test(rest)) last = index;
  }
  return first === 0 || (first <= LONGEST_BEFORE_MARKER && !sentence) ? last : -1;
}

/** Whether a line says no more than a date, a place and an author. */
function isBare(line: string, before: string, after: string): boolean {
  if (line.length > LONGEST_BARE_LINE || /\p{L}\.$/u.test(line)) return false;
  const residue = (before + after).replace(/[^\p{L}]+/gu, ' ').trim();
  return residue.length <= LONGEST_RESIDUE || /^(?:par|by|de notre)\s/i.test(line);
}

import { findDate } from './dates';
import type { Block } from './page';

/** `Publié le`, `mis en ligne le`, `date :` before a date. */
const MARKER =
  /(?:publi[ée]e?s?|mise? en ligne|parue?|post[ée]e?|posted|published|diffus[ée]e?|date(?: de publication)?\s*:)(?![\p{L}])[^.!?]{0,60}$/iu;
/** `Mis à jour le`: the date of an edition, taken only when no other is given. */
const REVISION = /(?:mise? à jour|modifi[ée]e?|actualis[ée]e?|updated)(?![\p{L}])[^.!?]{0,40}$/iu;
/** Lines that can be about the article are short. */
const LONGEST_LINE = 180;
/** An author or a section may stand before the marker. */
const LONGEST_BEFORE_MARKER = 60;
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
    const found = findDate(line);
    if (found === undefined) continue;
    const before = line.slice(0, found.start);
    const sentence = /[\p{Ll}\d»)]\.$/u.test(line);
    if (isMarked(MARKER, before, sentence)) return found.iso;
    if (isMarked(REVISION, before, sentence)) revision ??= found.iso;
    else if (bareAllowed && isBare(line, before, line.slice(found.end))) return found.iso;
  }
  return revision;
}

/** Whether a marker leads to the date; in a sentence it must come first, for the story may tell of publications too. */
function isMarked(marker: RegExp, before: string, sentence: boolean): boolean {
  const at = marker.exec(before)?.index ?? -1;
  return at === 0 || (at > 0 && at <= LONGEST_BEFORE_MARKER && !sentence);
}

/** Whether a line says no more than a date, a place and an author. */
function isBare(line: string, before: string, after: string): boolean {
  if (line.length > LONGEST_BARE_LINE || /\p{L}\.$/u.test(line)) return false;
  const residue = (before + after).replace(/[^\p{L}]+/gu, ' ').trim();
  return residue.length <= LONGEST_RESIDUE || /^(?:par|by|de notre)\s/i.test(line);
}

import { BYLINE } from '../french/boilerplate';
import { END_MARK, MARK_BEGINNINGS, SLUG, TAKE, TAKE_IN_TITLE, TO_BE_CONTINUED } from '../french/dispatches';
import { readDateline } from './dateline';
import type { Page } from './page';
import { blockText, isHeadline, plain } from './titles';

/** No mark of an agency is longer. */
const LONGEST_MARK = 70;
const LONGEST_HEADLINE = 250;
/** A dateline needs the beginning of its paragraph only. */
const SHORTEST_DATELINE = 40;
/** A dispatch with less text is no article: a slug, an announcement. */
const LEAST_TEXT = 80;
/** Headlines of two versions of one story share this much of their words. */
const LEAST_COMMON = 0.6;

const NONE = 0;
const BEGIN = 1;
const END = 2;
const TAKE_MARK = 3;
const CONTINUED = 4;

/**
 * Where the dispatches of a page begin: after the marks that end one, at a slug line, at the headline above a dateline
 * with a day or an agency. The takes of one story stay together. Gives none when the page has no two of these.
 */
export function dispatchStarts(page: Page): number[] {
  const { blocks } = page;
  const marks = new Uint8Array(blocks.length);
  const signed: number[] = [];
  let ends = 0;
  for (let i = 0; i < blocks.length; i++) {
    const { start, end, furniture, kind } = blocks[i]!;
    if (furniture || kind === 'cell') continue;
    if (end - start <= LONGEST_MARK) {
      marks[i] = markOf(blockText(page, i));
      if (marks[i] === BEGIN || marks[i] === END) ends++;
    } else if (isSigned(page, i)) signed.push(i);
  }
  if (ends + signed.length < 2) return [];
  const begins = new Uint8Array(blocks.length);
  marks.forEach((mark, i) => {
    if (mark === BEGIN && marks[i - 1] !== BEGIN) begins[i] = 1;
    if (mark === END && i + 1 < blocks.length && marks[i + 1] !== END) begins[i + 1] = 1;
  });
  for (const i of signed) {
    const top = topOfHeadlines(page, marks, i);
    if (top < i || ends > 0) begins[top] = 1;
  }
  return joined(page, marks, partsOf(page, begins));
}

/** Whether a line is the mark of a news agency around its dispatch or between its takes. */
export function isAgencyMark(line: string): boolean {
  return line.length <= LONGEST_MARK && markOf(line) !== NONE;
}

function markOf(line: string): number {
  if (!couldBeMark(line)) return NONE;
  if (TO_BE_CONTINUED.test(line)) return CONTINUED;
  if (TAKE.test(line)) return TAKE_MARK;
  if (END_MARK.test(line)) return END;
  return SLUG.test(line) ? BEGIN : NONE;
}

/** Whether a line can be the mark of an agency at all: few can, and asking is cheap. */
function couldBeMark(line: string): boolean {
  if (MARK_BEGINNINGS.includes(line[0]!)) return true;
  for (let i = 0; i < line.length; i++) {
    const code = line.charCodeAt(i);
    if (code >= 47 && code <= 57) return true;
  }
  return false;
}

function isSigned(page: Page, i: number): boolean {
  const { start, end, kind } = page.blocks[i]!;
  if (kind !== 'paragraph' || end - start < SHORTEST_DATELINE) return false;
  return readDateline(blockText(page, i))?.signed === true;
}

/** The first of the headlines and lines about the text that stand directly above a paragraph. */
function topOfHeadlines(page: Page, marks: Uint8Array, paragraph: number): number {
  let top = paragraph;
  while (top > 0) {
    const { start, end } = page.blocks[top - 1]!;
    const mark = marks[top - 1]!;
    if (mark === END || mark === CONTINUED || end - start > LONGEST_HEADLINE) break;
    const line = blockText(page, top - 1);
    if (mark === NONE && !isHeadline(line) && !BYLINE.test(line)) break;
    top--;
    if (mark === BEGIN || page.blocks[top]!.rule) break;
  }
  return top;
}

/** The parts between the beginnings; one without text goes to the next, or at the end to the one before. */
function partsOf({ blocks }: Page, begins: Uint8Array): number[] {
  const parts: number[] = [];
  let from = 0;
  let size = 0;
  for (let i = 0; i < blocks.length; i++) {
    if (begins[i] === 1 && size >= LEAST_TEXT) {
      parts.push(from);
      from = i;
      size = 0;
    }
    const { start, end, furniture } = blocks[i]!;
    if (!furniture && end - start >= LEAST_TEXT) size += end - start;
  }
  if (size >= LEAST_TEXT || parts.length === 0) parts.push(from);
  return parts;
}

/** Leaves out the beginnings of further takes and of new versions of the story before. */
function joined(page: Page, marks: Uint8Array, parts: readonly number[]): number[] {
  const starts: number[] = [];
  let before = '';
  parts.forEach((from, k) => {
    const to = parts[k + 1] ?? page.blocks.length;
    const title = headlineOf(page, marks, from, to);
    const further = k > 0 && (continues(page, marks, parts[k - 1]!, from, to) || sameStory(before, title));
    if (!further) starts.push(from);
    if (!further || before === '') before = title;
  });
  return starts;
}

/** Whether a part begins with the mark of a further take, or the one before announced one. */
function continues({ blocks }: Page, marks: Uint8Array, previous: number, from: number, to: number): boolean {
  for (let i = from - 1; i >= previous && marks[i] !== NONE; i--) if (marks[i] === CONTINUED) return true;
  for (let i = from; i < to; i++) {
    if (marks[i] === TAKE_MARK) return true;
    if (marks[i] === NONE && blocks[i]!.end - blocks[i]!.start > LONGEST_MARK) return false;
  }
  return false;
}

function headlineOf(page: Page, marks: Uint8Array, from: number, to: number): string {
  for (let i = from; i < to; i++) {
    const { start, end } = page.blocks[i]!;
    if (marks[i] !== NONE) continue;
    if (end - start > LONGEST_HEADLINE) return '';
    const line = blockText(page, i);
    if (isHeadline(line) && !BYLINE.test(line)) return line;
  }
  return '';
}

/** Whether two headlines are of takes or versions of one story. */
function sameStory(one: string, two: string): boolean {
  const a = plain(one.replace(TAKE_IN_TITLE, ''));
  const b = plain(two.replace(TAKE_IN_TITLE, ''));
  if (a === '' || b === '') return false;
  if (a === b) return true;
  if (one.search(TAKE_IN_TITLE) < 0 && two.search(TAKE_IN_TITLE) < 0) return false;
  const words = new Set(a.split(' '));
  const others = new Set(b.split(' '));
  const common = [...others].filter((w) => words.has(w)).length;
  return common >= Math.min(words.size, others.size) * LEAST_COMMON;
}

import { BOILERPLATE, CLOSING, LONGEST_BOILERPLATE, POINTERS, WEAK_BOILERPLATE } from '../french/boilerplate';
import { isAgencyMark } from './dispatches';
import { markNavigation } from './navigation';
import type { Block } from './page';

/** The longest line that can be a headline in a list of other articles. */
const LONGEST_HEADLINE = 220;
/** All patterns as one: a line is tried once. */
const FURNITURE_LINE = new RegExp(BOILERPLATE.map((p) => p.source).join('|'), 'iu');
const SITE_DASH = /\s[–—|-]\s/;
const SITE_PREFIX = /^\p{Lu}[^.:;!?–—]{1,40}\s[–—|-]\s/u;
/** `Lire aussi :` and `Les plus lus cette semaine` open a list, `Lire aussi : Le bail mobilité en débat` does not. */
const LONGEST_POINTER_TAIL = 16;
/** What follows a closing line or a list of other articles is left out only while it is this small beside the text before. */
const TAIL_SHARE = 0.35;

/** Which blocks between two indexes are furniture: offers, navigation, copyright, lists of other articles. */
export function furnitureOf(text: string, blocks: readonly Block[], from: number, to: number): boolean[] {
  const marks: boolean[] = [];
  let listed = false;
  for (let i = from; i < to; i++) {
    const block = blocks[i]!;
    const length = block.end - block.start;
    const read = length <= LONGEST_BOILERPLATE && block.kind !== 'cell';
    const content = read ? text.slice(block.start, block.end) : '';
    const pointer = content !== '' && POINTERS.test(content);
    const strong = block.furniture || pointer || isBoilerplate(content);
    listed = (pointer && opensList(content)) || (listed && (strong || isHeadline(content, block)));
    marks.push(strong || listed);
  }
  markNavigation(text, blocks, from, marks);
  closeTail(text, blocks, from, marks);
  spreadWeak(text, blocks, from, marks);
  return marks;
}

/** Whether a line is furniture by its words, which the name of the site may precede. */
function isBoilerplate(content: string): boolean {
  if (content === '') return false;
  if (FURNITURE_LINE.test(content) || isAgencyMark(content)) return true;
  if (!SITE_DASH.test(content)) return false;
  const rest = SITE_PREFIX.exec(content)?.[0].length;
  return rest !== undefined && FURNITURE_LINE.test(content.slice(rest));
}

/** Whether a pointer to other articles stands alone, so that the headlines follow below. */
function opensList(content: string): boolean {
  return content.length - (POINTERS.exec(content)?.[0].length ?? 0) <= LONGEST_POINTER_TAIL;
}

/** Whether a block could be the headline of another article in a list. */
function isHeadline(content: string, block: Block): boolean {
  if (content === '' || content.length > LONGEST_HEADLINE) return false;
  return block.linked || !/[.;:]["”»]?$/.test(content);
}

/**
 * After a closing line (copyright) nothing belongs to the article any more; after a list of other articles only what
 * ends like an article does. Either holds while what follows is small beside what stands before.
 */
function closeTail(text: string, blocks: readonly Block[], from: number, marks: boolean[]): void {
  const last = marks.lastIndexOf(false);
  if (last < 0) return;
  let total = 0;
  marks.forEach((mark, i) => {
    if (!mark) total += blocks[from + i]!.end - blocks[from + i]!.start;
  });
  let after = 0;
  for (let i = last; i > 0 && after <= total * TAIL_SHARE; i--) {
    const { start, end } = blocks[from + i]!;
    if (!marks[i]) {
      after += end - start;
      continue;
    }
    const content = end - start <= LONGEST_BOILERPLATE ? text.slice(start, end) : '';
    if (CLOSING.test(content) || (POINTERS.test(content) && !endsAsArticle(text, blocks, from + last))) {
      if (after < total) marks.fill(true, i + 1);
    }
  }
}

/** Whether a block looks like the last paragraph of an article: long, with an end of its own. */
function endsAsArticle(text: string, blocks: readonly Block[], index: number): boolean {
  const { start, end } = blocks[index]!;
  return end - start > 80 && /[.!?…]["”»)]?$/.test(text.slice(Math.max(start, end - 2), end));
}

/** Short pushes next to furniture at either edge are furniture too. */
function spreadWeak(text: string, blocks: readonly Block[], from: number, marks: boolean[]): void {
  const weak = (i: number): boolean => {
    const { start, end } = blocks[from + i]!;
    const content = end - start <= LONGEST_HEADLINE ? text.slice(start, end) : '';
    return content !== '' && WEAK_BOILERPLATE.some((p) => p.test(content));
  };
  const last = marks.lastIndexOf(false);
  for (let i = last; i >= 0 && i + 1 < marks.length && (marks[i] || weak(i)); i--) marks[i] = true;
  const first = marks.indexOf(false);
  for (let i = Math.max(first, 0); i > 0 && i < marks.length && (marks[i] || weak(i)); i++) marks[i] = true;
}

/** The share of a feed's items that a line must stand in to be the page's, not theirs. */
const REPEATED_SHARE = 0.3;
const FEWEST_REPEATS = 2;
/** A longer passage that stands in two items is text that was used twice. */
const LONGEST_REPEATED = 160;

/**
 * Marks the lines that a feed repeats after its items. A line counts from its third of the items on (at least two)
 * when it ends an item, anywhere in the item when most have it.
 */
export function markRepeated(
  text: string,
  blocks: readonly Block[],
  drafts: readonly { readonly from: number; readonly to: number }[],
  marks: boolean[][],
): void {
  const seen = new Map<string, number>();
  const line = (i: number): string => {
    const { start, end } = blocks[i]!;
    return end - start <= LONGEST_REPEATED ? text.slice(start, end) : '';
  };
  for (const { from, to } of drafts) {
    const lines = new Set<string>();
    for (let i = from + 1; i < to; i++) lines.add(line(i));
    for (const l of lines) seen.set(l, (seen.get(l) ?? 0) + 1);
  }
  seen.delete('');
  const items = drafts.filter(({ from, to }) => to - from > 1).length;
  const least = Math.max(FEWEST_REPEATS, items * REPEATED_SHARE);
  drafts.forEach(({ from, to }, d) => {
    const mark = marks[d]!;
    for (let i = to - 1; i > from && (mark[i - from] || (seen.get(line(i)) ?? 0) >= least); i--)
      mark[i - from] = true;
    for (let i = from + 1; i < to; i++)
      if ((seen.get(line(i)) ?? 0) > Math.max(items / 2, FEWEST_REPEATS)) mark[i - from] = true;
  });
}

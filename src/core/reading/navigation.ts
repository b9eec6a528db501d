import { BYLINE, COMMENTS, LONG_SECTIONS, SECTIONS, TAGS } from '../french/boilerplate';
import { isoDate } from './dates';
import type { Block } from './page';
import { isHeadline, plain } from './titles';

/** A line of links is no longer, nor is one of them. */
const LONGEST_LINE = 220;
const LONGEST_NAME = 40;
const LONGEST_SHORT_LINE = 30;
const MOST_WORDS = 4;
/** Paragraphs: the navigation is over. */
const LEAST_PROSE = 120;
/** Navigation is looked for this far from either end. */
const REACH = 80;
/** Fewer known names than this make no menu. */
const FEWEST_NAMES = 2;
/** Readers comment on an article at least this long. */
const LEAST_ARTICLE = 200;
const LONGEST_TAG = 40;
const SHORTEST_REPEATED = 15;
/** Between a page's own name for itself and its headline stand at least so many lines of navigation. */
const LINES_BETWEEN_TITLES = 3;
const MOST_PUNCTUATION = 20;
const SITE_SEPARATOR = /\s+[|–—·»«-]\s+/u;
const SEPARATOR = /\s{2,}|\t|\s+[|·•›»>/–—-]\s+|\s*[›»>|]\s*/u;

/**
 * Marks the navigation of a page that was saved as text: menus and breadcrumbs before the headline, the page's name for
 * itself above them, menus, keywords and readers' comments after the text. `marks` belong to the blocks from `from` on.
 */
export function markNavigation(text: string, blocks: readonly Block[], from: number, marks: boolean[]): void {
  const line = (i: number): string => {
    const { start, end } = blocks[from + i]!;
    return end - start <= LONGEST_LINE ? text.slice(start, end) : '';
  };
  const first = marks.findIndex((_, i) => isProse(text, blocks[from + i]!));
  if (first < 0) return;
  markHead(line, Math.min(first, REACH), marks);
  markWindowTitle(line, Math.min(first, REACH), marks);
  markTail(line, text, blocks, from, first, marks);
}

function isProse(text: string, { start, end }: Block): boolean {
  return end - start >= LEAST_PROSE && /[.!?…»"”]$/.test(text.slice(end - 1, end));
}

/** The menu at the top: names of sections, lists of them, and short lines between them, when a headline follows. */
function markHead(line: (i: number) => string, to: number, marks: boolean[]): void {
  let known = 0;
  let last = -1;
  let i = 0;
  for (; i < to; i++) {
    const names = Math.max(namesIn(line(i)), marks[i] ? 1 : 0);
    if (names > 0) {
      known += names;
      last = i;
    } else if (!isShort(line(i))) break;
  }
  if (known < FEWEST_NAMES || last < 0) return;
  for (let n = last + 1; n < to; n++) {
    if (marks[n] || !isHeadline(line(n)) || BYLINE.test(line(n)) || isoDate(line(n)) !== undefined) continue;
    marks.fill(true, 0, last + 1);
    return;
  }
}

/** The title of the browser's window, above navigation, before the same headline. */
function markWindowTitle(line: (i: number) => string, to: number, marks: boolean[]): void {
  const first = marks.indexOf(false);
  if (first < 0 || first >= to) return;
  if (first + 1 === to) return;
  const begins = beginningOf(line(first));
  let again = first + 1;
  while (again < to && beginningOf(line(again)) !== begins) again++;
  if (again === to) return;
  const title = plain(line(first));
  const parts = line(first).split(SITE_SEPARATOR);
  const own = parts.length > 1 ? plain(parts.slice(0, -1).join(' ')) : '';
  if (title.length < SHORTEST_REPEATED) return;
  for (let i = to - 1; i > first; i--) {
    const other = marks[i] || line(i).length > line(first).length + MOST_PUNCTUATION ? '' : plain(line(i));
    if (other.length < SHORTEST_REPEATED || (other !== title && other !== own)) continue;
    if (i - first > LINES_BETWEEN_TITLES || other === own) marks.fill(true, first, i);
    return;
  }
}

/** The first letters of a line: what two forms of one title have in common before anything dearer is compared. */
function beginningOf(line: string): string {
  return line.slice(0, 4).toLowerCase();
}

/** Comments, keywords and the menu at the bottom. */
function markTail(
  line: (i: number) => string,
  text: string,
  blocks: readonly Block[],
  from: number,
  first: number,
  marks: boolean[],
): void {
  let size = 0;
  let lastProse = first;
  for (let i = first; i < marks.length; i++) {
    const content = line(i);
    if (content !== '' && size >= LEAST_ARTICLE && COMMENTS.test(content)) {
      marks.fill(true, i);
      break;
    }
    if (TAGS.test(content)) {
      marks[i] = true;
      if (/(?::|\p{L})$/u.test(content) && content.length <= LONGEST_TAG / 2)
        while (i + 1 < marks.length && isTag(line(i + 1))) marks[++i] = true;
    }
    if (marks[i]) continue;
    size += blocks[from + i]!.end - blocks[from + i]!.start;
    if (isProse(text, blocks[from + i]!)) lastProse = i;
  }
  let known = 0;
  let top = marks.length;
  for (let i = marks.length - 1; i > lastProse && i >= marks.length - REACH; i--) {
    const names = marks[i] ? 1 : namesIn(line(i));
    if (names > 0) {
      known += marks[i] ? 0 : names;
      top = i;
    } else if (!isShort(line(i))) break;
  }
  if (known >= FEWEST_NAMES) marks.fill(true, top);
}

/** How many names of sections a line lists; a line that lists anything else has none. */
function namesIn(line: string): number {
  if (line === '') return 0;
  const parts = line.split(SEPARATOR).filter((part) => part !== '');
  if (parts.length === 0 || parts.some((part) => part.length > LONGEST_NAME && parts.length < 3)) return 0;
  const known = parts.filter(isSection).length;
  if (parts.length === 1) return known;
  if (parts.some((part) => part.length > LONGEST_NAME || /\p{Ll}[.!?]$/u.test(part))) return 0;
  const breadcrumb = /[>›»]/.test(line) && isSection(parts[0]!);
  return breadcrumb || known * 3 >= parts.length ? known : 0;
}

function isSection(name: string): boolean {
  const key = name.toLowerCase().replace(/^[\s▾▼+☰]+|[\s▾▼+:]+$/gu, '');
  return SECTIONS.has(key) || LONG_SECTIONS.test(key);
}

function isShort(line: string): boolean {
  return (
    line !== '' &&
    line.length <= LONGEST_SHORT_LINE &&
    line.split(' ').length <= MOST_WORDS &&
    !/[.!?:;,]$/.test(line)
  );
}

function isTag(line: string): boolean {
  return line !== '' && line.length <= LONGEST_TAG && !/[.!?:;]$/.test(line);
}

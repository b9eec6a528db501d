import { BYLINE } from '../french/boilerplate';
import { GREETING, INSET, NEWSLETTER } from '../french/dispatches';
import { readDateline } from './dateline';
import { isoDate } from './dates';
import { dispatchStarts } from './dispatches';
import type { Page } from './page';
import { blockText, isHeadline } from './titles';

/** How a page that holds several articles is cut: the blocks that each begins with. */
export interface Division {
  readonly starts: readonly number[];
  /** Whether what stands before the first start is a head: the name of a newsletter, of a page. */
  readonly head: boolean;
}

/** A paragraph: longer than a headline's line, closed like a sentence. */
const SHORTEST_PARAGRAPH = 80;
/** The least text of an article between rules, under a heading, in a newsletter. */
const LEAST_BETWEEN_RULES = 150;
const LEAST_UNDER_HEADING = 80;
const LEAST_IN_NEWSLETTER = 60;
const LONGEST_HEADLINE = 200;
const SHORTEST_HEADLINE = 12;
/** How many lines may stand between the top of an article and its text, its date or its author. */
const LINES_AT_TOP = 5;
const LONGEST_ABOUT = 120;
/** The share of its parts that must look like articles for a page to be cut. */
const LEAST_SHARE = 0.8;
const DEEPEST_HEADING = 3;
const NEWSLETTER_HEAD = 6;
const NEWSLETTER_TAIL = 3;
const LONGEST_ITEM_HEADING = 160;
const FEWEST_ITEMS = 2;

/** Where the articles of a page begin that holds several: dispatches, parts under headings or between rules, a newsletter's. */
export function divisionOf(page: Page): Division | undefined {
  if (page.blocks.length < 4) return undefined;
  const dispatches = dispatchStarts(page);
  if (dispatches.length > 1) return { starts: dispatches, head: dispatches[0]! > 0 };
  return underHeadings(page) ?? betweenRules(page) ?? inNewsletter(page);
}

/** Headings of one level, each with a date, a dateline or an author of its own, or set off by rules. */
function underHeadings(page: Page): Division | undefined {
  const { blocks, facts } = page;
  for (let level = 1; level <= DEEPEST_HEADING; level++) {
    const starts = indexesOf(page, (i) => blocks[i]!.level === level);
    if (starts.length < 2) continue;
    const ends = starts.map((s, k) => endOfPart(page, s, starts[k + 1] ?? blocks.length, level));
    const full = starts.filter((s, k) => textSize(page, s + 1, ends[k]!) >= LEAST_UNDER_HEADING).length;
    if (full < starts.length * LEAST_SHARE) return undefined;
    const told = starts.filter((s, k) => isTold(page, s + 1, ends[k]!)).length;
    const ruled = starts.slice(1).filter((s) => blocks[s]!.rule).length;
    if (told >= starts.length * LEAST_SHARE && told > 1) return { starts, head: true };
    if (level === 1 && facts.title === undefined && ruled >= (starts.length - 1) * LEAST_SHARE)
      return { starts, head: true };
    if (level === 1) return undefined;
  }
  return undefined;
}

/** A part ends where the next begins, or at a heading above it. */
function endOfPart({ blocks }: Page, start: number, next: number, level: number): number {
  for (let i = start + 1; i < next; i++) if (blocks[i]!.level > 0 && blocks[i]!.level < level) return i;
  return next;
}

/** Parts between rules, each with a headline and text. */
function betweenRules(page: Page): Division | undefined {
  const { blocks, facts } = page;
  const ruled = indexesOf(page, (i) => blocks[i]!.rule);
  if (ruled.length === 0) return undefined;
  const edges = [...new Set([0, ...ruled])];
  const starts: number[] = [];
  let loose = 0;
  let head = false;
  edges.forEach((from, k) => {
    const to = edges[k + 1] ?? blocks.length;
    const headline = headlineOf(page, from, to);
    const text = textSize(page, from, to);
    if (headline !== undefined && text >= LEAST_BETWEEN_RULES && !INSET.test(headline)) starts.push(from);
    else if (k === 0) head = true;
    else if (text >= SHORTEST_PARAGRAPH) loose++;
  });
  if (starts.length < 2 || loose > starts.length * (1 - LEAST_SHARE)) return undefined;
  const levels = new Set(starts.map((s) => blocks[s]!.level));
  if (levels.size > 1 && levels.has(1)) return undefined;
  if (facts.title !== undefined) {
    const told = starts.filter((s, k) => isTold(page, s, starts[k + 1] ?? blocks.length)).length;
    if (told < starts.length * LEAST_SHARE) return undefined;
  }
  return { starts, head };
}

/** The items of a newsletter: numbered, bulleted or under headings, each with text of its own. */
function inNewsletter(page: Page): Division | undefined {
  const { blocks } = page;
  const carries = (starts: readonly number[]): boolean => {
    const full = starts.filter(
      (s, k) => textSize(page, s + 1, starts[k + 1] ?? blocks.length) >= LEAST_IN_NEWSLETTER,
    ).length;
    return starts.length >= FEWEST_ITEMS && full * 2 > starts.length;
  };
  for (let level = 2; level <= DEEPEST_HEADING; level++) {
    const starts = indexesOf(page, (i) => blocks[i]!.level === level);
    if (carries(starts)) return isNewsletter(page) ? { starts, head: true } : undefined;
  }
  const items = indexesOf(page, (i) => {
    const { kind, start, end } = blocks[i]!;
    const next = blocks[i + 1];
    if (kind === 'cell' || end - start > LONGEST_ITEM_HEADING || next === undefined || next.kind === 'item')
      return false;
    if (kind !== 'item' && !NUMBER_START.test(page.text[start]!)) return false;
    const line = blockText(page, i);
    return (kind === 'item' || NUMBER.test(line)) && isHeadline(line);
  });
  return carries(items) && isNewsletter(page) ? { starts: items, head: true } : undefined;
}

const NUMBER_START = /[#\d①-⑩]/;
const NUMBER = /^(?:#?\d{1,2}\s?[/.)–—-]|#\d{1,2}|[①-⑩])\s?\S/u;

/** Whether a page greets its reader, or speaks of itself as a letter at its top and its end. */
function isNewsletter(page: Page): boolean {
  const { blocks, facts } = page;
  const speaks = (i: number): boolean => {
    const { start, end } = blocks[i]!;
    return end - start <= LONGEST_ITEM_HEADING * 2 && NEWSLETTER.test(blockText(page, i));
  };
  let greeting = false;
  let letters = NEWSLETTER.test(facts.title ?? facts.pageTitle ?? '') ? 1 : 0;
  for (let i = 0; i < blocks.length; i++) {
    if (i >= NEWSLETTER_HEAD && i < blocks.length - NEWSLETTER_TAIL) continue;
    if (i < NEWSLETTER_HEAD && blocks[i]!.end - blocks[i]!.start <= LONGEST_ABOUT)
      greeting ||= GREETING.test(blockText(page, i));
    if (speaks(i)) letters++;
  }
  return letters > 1 || (greeting && letters > 0);
}

function indexesOf({ blocks }: Page, wanted: (index: number) => boolean): number[] {
  const found: number[] = [];
  for (let i = 0; i < blocks.length; i++) if (!blocks[i]!.furniture && wanted(i)) found.push(i);
  return found;
}

/** The headline of a part: a short line, no sentence, above its first paragraph. */
function headlineOf(page: Page, from: number, to: number): string | undefined {
  for (let i = from; i < Math.min(to, from + LINES_AT_TOP); i++) {
    const { start, end, furniture, level } = page.blocks[i]!;
    if (furniture) continue;
    if (end - start > LONGEST_HEADLINE) return undefined;
    const line = blockText(page, i);
    if (level > 0) return line;
    if (BYLINE.test(line) || (isoDate(line) !== undefined && line.length <= LONGEST_ABOUT / 2)) continue;
    if (line.length < SHORTEST_HEADLINE) continue;
    return isHeadline(line) && !GREETING.test(line) ? line : undefined;
  }
  return undefined;
}

/** How much of a part is paragraphs, in characters. */
function textSize({ text, blocks }: Page, from: number, to: number): number {
  let size = 0;
  for (let i = from; i < to; i++) {
    const { start, end, furniture } = blocks[i]!;
    if (furniture || end - start < SHORTEST_PARAGRAPH) continue;
    if (/[.!?…»”"')]$/.test(text.slice(end - 1, end))) size += end - start;
  }
  return size;
}

/** Whether the lines at the top of a part tell when, where or by whom it was written. */
function isTold(page: Page, from: number, to: number): boolean {
  for (let i = from; i < Math.min(to, from + LINES_AT_TOP); i++) {
    const { start, end, furniture } = page.blocks[i]!;
    if (furniture) continue;
    const line = blockText(page, i);
    if (end - start > LONGEST_ABOUT) return readDateline(line) !== undefined;
    if (!isHeadline(line)) continue;
    if (BYLINE.test(line) || (isoDate(line) !== undefined && line.length <= LONGEST_ABOUT)) return true;
  }
  return false;
}

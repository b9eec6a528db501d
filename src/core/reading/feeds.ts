import { FEED_WORDS, PROGRAMME_WORDS } from '../french/feeds';
import { isoOf } from './dates';
import type { Block, Page } from './page';
import { stampsOf, type DayHeading, type Stamp } from './stamps';
import { blockText, clean, isHeadline } from './titles';

/** One item of a live feed. */
export interface FeedItem {
  /** The blocks it takes, end exclusive; headings of days are in none. */
  readonly from: number;
  readonly to: number;
  readonly stamp: Stamp;
  /** ISO 8601, when the year can be told. */
  readonly date: string | undefined;
}

/** Fewer bare times than this are no feed. */
const FEWEST_CLOCKS = 3;
/** The share of neighbouring stamps that must run the same way. */
const ORDERED_SHARE = 0.8;
/** A feed that runs forward tells one event; over more days it is an agenda. */
const MOST_FORWARD_DAYS = 2;
const MINUTES_A_DAY = 24 * 60;
/** An item shorter than this is a headline in a list. */
const LEAST_ITEM = 100;
/** Plans name round times; what happened happened at any minute. */
const ROUND_MINUTES = 5;
const LEAST_UNROUND_SHARE = 1 / 3;
/** The head of a page that says what it is. */
const LONGEST_HEAD = 400;
/** Prose: longer than any headline, closed like a sentence. */
const LEAST_PROSE = 160;
/** A feed is introduced by a paragraph or two; after more, dates and times belong to comments or to other pages. */
const MOST_PROSE_BEFORE = 2;

/** The items of a live-feed page, in order; none when the page is no feed. */
export function feedItems(page: Page): FeedItem[] {
  const { text, blocks } = page;
  const { dated, clocks, days } = stampsOf(page);
  const head = headOf(
    page,
    Math.min(dated[0]?.block ?? Infinity, clocks[0]?.block ?? Infinity, days[0]?.block ?? Infinity),
  );
  let stamps: readonly Stamp[] = [];
  if (isFeed(dated, page, head)) stamps = dated;
  else if (dated.length === 0) {
    const placed = days.length > 0 ? onTheirDays(clocks, days) : clocks;
    if (isClockFeed(placed, page, head)) stamps = placed;
  }
  if (stamps.length === 0) return [];
  const dates = stampDates(stamps, page.facts.date, yearOf(text, blocks, stamps[0]!.block));
  const starts = startsOf(page, stamps);
  let day = 0;
  return stamps.map((stamp, i): FeedItem => {
    const next = starts[i + 1] ?? blocks.length;
    while (day < days.length && days[day]!.block < stamp.block) day++;
    const heading = stamps === dated ? next : (days[day]?.block ?? next);
    return { from: starts[i]!, to: Math.min(next, heading), stamp, date: dates[i] };
  });
}

/** What the page says about itself: its titles and the short lines before its first stamp. */
function headOf({ blocks, facts, text }: Page, first: number): string {
  let head = `${facts.title ?? ''}\n${facts.metaTitle ?? ''}\n${facts.pageTitle ?? ''}`;
  for (let i = Math.min(first, blocks.length) - 1; i >= 0 && head.length < LONGEST_HEAD; i--) {
    const { start, end } = blocks[i]!;
    if (end - start <= LEAST_PROSE) head += `\n${text.slice(start, end)}`;
  }
  return head;
}

function isFeed(stamps: readonly Stamp[], page: Page, head: string): boolean {
  const first = stamps[0];
  if (first === undefined) return false;
  const { text, blocks } = page;
  const before = blocks.slice(0, first.block).filter((b) => !b.furniture);
  const prose = before.filter((b) => isProse(text, b)).length;
  if (stamps.length === 1) {
    const alone = first.textStart >= blocks[first.block]!.end;
    return first.numeric && !(alone && before.length > 0) && prose === 0;
  }
  const feed = FEED_WORDS.test(head);
  if (prose > MOST_PROSE_BEFORE && !feed) return false;
  const withText = haveText(stamps, blocks);
  if (PROGRAMME_WORDS.test(head) && !feed && !withText) return false;
  const numeric = stamps.every((s) => s.numeric);
  if (runs(stamps, (a, b) => b <= a)) return numeric || feed || withText || stamps.length >= FEWEST_CLOCKS;
  if (!runs(stamps, (a, b) => b >= a)) return false;
  const days = new Set(stamps.map((s) => `${s.month}-${s.day}`)).size;
  if (numeric && days <= MOST_FORWARD_DAYS) return true;
  return feed && withText && stamps.length >= FEWEST_CLOCKS && !PROGRAMME_WORDS.test(head);
}

/**
 * Bare times make a feed when they run backward, as a programme never does, and have text of their own. Forward,
 * the items must have headlines and text, and the page must call itself a feed or name times that no plan names.
 */
function isClockFeed(clocks: readonly Stamp[], page: Page, head: string): boolean {
  const dated = clocks.some((c) => c.day !== undefined);
  if (clocks.length < (dated ? 2 : FEWEST_CLOCKS)) return false;
  const feed = FEED_WORDS.test(head);
  const programme = PROGRAMME_WORDS.test(head);
  const withText = haveText(clocks, page.blocks);
  if (runs(clocks, (a, b) => b < a)) return (!programme || feed) && (withText || (dated && feed));
  if (programme || !withText || !runs(clocks, (a, b) => b >= a)) return false;
  const titled = clocks.filter((c) => hasHeadline(page, c)).length;
  if (titled * 2 < clocks.length) return false;
  const unround = clocks.filter((c) => c.minute % ROUND_MINUTES !== 0).length;
  return feed || unround >= clocks.length * LEAST_UNROUND_SHARE;
}

/** Whether half of the items are more than a headline in a list. */
function haveText(stamps: readonly Stamp[], blocks: readonly Block[]): boolean {
  const lengths = stamps.map(
    (s, i) => (blocks[(stamps[i + 1]?.block ?? blocks.length) - 1]?.end ?? 0) - s.textStart,
  );
  return lengths.filter((n) => n >= LEAST_ITEM).length * 2 >= stamps.length;
}

/** Whether an item's first line is a headline with text of its own below. */
function hasHeadline(page: Page, { block, textStart }: Stamp): boolean {
  const { start, end } = page.blocks[block]!;
  const alone = textStart >= end;
  const next = page.blocks[block + 1];
  const line = alone
    ? next === undefined
      ? ''
      : blockText(page, block + 1)
    : page.text.slice(textStart, end);
  return start < end && next !== undefined && isHeadline(clean(line));
}

/**
 * Where each item begins: at its stamp, or at the headline above it when the stamps stand on lines of their own
 * between headlines and text.
 */
function startsOf(page: Page, stamps: readonly Stamp[]): number[] {
  const { blocks } = page;
  const under = (s: Stamp): boolean => {
    const above = blocks[s.block - 1];
    const below = blocks[s.block + 1];
    return (
      s.textStart >= blocks[s.block]!.end &&
      above !== undefined &&
      below !== undefined &&
      !above.furniture &&
      (above.apart || above.level > 0) &&
      isHeadline(blockText(page, s.block - 1)) &&
      !isHeadline(blockText(page, s.block + 1))
    );
  };
  const shift = stamps.every(under) ? 1 : 0;
  return stamps.map((s) => s.block - shift);
}

function runs(stamps: readonly Stamp[], inOrder: (a: number, b: number) => boolean): boolean {
  let ordered = 0;
  for (let i = 1; i < stamps.length; i++)
    if (inOrder(minutes(stamps[i - 1]!), minutes(stamps[i]!))) ordered++;
  return ordered >= (stamps.length - 1) * ORDERED_SHARE;
}

/** Minutes since some day long past; months count as 31 days, enough for the order. */
function minutes(stamp: Stamp): number {
  const days = ((stamp.year ?? 0) * 12 + (stamp.month ?? 0)) * 31 + (stamp.day ?? 0);
  return days * MINUTES_A_DAY + stamp.hour * 60 + stamp.minute;
}

function isProse(text: string, { start, end }: Block): boolean {
  return end - start > LEAST_PROSE && /[.!?…»"”]$/.test(text.slice(end - 1, end));
}

/** Gives bare times the day of the heading above them. */
function onTheirDays(clocks: readonly Stamp[], days: readonly DayHeading[]): Stamp[] {
  let next = 0;
  return clocks.map((clock) => {
    while (next < days.length && days[next]!.block < clock.block) next++;
    const heading = days[next - 1];
    return heading === undefined
      ? clock
      : { ...clock, day: heading.day, month: heading.month, year: heading.year };
  });
}

/** The year that a feed page's head names, else the one its text names most often. */
function yearOf(text: string, blocks: readonly Block[], firstStamp: number): number | undefined {
  const head = firstStamp > 0 ? text.slice(0, blocks[firstStamp]!.start) : '';
  for (const part of [head, text]) {
    const votes = new Map<string, number>();
    for (const [year] of part.matchAll(/(?<!\d)(?:19|20)\d\d(?!\d)/g))
      votes.set(year, (votes.get(year) ?? 0) + 1);
    const best = [...votes].sort((a, b) => b[1] - a[1])[0];
    if (best !== undefined) return Number(best[0]);
  }
  return undefined;
}

/** From January back to December, or on from it: a step between neighbours that only New Year explains. */
const HALF_YEAR = 6;

/**
 * The ISO dates of a feed's stamps. Years that are not written follow from the page's own date, else from
 * the year its head names, and change where the stamps pass New Year.
 */
function stampDates(
  stamps: readonly Stamp[],
  pageDate: string | undefined,
  year: number | undefined,
): (string | undefined)[] {
  let current = pageDate === undefined ? year : Number(pageDate.slice(0, 4));
  let previous: Stamp | undefined;
  return stamps.map((stamp) => {
    if (stamp.day === undefined)
      return pageDate === undefined ? undefined : `${pageDate.slice(0, 10)}${clockOf(stamp)}`;
    if (previous?.month !== undefined && current !== undefined && stamp.year === undefined) {
      if (stamp.month! - previous.month > HALF_YEAR) current--;
      else if (previous.month - stamp.month! > HALF_YEAR) current++;
    }
    if (stamp.year !== undefined) current = stamp.year;
    previous = stamp;
    return current === undefined
      ? undefined
      : isoOf(current, stamp.month, stamp.day, stamp.hour, stamp.minute);
  });
}

function clockOf(stamp: Stamp): string {
  return `T${String(stamp.hour).padStart(2, '0')}:${String(stamp.minute).padStart(2, '0')}`;
}

import { isoOf, monthOf } from './dates';
import type { Block } from './page';

/** The date and time that an item of a live feed begins with. */
export interface Stamp {
  /** Index of the block it stands in. */
  readonly block: number;
  /** Reading offset at which the item's own text begins (the end of the block when the stamp stands alone). */
  readonly textStart: number;
  readonly day: number | undefined;
  readonly month: number | undefined;
  readonly year: number | undefined;
  readonly hour: number;
  readonly minute: number;
  /** Written in figures, `18-04 à 17:52`: no agenda writes like that. */
  readonly numeric: boolean;
}

const SEPARATOR = '\\s*(?:à|a|at|–|—|-|,|\\||·|•)?\\s*';
const TIME = '(?<h>\\d{1,2})\\s?(?:[:hH]|\\s?h\\s)\\s?(?<min>\\d{2})(?![\\d%])';
const TAIL = '\\s*[\\])]?\\s*(?:[–—|:·•.-]+(?=\\s|$))?\\s*';
const NUMERIC = new RegExp(
  `^[\\[(]?(?<d>\\d{1,2})\\s?[-/.]\\s?(?<m>\\d{1,2})(?:\\s?[-/.]\\s?(?<y>\\d{4}|\\d{2}))?${SEPARATOR}${TIME}${TAIL}`,
  'u',
);
const NAMED = new RegExp(
  `^[\\[(]?(?:(?:lun|mar|mer|jeu|ven|sam|dim)\\p{L}*\\.?\\s)?(?<d>\\d{1,2})(?:er)?\\s(?<m>\\p{L}{3,9})\\.?(?:\\s(?<y>\\d{4}))?${SEPARATOR}${TIME}${TAIL}`,
  'iu',
);
const CLOCK = new RegExp(`^[\\[(]?${TIME}${TAIL}`, 'u');

/** No stamp is longer. */
const LONGEST_STAMP = 80;
/** Fewer bare times than this are no feed. */
const FEWEST_CLOCKS = 3;
/** The share of neighbouring stamps that must run the same way. */
const ORDERED_SHARE = 0.8;
/** A feed that runs forward tells one event; over more days it is an agenda. */
const MOST_FORWARD_DAYS = 2;
const MINUTES_A_DAY = 24 * 60;

/** The stamps of a live-feed page, in order; none when the page is no feed. */
export function findStamps(text: string, blocks: readonly Block[]): Stamp[] {
  const dated: Stamp[] = [];
  const clocks: Stamp[] = [];
  blocks.forEach((block, i) => {
    const code = text.charCodeAt(block.start);
    const digit = code >= 48 && code <= 57;
    const bracket = code === 91 || code === 40;
    const weekday = /[lmjvsdLMJVSD]/.test(text[block.start] ?? '');
    if (block.furniture || !(digit || bracket || weekday)) return;
    const numeric = stampAt(NUMERIC, text, block, i);
    const stamp = numeric ?? stampAt(NAMED, text, block, i);
    if (stamp !== undefined) dated.push(stamp);
    const clock = stampAt(CLOCK, text, block, i);
    if (clock !== undefined) clocks.push(clock);
  });
  if (isFeed(dated, text, blocks)) return dated;
  return dated.length === 0 && isClockFeed(clocks, blocks) ? clocks : [];
}

function stampAt(pattern: RegExp, text: string, block: Block, index: number): Stamp | undefined {
  const match = pattern.exec(text.slice(block.start, Math.min(block.end, block.start + LONGEST_STAMP)));
  if (match?.groups === undefined) return undefined;
  const { d, m, y, h, min } = match.groups;
  const month = m === undefined ? undefined : /\d/.test(m) ? Number(m) : monthOf(m);
  if (m !== undefined && isoOf(2024, month, Number(d)) === undefined) return undefined;
  if (Number(h) > 23 || Number(min) > 59) return undefined;
  return {
    block: index,
    textStart: block.start + match[0].length,
    day: d === undefined ? undefined : Number(d),
    month,
    year: y === undefined ? undefined : y.length === 2 ? 2000 + Number(y) : Number(y),
    hour: Number(h),
    minute: Number(min),
    numeric: m !== undefined && /\d/.test(m),
  };
}

function isFeed(stamps: readonly Stamp[], text: string, blocks: readonly Block[]): boolean {
  if (stamps.length === 0) return false;
  if (stamps.length === 1) return stamps[0]!.numeric && !hasProse(text, blocks.slice(0, stamps[0]!.block));
  if (runs(stamps, (a, b) => b <= a)) return true;
  const days = new Set(stamps.map((s) => `${s.month}-${s.day}`)).size;
  return stamps.every((s) => s.numeric) && runs(stamps, (a, b) => b >= a) && days <= MOST_FORWARD_DAYS;
}

/** Bare times make a feed when they run backward, as a programme never does, and have text of their own. */
function isClockFeed(clocks: readonly Stamp[], blocks: readonly Block[]): boolean {
  if (clocks.length < FEWEST_CLOCKS || !runs(clocks, (a, b) => b < a)) return false;
  const lengths = clocks.map(
    (c, i) => (blocks[(clocks[i + 1]?.block ?? blocks.length) - 1]?.end ?? 0) - c.textStart,
  );
  const withText = lengths.filter((n) => n >= LEAST_ITEM).length;
  return withText * 2 >= clocks.length;
}

/** An item shorter than this is a headline in a list. */
const LEAST_ITEM = 100;

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

/** Whether real prose stands among some blocks. */
function hasProse(text: string, blocks: readonly Block[]): boolean {
  return blocks.some(
    (b) => !b.furniture && b.end - b.start > 160 && /[.!?…»"”]$/.test(text.slice(b.end - 1, b.end)),
  );
}

/**
 * The ISO dates of a feed's stamps. Years that are not written follow from the page's own date, else from
 * the year its head names, and change where the stamps pass New Year.
 */
export function stampDates(
  stamps: readonly Stamp[],
  pageDate: string | undefined,
  year: number | undefined,
): (string | undefined)[] {
  const anchor = pageDate === undefined ? year : Number(pageDate.slice(0, 4));
  let current = anchor;
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

/** From January back to December, or on from it: a step between neighbours that only New Year explains. */
const HALF_YEAR = 6;

function clockOf(stamp: Stamp): string {
  return `T${String(stamp.hour).padStart(2, '0')}:${String(stamp.minute).padStart(2, '0')}`;
}

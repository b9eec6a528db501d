import { MONTHS } from '../french/months';
import type { Span } from '../model';

/** A date found in a text: where it stands and its ISO 8601 form, with the time when one follows. */
export interface FoundDate extends Span {
  readonly iso: string;
}

const MONTH = '\\p{L}{3,10}\\.?';
const TIME = '(?:[\\s,|]*(?:T|à|a|at|[-–—])?\\s*(?<h>\\d{1,2})\\s?[:hH]\\s?(?<min>\\d{2})?(?!\\d))?';
/** Year-month-day, day-month-year in figures, day month year in words, month day year.  */
const PATTERNS: readonly RegExp[] = [
  new RegExp(`(?<!\\d)(?<y>\\d{4})-(?<m>\\d{2})-(?<d>\\d{2})(?!\\d)${TIME}`, 'u'),
  new RegExp(`(?<!\\d)(?<d>\\d{1,2})\\s?[-/.]\\s?(?<m>\\d{1,2})\\s?[-/.]\\s?(?<y>\\d{4})(?!\\d)${TIME}`, 'u'),
  new RegExp(
    `(?<!\\d)(?<d>\\d{1,2})(?:er|ᵉʳ)?\\s(?:de\\s)?(?<m>${MONTH})\\s(?:de\\s)?(?<y>\\d{4})(?!\\d)${TIME}`,
    'iu',
  ),
  new RegExp(
    `(?<!\\p{L})(?<m>${MONTH})\\s(?<d>\\d{1,2})(?:st|nd|rd|th)?,?\\s(?<y>\\d{4})(?!\\d)${TIME}`,
    'u',
  ),
];

/** Every date spells its year out. */
const FOUR_DIGITS = /\d{4}/;

/** The first full date (day, month, year) of a short text. */
export function findDate(text: string): FoundDate | undefined {
  if (!FOUR_DIGITS.test(text)) return undefined;
  let best: FoundDate | undefined;
  for (const pattern of PATTERNS) {
    const match = pattern.exec(text);
    if (match?.groups === undefined || (best !== undefined && match.index >= best.start)) continue;
    const { y, m, d, h, min } = match.groups;
    const month = /\d/.test(m!) ? Number(m) : monthOf(m!.replace('.', ''));
    const iso = isoOf(Number(y), month, Number(d), h, min);
    if (iso !== undefined) best = { iso, start: match.index, end: match.index + match[0].length };
  }
  return best;
}

/** The first full date of a short text, in ISO 8601. */
export function isoDate(text: string): string | undefined {
  return findDate(text)?.iso;
}

/** A calendar date (and time) in ISO 8601, or `undefined` when there is no such day or time. */
export function isoOf(
  year: number,
  month: number | undefined,
  day: number,
  hour?: string | number,
  minute?: string | number,
): string | undefined {
  if (month === undefined || month < 1 || month > 12 || day < 1 || day > daysIn(year, month))
    return undefined;
  if (year < 1600 || year > 2200) return undefined;
  const date = `${year}-${two(month)}-${two(day)}`;
  if (hour === undefined) return date;
  const h = Number(hour);
  const m = Number(minute ?? 0);
  return h < 24 && m < 60 ? `${date}T${two(h)}:${two(m)}` : date;
}

/** The month a name or abbreviation stands for, 1 to 12. */
export function monthOf(name: string): number | undefined {
  const key = name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  return Object.hasOwn(MONTHS, key) ? MONTHS[key] : undefined;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

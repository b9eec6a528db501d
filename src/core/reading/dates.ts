import { MONTHS } from '../french/months';
import type { Span } from '../model';

/** A date found in a text: where it stands and its ISO 8601 form, with the time when one follows. */
export interface FoundDate extends Span {
  readonly iso: string;
}

const MONTH = '\\p{L}{3,10}\\.?';
const TIME =
  '(?:[\\s,|(·•]*(?:T|à|a\\slas|a|at|[-–—])?\\s*(?<h>\\d{1,2})\\s?(?:heures?|[:hH])\\s?(?<min>\\d{2})?(?!\\d)(?::\\d{2})?(?:\\s?(?<half>[ap])\\.?m(?!\\p{L}))?)?';
const ORDINAL = '(?:\\s?er|ᵉʳ|º|st|nd|rd|th)?';
/** Year-month-day, day-month-year in figures, day month year in words, month day year, and those with short years. */
const PATTERNS: readonly RegExp[] = [
  new RegExp(`(?<!\\d)(?<y>\\d{4})([-/.])(?<m>\\d{2})\\2(?<d>\\d{2})(?!\\d)${TIME}`, 'gu'),
  new RegExp(
    `(?<!\\d)(?<d>\\d{1,2})\\s?[-/.]\\s?(?<m>\\d{1,2})\\s?[-/.]\\s?(?<y>\\d{4})(?!\\d)${TIME}`,
    'gu',
  ),
  new RegExp(
    `(?<!\\d)(?<d>\\d{1,2})${ORDINAL}[\\s/-](?:de\\s)?(?<m>${MONTH})[\\s,/-]\\s?(?:del?\\s)?(?<y>\\d{4})(?!\\d)${TIME}`,
    'giu',
  ),
  new RegExp(
    `(?<!\\p{L})(?<m>${MONTH})\\s(?<d>\\d{1,2})(?:st|nd|rd|th)?,?\\s(?<y>\\d{4})(?!\\d)${TIME}`,
    'giu',
  ),
  new RegExp(`(?<![\\d./-])(?<d>\\d{1,2})([-/.])(?<m>\\d{1,2})\\2(?<y>\\d{2})(?![./-]?\\d)${TIME}`, 'gu'),
  new RegExp(
    `(?<!\\d)(?<d>\\d{1,2})[\\s-](?<m>\\p{L}{3,4})\\.?[\\s-](?<y>\\d{2})(?=\\s*(?:$|[(),|–-]))`,
    'giu',
  ),
  /(?<!\d)(?<d>\d{2})(?<h>\d{2})(?<min>\d{2})\s(?:GMT\s)?(?<m>\p{L}{3,4})\.?\s(?<y>\d{4}|\d{2})(?!\d)/giu,
];
const IN_FIGURES: ReadonlySet<RegExp> = new Set([0, 1, 4].map((i) => PATTERNS[i]!));
const TWO_FIGURES = /\d\d/;
/** What one of the patterns can begin with; most lines with figures hold no date. */
const FIGURES = /\d{4}|\d[-/.]\d{1,2}[-/.]\d\d|\d[\s-]\p{L}{3,4}\.?[\s-]\d\d/u;
/** Short years up to here are of this century, those from the other on of the last; between, they are of the Hegira. */
const LAST_SHORT_YEAR = 39;
const FIRST_SHORT_YEAR = 60;

/** The full dates (day, month, year) of a short text, in order. */
export function findDates(text: string): FoundDate[] {
  if (!TWO_FIGURES.test(text) || !FIGURES.test(text)) return [];
  const found: FoundDate[] = [];
  const figures = /\d\s?[-/.]\s?\d/.test(text);
  const words = /\d[^\d]{0,3}\p{L}{3}|\p{L}\.?\s\d/u.test(text);
  for (const pattern of PATTERNS) {
    if (!(IN_FIGURES.has(pattern) ? figures : words)) continue;
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const iso = isoOfGroups(match.groups!);
      if (iso !== undefined) found.push({ iso, start: match.index, end: match.index + match[0].length });
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  return found.filter((date, i) => i === 0 || date.start >= found[i - 1]!.end);
}

/** The first full date of a short text, in ISO 8601. */
export function isoDate(text: string): string | undefined {
  return findDates(text)[0]?.iso;
}

function isoOfGroups({
  y,
  m,
  d,
  h,
  min,
  half,
}: Readonly<Record<string, string | undefined>>): string | undefined {
  const written = /\d/.test(m!) ? Number(m) : monthOf(m!.replace('.', ''));
  const swapped = written !== undefined && written > 12 && Number(d) <= 12;
  const month = swapped ? Number(d) : written;
  const day = swapped ? written : Number(d);
  const year = Number(y);
  const hour = h === undefined ? undefined : hourOf(Number(h), half);
  if (y!.length > 2) return isoOf(year, month, day, hour, min);
  if (year > LAST_SHORT_YEAR && year < FIRST_SHORT_YEAR) return undefined;
  return isoOf(year + (year > LAST_SHORT_YEAR ? 1900 : 2000), month, day, hour, min);
}

/** The hour of the day, `5` before `pm` being 17. */
export function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined || hour > 12) return hour;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
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
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

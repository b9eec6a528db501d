import { hourOf, isoOf, monthOf } from './dates';
import type { Block, Page } from './page';

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

/** A line that is nothing but a date: the bare times below it are of that day. */
export interface DayHeading {
  readonly block: number;
  readonly day: number;
  readonly month: number;
  readonly year: number | undefined;
}

const SEPARATOR = '\\s*(?:à|a las|a|at|–|—|-|,|\\||·|•)?\\s*';
const TIME =
  '(?<h>\\d{1,2})\\s?(?:[:hH]|\\s?h\\s)\\s?(?<min>\\d{2})(?::\\d{2})?(?![\\d%])(?:\\s?(?:(?<half>[ap])\\.?m\\.?(?!\\p{L})|(?:h|hs|hrs|horas|heures|min)(?!\\p{L})\\.?))?(?:\\s(?:GMT|UTC|CET|CEST|BST|ET|EST|EDT)(?:[+-]\\d)?(?!\\p{L}))?';
const TAIL = '\\s*[\\])]?\\s*(?:[–—|:·•.>-]+(?=\\s|$))?\\s*';
const LEAD = '^[\\[(]?(?:(?:publiée?|postée?|posted|published|publicado|le|el)\\s+)*';
const WEEKDAY =
  '(?:(?:lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun|mié|jue|vie|sáb|dom)\\p{L}*[.,]?\\s+)?';
const NUMERIC = new RegExp(
  `${LEAD}${WEEKDAY}(?<d>\\d{1,2})\\s?[-/.]\\s?(?<m>\\d{1,2})(?:\\s?[-/.]\\s?(?<y>\\d{4}|\\d{2}))?${SEPARATOR}${TIME}${TAIL}`,
  'iu',
);
const NAMED = new RegExp(
  `${LEAD}${WEEKDAY}(?<d>\\d{1,2})(?:er|st|nd|rd|th)?\\s(?:de\\s)?(?<m>\\p{L}{3,10})\\.?(?:,?\\s(?:del?\\s)?(?<y>\\d{4}))?${SEPARATOR}${TIME}${TAIL}`,
  'iu',
);
const MONTH_FIRST = new RegExp(
  `${LEAD}${WEEKDAY}(?<m>\\p{L}{3,9})\\.?\\s(?<d>\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s(?<y>\\d{4}))?${SEPARATOR}${TIME}${TAIL}`,
  'iu',
);
const CLOCK = new RegExp(`${LEAD}(?:(?:à|at|a las)\\s)?${TIME}${TAIL}`, 'iu');
const DATED = [NUMERIC, NAMED, MONTH_FIRST];
const DAY = new RegExp(
  `^\\W*${WEEKDAY}(?:(?<d>\\d{1,2})(?:er|st|nd|rd|th)?\\s(?:de\\s)?(?<m>\\p{L}{3,10})\\.?|(?<m2>\\p{L}{3,9})\\.?\\s(?<d2>\\d{1,2})(?:st|nd|rd|th)?)(?:,?\\s(?:del?\\s)?(?<y>\\d{4}))?\\W*$`,
  'iu',
);
const DAY_NUMERIC = new RegExp(
  `^\\W*${WEEKDAY}(?<d>\\d{1,2})\\s?[-/.]\\s?(?<m>\\d{1,2})\\s?[-/.]\\s?(?<y>\\d{4})\\W*$`,
  'iu',
);

const BEGINNING =
  /(?:lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun|mié|jue|vie|sáb|dom|publi|post|le\s|el\s|à\s|at\s|a\s|jan|fév|fev|feb|avr|apr|abr|mai|may|jui|jun|jul|aoû|aou|aug|ago|sep|oct|nov|déc|dec|dic|ene)/iuy;

/** No stamp is longer. */
const LONGEST_STAMP = 80;
const LONGEST_DAY = 50;

/** The dates with times, bare times and days alone that the blocks of a page begin with. */
export function stampsOf({ text, blocks, facts }: Page): {
  dated: Stamp[];
  clocks: Stamp[];
  days: DayHeading[];
} {
  const dated: Stamp[] = [];
  const clocks: Stamp[] = [];
  const days: DayHeading[] = [];
  blocks.forEach((block, i) => {
    if (block.furniture) return;
    const marked = facts.times?.get(block.start);
    const stamp = marked === undefined ? undefined : markedStamp(marked.iso, marked.end, text, block, i);
    if (stamp !== undefined) dated.push(stamp);
    else if (canBegin(text, block.start)) {
      const head = text.slice(block.start, Math.min(block.end, block.start + LONGEST_STAMP));
      if (!/\d/.test(head)) return;
      const found = firstStamp(DATED, head, block, i);
      const clock = found === undefined ? stampAt(CLOCK, head, block, i) : undefined;
      if (found !== undefined) dated.push(found);
      else if (clock !== undefined) clocks.push(clock);
      else if (block.end - block.start <= LONGEST_DAY) {
        const day = dayAt(head, i);
        if (day !== undefined) days.push(day);
      }
    }
  });
  return { dated, clocks, days };
}

/** A figure, a bracket, a dash, or what a weekday, a month or `publié` begins with. */
function canBegin(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if ((code >= 48 && code <= 57) || code === 91 || code === 40) return true;
  if (code === 0x2014 || code === 0x2013 || code === 45) return true;
  BEGINNING.lastIndex = at;
  return BEGINNING.test(text);
}

function firstStamp(
  patterns: readonly RegExp[],
  head: string,
  block: Block,
  index: number,
): Stamp | undefined {
  for (const pattern of patterns) {
    const stamp = stampAt(pattern, head, block, index);
    if (stamp !== undefined) return stamp;
  }
  return undefined;
}

function stampAt(pattern: RegExp, head: string, block: Block, index: number): Stamp | undefined {
  const match = pattern.exec(head);
  if (match?.groups === undefined) return undefined;
  const { d, m, y, h, min, half } = match.groups;
  const month = m === undefined ? undefined : /\d/.test(m) ? Number(m) : monthOf(m);
  if (m !== undefined && isoOf(2024, month, Number(d)) === undefined) return undefined;
  if (Number(h) > 23 || Number(min) > 59) return undefined;
  return {
    block: index,
    textStart: block.start + match[0].length,
    day: d === undefined ? undefined : Number(d),
    month,
    year: y === undefined ? undefined : y.length === 2 ? 2000 + Number(y) : Number(y),
    hour: hourOf(Number(h), half),
    minute: Number(min),
    numeric: m !== undefined && /\d/.test(m),
  };
}

/** A stamp out of a `<time datetime>` that tells the time of day. */
function markedStamp(iso: string, end: number, text: string, block: Block, index: number): Stamp | undefined {
  if (iso.length < 16) return undefined;
  let textStart = Math.min(end, block.end);
  while (textStart < block.end && /[\s\])–—|:·•.-]/.test(text[textStart]!)) textStart++;
  return {
    block: index,
    textStart,
    day: Number(iso.slice(8, 10)),
    month: Number(iso.slice(5, 7)),
    year: Number(iso.slice(0, 4)),
    hour: Number(iso.slice(11, 13)),
    minute: Number(iso.slice(14, 16)),
    numeric: false,
  };
}

function dayAt(line: string, index: number): DayHeading | undefined {
  const { d, m, d2, m2, y } = (DAY.exec(line) ?? DAY_NUMERIC.exec(line))?.groups ?? {};
  const name = m ?? m2;
  if (name === undefined) return undefined;
  const month = /\d/.test(name) ? Number(name) : monthOf(name);
  const day = Number(d ?? d2);
  if (month === undefined || isoOf(Number(y ?? 2024), month, day) === undefined) return undefined;
  return { block: index, day, month, year: y === undefined ? undefined : Number(y) };
}

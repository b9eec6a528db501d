import { HEADER_KEYS } from '../french/page-words';
import { isoDate } from './dates';
import { linesOf, type Lines } from './lines';
import type { Block, Facts, Page } from './page';
import { IDENTITY } from './source-map';

/** A bullet, a dash of dialogue or a number before a list item. */
const BULLET = /(?:[•●▪◦■□▶►→*·‣⁃]|[-–—](?=\s)|-(?=\p{L})|\d{1,2}[.)/](?=\s))\s*/uy;
/** Longer lines are no hand-set or mail-set column: the file has one paragraph a line. */
const WIDEST_COLUMN = 100;
const NARROWEST_COLUMN = 40;
/** The share of line breaks that a column explains from which on a file counts as hard-wrapped. */
const WRAPPED_SHARE = 0.8;
const FEWEST_WRAPS = 3;
const RULE_CHARACTERS = '-–—=_*•·.~# \u00a0';
const SHORTEST_RULE = 2;
const PAGE_BREAK = '\f';
/** A signature under `--` has no more lines. */
const LONGEST_SIGNATURE = 5;
const LONGEST_SIGNATURE_LINE = 120;
const HEADER_LINE = /^(\p{L}{2,12})\s*:\s*(.*)$/u;
const MOST_HEADER_LINES = 12;
const LONGEST_HEADER_LINE = 600;

/** Reads plain text: the reading text is the text itself, blocks are its lines or hard-wrapped paragraphs. */
export function readPlain(text: string): Page {
  const lines = linesOf(text);
  const facts: Facts = {};
  const first = readHeader(text, lines, facts);
  return { text, source: IDENTITY, blocks: blocksOf(text, lines, first), facts, problems: [] };
}

/** Reads `titre: …`, `date: …` lines at the top, closed by `---` or an empty line; gives the line after them. */
function readHeader(text: string, lines: Lines, facts: Facts): number {
  let line = 0;
  let known = 0;
  while (line < lines.start.length && lines.start[line] === lines.end[line]) line++;
  const top = line;
  for (; line < lines.start.length && line - top < MOST_HEADER_LINES; line++) {
    const start = lines.start[line]!;
    const end = lines.end[line]!;
    if (end - start > LONGEST_HEADER_LINE) break;
    const content = text.slice(start, end);
    if (content === '---') return known > 0 ? line + 1 : 0;
    const [, key, value] = HEADER_LINE.exec(content) ?? [];
    const fact = key === undefined ? undefined : HEADER_KEYS[key.toLowerCase()];
    if (fact === undefined) break;
    known++;
    const clean = unquoted(value ?? '');
    if (clean !== '') facts[fact] = fact === 'date' ? (isoDate(clean) ?? clean) : clean;
  }
  const closed = line > top && (line >= lines.start.length || lines.start[line] === lines.end[line]);
  if (known >= 2 && closed) return line;
  for (const key of Object.keys(facts)) delete facts[key as keyof Facts];
  return 0;
}

function unquoted(value: string): string {
  return /^(["']).*\1$/.test(value) ? value.slice(1, -1).trim() : value;
}

function blocksOf(text: string, lines: Lines, firstLine: number): Block[] {
  const wrapped = isWrapped(text, lines, firstLine);
  const blocks: Block[] = [];
  const signature = signatureLine(text, lines);
  const paged = text.includes(PAGE_BREAK);
  let apart = true;
  let rule = false;
  for (let i = firstLine; i < lines.start.length; i++) {
    const lineStart = lines.start[i]!;
    if (paged && i > 0 && text.slice(lines.end[i - 1], lineStart).includes(PAGE_BREAK)) rule = true;
    if (isRule(text, lineStart, lines.end[i]!)) {
      apart = true;
      rule ||= divides(text, lineStart, lines.end[i]!);
      continue;
    }
    const furniture = i > signature;
    const start = afterBullet(text, lineStart);
    while (continues(text, lines, i, wrapped)) i++;
    const end = lines.end[i]!;
    const kind = start > lineStart ? 'item' : 'paragraph';
    if (start < end)
      blocks.push({ kind, start, end, apart, rule, furniture, level: 0, linked: false, section: -1 });
    apart = false;
    rule = false;
  }
  return blocks;
}

/** Whether a line is empty or a rule: dashes, stars, dots. */
function isRule(text: string, start: number, end: number): boolean {
  if (start < end && isSmall(text.charCodeAt(start) | 32)) return false;
  for (let i = start; i < end; i++) if (!RULE_CHARACTERS.includes(text[i]!)) return false;
  return true;
}

/** Whether a rule is drawn to divide: two characters or more, none of them a full stop. */
function divides(text: string, start: number, end: number): boolean {
  return end - start >= SHORTEST_RULE && !text.slice(start, end).includes('.');
}

/** The `--` above a signature of a few short lines at the end, else the end of the text. */
function signatureLine(text: string, lines: Lines): number {
  let content = 0;
  for (let i = lines.start.length - 1; i > 0 && content <= LONGEST_SIGNATURE; i--) {
    const start = lines.start[i]!;
    const end = lines.end[i]!;
    if (end - start === 2 && text.startsWith('--', start)) return i;
    if (end - start > LONGEST_SIGNATURE_LINE) break;
    if (end > start) content++;
  }
  return Infinity;
}

/** Whether the line after `i` goes on with its sentence. */
function continues(text: string, lines: Lines, i: number, wrapped: boolean): boolean {
  const next = lines.start[i + 1];
  if (next === undefined || next === lines.end[i + 1]) return false;
  if (afterBullet(text, next) > next) return false;
  if (wrapped && breaksAtColumn(text, lines, i, WIDEST_COLUMN)) return true;
  if (lines.end[i]! - lines.start[i]! < NARROWEST_COLUMN) return false;
  return isSmall(text.charCodeAt(next)) && /[\p{L},]/u.test(text[lines.end[i]! - 1]!);
}

/** Whether a character is a small letter; those of ASCII and its punctuation without asking Unicode. */
function isSmall(code: number): boolean {
  return code < 0x80 ? code >= 97 && code <= 122 : /\p{Ll}/u.test(String.fromCharCode(code));
}

/** Whether most breaks inside paragraphs stand where a column ends. */
function isWrapped(text: string, lines: Lines, firstLine: number): boolean {
  let widest = 0;
  for (let i = firstLine; i < lines.start.length; i++) {
    widest = Math.max(widest, lines.end[i]! - lines.start[i]!);
    if (widest > WIDEST_COLUMN) return false;
  }
  if (widest < NARROWEST_COLUMN) return false;
  let breaks = 0;
  let wraps = 0;
  for (let i = firstLine; i + 1 < lines.start.length; i++) {
    if (lines.start[i] === lines.end[i] || lines.start[i + 1] === lines.end[i + 1]) continue;
    breaks++;
    if (breaksAtColumn(text, lines, i, widest)) wraps++;
  }
  return wraps >= FEWEST_WRAPS && wraps >= breaks * WRAPPED_SHARE;
}

/** Whether the next line's first word would not have fitted into this line. */
function breaksAtColumn(text: string, lines: Lines, i: number, width: number): boolean {
  const next = lines.start[i + 1]!;
  let wordEnd = next;
  while (wordEnd < lines.end[i + 1]! && text.charCodeAt(wordEnd) > 32) wordEnd++;
  return lines.end[i]! - lines.start[i]! + 1 + (wordEnd - next) > width;
}

/** The offset of the first character after a bullet, or `at` when there is none. */
function afterBullet(text: string, at: number): number {
  const code = text.charCodeAt(at) | 32;
  if (code >= 97 && code <= 122) return at;
  BULLET.lastIndex = at;
  return BULLET.test(text) ? BULLET.lastIndex : at;
}

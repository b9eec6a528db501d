import type { Format, Span } from '../model';
import { readFrontMatter } from '../reading/front-matter';
import { read } from '../reading/read';

/** What may be the beginning of a name. */
export interface TypedName {
  readonly text: string;
  /** Where it begins, as an offset of the line. */
  readonly start: number;
}

/**
 * What is being typed at the end of a piece of a line, from each word on at which a name may have begun, the longest
 * first: for `à la Banque Cen` that is `à la Banque Cen`, `la Banque Cen`, `Banque Cen`, `Cen`. Nothing in an
 * address, a hashtag or a handle.
 */
export function typedNames(before: string): TypedName[] {
  const from = Math.max(0, before.length - WINDOW);
  const text = before.slice(from);
  if (ADDRESS.test(text)) return [];
  const run = RUN.exec(text)?.[0] ?? '';
  const base = text.length - run.length;
  const found: TypedName[] = [];
  for (const { index } of run.matchAll(WORD)) {
    const start = base + index;
    // What the window cuts is no beginning.
    if (start === 0 && from > 0) continue;
    if (start === 0 || MAY_PRECEDE.test(text.slice(Math.max(0, start - 2), start)))
      found.push({ text: text.slice(start), start: from + start });
  }
  return found.slice(-MOST_WORDS);
}

/** Whether a stretch of a file is prose: no code, no markup, no key of the front matter. Linear. */
export function isProse(source: string, format: Format, span: Span): boolean {
  const lineStart = source.lastIndexOf('\n', span.start - 1) + 1;
  const before = source.slice(Math.max(lineStart, span.start - LONGEST_LINE), span.start);
  if (format !== 'html') {
    const front = readFrontMatter(source);
    if (front && span.start < front.end) return VALUE.test(before);
  }
  if (format === 'text') return true;
  if (format === 'markdown' && (before.split('`').length % 2 === 0 || OPEN_LINK.test(before))) return false;
  if (OPEN_TAG.test(source.slice(Math.max(0, span.start - LONGEST_LINE), span.start))) return false;
  if (format === 'html' && isInCode(source, span.start)) return false;
  // What a reader sees is prose.
  const file = read(source, format);
  const seen = { start: file.source.toReading(span.start), end: file.source.toReading(span.end) };
  const back = file.source.toSource(seen);
  return (
    back.start === span.start &&
    back.end === span.end &&
    file.text.slice(seen.start, seen.end) === source.slice(span.start, span.end)
  );
}

/** Words and what may stand between the words of one name. */
const RUN = /[\p{L}\p{M}\p{N}&+'’‘ʼ \u00A0\u202F\u2010\u2011-]+$/u;
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}&+]*/gu;
/** A name begins behind a blank, a quotation mark, a bracket, an elision or a mark of emphasis; not within a word or a tag. */
const MAY_PRECEDE = /(?:^|[^\p{L}\p{M}\p{N}@#/\\.&+=?%<_-])_?$/u;
const ADDRESS = /(?:\w:\/\/|www\.|mailto:|@)\S*$/;
/** Names are hardly ever longer. */
const WINDOW = 120;
const MOST_WORDS = 9;
/** Markup that is looked at before a name on its line. */
const LONGEST_LINE = 2000;
/** Behind the colon of a key, or the dash of a list. */
const VALUE = /^\s*(?:[\p{L}\p{N}_-]+\s*:\s|-\s)/u;
const OPEN_LINK = /\]\([^)\s]*$/;
/** Also one that is not closed yet, which readers of HTML take for text. */
const OPEN_TAG = /<[a-z!/][^<>]*$/i;
const CODE = /<(\/?)(?:code|pre)(?=[\s>])/gi;

function isInCode(source: string, offset: number): boolean {
  let depth = 0;
  for (const match of source.matchAll(CODE)) {
    if (match.index >= offset) break;
    depth = match[1] === '' ? depth + 1 : Math.max(0, depth - 1);
  }
  return depth > 0;
}

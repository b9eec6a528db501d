import type { FileRecord } from '../archive/records';
import type { Format, ReadFile, Span } from '../model';
import { quotationsIn } from './quotations';

/** What a check needs to know of the file beside its record. */
export interface CheckedFile {
  readonly record: FileRecord;
  readonly source: string;
  readonly format: Format;
  readonly read: ReadFile;
  /** The path that decisions know it by, relative to its workspace folder. */
  readonly path?: string | undefined;
}

/** What others said (reading offsets): quotations, block quotations. */
export function quotedIn(file: CheckedFile): Span[] {
  const { read, format } = file;
  const quoted = read.passages.flatMap((passage) => quotationsIn(read.text, passage));
  if (format === 'markdown') quoted.push(...matches(file, MARKDOWN_QUOTE));
  else if (format === 'html') quoted.push(...elements(file, HTML_QUOTE));
  return quoted;
}

/** What is code (reading offsets). */
export function codeIn(file: CheckedFile): Span[] {
  if (file.format === 'markdown') return matches(file, MARKDOWN_CODE);
  return file.format === 'html' ? elements(file, HTML_CODE) : [];
}

/** Where names are not to be touched (reading offsets): quotations, block quotations, code. */
export function closedSpans(file: CheckedFile): Span[] {
  return [...quotedIn(file), ...codeIn(file)];
}

/** Whether a stretch has something in common with one of others. */
export function isIn(spans: readonly Span[], { start, end }: Span): boolean {
  return spans.some((span) => span.start < end && start < span.end);
}

/** Whether a name is part of a hashtag, a handle, a path or an address. */
export function isTagged(text: string, { start, end }: Span): boolean {
  return (
    BEFORE_TAG.test(text.slice(Math.max(0, start - 1), start)) || AFTER_TAG.test(text.slice(end, end + 2))
  );
}

/** A line of a block quotation. */
const MARKDOWN_QUOTE = /^ {0,3}>.*$/gm;
/** Code between backticks on one line. */
const MARKDOWN_CODE = /`[^`\r\n]+`/g;
const HTML_QUOTE = /<(\/?)(?:blockquote|q)(?=[\s>])/gi;
const HTML_CODE = /<(\/?)(?:code|pre)(?=[\s>])/gi;
const BEFORE_TAG = /[#@/\\_]/;
const AFTER_TAG = /^(?:[@/\\_]|\.\p{Ll})/u;

function matches({ source, read }: CheckedFile, pattern: RegExp): Span[] {
  return [...source.matchAll(pattern)].map(({ index, 0: text }) =>
    toReading(read, { start: index, end: index + text.length }),
  );
}

/** What stands between tags, the first group of whose pattern is the slash of an end tag. */
function elements({ source, read }: CheckedFile, pattern: RegExp): Span[] {
  const found: Span[] = [];
  let depth = 0;
  let start = 0;
  for (const match of source.matchAll(pattern)) {
    if (match[1] === '') {
      if (depth++ === 0) start = match.index;
    } else if (depth > 0 && --depth === 0) found.push(toReading(read, { start, end: match.index }));
  }
  return found;
}

function toReading({ source }: ReadFile, { start, end }: Span): Span {
  return { start: source.toReading(start), end: source.toReading(end) };
}

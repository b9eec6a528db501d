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

/** Where names are not to be touched (reading offsets): quotations, block quotations, code. In order. */
export function closedSpans({ read, source, format }: CheckedFile): Span[] {
  const closed = read.passages.flatMap((passage) => quotationsIn(read.text, passage));
  const toReading = ({ start, end }: Span): Span => ({
    start: read.source.toReading(start),
    end: read.source.toReading(end),
  });
  if (format === 'markdown') {
    for (const match of source.matchAll(MARKDOWN_CLOSED)) {
      closed.push(toReading({ start: match.index, end: match.index + match[0].length }));
    }
  } else if (format === 'html') {
    let depth = 0;
    let start = 0;
    for (const match of source.matchAll(HTML_CLOSED)) {
      if (match[1] === '') {
        if (depth++ === 0) start = match.index;
      } else if (depth > 0 && --depth === 0) closed.push(toReading({ start, end: match.index }));
    }
  }
  return closed.sort((a, b) => a.start - b.start);
}

/** A line of a block quotation; code between backticks on one line. */
const MARKDOWN_CLOSED = /^ {0,3}>.*$|`[^`\r\n]+`/gm;
const HTML_CLOSED = /<(\/?)(?:blockquote|q|code|pre)(?=[\s>])/gi;

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

const BEFORE_TAG = /[#@/\\_]/;
const AFTER_TAG = /^(?:[@/\\_]|\.\p{Ll})/u;

import type { FileRecord } from '../core/archive/records';
import type { Span } from '../core/model';
import type { Position, Range } from '../protocol/protocol';

/** The one place that converts offsets of a file to editor positions. */
export function positionAt({ lineStarts }: Pick<FileRecord, 'lineStarts'>, offset: number): Position {
  let low = 0;
  let high = lineStarts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (lineStarts[middle]! <= offset) low = middle;
    else high = middle;
  }
  return { line: low, character: Math.max(0, offset - (lineStarts[low] ?? 0)) };
}

/** A span as an editor range. */
export function rangeOf(file: Pick<FileRecord, 'lineStarts'>, span: Span): Range {
  return { start: positionAt(file, span.start), end: positionAt(file, span.end) };
}

/** The offset of an editor position; positions behind the end of the file give its last line's start. */
export function offsetAt(
  { lineStarts }: Pick<FileRecord, 'lineStarts'>,
  { line, character }: Position,
): number {
  return (lineStarts[Math.min(line, lineStarts.length - 1)] ?? 0) + character;
}

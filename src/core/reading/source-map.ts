import type { SourceMap, Span } from '../model';

/** For plain text, where the reading text is the source. */
export const IDENTITY: SourceMap = {
  toSource: (reading: Span): Span => ({ start: reading.start, end: reading.end }),
  toReading: (sourceOffset: number): number => sourceOffset,
};

/**
 * A source map as runs, in the order of both texts. A run whose reading and source lengths agree maps
 * character by character; any other (a character reference, folded blanks) is one indivisible piece.
 */
export class RunMap implements SourceMap {
  /**
   * @param reading where each run begins in the reading text, and its length as a last element
   * @param start where each run begins in the source
   * @param end where each run ends in the source
   */
  constructor(
    private readonly reading: Int32Array,
    private readonly start: Int32Array,
    private readonly end: Int32Array,
  ) {}

  toSource(span: Span): Span {
    if (this.start.length === 0) return { start: 0, end: 0 };
    const first = lastAtMost(this.reading, span.start, this.start.length);
    const start = this.inside(first, span.start);
    if (span.end <= span.start) return { start, end: start };
    const last = lastAtMost(this.reading, span.end - 1, this.start.length);
    const end = this.isExact(last) ? this.inside(last, span.end) : this.end[last]!;
    return { start, end };
  }

  toReading(sourceOffset: number): number {
    if (this.start.length === 0) return 0;
    const run = lastAtMost(this.start, sourceOffset, this.start.length);
    if (sourceOffset <= this.start[run]!) return this.reading[run]!;
    if (sourceOffset >= this.end[run]!) return this.reading[run + 1]!;
    return this.reading[run]! + (this.isExact(run) ? sourceOffset - this.start[run]! : 0);
  }

  private isExact(run: number): boolean {
    return this.end[run]! - this.start[run]! === this.reading[run + 1]! - this.reading[run]!;
  }

  private inside(run: number, readingOffset: number): number {
    if (!this.isExact(run)) return this.start[run]!;
    return Math.min(this.start[run]! + Math.max(readingOffset - this.reading[run]!, 0), this.end[run]!);
  }
}

/** The last index below `count` whose value is at most `value`, or 0. */
function lastAtMost(values: Int32Array, value: number, count: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (values[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

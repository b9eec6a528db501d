import type { ReadFile, Span } from '../model';

/** A sentence as a reader sees it, with the places of names in it. */
export interface Excerpt {
  /** Visible text without markup, white space collapsed; cut with `…` when longer than asked for. */
  readonly text: string;
  /** Where the names stand in `text`. */
  readonly highlights: readonly Span[];
}

/** The visible text of a sentence of a file around the names in it (source offsets). */
export function excerpt(file: ReadFile, sentence: Span, names: readonly Span[], maxLength: number): Excerpt {
  const start = file.source.toReading(sentence.start);
  const end = file.source.toReading(sentence.end);
  const first = names[0] ? file.source.toReading(names[0].start) : start;
  const from = end - start <= maxLength ? start : Math.max(start, first - Math.floor(maxLength / 3));
  const to = Math.min(end, from + maxLength);

  let text = from > start ? ELLIPSIS : '';
  const at = new Map<number, number>();
  let space = true;
  for (let i = from; i < to; i++) {
    at.set(i, text.length);
    const char = file.text[i]!;
    const white = WHITE.test(char);
    if (!white) text += char;
    else if (!space) text += ' ';
    space = white;
  }
  at.set(to, text.length);
  text = text.trimEnd();
  const limit = text.length;
  if (to < end) text += ELLIPSIS;
  const highlights = names.flatMap((name) => {
    const begin = at.get(file.source.toReading(name.start));
    const stop = at.get(file.source.toReading(name.end)) ?? limit;
    return begin === undefined || begin >= stop ? [] : [{ start: begin, end: Math.min(stop, limit) }];
  });
  return { text, highlights };
}

const ELLIPSIS = '…';
const WHITE = /\s/;

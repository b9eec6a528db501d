import type { DocumentView } from './documentView';
import type { TaggedSpan } from './tagger';

/** A span's folded words, joined by single spaces: what two spellings of a name share. */
export function keyOf(view: DocumentView, first: number, last: number): string {
  if (first === last) return view.lexemes[first]?.folded ?? '';
  let key = '';
  for (let i = first; i <= last; i++) {
    const folded = view.lexemes[i]?.folded ?? '';
    key = key === '' ? folded : `${key} ${folded}`;
  }
  return key;
}

/**
 * Adds spans to others, which win where they overlap. Both lists are in order; so is the result.
 * Of added spans that overlap one another the earlier wins.
 */
export function withAdded(spans: readonly TaggedSpan[], added: readonly TaggedSpan[]): TaggedSpan[] {
  if (added.length === 0) return [...spans];
  const result: TaggedSpan[] = [];
  let s = 0;
  let free = 0;
  for (const span of added) {
    while (s < spans.length && spans[s]!.last < span.first) {
      result.push(spans[s]!);
      free = spans[s]!.last + 1;
      s++;
    }
    const next = spans[s];
    if (span.first < free || (next && next.first <= span.last)) continue;
    result.push(span);
    free = span.last + 1;
  }
  return [...result, ...spans.slice(s)];
}

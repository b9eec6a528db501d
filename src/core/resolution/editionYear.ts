import { EDITION_YEAR, YEAR_AFTER } from '../french/editions';
import type { Span } from '../model';

/** The year of the edition that a sentence speaks of when it names an event; undefined when it says none, or several. */
export function editionYear(text: string, mention: Span, sentence: Span): string | undefined {
  const after = YEAR_AFTER.exec(text.slice(mention.end, mention.end + LONGEST_AFTER));
  if (after) return after[1];
  const said = new Set<string>();
  const window = text.slice(
    Math.max(sentence.start, mention.start - REACH),
    Math.min(sentence.end, mention.end + REACH),
  );
  for (const match of window.matchAll(EDITION_YEAR)) said.add(match[1] ?? match[2]!);
  return said.size === 1 ? said.values().next().value : undefined;
}

const LONGEST_AFTER = 20;
/** A year further off in a long sentence may be that of another event. */
const REACH = 120;

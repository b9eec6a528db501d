import {
  COUNTED_YEAR_AFTER,
  COUNTED_YEAR_BEFORE,
  EDITION_YEAR,
  NEXT_EDITION_BEFORE,
  YEAR,
  YEAR_AFTER,
  YEAR_BACK,
} from '../french/editions';
import type { Span } from '../model';

/**
 * The year of the edition that a sentence speaks of when it names an event; undefined when it says none, or several.
 * `articleYear` is what `l'an dernier` counts from.
 */
export function editionYear(
  text: string,
  mention: Span,
  sentence: Span,
  articleYear?: string,
): string | undefined {
  const behind = text.slice(mention.end, Math.min(sentence.end, mention.end + LONGEST_BESIDE));
  const after = YEAR_AFTER.exec(behind);
  if (after) return after[1];
  const before = text.slice(Math.max(sentence.start, mention.start - LONGEST_BESIDE), mention.start);
  if (articleYear !== undefined) {
    const counted = COUNTED_YEAR_AFTER.exec(behind) ?? COUNTED_YEAR_BEFORE.exec(before);
    if (counted) return String(Number(articleYear) + (YEAR_BACK.test(counted[0]) ? -1 : 1));
    if (NEXT_EDITION_BEFORE.test(before)) {
      const ahead = new Set(text.slice(mention.end, sentence.end).match(YEAR));
      const [year] = ahead;
      if (ahead.size === 1 && year! > articleYear) return year;
    }
  }
  const said = new Set<string>();
  const window = text.slice(
    Math.max(sentence.start, mention.start - REACH),
    Math.min(sentence.end, mention.end + REACH),
  );
  for (const match of window.matchAll(EDITION_YEAR)) said.add(match[1] ?? match[2]!);
  return said.size === 1 ? said.values().next().value : undefined;
}

/** What stands beside a name and says its year: `L'édition de l'année dernière du `. */
const LONGEST_BESIDE = 40;
/** A year further off in a long sentence may be that of another event. */
const REACH = 120;

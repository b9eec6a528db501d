import type { EntityItem } from '../protocol/protocol';

/** A text with the places in it that are to stand out, as pairs [start, end). */
export interface Highlighted {
  readonly text: string;
  readonly highlights: readonly (readonly [number, number])[];
}

/** A sidebar shows some thirty-five characters: more before the name would push it out of sight. */
const LEAD_MOST = 20;
/** How much of what stands before the name is kept when it is cut. */
const LEAD_KEPT = 14;

/**
 * A text of an article made safe where the editor draws icons for `$(name)`: the dollar becomes a
 * small dollar. The length stays the same, so offsets keep their meaning.
 */
export function plain(text: string): string {
  return text.replace(/\$(?=\()/g, '﹩');
}

/** A name with what tells it from others of the same name: `Omar Tazi (Racing Zaouia)`. */
export function fullName({ name, qualifier }: Pick<EntityItem, 'name' | 'qualifier'>): string {
  return qualifier === undefined ? name : `${name} (${qualifier})`;
}

/** Cuts the beginning of a sentence so that the first name in it is seen in a narrow list. */
export function cutToName(sentence: Highlighted): Highlighted {
  const first = sentence.highlights[0]?.[0] ?? 0;
  if (first <= LEAD_MOST) return sentence;
  const space = sentence.text.indexOf(' ', first - LEAD_KEPT);
  const cut = space >= 0 && space < first ? space + 1 : first;
  const shift = cut - 1;
  return {
    text: `…${sentence.text.slice(cut)}`,
    highlights: sentence.highlights.map(([start, end]) => [start - shift, end - shift] as const),
  };
}

/** A text that names something of an article, for a notification: these draw icons and links. */
export function forNotification(text: string): string {
  return plain(text).replaceAll('](', '] (');
}

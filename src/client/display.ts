import type { EntityItem } from '../protocol/protocol';

/** A text with the places in it that are to stand out, as pairs [start, end). */
export interface Highlighted {
  readonly text: string;
  readonly highlights: readonly (readonly [number, number])[];
}

/** A sidebar shows some thirty-five characters: more before the name would push it out of sight. */
const LEAD_MOST = 20;
/** A longer name would push the count behind it out of sight. */
const NAME_MOST = 36;
/** How much of a name's end is kept when it is cut: what tells it from names that begin alike. */
const END_KEPT = 12;
/** How much of what stands before the name is kept when it is cut. */
const LEAD_KEPT = 14;

/**
 * A text of an article made safe where the editor draws icons for `$(name)`: the dollar becomes a
 * small dollar. The length stays the same, so offsets keep their meaning.
 */
export function plain(text: string): string {
  return text.replace(/\$(?=\()/g, '﹩');
}

/** A name cut in the middle, between words where it can be, so that it fits a narrow list. */
export function shortened(name: string): string {
  if (name.length <= NAME_MOST) return name;
  const from = name.length - END_KEPT;
  const space = name.indexOf(' ', from - 1);
  const tail = space >= 0 && space < name.length - 1 ? space + 1 : from;
  const most = NAME_MOST - (name.length - tail) - 1;
  const before = name.lastIndexOf(' ', most);
  const head = before > most / 2 ? before : most;
  return `${wholeUpTo(name, head)}…${name.slice(startOfWhole(name, tail))}`;
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

/** The beginning of a text up to a place, without half a character at its end. */
function wholeUpTo(text: string, end: number): string {
  let at = end;
  while (at > 0 && CONTINUES.test(text.slice(at, at + 1))) at--;
  return text.slice(0, at);
}

/** Where the character after a place begins, if the place is within one. */
function startOfWhole(text: string, start: number): number {
  let at = start;
  while (at < text.length && CONTINUES.test(text.slice(at, at + 1))) at++;
  return at;
}

/** What no character begins with: the second half of a pair, a combining mark, a joiner. */
const CONTINUES = /^(?:\p{M}|\u200D|[\uDC00-\uDFFF])/u;

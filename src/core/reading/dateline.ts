import { SECTIONS } from '../french/boilerplate';
import { AGENCIES, CITIES, GENRES, SUBJECT_ENDING, SUBJECT_START } from '../french/datelines';
import { isoDate } from './dates';

/** Where a text was written and, when the dateline tells the year, when. */
export interface Dateline {
  readonly place: string;
  readonly date: string | undefined;
  /** It names a day or an agency, as those of dispatches do. */
  readonly signed: boolean;
}

/** Place, optional country or date, optional agency, dash. */
const DATELINE =
  /^(\p{Lu}[\p{L}'’. -]{1,40}?)(?:\s*\/\s*[\p{L}'’ -]{2,40})?(?:\s*\(([^()]{2,60})\))?(?:,\s*((?:le\s+)?[^(),–—]{2,40}?))?(?:\s*\(([^()]{2,30})\))?\s*(?:[–—]|--?(?=\s))\s*\S/u;
/** No dateline is without one; most paragraphs are. */
const DASH = /[–—]|-[\s-]/;
const DAY = /^(?:le\s+)?\d{1,2}(?:er)?\s\p{L}{3,9}\.?(?:\s\d{4})?$/u;
/** Shorter labels in capitals are acronyms, longer ones phrases. */
const SHORTEST_PLACE = 5;
const MOST_WORDS = 4;
/** A headline may begin with a label; a paragraph is longer. */
const LEAST_PARAGRAPH = 120;
/** How far a dateline reaches into its paragraph. */
const REACH = 160;

/** Reads the dateline at the beginning of a paragraph. */
export function readDateline(paragraph: string): Dateline | undefined {
  const head = paragraph.slice(0, REACH);
  const match = DASH.test(head) ? DATELINE.exec(head) : null;
  if (match === null) return undefined;
  const [, name = '', inner, extra, agency] = match;
  const place = name.trim();
  const capitals = place === place.toUpperCase();
  const signed = [inner, extra, agency].some((part) => part !== undefined && AGENCIES.test(part.trim()));
  const dated = extra !== undefined && DAY.test(extra);
  const known = CITIES.has(place.toLowerCase());
  const likely = capitals && inner === undefined && extra === undefined && couldBePlace(place, paragraph);
  if (!(known || likely || ((signed || dated) && !GENRES.test(place)))) return undefined;
  return {
    place: capitals ? titleCase(place) : place,
    date: extra === undefined ? undefined : isoDate(extra),
    signed: signed || dated,
  };
}

/** Whether a label in capitals before the dash of a paragraph is a place the list does not know. */
function couldBePlace(label: string, paragraph: string): boolean {
  const words = label.split(/[\s-]+/);
  return (
    label.length >= SHORTEST_PLACE &&
    words.length <= MOST_WORDS &&
    !label.includes('.') &&
    !GENRES.test(label) &&
    !SUBJECT_ENDING.test(words[words.length - 1]!) &&
    !SUBJECT_START.test(label) &&
    !SECTIONS.has(label.toLowerCase()) &&
    !hasWord(paragraph, label.toLowerCase()) &&
    paragraph.length >= LEAST_PARAGRAPH
  );
}

/** Whether the paragraph uses a label as a common noun, in small letters. */
function hasWord(paragraph: string, word: string): boolean {
  for (let at = paragraph.indexOf(word); at >= 0; at = paragraph.indexOf(word, at + 1))
    if (!/\p{L}/u.test(paragraph[at - 1] ?? '')) return true;
  return false;
}

/** `RABAT` → `Rabat`, `EL JADIDA` → `El Jadida`. */
function titleCase(name: string): string {
  return name.toLowerCase().replace(/(?<![\p{L}’'])\p{L}/gu, (c) => c.toUpperCase());
}

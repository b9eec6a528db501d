import { HEAD_WORDS } from '../french/heads';
import { SMALL_WORDS } from '../french/smallWords';
import { NAMESAKE } from '../decisions/decisionSet';
import { parseBearer } from './namesakes';
import { looseKey, splitYear } from './words';

/*
 * Nodes of the graph of names: `ORG|cgem`; `EVENT|salon atlas@2024` for an event without a year in an article of 2024;
 * `PROD|fluvia?` for a name of uncertain type.
 */

/** What a node says: type and key of the name, the year of its article, and whether its type is uncertain. */
export function parseNode(node: string): {
  type: string;
  key: string;
  year: string | undefined;
  uncertain: boolean;
} {
  if (node.endsWith('?')) return { ...parseNode(node.slice(0, -1)), uncertain: true };
  const bar = node.indexOf('|');
  const at = node.lastIndexOf('@');
  return at < 0
    ? { type: node.slice(0, bar), key: node.slice(bar + 1), year: undefined, uncertain: false }
    : { type: node.slice(0, bar), key: node.slice(bar + 1, at), year: node.slice(at + 1), uncertain: false };
}

/** The node of a name without what an article adds to it: year, doubt, bearer, namesake. */
export function plainNode(node: string): string {
  const { type, key } = parseNode(parseBearer(node).name);
  const namesake = key.indexOf(NAMESAKE);
  return `${type}|${namesake < 0 ? key : key.slice(0, namesake)}`;
}

/** The node that leads to an edition (`EVENT|salon atlas 2024` → `EVENT|salon atlas@2024`). */
export function datedNode(edition: string): string {
  return edition.replace(EDITION, '@$1');
}

/** The editions that an edition's name may be cut to; a beginning that says only its kind is none. */
export function shorterEditions(type: string, key: string): string[] {
  if (type !== EVENT) return [];
  const { series, year } = splitYear(key);
  const words = year === undefined ? [] : series.split(' ');
  return words.slice(1).flatMap((_, i) => {
    const short = words.slice(0, i + 1);
    const told = short.some((part) => !HEAD_WORDS.has(part) && !SMALL_WORDS.has(part));
    return told && !SMALL_WORDS.has(short.at(-1)!) ? [`${type}|${short.join(' ')} ${year}`] : [];
  });
}

/** Persons and places are told apart by small words (`La Marsa`, `Ben Omar`): only spaces may differ. */
export function classOf(type: string, key: string): string {
  return `${type}|${type === 'PER' || type === 'LOC' ? key.replaceAll(' ', '') : looseKey(key)}`;
}

const EVENT = 'EVENT';
const EDITION = / ((?:19|20)\d\d)$/;

import { SMALL_WORDS } from '../french/smallWords';

/** The words of a key that carry meaning. */
export function contentWords(key: string): string[] {
  if (!key.includes(' ')) return SMALL_WORDS.has(key) ? [] : [key];
  return key.split(' ').filter((word) => !SMALL_WORDS.has(word));
}

/**
 * What two spellings of one name share though small words, plurals or spaces differ: `Agence du
 * développement du digital` and `Agence de développement digital`, `Caisses d'épargne`, `Master Card`.
 */
export function looseKey(key: string): string {
  if (!key.includes(' ')) return SMALL_WORDS.has(key) ? key : singular(key);
  const words = contentWords(key);
  return words.length === 0 ? key.replaceAll(' ', '') : words.map(singular).join('');
}

/**
 * The initials of a name's meaningful words, folded; a Roman numeral counts as its digit, as in `UM6P` for
 * `Université Mohammed VI Polytechnique`. Empty for names of a single word.
 */
export function initialsOf(key: string): string {
  if (!key.includes(' ')) return '';
  const words = contentWords(key);
  return words.length < 2 ? '' : words.map((word) => ROMAN[word] ?? word[0]!).join('');
}

/** The year a key ends with, and the key without it. */
export function splitYear(key: string): { readonly series: string; readonly year: string | undefined } {
  const match = YEAR.exec(key);
  return match ? { series: key.slice(0, match.index), year: match[1] } : { series: key, year: undefined };
}

/** What a key says of the edition: its year at the end, its number at the beginning; and the key without them. */
export function splitEdition(key: string): {
  readonly name: string;
  readonly year: string | undefined;
  readonly ordinal: string | undefined;
} {
  const { series, year } = splitYear(key);
  const match = ORDINAL.exec(series);
  return match
    ? { name: series.slice(match[0].length), year, ordinal: match[1] }
    : { name: series, year, ordinal: undefined };
}

/** `16e `, `xxvies `, `7e edition du `, `3rd `. */
const ORDINAL =
  /^(\d{1,3}|[ivx]+)(?:eme|ieme|ere|er|re|nde|nd|th|st|rd|e)s? (?:(?:edition|session) (?:(?:de la|de l|du|des|de|d) )?)?(?=[^ ])/;
const YEAR = / ((?:19|20)\d\d)$/;
const ROMAN: Readonly<Record<string, string>> = {
  ii: '2',
  iii: '3',
  iv: '4',
  vi: '6',
  vii: '7',
  viii: '8',
  ix: '9',
};
const SHORTEST_PLURAL = 4;

function singular(word: string): string {
  return word.length >= SHORTEST_PLURAL && word.endsWith('s') ? word.slice(0, -1) : word;
}

import { fold } from '../french/fold';
import { HEAD_WORDS } from '../french/heads';
import { LEGAL_FORMS } from '../french/legalForms';
import type { EntityType } from '../model';
import { nameKey } from '../resolution/key';

/** What is different between two spellings of one name. */
export type SlipKind = 'accents' | 'case' | 'apostrophe' | 'hyphen' | 'split' | 'legalForm' | 'spelling';

/**
 * What spellings of one name share whose difference is a matter of house style: accents, case, apostrophes,
 * hyphens, spaces and legal form do not count. `Master Card S.A.` → `mastercard`.
 */
export function spellingKey(surface: string, type: EntityType): string {
  return nameKey(surface, type).replaceAll(' ', '');
}

/** A spelling without what no reader sees: kinds of white space and of hyphens, soft hyphens, composed accents. */
export function plainSpelling(surface: string): string {
  const plain = ORDINARY.test(surface)
    ? surface
    : surface
        .normalize('NFC')
        .replace(/\u00AD/g, '')
        .replace(/[\u2010\u2011]/g, '-');
  return plain.replace(/\s+/g, ' ');
}

/**
 * In what a spelling departs from the house form; undefined when in nothing, when both are written as
 * one may write a name (shouted in a headline, capital without accent), or when they are two names.
 */
export function slipKind(written: string, house: string): SlipKind | undefined {
  const [w, h] = [plainSpelling(written), plainSpelling(house)];
  const [shoutedW, shoutedH] = [isShouted(w), isShouted(h)];
  if (w === h || (shoutedW && !shoutedH)) return undefined;
  const [bareW, bareH] = [withoutLegalForm(w), withoutLegalForm(h)];
  if (bareW === bareH) return 'legalForm';
  const kind = kindOf(bareW, bareH);
  // `la Poste`, `La Poste`: the article goes with the sentence.
  if (kind === 'case' && w.replace(ARTICLE, '') === h.replace(ARTICLE, '')) return undefined;
  // `AfD` is no `AFD`; only all capitals or a capital first are spellings of a short acronym.
  if (kind === 'case' && h.length <= SHORT_ACRONYM && shoutedH && !TITLE_CASE.test(w)) return undefined;
  // Capitals may have their accents or not.
  return kind === 'accents' && shoutedW && shoutedH ? undefined : kind;
}

/** Whether a spelling differs from the house form by an accent on a capital alone, which both may have or not. */
export function addsAccentToCapital(written: string, house: string): boolean {
  const bare = (text: string): string =>
    plainSpelling(text).replace(/\p{Lu}/gu, (capital) => capital.normalize('NFD').charAt(0));
  return accentsOf(written) > accentsOf(house) && bare(written) === bare(house);
}

/** Whether two spellings differ by the first letter's case alone, as a sentence's start or a common noun makes it. */
export function differsByFirstLetter(written: string, house: string): boolean {
  const [w, h] = [plainSpelling(written), plainSpelling(house)];
  return w !== h && w.slice(1) === h.slice(1) && w.charAt(0).toLowerCase() === h.charAt(0).toLowerCase();
}

/** Whether a name opens with a common noun that names often open with (`banque`, `port`). */
export function opensWithCommonNoun(name: string): boolean {
  const key = fold(name);
  const space = key.indexOf(' ');
  const first = space < 0 ? key : key.slice(0, space);
  return HEAD_WORDS.has(first) || SAINTS.has(first);
}

/**
 * Whether a name may be a slip of the hand for another, by their folded forms: one letter more, less,
 * other or two exchanged, inside one long word and not at its beginning; an ending (`marocain`,
 * `marocaine`), a number (`Hassan II`, `III`) and a double letter in a person's name make another name.
 */
export function isOneSlip(key: string, houseKey: string): boolean {
  const a = key.split(' ');
  const b = houseKey.split(' ');
  if (a.length !== b.length) return false;
  const at = a.findIndex((word, i) => word !== b[i]);
  if (at < 0 || a.some((word, i) => i !== at && word !== b[i])) return false;
  return isOneSlipOfWord(a[at]!, b[at]!, a.length > 1);
}

/** A saint is no place called after him: `la saint-Denis`, `Saint-Denis`. */
const SAINTS: ReadonlySet<string> = new Set(['saint', 'sainte']);

/** The word of a name that is not in another of the same number of words. */
export function oddWord(key: string, houseKey: string): string | undefined {
  const house = houseKey.split(' ');
  return key.split(' ').find((word, i) => word !== house[i]);
}

const ARTICLE = /^(?:les?|la|l['’]) ?/i;
const SHORT_ACRONYM = 4;
const TITLE_CASE = /^\p{Lu}\p{Ll}+$/u;
const ORDINARY = /^[^\u0300-\u036f\u00AD\u2010\u2011]*$/;
/** In shorter words one letter makes another word too often. */
const SHORTEST_WORD = 6;
const LONGER_WORD = 7;
const LONG_WORD = 10;
const ENDING = /^(?:e?s|e|x|a|i|o|n|t)$/;
const DIGIT = /\d/;

function isOneSlipOfWord(word: string, house: string, withOthers: boolean): boolean {
  if (Math.min(word.length, house.length) < SHORTEST_WORD - 1) return false;
  // A letter doubled, beside other words, is a slip in a shorter one too.
  if (house.length < SHORTEST_WORD && !(withOthers && doubles(word, house))) return false;
  let start = 0;
  while (start < word.length && word[start] === house[start]) start++;
  if (start === 0) return false;
  let end = 0;
  const most = Math.min(word.length, house.length) - start;
  while (end < most && word[word.length - 1 - end] === house[house.length - 1 - end]) end++;
  const [here, there] = [word.slice(start, word.length - end), house.slice(start, house.length - end)];
  if (DIGIT.test(here + there)) return false;
  // `Berlin`, `Bernin`; `Sonatel`, `Sonabel`: another letter makes another short name.
  const other = here.length === 1 && there.length === 1;
  if (other && !withOthers && house.length < LONG_WORD) return false;
  const exchanged = here.length === 2 && here[0] === there[1] && here[1] === there[0];
  if (exchanged ? house.length < LONGER_WORD : here.length > 1 || there.length > 1) return false;
  // What differs at the very end is gender, number or another language.
  return end > 0 || !(ENDING.test(here) || ENDING.test(there) || here === '' || there === '');
}

function doubles(word: string, house: string): boolean {
  return word.length === house.length + 1 && word.replace(DOUBLED, '$1') === house.replace(DOUBLED, '$1');
}

const DOUBLED = /(.)\1/g;

function kindOf(w: string, h: string): SlipKind | undefined {
  const [apostropheW, apostropheH] = [w.replace(APOSTROPHES, "'"), h.replace(APOSTROPHES, "'")];
  if (apostropheW === apostropheH) return 'apostrophe';
  if (apostropheW.toLowerCase() === apostropheH.toLowerCase()) return 'case';
  if (unaccented(apostropheW) === unaccented(apostropheH)) return 'accents';
  const [x, y] = [unaccented(apostropheW.toLowerCase()), unaccented(apostropheH.toLowerCase())];
  if (x === y) return 'accents';
  if (x.replace(SEPARATORS, '') !== y.replace(SEPARATORS, '')) return undefined;
  const count = (text: string, mark: string): number => text.split(mark).length;
  if (count(x, "'") !== count(y, "'")) return 'apostrophe';
  if (count(x, '-') !== count(y, '-')) return 'hyphen';
  return 'split';
}

const APOSTROPHES = /[’‘ʼ`´]/g;
const SEPARATORS = /[-\s'.]/g;

/** Without accents; small `œ` and `æ` as two letters. */
export function unaccented(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/œ/g, 'oe').replace(/æ/g, 'ae');
}

function accentsOf(text: string): number {
  return text.normalize('NFD').match(/\p{M}/gu)?.length ?? 0;
}

/** Without a lower-case letter, and long enough to have one. */
function isShouted(text: string): boolean {
  return !/\p{Ll}/u.test(text) && /\p{Lu}.*\p{Lu}/u.test(text);
}

const FORMS = new Set(LEGAL_FORMS);
const LONGEST_FORM = 12;

/** A company's name without the legal form behind it, as written. */
function withoutLegalForm(name: string): string {
  for (let space = name.indexOf(' ', Math.max(1, name.length - LONGEST_FORM)); space > 0;) {
    if (FORMS.has(fold(name.slice(space + 1)))) return name.slice(0, space).replace(/[\s,]+$/, '');
    space = name.indexOf(' ', space + 1);
  }
  return name;
}

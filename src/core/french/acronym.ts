import { fold } from './fold';
import { SMALL_WORDS } from './smallWords';

const LONGEST_ACRONYM = 12;
const LONGEST_NAME = 24;
/** How many letters after its initial a word may give (`NORmalisation`). */
const LONGEST_OPENING = 3;

/**
 * Whether `short` can be the acronym of `full`: its letters are, in order, initials of the words of `full`
 * (small words may count or not, one word in three may be passed over). A word may also give its opening
 * letters (`IMANOR`, `Institut marocain de normalisation`) or its last (`BKAM`, `Bank Al-Maghrib`). A digit
 * repeats the letter after it (`M2T`, `Maroc Traitement de Transactions`).
 *
 * Where nothing but the letters says that the two are one, `strict` asks for more: no word of meaning is
 * passed over and none gives its last letter.
 */
export function isAcronymOf(short: string, full: string, strict = false): boolean {
  const letters = lettersOf(short);
  if (letters.length < 2 || letters.length > LONGEST_ACRONYM) return false;
  const folded = fold(full);
  const words = folded.split(/[ '&]+/).filter(Boolean);
  if (words.length > LONGEST_NAME || words.length < 2) return false;
  if (words.includes(fold(short))) return false;
  if (spells(letters, words, strict)) return true;
  return !strict && letters.endsWith('s') && letters.length > 3 && spells(letters.slice(0, -1), words, false);
}

/**
 * The letters that may abbreviate `full` (folded) as `isAcronymOf` reads them strictly, and some more: those
 * whose every beginning is one of an acronym that is known, so that a name costs what it has in common with them.
 */
export function acronymsOf(full: string, isBeginning: (letters: string) => boolean): Set<string> {
  let reached = new Set(['']);
  const words = full.split(' ');
  if (words.length < 2 || words.length > LONGEST_NAME) return new Set();
  for (const word of words) {
    const small = SMALL_WORDS.has(word);
    const next = new Set(small ? reached : []);
    for (const letters of reached) {
      for (let length = 1; length <= (small ? 1 : 1 + LONGEST_OPENING) && length <= word.length; length++) {
        const longer = letters + word.slice(0, length);
        if (!isBeginning(longer)) break;
        next.add(longer);
      }
    }
    reached = next;
  }
  reached.delete('');
  return reached;
}

/** The letters an acronym stands for, folded: `M2T` → `mtt`, `R&D` → `rd`, `S.A.` → `sa`. */
export function lettersOf(short: string): string {
  const plain = fold(short).replace(/[ '&]/g, '');
  return plain.replace(
    /([a-z])?([2-4])([a-z])?/g,
    (_, before: string | undefined, digit: string, after: string | undefined) => {
      const repeated = after ?? before ?? '';
      return (before ?? '') + repeated.repeat(Number(digit) - (after === undefined ? 1 : 0));
    },
  );
}

/**
 * Reads `letters` off the words from left to right. State: how many letters are read at each word, over the
 * ways to read them; a set of counts is enough because what follows depends on nothing else.
 */
function spells(letters: string, words: readonly string[], strict: boolean): boolean {
  const content = words.filter((w) => !SMALL_WORDS.has(w));
  // Of two words, opening letters tell too little (`Luxair`, `Lux-Airport`).
  const openings = !strict || content.length > 2;
  const mayDrop = strict ? 0 : Math.floor(content.length / 3);
  // reached[d] holds bit n when the first n letters can be read with d content words passed over.
  let reached = new Array<number>(mayDrop + 1).fill(0);
  reached[0] = 1;
  let initials = 0;
  for (const word of words) {
    const next = new Array<number>(mayDrop + 1).fill(0);
    const small = SMALL_WORDS.has(word);
    for (let dropped = 0; dropped <= mayDrop; dropped++) {
      const bits = reached[dropped] ?? 0;
      for (let n = 0; n <= letters.length; n++) {
        if ((bits & (1 << n)) === 0) continue;
        if (small) next[dropped] = (next[dropped] ?? 0) | (1 << n);
        else if (dropped < mayDrop && n > 0) next[dropped + 1] = (next[dropped + 1] ?? 0) | (1 << n);
        // The initial, then more of the word's opening (NORmalisation), or its last letter (BanK).
        if (n >= letters.length || word[0] !== letters[n]) continue;
        let read = 1 << (n + 1);
        if (!strict && !small && letters[n + 1] === word.at(-1) && word.length > 2) read |= 1 << (n + 2);
        for (let more = 1; more <= LONGEST_OPENING && !small && openings; more++) {
          if (n + more >= letters.length || letters[n + more] !== word[more]) break;
          read |= 1 << (n + more + 1);
        }
        next[dropped] = (next[dropped] ?? 0) | read;
      }
    }
    if (!small) initials++;
    reached = next;
  }
  return initials >= 2 && reached.some((bits) => (bits & (1 << letters.length)) !== 0);
}

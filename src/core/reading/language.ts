import { STOP_WORDS } from '../french/languages';
import type { Article } from '../model';

/** How much of an article is looked at: some hundred and thirty words. */
const SAMPLE = 800;
/** Fewer small words than this tell nothing. */
const FEWEST_WORDS = 3;
const LONGEST_SMALL_WORD = 7;

type Written = 'fr' | 'en' | 'es';

/** The languages a small word speaks for, by its hash: looked up without making a string of every word. */
const VOTES = new Map<number, Written[]>();
for (const language of ['fr', 'en', 'es'] as const) {
  for (const word of STOP_WORDS[language]) {
    let hash = 0;
    for (let i = 0; i < word.length; i++) hash = hashed(hash, word.charCodeAt(i));
    VOTES.set(hash, [...(VOTES.get(hash) ?? []), language]);
  }
}

/** The language of a stretch of text by its script and its small words, or `undefined` when it is too short to tell. */
export function languageOf(text: string, from = 0, to = text.length): Article['language'] {
  const end = Math.min(to, from + SAMPLE);
  const votes = { fr: 0, en: 0, es: 0 };
  let arabic = 0;
  let latin = 0;
  let start = from;
  let hash = 0;
  for (let i = from; i <= end; i++) {
    const code = i < end ? small(text.charCodeAt(i)) : 32;
    if ((code >= 97 && code <= 122) || (code >= 0xdf && code <= 0x17f)) {
      latin++;
      hash = hashed(hash, code);
      continue;
    }
    if (code >= 0x600 && code <= 0x77f) arabic++;
    if (i > start && i - start <= LONGEST_SMALL_WORD) {
      const languages = VOTES.get(hash);
      if (languages !== undefined) for (const language of languages) votes[language]++;
    }
    start = i + 1;
    hash = 0;
  }
  if (arabic > latin) return 'ar';
  const best = votes.fr >= votes.en && votes.fr >= votes.es ? 'fr' : votes.en >= votes.es ? 'en' : 'es';
  return votes[best] >= FEWEST_WORDS ? best : undefined;
}

/** A capital of Latin-1 as its small letter. */
function small(code: number): number {
  return (code >= 65 && code <= 90) || (code >= 0xc0 && code <= 0xde) ? code + 32 : code;
}

function hashed(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0;
}

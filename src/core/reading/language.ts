import { STOP_WORDS } from '../french/languages';
import type { Article } from '../model';

/** How much of an article is looked at: some two hundred words. */
const SAMPLE = 1200;
/** Fewer small words than this tell nothing. */
const FEWEST_WORDS = 3;
const LONGEST_SMALL_WORD = 7;

/** The languages a small word speaks for. */
const VOTES = new Map<string, ('fr' | 'en' | 'es')[]>();
for (const language of ['fr', 'en', 'es'] as const) {
  for (const word of STOP_WORDS[language]) VOTES.set(word, [...(VOTES.get(word) ?? []), language]);
}

/** The language of a text by its script and its small words, or `undefined` when it is too short to tell. */
export function languageOf(text: string): Article['language'] {
  const sample = text.slice(0, SAMPLE).toLowerCase();
  const votes = { fr: 0, en: 0, es: 0 };
  let arabic = 0;
  let latin = 0;
  let start = 0;
  for (let i = 0; i <= sample.length; i++) {
    const code = i < sample.length ? sample.charCodeAt(i) : 32;
    if ((code >= 97 && code <= 122) || (code >= 0xdf && code <= 0x17f)) {
      latin++;
      continue;
    }
    if (code >= 0x600 && code <= 0x77f) arabic++;
    if (i > start && i - start <= LONGEST_SMALL_WORD) {
      for (const language of VOTES.get(sample.slice(start, i)) ?? []) votes[language]++;
    }
    start = i + 1;
  }
  if (arabic > latin) return 'ar';
  const best = votes.fr >= votes.en && votes.fr >= votes.es ? 'fr' : votes.en >= votes.es ? 'en' : 'es';
  return votes[best] >= FEWEST_WORDS ? best : undefined;
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import MiniSearch from 'minisearch';

/** Seconds to read the files and cut them into words with one regular expression, and how many words. */
export function plainReading(files: readonly string[]): { readonly seconds: number; readonly words: number } {
  const before = performance.now();
  let words = 0;
  for (const file of files) words += readFileSync(file, 'utf8').match(WORD)?.length ?? 0;
  return { seconds: (performance.now() - before) / 1000, words };
}

/** Seconds that minisearch takes to index the same texts. */
export function fullTextIndex(files: readonly string[]): number {
  const before = performance.now();
  const index = new MiniSearch<{ id: number; text: string }>({ fields: ['text'] });
  files.forEach((file, id) => index.add({ id, text: readFileSync(file, 'utf8') }));
  return (performance.now() - before) / 1000;
}

/** Words a second of fr-compromise, a tagger of French made for the browser, looking for names. */
export function compromise(files: readonly string[]): number {
  // Its types are sources that our strictness does not accept.
  const nlp = createRequire(__filename)('fr-compromise') as Compromise;
  const before = performance.now();
  let words = 0;
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    words += text.match(WORD)?.length ?? 0;
    nlp(text).match('#ProperNoun+').out('array');
  }
  return words / ((performance.now() - before) / 1000);
}

type Compromise = (text: string) => { match(pattern: string): { out(format: 'array'): string[] } };

const WORD = /[\p{L}\p{N}]+/gu;

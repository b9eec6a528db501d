import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from './random';
import { readTemplates, type Template } from './templates';
import { NameVocabulary, type Thing } from './vocabulary';

const WORDS = 400;
const SEED = 20261123;
/** Files in one folder: a newsroom keeps a folder a month or so. */
const FOLDER = 1000;
/** Raise it when the generator writes other text: archives of former versions are made again. */
const VERSION = 2;

/**
 * Writes an archive of `articles` articles of about 400 words, one a file, below `home` unless it is there
 * already; gives its folder. Text of the annotated corpus with other names, the same for the same size.
 */
export function makeArchive(home: string, articles: number, corpus: string): string {
  const folder = join(home, `${articles}-v${VERSION}`);
  if (existsSync(folder)) return folder;
  const making = `${folder}.making`;
  rmSync(making, { recursive: true, force: true });
  const random = new Random(SEED);
  const { templates, parts } = readTemplates(corpus);
  const vocabulary = new NameVocabulary(random, parts);
  for (let i = 0; i < articles; i++) {
    const within = join(making, String(Math.floor(i / FOLDER)).padStart(3, '0'));
    if (i % FOLDER === 0) mkdirSync(within, { recursive: true });
    const name = `article-${String(i).padStart(6, '0')}.txt`;
    writeFileSync(join(within, name), article(random, templates, vocabulary));
  }
  renameSync(making, folder);
  return folder;
}

function article(random: Random, templates: readonly Template[], vocabulary: NameVocabulary): string {
  let text = '';
  let words = 0;
  while (words < WORDS) {
    const template = random.of(templates);
    const body = fill(template, vocabulary);
    text += words === 0 ? headed(body, random) : `\n\n${body}`;
    words += template.words;
  }
  // What is left of the last article would make some of them much longer than others.
  return (
    text
      .split(/(?<=\s)/)
      .slice(0, WORDS * 1.1)
      .join('')
      .trimEnd() + '\n'
  );
}

/** The text with the line about its date that a paper puts below the headline. */
function headed(body: string, random: Random): string {
  const [title = '', ...rest] = body.trim().split('\n');
  const date = `${1 + random.below(28)} ${random.of(MONTHS)} ${2000 + random.below(27)}`;
  return [title, '', `Publié le ${date}`, '', ...rest].join('\n');
}

function fill({ parts }: Template, vocabulary: NameVocabulary): string {
  const things = new Map<string, Thing>();
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      let thing = things.get(part.thing);
      if (!thing) things.set(part.thing, (thing = vocabulary.draw(part.type)));
      return part.short ? thing.short : thing.full;
    })
    .join('');
}

const MONTHS = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre'];

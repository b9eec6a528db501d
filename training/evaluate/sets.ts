import fs from 'node:fs';
import path from 'node:path';
import { ENTITY_TYPES, type EntityType, type Format, type Span } from '../../src/core/model';
import { formatOf } from '../../src/core/reading/format';
import { isKeptApart, readCorpus, readMarked, readWiner, type Example } from '../trainer/corpus';

/** A mention as the annotators marked it; `canonical` where the set says which thing it is. */
export interface GoldMention extends Span {
  readonly type: EntityType;
  readonly canonical: string | undefined;
}

export interface GoldArticle {
  /** Lines, the first being 1. */
  readonly firstLine: number;
  readonly date: string | undefined;
  readonly title: string | undefined;
}

export interface GoldDocument {
  readonly file: string;
  readonly text: string;
  readonly format: Format;
  readonly mentions: readonly GoldMention[];
  readonly articles: readonly GoldArticle[];
}

/** Texts that belong together: they are resolved as one archive and scored as one. */
export interface GoldSet {
  readonly name: string;
  readonly documents: readonly GoldDocument[];
}

/**
 * The sets there are on this machine. `shared` is the folder beside the project with texts of other
 * people; without it, only our own articles that no model is trained on: a tenth of the corpus, and those of
 * training/dev-african.
 */
export function readSets(root: string, shared: string, heldOut: (index: number) => boolean): GoldSet[] {
  const corpus = readCorpus(path.join(root, 'training', 'corpus')).filter((_, i) => heldOut(i));
  return [
    annotated('gold', path.join(shared, 'gold'), (name) => path.join(shared, 'gold', name + '.txt')),
    annotated('archive-gold', path.join(shared, 'archive-gold'), (name) => path.join(root, 'seeds', name)),
    annotated('press', path.join(shared, 'press', 'gold'), (name) =>
      path.join(shared, 'press', 'gold', name + '.txt'),
    ),
    {
      name: 'WiNER m-test',
      documents: readWiner(path.join(shared, 'winer-fr', 'm-test.docs.jsonl'), 1).map(fromExample),
    },
    {
      name: 'WiNER 2018-12',
      documents: readWiner(path.join(shared, 'winer-fr', 'm-dev.docs.jsonl'), 1)
        .filter(({ name }) => isKeptApart(name))
        .map(fromExample),
    },
    { name: 'corpus, held out', documents: corpus.map(fromExample) },
    {
      name: 'African press',
      documents: readMarked(path.join(root, 'training', 'dev-african')).map(fromExample),
    },
  ].filter(({ documents }) => documents.length > 0);
}

function annotated(name: string, directory: string, textOf: (document: string) => string): GoldSet {
  const files = fs.existsSync(directory) ? fs.readdirSync(directory) : [];
  const names = files.filter((file) => file.endsWith('.mentions.tsv')).map((file) => file.slice(0, -13));
  const documents = names.sort().map((document): GoldDocument => {
    const file = textOf(document);
    const text = fs.readFileSync(file, 'utf8');
    return {
      file,
      text,
      format: formatOf(file) ?? 'text',
      mentions: goldMentions(text, rows(path.join(directory, document + '.mentions.tsv'))),
      articles: rows(path.join(directory, document + '.articles.tsv')).map(([first, , date, title]) => ({
        firstLine: Number(first),
        date: known(date),
        title: known(title),
      })),
    };
  });
  return { name, documents };
}

function rows(file: string): string[][] {
  if (!fs.existsSync(file)) return [];
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line.trim()).map((line) => line.split('\t'));
}

function known(cell: string | undefined): string | undefined {
  return cell === '-' ? undefined : cell;
}

/** Rows of line, surface, type, canonical name; each surface is the next one in its line. */
function goldMentions(text: string, table: readonly string[][]): GoldMention[] {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const from = new Map<string, number>();
  return table.flatMap(([line = '', surface = '', type, canonical]) => {
    const start = indexOfWord(text, surface, from.get(line) ?? starts[Number(line) - 1] ?? 0);
    const known = ENTITY_TYPES.find((t) => t === type);
    if (start < 0 || !known) throw new Error(`Gold mention not found: line ${line}, ${surface}`);
    from.set(line, start + surface.length);
    return [{ start, end: start + surface.length, type: known, canonical }];
  });
}

const WORD = /[\p{L}\p{N}]/u;

function indexOfWord(text: string, word: string, from: number): number {
  for (let i = text.indexOf(word, from); i >= 0; i = text.indexOf(word, i + 1)) {
    if (!WORD.test(text[i - 1] ?? '') && !WORD.test(text[i + word.length] ?? '')) return i;
  }
  return -1;
}

function fromExample({ name, text, marks }: Example): GoldDocument {
  const mentions = marks.map(({ start, end, type }) => ({
    start,
    end,
    type: ENTITY_TYPES[type]!,
    canonical: undefined,
  }));
  return { file: name, text, format: 'text', mentions, articles: [] };
}

import fs from 'node:fs';
import path from 'node:path';
import { ENTITY_TYPES, type Passage, type Tokens } from '../../src/core/model';
import { begin, inside, last, unit } from '../../src/core/recognition/labels';
import { tokenise } from '../../src/core/recognition/tokenise';

/** A name marked by hand: offsets into the text, index of its type. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly type: number;
}

/** A document to learn from or to measure on. */
export interface Example {
  readonly name: string;
  readonly text: string;
  readonly passages: readonly Passage[];
  readonly tokens: Tokens;
  /** In order, not overlapping. */
  readonly marks: readonly Mark[];
  /** BILOU label of each token. */
  readonly labels: Uint8Array;
  /** How much each of its tokens counts in training. */
  readonly weight: number;
}

/** The articles of `directory`, by parts (w1, w2, … w10) and names: a new part leaves the places of the others. */
export function readCorpus(directory: string): Example[] {
  const folders = fs.readdirSync(directory, { withFileTypes: true }).filter((e) => e.isDirectory());
  return folders
    .map(({ name }) => name)
    .sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))
    .flatMap((folder) => readMarked(directory, folder));
}

/** The marked articles of a folder, ordered by name; `part` of it if there is one. */
export function readMarked(directory: string, part = ''): Example[] {
  const files = fs.readdirSync(path.join(directory, part)).filter((file) => file.endsWith('.txt'));
  return files
    .sort()
    .map((file) => parseMarked(part + '/' + file, fs.readFileSync(path.join(directory, part, file), 'utf8')));
}

const MARK = /\[(ORG|EVENT|PER|LOC|PROD)\|([^|\]]*)(?:\|[^\]]*)?\]/g;
const HEADER = /^(?:[a-zé]+:.*\n)*---\n/;

/** Reads an article with inline marks: `[TYPE|surface]`, `[TYPE|surface|canonical]`. */
export function parseMarked(name: string, content: string): Example {
  const body = content.replace(/\r\n/g, '\n').replace(HEADER, '');
  const marks: Mark[] = [];
  let text = '';
  let at = 0;
  for (const match of body.matchAll(MARK)) {
    text += body.slice(at, match.index);
    const surface = match[2] ?? '';
    marks.push({ start: text.length, end: text.length + surface.length, type: typeIndex(match[1] ?? '') });
    text += surface;
    at = match.index + match[0].length;
  }
  return makeExample(name, text + body.slice(at), marks, 1);
}

interface WinerDocument {
  readonly id: string;
  readonly text: string;
  readonly spans: readonly (readonly [number, number, string])[];
}

/** What is learnt of WiNER-fr, from its folder: the months for training and for development but {@link isKeptApart}. */
export function readWinerTraining(directory: string): Example[] {
  return ['m-train.docs.jsonl', 'm-dev.docs.jsonl']
    .flatMap((file) => readWiner(path.join(directory, file), WINER_WEIGHT))
    .filter(({ name }) => !isKeptApart(name));
}

/**
 * Documents of December 2018 are for development only: 46 articles with as many names as half of all others, live
 * reports of one protest, which marked in Wikinews' way cost general press two points.
 */
export function isKeptApart(name: string): boolean {
  return name.startsWith('2018_12');
}

/** At full weight Wikinews pulls the model away from the press it is for. */
const WINER_WEIGHT = 0.3;

/** WiNER-fr documents (a JSON object a line); none when the file is not there. */
export function readWiner(file: string, weight: number): Example[] {
  if (!fs.existsSync(file)) return [];
  const lines = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => {
    const document = JSON.parse(line) as WinerDocument;
    const marks: Mark[] = [];
    for (const [start, end, type] of [...document.spans].sort((a, b) => a[0] - b[0])) {
      const index = typeIndex(type === 'PRODUCT' ? 'PROD' : type);
      if (index >= 0 && start >= (marks.at(-1)?.end ?? 0)) marks.push({ start, end, type: index });
    }
    return makeExample(document.id, document.text, marks, weight);
  });
}

function typeIndex(type: string): number {
  return (ENTITY_TYPES as readonly string[]).indexOf(type);
}

/** One passage for each line that is not empty. */
export function linesAsPassages(text: string): Passage[] {
  const passages: Passage[] = [];
  for (const line of text.matchAll(/[^\n]*\S[^\n]*/g)) {
    passages.push({ start: line.index, end: line.index + line[0].length, kind: 'paragraph', article: 0 });
  }
  return passages;
}

function makeExample(name: string, text: string, marks: readonly Mark[], weight: number): Example {
  const passages = linesAsPassages(text);
  const tokens = tokenise(text, passages);
  const labels = new Uint8Array(tokens.count);
  let t = 0;
  for (const mark of marks) {
    while (t < tokens.count && (tokens.end[t] ?? 0) <= mark.start) t++;
    const first = t;
    while (t < tokens.count && (tokens.start[t] ?? 0) < mark.end) t++;
    const final = t - 1;
    if (final < first || tokens.sentence[first] !== tokens.sentence[final]) continue;
    labels.fill(inside(mark.type), first, t);
    labels[first] = first === final ? unit(mark.type) : begin(mark.type);
    if (first !== final) labels[final] = last(mark.type);
  }
  return { name, text, passages, tokens, marks, labels, weight };
}

import fs from 'node:fs';
import path from 'node:path';
import { recordOf } from '../../src/core/archive/extract';
import type { Format, ReadFile } from '../../src/core/model';
import { formatOf } from '../../src/core/reading/format';
import { read } from '../../src/core/reading/read';
import { recognise, type Model } from '../../src/core/recognition/recognise';
import { tokenise } from '../../src/core/recognition/tokenise';
import { readCorpus } from '../trainer/corpus';

/** Texts cut into tokens, recognised and resolved article by article, and the seconds that took. */
export interface Run {
  readonly what: string;
  readonly tokens: number;
  /** Of the processor, all threads of the process together. */
  readonly processor: number;
  readonly clock: number;
}

/** How fast text becomes resolved mentions, and where the time goes. */
export interface Speed {
  /** The long run by halves, then once more over the same texts. */
  readonly runs: readonly Run[];
  /** Processor seconds of each stage over the same texts, once more. */
  readonly stages: readonly { readonly what: string; readonly processor: number }[];
}

/** Reads all the texts there are on this machine in one process, one after the other. */
export function measureSpeed(root: string, shared: string, model: Model): Speed {
  const texts = [
    ...readCorpus(path.join(root, 'training', 'corpus')).map(({ text }): Text => ({ text, format: 'text' })),
    ...textsBelow(path.join(shared, 'archive')),
    ...textsBelow(path.join(shared, 'press', 'texts')),
  ];
  const files = texts.map(({ text, format }) => read(text, format));
  const half = Math.ceil(files.length / 2);
  const runs = [
    run('first half', files.slice(0, half), model),
    run('second half', files.slice(half), model),
    run('all once more', files, model),
  ];
  return { runs, stages: stages(texts, model) };
}

interface Text {
  readonly text: string;
  readonly format: Format;
}

function textsBelow(folder: string): Text[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .flatMap((name) => {
      const format = formatOf(name);
      return format ? [{ text: fs.readFileSync(path.join(folder, name), 'utf8'), format }] : [];
    });
}

function run(what: string, files: readonly ReadFile[], model: Model): Run {
  let tokens = 0;
  const { processor, clock } = timed(() => {
    for (const file of files) {
      const cut = tokenise(file.text, file.passages);
      recordOf('', NO_LINES, file, cut, recognise(file.text, file.passages, cut, model));
      tokens += cut.count;
    }
  });
  return { what, tokens, processor, clock };
}

const NO_LINES = new Uint32Array(0);

/** Stages are timed by the clock, which costs least, and share the time of the processor. */
function stages(texts: readonly Text[], model: Model): Speed['stages'] {
  const spent = { reading: 0, cutting: 0, viewing: 0, labelling: 0, recognising: 0, resolving: 0 };
  const time = <T>(stage: keyof typeof spent, work: () => T): T => {
    const started = performance.now();
    const result = work();
    spent[stage] += (performance.now() - started) / 1000;
    return result;
  };
  const { tagger } = model;
  const watched: Model = {
    tagger: {
      view: (...given) => time('viewing', () => tagger.view(...given)),
      tag: (view) => time('labelling', () => tagger.tag(view)),
    },
  };
  const { processor, clock } = timed(() => {
    for (const { text, format } of texts) {
      const file = time('reading', () => read(text, format));
      const tokens = time('cutting', () => tokenise(file.text, file.passages));
      const found = time('recognising', () => recognise(file.text, file.passages, tokens, watched));
      time('resolving', () => recordOf('', NO_LINES, file, tokens, found));
    }
  });
  const { reading, cutting, viewing, labelling, recognising, resolving } = spent;
  return Object.entries({
    reading,
    tokens: cutting,
    'words, context': viewing,
    'features, lattice': labelling,
    passes: recognising - viewing - labelling,
    resolution: resolving,
  }).map(([what, seconds]) => ({ what, processor: (seconds * processor) / clock }));
}

/** Seconds of the processor and by the clock. */
function timed(work: () => void): { readonly processor: number; readonly clock: number } {
  const [processor, clock] = [processorTime(), performance.now()];
  work();
  return { processor: (processorTime() - processor) / 1000, clock: (performance.now() - clock) / 1000 };
}

/** Milliseconds of the processor, those of the collector and the compiler in other threads included. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

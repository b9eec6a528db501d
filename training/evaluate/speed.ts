import fs from 'node:fs';
import path from 'node:path';
import { recordOf } from '../../src/core/archive/extract';
import type { Format } from '../../src/core/model';
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
  const half = Math.ceil(texts.length / 2);
  const runs = [
    run('first half', texts.slice(0, half), model),
    run('second half', texts.slice(half), model),
    run('all once more', texts, model),
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

function run(what: string, texts: readonly Text[], model: Model): Run {
  let [tokens, processor, clock] = [0, 0, 0];
  for (const { text, format } of texts) {
    const file = read(text, format);
    const before = [processorTime(), performance.now()] as const;
    const cut = tokenise(file.text, file.passages);
    recordOf('', NO_LINES, file, cut, recognise(file.text, file.passages, cut, model));
    processor += processorTime() - before[0];
    clock += performance.now() - before[1];
    tokens += cut.count;
  }
  return { what, tokens, processor: processor / 1000, clock: clock / 1000 };
}

const NO_LINES = new Uint32Array(0);

function stages(texts: readonly Text[], model: Model): Speed['stages'] {
  let [reading, cutting, viewing, labelling, recognising, resolving] = [0, 0, 0, 0, 0, 0];
  const timed: Model = {
    tagger: {
      view(...given) {
        const started = processorTime();
        const view = model.tagger.view(...given);
        viewing += processorTime() - started;
        return view;
      },
      tag(view) {
        const started = processorTime();
        const spans = model.tagger.tag(view);
        labelling += processorTime() - started;
        return spans;
      },
    },
  };
  for (const { text, format } of texts) {
    const started = processorTime();
    const file = read(text, format);
    const wasRead = processorTime();
    const tokens = tokenise(file.text, file.passages);
    const wasCut = processorTime();
    const found = recognise(file.text, file.passages, tokens, timed);
    const recognised = processorTime();
    recordOf('', NO_LINES, file, tokens, found);
    resolving += processorTime() - recognised;
    reading += wasRead - started;
    cutting += wasCut - wasRead;
    recognising += recognised - wasCut;
  }
  return [
    { what: 'reading', processor: reading / 1000 },
    { what: 'tokens', processor: cutting / 1000 },
    { what: 'words, context', processor: viewing / 1000 },
    { what: 'features, lattice', processor: labelling / 1000 },
    { what: 'passes', processor: (recognising - viewing - labelling) / 1000 },
    { what: 'resolution', processor: resolving / 1000 },
  ];
}

/** Milliseconds of the processor, those of the collector and the compiler in other threads included. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

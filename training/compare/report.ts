import type { Aliases } from '../../src/core/resolution/aliases';
import type { FileRecord } from '../../src/core/archive/records';
import type { Model } from '../../src/core/recognition/recognise';
import { tokenise } from '../../src/core/recognition/tokenise';
import { linesAsPassages } from '../trainer/corpus';
import { f1, measure } from '../evaluate/measure';
import type { GoldSet } from '../evaluate/sets';

/** All that figures are taken on. */
export interface Measuring {
  readonly sets: readonly GoldSet[];
  readonly aliases: Aliases;
}

/** Exact micro-F1 of the whole pipeline on each set, in percent; then B-cubed where the set has entities. */
export function figures(
  { sets, aliases }: Measuring,
  model: Model,
  adjust?: (record: FileRecord) => FileRecord,
): { readonly f1: number[]; readonly bCubed: number[] } {
  const results = sets.map((set) => measure(set, model, aliases, adjust));
  return {
    f1: results.map(({ types }) => {
      const sum = { exact: 0, found: 0, gold: 0 };
      for (const counts of Object.values(types)) {
        sum.exact += counts.exact;
        sum.found += counts.found;
        sum.gold += counts.gold;
      }
      return 100 * f1(sum.exact, sum.found, sum.gold);
    }),
    bCubed: results.flatMap(({ bCubed }) => (bCubed === undefined ? [] : [100 * bCubed])),
  };
}

/**
 * Microseconds a token, warm: the best of some rounds over all sets. 'labelling' leaves out
 * what features look at, which is the same for all; tokenising and passes are left out of both.
 */
export function microseconds(
  { sets }: Measuring,
  { tagger }: Model,
  what: 'reading and labelling' | 'labelling' = 'reading and labelling',
): number {
  let tokenCount = 0;
  const documents = sets.flatMap((set) =>
    set.documents.map(({ text }) => {
      const passages = linesAsPassages(text);
      const tokens = tokenise(text, passages);
      tokenCount += tokens.count;
      return { text, passages, tokens };
    }),
  );
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    let spent = 0;
    for (const { text, passages, tokens } of documents) {
      const started = process.cpuUsage().user;
      const view = tagger.view(text, passages, tokens);
      const viewed = process.cpuUsage().user;
      tagger.tag(view);
      spent += process.cpuUsage().user - (what === 'labelling' ? viewed : started);
    }
    best = Math.min(best, spent);
  }
  return best / tokenCount;
}

const ROUNDS = 6;

/** A row of a Markdown table. */
export function row(...cells: readonly (string | number)[]): string {
  return `| ${cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(1) : cell)).join(' | ')} |`;
}

/** The head of a Markdown table. */
export function head(...cells: readonly string[]): string {
  return `${row(...cells)}\n${row(...cells.map((_, k) => (k === 0 ? '---' : '---:')))}`;
}

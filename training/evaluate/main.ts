import fs from 'node:fs';
import path from 'node:path';
import { ENTITY_TYPES } from '../../src/core/model';
import { loadModel } from '../../src/core/recognition/recognise';
import { loadAliases } from '../../src/core/resolution/aliases';
import { readCorpus } from '../trainer/corpus';
import { isHeldOut } from '../trainer/heldOut';
import { f1, measure, relaxedF1, type Counts, type Result } from './measure';
import { readSets } from './sets';
import { measureSpeed, type Speed } from './speed';

/**
 * Prints how well and how fast the shipped model reads every set there is.
 *
 *   node dist/evaluate.js [--shared DIR] [--model FILE] [--json]
 *   node dist/evaluate.js --bodies DIR
 *
 * The second writes the articles of the corpus as a reader sees them, without marks, to be an archive: for
 * `gazetteer check`, which should find next to nothing there.
 */
function main(args: readonly string[]): void {
  const option = (name: string, fallback: string): string => {
    const at = args.indexOf(name);
    return at >= 0 ? (args[at + 1] ?? fallback) : fallback;
  };
  const root = process.cwd();
  const bodies = option('--bodies', '');
  if (bodies !== '') return writeBodies(path.join(root, 'training', 'corpus'), bodies);
  const modelFile = option('--model', path.join(root, 'model', 'recogniser.bin'));
  const bytes = new Uint8Array(fs.readFileSync(modelFile));
  const started = performance.now();
  const model = loadModel(bytes);
  const loadMs = performance.now() - started;
  if ('error' in model) {
    console.error(`${modelFile}: ${model.error}`);
    process.exitCode = 2;
    return;
  }
  const aliases = loadAliases(new Uint8Array(fs.readFileSync(path.join(root, 'model', 'aliases.bin'))));
  if ('error' in aliases) throw new Error(aliases.error);
  const shared = option('--shared', path.join(root, '..', 'shared'));
  const sets = readSets(root, shared, isHeldOut);
  const results = sets.map((set) => measure(set, model, aliases));
  const speed = measureSpeed(root, shared, model);
  if (args.includes('--json')) {
    console.log(
      JSON.stringify({
        modelBytes: bytes.length,
        loadMs,
        speed,
        sets: results.map(({ judged: _, ...rest }) => rest),
      }),
    );
    return;
  }
  printTypes(results);
  printRest(results);
  printCalibration(results);
  printSpeed(speed);
  console.log(`\nmodel ${(bytes.length / 1e6).toFixed(2)} MB, loaded in ${loadMs.toFixed(0)} ms`);
}

function writeBodies(corpus: string, folder: string): void {
  for (const { name, text } of readCorpus(corpus)) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
}

function printTypes(results: readonly Result[]): void {
  console.log(`exact F1 (relaxed F1)`);
  console.log(row('set', [...ENTITY_TYPES, 'all', 'P', 'R']));
  for (const { name, types } of results) {
    const all = total(Object.values(types));
    const cells = [...ENTITY_TYPES.map((type) => types[type]), all].map((counts) =>
      counts.gold > 0
        ? `${percent(f1(counts.exact, counts.found, counts.gold))} (${percent(relaxedF1(counts))})`
        : '-',
    );
    console.log(row(name, [...cells, percent(all.exact / all.found), percent(all.exact / all.gold)]));
  }
}

function printRest(results: readonly Result[]): void {
  console.log('');
  console.log(row('set', ['B-cubed', 'canonical', 'articles', 'titles', 'dates', 'tokens/s']));
  for (const result of results) {
    const { bCubed, canonical, articles, titles, dates, tokens, seconds } = result;
    const shares = [bCubed, canonical, articles, titles, dates].map((value) =>
      value === undefined ? '-' : percent(value),
    );
    console.log(row(result.name, [...shares, Math.round(tokens / seconds).toString()]));
  }
}

/** Text to resolved mentions on one core, and what each stage takes. */
function printSpeed({ runs, stages }: Speed): void {
  console.log('\n' + row('one core', ['tokens', 'processor, s', 'tokens/s', 'by the clock']));
  for (const { what, tokens, processor, clock } of runs) {
    const rates = [tokens / processor, tokens / clock].map((rate) => Math.round(rate).toString());
    console.log(row(what, [tokens.toString(), processor.toFixed(2), ...rates]));
  }
  const tokens = runs.at(-1)!.tokens;
  console.log('\n' + row('stage', ['µs/token', 'tokens/s']));
  for (const { what, processor } of stages) {
    const cells = [((processor * 1e6) / tokens).toFixed(2), Math.round(tokens / processor).toString()];
    console.log(row(what, cells));
  }
}

/** How often names of each confidence are right, over all sets: at 0.9, nine in ten should be. */
function printCalibration(results: readonly Result[]): void {
  const judged = results.flatMap((result) => result.judged);
  console.log('\nconfidence   names   right');
  for (let i = 0; i < BINS.length - 1; i++) {
    const [from, to] = [BINS[i]!, BINS[i + 1]!];
    const inside = judged.filter(({ score }) => score >= from && score < to);
    const right = inside.filter((name) => name.right).length;
    const shown = inside.length > 0 ? percent(right / inside.length) : '-';
    console.log(
      `${from.toFixed(2)}-${Math.min(to, 1).toFixed(2)}  ${String(inside.length).padStart(6)}  ${shown.padStart(6)}`,
    );
  }
}

const BINS = [0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01];

function total(list: readonly Counts[]): Counts {
  const sum = { gold: 0, found: 0, exact: 0, relaxedFound: 0, relaxedGold: 0 };
  for (const counts of list) for (const key of Object.keys(sum) as (keyof Counts)[]) sum[key] += counts[key];
  return sum;
}

function percent(value: number): string {
  return (100 * value).toFixed(1);
}

function row(name: string, cells: readonly string[]): string {
  return name.padEnd(18) + cells.map((cell) => cell.padStart(13)).join('');
}

main(process.argv.slice(2));

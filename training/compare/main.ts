import fs from 'node:fs';
import path from 'node:path';
import { loadModel } from '../../src/core/recognition/recognise';
import { loadAliases } from '../../src/core/resolution/aliases';
import { readSets } from '../evaluate/sets';
import { readCorpus, readWinerTraining } from '../trainer/corpus';
import { isHeldOut } from '../trainer/heldOut';
import { readClusters, readNames } from '../trainer/knowledge';
import { printAblation } from './ablation';
import { type Learnt, type Material, perceptron, randomField } from './learners';
import { printNetwork } from './networks';
import { figures, head, type Measuring, microseconds, row } from './report';

/**
 * Prints the tables of training/README.md as Markdown, what it is doing on the other stream.
 *
 *   node dist/compare.js passes           what each pass and the archive bring: 20 seconds
 *   node dist/compare.js learners         perceptron, random field and network, with and without knowledge: 30 minutes
 *
 * `--shared DIR` is the folder of the sets that are not in the repository.
 */
function main(args: readonly string[]): void {
  const root = process.cwd();
  const at = args.indexOf('--shared');
  const shared = (at >= 0 ? args[at + 1] : undefined) ?? path.join(root, '..', 'shared');
  const aliases = loadAliases(read(root, 'aliases.bin'));
  if ('error' in aliases) throw new Error(aliases.error);
  const measuring: Measuring = { sets: readSets(root, shared, isHeldOut), aliases };
  const part = PARTS[args[0] ?? ''];
  if (!part) {
    console.error(`Which of ${Object.keys(PARTS).join(', ')}?`);
    process.exitCode = 2;
    return;
  }
  part(measuring, root, shared);
}

const PARTS: Readonly<Record<string, (measuring: Measuring, root: string, shared: string) => void>> = {
  passes(measuring, root) {
    const model = loadModel(read(root, 'recogniser.bin'));
    if ('error' in model) throw new Error(model.error);
    printAblation(measuring, model);
  },

  learners(measuring, root, shared) {
    console.log(
      head('recogniser', ...measuring.sets.map(({ name }) => name), 'training, s', 'model, MB', 'µs/token'),
    );
    for (const [known, material] of materials(root, shared)) {
      const field = randomField(material);
      const fieldTime = microseconds(measuring, field.model);
      print(measuring, `random field, ${known}`, field, fieldTime);
      const other = perceptron(material);
      print(measuring, `averaged perceptron, ${known}`, other, microseconds(measuring, other.model));
      printNetwork(known, material, measuring, field.weights, fieldTime);
    }
  },
};

function print(measuring: Measuring, name: string, { model, seconds, bytes }: Learnt, time: number): void {
  const size = (bytes / 1e6).toFixed(2);
  console.log(row(name, ...figures(measuring, model).f1, seconds.toFixed(0), size, time));
}

/** The same articles with each combination of names and clusters. */
function materials(root: string, shared: string): (readonly [string, Material])[] {
  const corpus = readCorpus(path.join(root, 'training', 'corpus'));
  const winer = readWinerTraining(path.join(shared, 'winer-fr'));
  const material: Material = {
    training: [...corpus.filter((_, k) => !isHeldOut(k)), ...winer],
    heldOut: corpus.filter((_, k) => isHeldOut(k)),
    names: readNames(path.join(root, 'training', 'names')),
    clusters: readClusters(path.join(root, 'training', 'lexicon', 'clusters.tsv.gz')),
    log: (line) => console.error(line),
  };
  return [
    ['names and clusters', material],
    ['names', { ...material, clusters: [] }],
    ['clusters', { ...material, names: [] }],
    ['neither', { ...material, names: [], clusters: [] }],
  ];
}

function read(root: string, file: string): Uint8Array {
  return new Uint8Array(fs.readFileSync(path.join(root, 'model', file)));
}

main(process.argv.slice(2));

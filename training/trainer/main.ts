import fs from 'node:fs';
import path from 'node:path';
import { ENTITY_TYPES } from '../../src/core/model';
import { writeModel } from '../../src/core/recognition/modelFile';
import { loadModel, recognise } from '../../src/core/recognition/recognise';
import { writeAliases } from '../../src/core/resolution/aliases';
import { readAliases } from './aliases';
import { type Example, readCorpus, readWinerTraining } from './corpus';
import { isHeldOut } from './heldOut';
import { knowledgeOf, readClusters, readNames } from './knowledge';
import { Score } from './score';
import { train } from './train';

/**
 * Trains the recogniser from training/corpus (and WiNER-fr where it is) and writes model/recogniser.bin.
 *
 *   node dist/train.js [--epochs N] [--every N] [--winer DIR | --no-winer] [--out FILE]
 *
 * Every tenth article stays out of training; the figures printed at the end are taken on these.
 * `--only-aliases` writes model/aliases.bin, the short names that resolution knows, and stops.
 * `--every N` trains on every Nth example only, for quick trials.
 */
function main(args: string[]): void {
  const option = (name: string, fallback: string): string => {
    const at = args.indexOf(name);
    return at >= 0 ? (args[at + 1] ?? fallback) : fallback;
  };
  const root = process.cwd();
  const began = Date.now();
  const log = (line: string): void =>
    console.log(`${((Date.now() - began) / 1000).toFixed(0).padStart(4)} s  ${line}`);

  const corpus = readCorpus(path.join(root, 'training', 'corpus'));
  const heldOut = corpus.filter((_, k) => isHeldOut(k));
  const winerFolder = option('--winer', path.join(root, '..', 'shared', 'winer-fr'));
  const winer = args.includes('--no-winer') ? [] : readWinerTraining(winerFolder);
  const every = Number(option('--every', '1'));
  const examples = [...corpus.filter((_, k) => !isHeldOut(k)), ...winer].filter((_, k) => k % every === 0);
  log(`${corpus.length} articles, ${heldOut.length} held out, ${winer.length} of WiNER-fr`);

  const names = args.includes('--no-names') ? [] : readNames(path.join(root, 'training', 'names'));
  const clusters = args.includes('--no-clusters')
    ? []
    : readClusters(path.join(root, 'training', 'lexicon', 'clusters.tsv.gz'));
  log(`${names.length} names and beginnings of names, ${clusters.length} words in clusters`);

  const aliases = writeAliases(readAliases(path.join(root, 'training', 'names')));
  const aliasFile = path.join(root, 'model', 'aliases.bin');
  fs.writeFileSync(aliasFile, aliases);
  log(`${aliasFile}: ${aliases.length} bytes`);
  if (args.includes('--only-aliases')) return;

  const weights = train(examples, knowledgeOf(names, clusters), {
    epochs: Number(option('--epochs', '12')),
    runs: Number(option('--runs', '3')),
    rate: Number(option('--rate', '0.1')),
    delta: Number(option('--delta', '0.1')),
    dropout: Number(option('--dropout', '0.4')),
    atLeast: Number(option('--at-least', '2')),
    prune: Number(option('--prune', '0.055')),
    seed: 20261123,
    log,
  });
  const bytes = writeModel(weights, names, clusters);
  const out = option('--out', path.join(root, 'model', 'recogniser.bin'));
  fs.mkdirSync(path.dirname(out), { recursive: true });
  fs.writeFileSync(out, bytes);
  log(`${out}: ${bytes.length} bytes, ${weights.hashes.length} features, ${weights.scores.length} scores`);
  report(heldOut, bytes, log);
}

function report(examples: readonly Example[], bytes: Uint8Array, log: (line: string) => void): void {
  const model = loadModel(bytes);
  if ('error' in model) {
    log(model.error);
    process.exitCode = 1;
    return;
  }
  const raw = new Score();
  const passes = new Score();
  for (const { text, passages, tokens, marks } of examples) {
    const spans = model.tagger.tag(model.tagger.view(text, passages, tokens));
    raw.add(
      marks,
      spans.map((s) => ({ start: tokens.start[s.first] ?? 0, end: tokens.end[s.last] ?? 0, type: s.type })),
    );
    const { mentions } = recognise(text, passages, tokens, model);
    passes.add(
      marks,
      mentions.map((m) => ({ start: m.start, end: m.end, type: ENTITY_TYPES.indexOf(m.type) })),
    );
  }
  log(`held out, model alone:  ${raw.summary()}`);
  log(`held out, with passes:  ${passes.summary()}`);
}

main(process.argv.slice(2));

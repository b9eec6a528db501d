import type { Knowledge } from '../../src/core/recognition/knowledge';
import { LABELS } from '../../src/core/recognition/labels';
import { Lattice, WHOLE } from '../../src/core/recognition/lattice';
import type { Weights } from '../../src/core/recognition/modelFile';
import type { Example } from '../trainer/corpus';
import { indexExamples } from '../trainer/dataset';
import { generator, shuffle, sparse, type TrainingOptions } from '../trainer/train';

/** What the perceptron shares with the random field; it has no step size. */
export type PerceptronOptions = Omit<TrainingOptions, 'runs' | 'rate' | 'delta' | 'prune'>;

/**
 * Trains the averaged structured perceptron (Collins, EMNLP 2002) on the features, labels and legal
 * sequences of the random field. Its scores order labellings but are no logarithms of probabilities:
 * multiply them by {@link scaleOf} before the passes look at them.
 */
export function trainPerceptron(
  examples: readonly Example[],
  knowledge: Knowledge,
  options: PerceptronOptions,
): Weights {
  const data = indexExamples(examples, knowledge, options.atLeast, options.log);
  const weights = new Float32Array(data.hashes.length * LABELS);
  const weighted = new Float32Array(weights.length);
  const transition = new Float64Array(LABELS * LABELS);
  const transitionWeighted = new Float64Array(LABELS * LABELS);
  const lattice = new Lattice(transition);
  const order = Int32Array.from({ length: data.sequences.length - 1 }, (_, k) => k);
  const random = generator(options.seed);
  const visited: number[] = [];
  const visitedRows: number[] = [];
  // The mean over all visits is weights - weighted / visits (Daumé, thesis, 2006, figure 2.3).
  let visits = 1;

  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    let wrong = 0;
    for (const s of order) {
      const from = data.sequences[s]!;
      const n = data.sequences[s + 1]! - from;
      lattice.emission.fill(0, 0, n * LABELS);
      visited.length = 0;
      for (let i = 0; i < n; i++) {
        const base = i * LABELS;
        visitedRows[i] = visited.length;
        for (let f = data.rows[from + i]!; f < data.rows[from + i + 1]!; f++) {
          if (random() < options.dropout) continue;
          const row = data.features[f]! * LABELS;
          visited.push(row);
          for (let l = 0; l < LABELS; l++)
            lattice.emission[base + l] = lattice.emission[base + l]! + weights[row + l]!;
        }
      }
      visitedRows[n] = visited.length;
      lattice.decode(0, n, WHOLE);

      const step = data.weights[s]!;
      const change = (
        now: Float32Array | Float64Array,
        sum: Float32Array | Float64Array,
        k: number,
        by: number,
      ): void => {
        now[k] = now[k]! + by;
        sum[k] = sum[k]! + by * visits;
      };
      let moved = false;
      for (let i = 0; i < n; i++) {
        const gold = data.labels[from + i]!;
        const guess = lattice.path[i]!;
        if (gold !== guess) {
          wrong++;
          for (let f = visitedRows[i]!; f < visitedRows[i + 1]!; f++) {
            change(weights, weighted, visited[f]! + gold, step);
            change(weights, weighted, visited[f]! + guess, -step);
          }
        }
        if (i === 0) continue;
        const goldPair = data.labels[from + i - 1]! * LABELS + gold;
        const guessPair = lattice.path[i - 1]! * LABELS + guess;
        if (goldPair === guessPair) continue;
        change(transition, transitionWeighted, goldPair, step);
        change(transition, transitionWeighted, guessPair, -step);
        moved = true;
      }
      if (moved) lattice.refresh(transition);
      visits++;
    }
    options.log(`epoch ${epoch + 1}: ${wrong} labels wrong`);
  }
  const share = 1 - options.dropout;
  for (let k = 0; k < weights.length; k++) weights[k] = (weights[k]! - weighted[k]! / visits) * share;
  for (let k = 0; k < transition.length; k++)
    transition[k] = transition[k]! - transitionWeighted[k]! / visits;
  return sparse(data.hashes, weights, transition, 0);
}

/** The weights times `scale`, without scores that are then smaller than `prune`. */
export function scaled(weights: Weights, scale: number, prune: number): Weights {
  const rows = [0];
  const hashes: number[] = [];
  const labels: number[] = [];
  const scores: number[] = [];
  weights.hashes.forEach((hash, r) => {
    const before = labels.length;
    for (let k = weights.rows[r]!; k < weights.rows[r + 1]!; k++) {
      const score = weights.scores[k]! * scale;
      if (Math.abs(score) < prune) continue;
      labels.push(weights.labels[k]!);
      scores.push(score);
    }
    if (labels.length === before) return;
    hashes.push(hash);
    rows.push(labels.length);
  });
  return {
    hashes: Uint32Array.from(hashes),
    rows: Uint32Array.from(rows),
    labels: Uint8Array.from(labels),
    scores: Float32Array.from(scores),
    transition: weights.transition.map((score) => score * scale),
  };
}

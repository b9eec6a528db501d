import { LABELS } from '../../src/core/recognition/labels';
import { Lattice, LEGAL, LONGEST_SEQUENCE, WHOLE } from '../../src/core/recognition/lattice';
import type { Knowledge } from '../../src/core/recognition/knowledge';
import type { Weights } from '../../src/core/recognition/modelFile';
import type { Example } from './corpus';
import { indexExamples } from './dataset';

/** How to train. The defaults are what the shipped model was made with. */
export interface TrainingOptions {
  readonly epochs: number;
  /** How often to begin anew, in another order: the model is the mean of all runs. */
  readonly runs: number;
  /** Step of AdaGrad (Duchi, Hazan and Singer, JMLR 2011). */
  readonly rate: number;
  /** Added to the sum of squared gradients: keeps rare features from large steps. */
  readonly delta: number;
  /** Share of a token's features left out at each visit (Srivastava et al., JMLR 2014); keeps names from being learnt by heart. */
  readonly dropout: number;
  /** Features seen less often than this are left out. */
  readonly atLeast: number;
  /** Scores smaller than this are dropped from the finished model. */
  readonly prune: number;
  readonly seed: number;
  readonly log: (line: string) => void;
}

/** Trains a conditional random field by stochastic gradient. The same input gives the same weights, bit for bit. */
export function train(examples: readonly Example[], knowledge: Knowledge, options: TrainingOptions): Weights {
  const data = indexExamples(examples, knowledge, options.atLeast, options.log);
  const count = data.hashes.length;
  const weights = new Float32Array(count * LABELS);
  const squares = new Float32Array(count * LABELS);
  const transition = new Float64Array(LABELS * LABELS);
  const transitionSquares = new Float64Array(LABELS * LABELS);
  const sum = new Float32Array(count * LABELS);
  const transitionSum = new Float64Array(LABELS * LABELS);
  let averaged = 0;
  const lattice = new Lattice(transition);
  const order = Int32Array.from({ length: data.sequences.length - 1 }, (_, k) => k);
  const random = generator(options.seed);
  const expected = new Float64Array(LABELS * LABELS);
  const { emission, forward, backward, potential, scale, step } = lattice;
  const gradient = new Float64Array(LABELS);
  const visited = new Int32Array(LONGEST_SEQUENCE * MOST_FEATURES);
  const visitedRows = new Int32Array(LONGEST_SEQUENCE + 1);
  const touched = new Int32Array(LABELS);

  for (let pass = 0; pass < options.runs * options.epochs; pass++) {
    const epoch = pass % options.epochs;
    if (epoch === 0) {
      for (const array of [weights, squares, transition, transitionSquares]) array.fill(0);
      lattice.refresh(transition);
    }
    shuffle(order, random);
    let loss = 0;
    for (const s of order) {
      const from = data.sequences[s]!;
      const n = data.sequences[s + 1]! - from;
      const weight = data.weights[s]!;
      emission.fill(0, 0, n * LABELS);
      let kept = 0;
      for (let i = 0; i < n; i++) {
        const base = i * LABELS;
        visitedRows[i] = kept;
        for (let f = data.rows[from + i]!; f < data.rows[from + i + 1]!; f++) {
          if (random() < options.dropout) continue;
          const row = data.features[f]! * LABELS;
          visited[kept++] = row;
          for (let l = 0; l < LABELS; l++) emission[base + l] = emission[base + l]! + weights[row + l]!;
        }
      }
      visitedRows[n] = kept;
      const logZ = lattice.forwardBackward(0, n, WHOLE);
      let score = 0;
      for (let i = 0; i < n; i++) {
        const label = data.labels[from + i]!;
        score += emission[i * LABELS + label]!;
        if (i > 0) score += transition[data.labels[from + i - 1]! * LABELS + label]!;
      }
      loss += weight * (logZ - score);

      for (let i = 0; i < n; i++) {
        const base = i * LABELS;
        let active = 0;
        for (let l = 0; l < LABELS; l++) {
          let g = forward[base + l]! * backward[base + l]!;
          if (l === data.labels[from + i]) g -= 1;
          if (g > -NEGLIGIBLE && g < NEGLIGIBLE) continue;
          gradient[active] = g * weight;
          touched[active++] = l;
        }
        if (active === 0) continue;
        for (let f = visitedRows[i]!; f < visitedRows[i + 1]!; f++) {
          const row = visited[f]!;
          for (let a = 0; a < active; a++) {
            const k = row + touched[a]!;
            const g = gradient[a]!;
            const square = squares[k]! + g * g;
            squares[k] = square;
            const rate = options.rate / Math.sqrt(square + options.delta);
            weights[k] = weights[k]! - rate * g;
          }
        }
      }
      if (n > 1) {
        expected.fill(0);
        for (let i = 1; i < n; i++) {
          const now = i * LABELS;
          const factor = 1 / scale[i]!;
          for (const [a, b] of LEGAL) {
            const p =
              forward[now - LABELS + a]! *
              step[a * LABELS + b]! *
              potential[now + b]! *
              backward[now + b]! *
              factor;
            expected[a * LABELS + b] = expected[a * LABELS + b]! + p;
          }
          const gold = data.labels[from + i - 1]! * LABELS + data.labels[from + i]!;
          expected[gold] = expected[gold]! - 1;
        }
        for (const [a, b] of LEGAL) {
          const k = a * LABELS + b;
          const g = expected[k]! * weight;
          if (g > -NEGLIGIBLE && g < NEGLIGIBLE) continue;
          transitionSquares[k] = transitionSquares[k]! + g * g;
          transition[k] =
            transition[k]! - (options.rate * g) / Math.sqrt(transitionSquares[k] + options.delta);
        }
        lattice.refresh(transition);
      }
    }
    if (epoch >= options.epochs - AVERAGED_EPOCHS) {
      averaged++;
      for (let k = 0; k < weights.length; k++) sum[k] = sum[k]! + weights[k]!;
      for (let k = 0; k < transition.length; k++) transitionSum[k] = transitionSum[k]! + transition[k]!;
    }
    options.log(`epoch ${epoch + 1}: loss ${loss.toFixed(0)}`);
  }
  // Left-out features made the others learn to do without them: all together they would say too much.
  const share = (1 - options.dropout) / averaged;
  for (let k = 0; k < sum.length; k++) sum[k] = sum[k]! * share;
  for (let k = 0; k < transitionSum.length; k++) transitionSum[k] = transitionSum[k]! / averaged;
  return sparse(data.hashes, sum, transitionSum, options.prune);
}

/** The model is the mean of the weights after each of the last epochs (Polyak and Juditsky, 1992). */
const AVERAGED_EPOCHS = 4;
/** More than one token can have. */
const MOST_FEATURES = 256;
/** Gradients smaller than this change nothing worth the memory traffic. */
const NEGLIGIBLE = 1e-4;

export function sparse(
  hashes: Int32Array,
  dense: Float32Array,
  transition: Float64Array,
  prune: number,
): Weights {
  const order = Array.from(hashes, (hash, r) => ({ hash: hash >>> 0, r })).sort((a, b) => a.hash - b.hash);
  const keptHashes: number[] = [];
  const rows: number[] = [0];
  const labels: number[] = [];
  const scores: number[] = [];
  for (const { hash, r } of order) {
    const before = labels.length;
    for (let l = 0; l < LABELS; l++) {
      const score = dense[r * LABELS + l]!;
      if (Math.abs(score) < prune) continue;
      labels.push(l);
      scores.push(score);
    }
    if (labels.length === before) continue;
    keptHashes.push(hash);
    rows.push(labels.length);
  }
  return {
    hashes: Uint32Array.from(keptHashes),
    rows: Uint32Array.from(rows),
    labels: Uint8Array.from(labels),
    scores: Float32Array.from(scores),
    transition: Float32Array.from(transition),
  };
}

/** mulberry32: a small seeded generator, so that training can be repeated. */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function shuffle(order: Int32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
}

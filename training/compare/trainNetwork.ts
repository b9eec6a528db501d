import type { Knowledge } from '../../src/core/recognition/knowledge';
import { LABELS } from '../../src/core/recognition/labels';
import { Lattice, LONGEST_SEQUENCE, WHOLE } from '../../src/core/recognition/lattice';
import type { Example } from '../trainer/corpus';
import { generator, shuffle } from '../trainer/train';
import { HIDDEN, INPUT, type Network, Part, SIDE, SLOTS, WIDTH } from './network';
import { indexWords } from './wordData';

export interface NetworkOptions {
  readonly epochs: number;
  /** Steps of AdaGrad. */
  readonly embeddingRate: number;
  readonly denseRate: number;
  /** Shares of features and of hidden units left out at each visit. */
  readonly featureDropout: number;
  readonly hiddenDropout: number;
  readonly seed: number;
  readonly log: (line: string) => void;
  /** Called after each epoch with the mean of the last ones. */
  readonly afterEpoch?: (network: Network) => void;
}

/** Trains the network on the conditional likelihood of legal labellings, by AdaGrad. */
export function trainNetwork(
  examples: readonly Example[],
  knowledge: Knowledge,
  options: NetworkOptions,
): Network {
  const data = indexWords(examples, knowledge);
  const random = generator(options.seed);
  const embeddings = Float32Array.from({ length: data.count * WIDTH }, () => (random() - 0.5) * START);
  const dense = new Float32Array(Part.all);
  for (let k = 0; k < HIDDEN * INPUT; k++) dense[k] = (random() - 0.5) * 2 * Math.sqrt(6 / (INPUT + HIDDEN));
  for (let k = Part.label; k < Part.labelBias; k++)
    dense[k] = (random() - 0.5) * 2 * Math.sqrt(6 / (HIDDEN + LABELS));
  const embeddingSquares = new Float32Array(embeddings.length);
  const denseSquares = new Float32Array(dense.length);
  const gradient = new Float32Array(dense.length);
  const mean = {
    rowOf: data.rowOf,
    embeddings: new Float32Array(embeddings.length),
    dense: new Float32Array(dense.length),
  };
  let averaged = 0;

  const lattice = new Lattice(new Float64Array(LABELS * LABELS));
  const { emission, forward, backward } = lattice;
  // Every sentence stands between empty words, so that windows need no edges.
  const padded = LONGEST_SEQUENCE + 2 * SIDE;
  const words = new Float32Array(padded * WIDTH);
  const wordGradients = new Float32Array(words.length);
  const contexts = new Float32Array(LONGEST_SEQUENCE * WIDTH);
  const contextGradients = new Float32Array(contexts.length);
  const hidden = new Float32Array(LONGEST_SEQUENCE * HIDDEN);
  const on = new Uint8Array(LONGEST_SEQUENCE * HIDDEN);
  const labelGradient = new Float64Array(LABELS);
  const keptWords: number[] = [];
  const keptContexts: number[] = [];
  const wordsKept = new Int32Array(LONGEST_SEQUENCE + 1);
  const contextsKept = new Int32Array(LONGEST_SEQUENCE + 1);
  const featureScale = 1 / (1 - options.featureDropout);
  const hiddenScale = 1 / (1 - options.hiddenDropout);
  const order = Int32Array.from({ length: data.sequences.length - 1 }, (_, k) => k);

  const embed = (
    list: Int32Array,
    rows: Int32Array,
    token: number,
    into: Float32Array,
    at: number,
    kept: number[],
  ): void => {
    for (let f = rows[token]!; f < rows[token + 1]!; f++) {
      if (random() < options.featureDropout) continue;
      const row = list[f]! * WIDTH;
      kept.push(row);
      for (let k = 0; k < WIDTH; k++) into[at + k] = into[at + k]! + embeddings[row + k]! * featureScale;
    }
  };
  const learn = (kept: number[], from: number, to: number, gradients: Float32Array, at: number): void => {
    for (let f = from; f < to; f++) {
      const row = kept[f]!;
      for (let k = 0; k < WIDTH; k++) {
        const g = gradients[at + k]! * featureScale;
        const square = embeddingSquares[row + k]! + g * g;
        embeddingSquares[row + k] = square;
        embeddings[row + k] = embeddings[row + k]! - (options.embeddingRate * g) / Math.sqrt(square + DELTA);
      }
    }
  };

  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    let loss = 0;
    let batch = 0;
    for (const s of order) {
      const from = data.sequences[s]!;
      const n = data.sequences[s + 1]! - from;
      words.fill(0, 0, (n + 2 * SIDE) * WIDTH);
      contexts.fill(0, 0, n * WIDTH);
      keptWords.length = 0;
      keptContexts.length = 0;
      for (let i = 0; i < n; i++) {
        wordsKept[i] = keptWords.length;
        contextsKept[i] = keptContexts.length;
        embed(data.words, data.wordRows, from + i, words, (i + SIDE) * WIDTH, keptWords);
        embed(data.contexts, data.contextRows, from + i, contexts, i * WIDTH, keptContexts);
      }
      wordsKept[n] = keptWords.length;
      contextsKept[n] = keptContexts.length;
      for (let i = 0; i < n; i++) {
        for (let h = 0; h < HIDDEN; h++) {
          const unit = i * HIDDEN + h;
          on[unit] = 0;
          hidden[unit] = 0;
          if (random() < options.hiddenDropout) continue;
          let total = dense[Part.windowBias + h]!;
          const row = h * INPUT;
          const x = i * WIDTH;
          for (let k = 0; k < WINDOW; k++) total += dense[row + k]! * words[x + k]!;
          for (let k = 0; k < WIDTH; k++) total += dense[row + WINDOW + k]! * contexts[x + k]!;
          if (total <= 0) continue;
          on[unit] = 1;
          hidden[unit] = total * hiddenScale;
        }
        for (let l = 0; l < LABELS; l++) {
          let total = dense[Part.labelBias + l]!;
          const row = Part.label + l * HIDDEN;
          for (let h = 0; h < HIDDEN; h++) total += dense[row + h]! * hidden[i * HIDDEN + h]!;
          emission[i * LABELS + l] = total;
        }
      }
      const weight = data.weights[s]!;
      let likelihood = -lattice.forwardBackward(0, n, WHOLE);
      for (let i = 0; i < n; i++) likelihood += emission[i * LABELS + data.labels[from + i]!]!;
      loss -= weight * likelihood;

      wordGradients.fill(0, 0, (n + 2 * SIDE) * WIDTH);
      contextGradients.fill(0, 0, n * WIDTH);
      for (let i = 0; i < n; i++) {
        let largest = 0;
        for (let l = 0; l < LABELS; l++) {
          let g = forward[i * LABELS + l]! * backward[i * LABELS + l]!;
          if (l === data.labels[from + i]) g -= 1;
          labelGradient[l] = g * weight;
          largest = Math.max(largest, Math.abs(g));
        }
        if (largest < NEGLIGIBLE) continue;
        for (let l = 0; l < LABELS; l++) {
          const at = Part.labelBias + l;
          gradient[at] = gradient[at]! + labelGradient[l]!;
        }
        for (let h = 0; h < HIDDEN; h++) {
          const unit = i * HIDDEN + h;
          if (on[unit] === 0) continue;
          let g = 0;
          for (let l = 0; l < LABELS; l++) {
            const at = Part.label + l * HIDDEN + h;
            g += labelGradient[l]! * dense[at]!;
            gradient[at] = gradient[at]! + labelGradient[l]! * hidden[unit]!;
          }
          g *= hiddenScale;
          gradient[Part.windowBias + h] = gradient[Part.windowBias + h]! + g;
          const row = h * INPUT;
          const x = i * WIDTH;
          for (let k = 0; k < WINDOW; k++) {
            gradient[row + k] = gradient[row + k]! + g * words[x + k]!;
            wordGradients[x + k] = wordGradients[x + k]! + g * dense[row + k]!;
          }
          for (let k = 0; k < WIDTH; k++) {
            gradient[row + WINDOW + k] = gradient[row + WINDOW + k]! + g * contexts[x + k]!;
            contextGradients[x + k] = contextGradients[x + k]! + g * dense[row + WINDOW + k]!;
          }
        }
      }
      for (let i = 0; i < n; i++) {
        learn(keptWords, wordsKept[i]!, wordsKept[i + 1]!, wordGradients, (i + SIDE) * WIDTH);
        learn(keptContexts, contextsKept[i]!, contextsKept[i + 1]!, contextGradients, i * WIDTH);
      }
      if (++batch % BATCH > 0) continue;
      for (let k = 0; k < dense.length; k++) {
        const g = gradient[k]!;
        if (g === 0) continue;
        gradient[k] = 0;
        const square = denseSquares[k]! + g * g;
        denseSquares[k] = square;
        dense[k] = dense[k]! - (options.denseRate * g) / Math.sqrt(square + DELTA);
      }
    }
    options.log(`epoch ${epoch + 1}: loss ${loss.toFixed(0)}`);
    if (epoch < options.epochs - AVERAGED_EPOCHS) continue;
    averaged++;
    for (const [total, now] of [
      [mean.embeddings, embeddings],
      [mean.dense, dense],
    ] as const)
      for (let k = 0; k < now.length; k++) total[k] = total[k]! + (now[k]! - total[k]!) / averaged;
    options.afterEpoch?.(mean);
  }
  return mean;
}

const WINDOW = (SLOTS - 1) * WIDTH;
/** Spread of the embeddings before training. */
const START = 0.1;
const DELTA = 1e-4;
/** Sentences between steps of the dense weights. */
const BATCH = 8;
const AVERAGED_EPOCHS = 3;
/** Tokens whose labels are all this sure teach nothing worth the time. */
const NEGLIGIBLE = 1e-3;

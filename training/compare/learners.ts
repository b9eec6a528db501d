import type { Knowledge } from '../../src/core/recognition/knowledge';
import { type KnownHashes, type Weights, writeModel } from '../../src/core/recognition/modelFile';
import { loadModel, type Model } from '../../src/core/recognition/recognise';
import type { Example } from '../trainer/corpus';
import { knowledgeOf } from '../trainer/knowledge';
import { train } from '../trainer/train';
import { scaled, trainPerceptron } from './perceptron';
import { scaleOf } from './scale';
import { linearScorer, viewer } from './scorer';

/** What a learner is given. */
export interface Material {
  readonly training: readonly Example[];
  /** The tenth of the corpus that settings are chosen on. */
  readonly heldOut: readonly Example[];
  readonly names: KnownHashes;
  readonly clusters: KnownHashes;
  readonly log: (line: string) => void;
}

/** A trained recogniser with what it cost. */
export interface Learnt {
  readonly model: Model;
  readonly weights: Weights;
  /** Of the processor, for training. */
  readonly seconds: number;
  /** Of the model file, knowledge included. */
  readonly bytes: number;
}

export type Learner = (material: Material) => Learnt;

/** The conditional random field as `npm run train` makes it. */
export const randomField: Learner = (material) =>
  learn(material, (knowledge) =>
    train(material.training, knowledge, {
      ...COMMON,
      epochs: 12,
      runs: 1,
      rate: 0.1,
      delta: 0.1,
      prune: PRUNE,
      log: material.log,
    }),
  );

/** The averaged perceptron. Epochs and dropout did best on the held-out tenth: of 8 and 16, of 0 and 0.4. */
export const perceptron: Learner = (material) =>
  learn(material, (knowledge) => {
    const weights = trainPerceptron(material.training, knowledge, {
      ...COMMON,
      epochs: 16,
      log: material.log,
    });
    const scale = scaleOf(viewer(knowledge), linearScorer(weights), material.heldOut);
    material.log(`scores times ${scale.toFixed(3)}`);
    return scaled(weights, scale, PRUNE);
  });

/** As in `trainer/main.ts`. */
const COMMON = { dropout: 0.4, atLeast: 2, seed: 20261123 };
const PRUNE = 0.055;

function learn({ names, clusters }: Material, weightsOf: (knowledge: Knowledge) => Weights): Learnt {
  const knowledge = knowledgeOf(names, clusters);
  const started = process.cpuUsage().user;
  const weights = weightsOf(knowledge);
  const seconds = (process.cpuUsage().user - started) / 1e6;
  const bytes = writeModel(weights, names, clusters);
  const model = loadModel(bytes);
  if ('error' in model) throw new Error(model.error);
  return { model, weights, seconds, bytes: bytes.length };
}

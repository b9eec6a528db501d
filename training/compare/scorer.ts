import { ENTITY_TYPES } from '../../src/core/model';
import { MOST_CONTEXT_FEATURES } from '../../src/core/recognition/contextFeatures';
import { type DocumentView, viewDocument } from '../../src/core/recognition/documentView';
import { HashTable, type Knowledge } from '../../src/core/recognition/knowledge';
import { LABELS, spansOf } from '../../src/core/recognition/labels';
import { Lattice, LONGEST_SEQUENCE, WHOLE } from '../../src/core/recognition/lattice';
import type { Weights } from '../../src/core/recognition/modelFile';
import type { Model } from '../../src/core/recognition/recognise';
import { allFeatures, sentenceEnd, type TaggedSpan } from '../../src/core/recognition/tagger';
import { lexemesOf, Vocabulary } from '../../src/core/recognition/vocabulary';

/** Tokens `from` to `to` of the sentence `first` to `end`. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly end: number;
}

/** Something that gives each label of each token of a stretch a score. */
export interface Scorer {
  readonly transition: ArrayLike<number>;
  /** Writes `(to - from) * LABELS` scores. */
  score(view: DocumentView, stretch: Stretch, emission: Float64Array): void;
}

/** Weights straight from training, without the caches and the rounding of the tagger that ships. */
export function linearScorer(weights: Weights): Scorer {
  const rowOf = new HashTable(weights.hashes.length);
  weights.hashes.forEach((hash, r) => rowOf.set(hash, r + 1));
  const buffer = new Int32Array(MOST_CONTEXT_FEATURES);
  const features: number[] = [];
  return {
    transition: weights.transition,
    score(view, { from, to, first, end }, emission) {
      emission.fill(0, 0, (to - from) * LABELS);
      for (let i = from; i < to; i++) {
        features.length = 0;
        allFeatures(view, i, first, end, buffer, features);
        for (const feature of features) {
          const row = rowOf.get(feature) - 1;
          if (row < 0) continue;
          for (let k = weights.rows[row]!; k < weights.rows[row + 1]!; k++) {
            const at = (i - from) * LABELS + weights.labels[k]!;
            emission[at] = emission[at]! + weights.scores[k]!;
          }
        }
      }
    },
  };
}

/** What {@link recognise} needs of a tagger. */
export type AnyTagger = Model['tagger'];

/** Looks at documents as the tagger that ships does. */
export function viewer(knowledge: Knowledge): AnyTagger['view'] {
  const vocabulary = new Vocabulary(knowledge);
  return (text, passages, tokens) =>
    viewDocument(text, passages, tokens, lexemesOf(text, tokens, vocabulary), knowledge);
}

/** A tagger of any scorer. */
export function taggerOf(view: AnyTagger['view'], scorer: Scorer): AnyTagger {
  const lattice = new Lattice(scorer.transition);
  return {
    view,
    tag: (document) =>
      stretchesOf(document).flatMap((stretch) => {
        scorer.score(document, stretch, lattice.emission);
        return spansIn(lattice, stretch);
      }),
  };
}

/** The sentences of a document, the longest cut in pieces. */
export function stretchesOf({ tokens }: DocumentView): Stretch[] {
  const stretches: Stretch[] = [];
  for (let first = 0; first < tokens.count;) {
    const end = sentenceEnd(tokens, first);
    for (let from = first; from < end; from += LONGEST_SEQUENCE)
      stretches.push({ from, to: Math.min(end, from + LONGEST_SEQUENCE), first, end });
    first = end;
  }
  return stretches;
}

/** The names of a stretch whose scores are in the lattice, with their probabilities. */
export function spansIn(lattice: Lattice, { from, to }: Stretch): TaggedSpan[] {
  lattice.decode(0, to - from, WHOLE);
  lattice.forwardBackward(0, to - from, WHOLE);
  return spansOf(lattice.path, 0, to - from, 0).map(({ first, last, type }) => {
    const byType = Float64Array.from(ENTITY_TYPES, (_, t) => lattice.probability(first, last, t));
    const probability = Math.max(0, Math.min(1, byType[type]!));
    return { first: first + from, last: last + from, type, probability, byType };
  });
}

/** After {@link spansIn}: the probability of the least probable label of the best path. */
export function surenessOf({ path, forward, backward }: Lattice, n: number): number {
  let least = 1;
  for (let i = 0; i < n; i++) {
    const at = i * LABELS + path[i]!;
    least = Math.min(least, forward[at]! * backward[at]!);
  }
  return least;
}

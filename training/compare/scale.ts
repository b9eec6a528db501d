import { LABELS } from '../../src/core/recognition/labels';
import { Lattice, WHOLE } from '../../src/core/recognition/lattice';
import type { Example } from '../trainer/corpus';
import { type AnyTagger, type Scorer, stretchesOf } from './scorer';

/**
 * The factor that makes scores the best logarithms of probabilities, by the likelihood of `examples`
 * (Platt's scaling without the offset). It changes no labelling.
 */
export function scaleOf(view: AnyTagger['view'], scorer: Scorer, examples: readonly Example[]): number {
  const lattice = new Lattice(scorer.transition);
  const sequences = examples.flatMap(({ text, passages, tokens, labels }) => {
    const document = view(text, passages, tokens);
    return stretchesOf(document).map((stretch) => {
      scorer.score(document, stretch, lattice.emission);
      const n = stretch.to - stretch.from;
      return { n, labels, from: stretch.from, emission: lattice.emission.slice(0, n * LABELS) };
    });
  });
  const likelihood = (scale: number): number => {
    const transition = Array.from(scorer.transition, (score) => score * scale);
    const scaledLattice = new Lattice(transition);
    let sum = 0;
    for (const { n, labels, from, emission } of sequences) {
      emission.forEach((score, k) => (scaledLattice.emission[k] = score * scale));
      sum -= scaledLattice.forwardBackward(0, n, WHOLE);
      for (let i = 0; i < n; i++) {
        const label = labels[from + i]!;
        sum += emission[i * LABELS + label]! * scale;
        if (i > 0) sum += transition[labels[from + i - 1]! * LABELS + label]!;
      }
    }
    return sum;
  };
  const scales = Array.from({ length: STEPS }, (_, k) => SMALLEST * STEP ** k);
  return scales.reduce((best, scale) => (likelihood(scale) > likelihood(best) ? scale : best));
}

const SMALLEST = 0.02;
const STEP = 1.25;
const STEPS = 20;

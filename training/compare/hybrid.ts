import { LABELS } from '../../src/core/recognition/labels';
import { Lattice, LONGEST_SEQUENCE } from '../../src/core/recognition/lattice';
import { type AnyTagger, type Scorer, spansIn, stretchesOf, surenessOf } from './scorer';

/** How the network helps the random field. */
export interface Help {
  /** Sentences are looked at again when a label of their best path is less probable than this; all above 1. */
  readonly below: number;
  /** The network's share in the sum of scores. */
  readonly share: number;
}

/** A tagger that asks the network about the sentences the random field is in doubt of. */
export class HybridTagger implements AnyTagger {
  /** Tokens seen, and those in doubtful sentences. */
  tokens = 0;
  doubtful = 0;
  private readonly fieldLattice: Lattice;
  private readonly bothLattice: Lattice;
  private readonly second = new Float64Array(LONGEST_SEQUENCE * LABELS);

  constructor(
    readonly view: AnyTagger['view'],
    private readonly field: Scorer,
    private readonly network: Scorer,
    private readonly help: Help,
  ) {
    this.fieldLattice = new Lattice(field.transition);
    this.bothLattice = new Lattice(
      Array.from(
        field.transition,
        (score, k) => score * (1 - help.share) + network.transition[k]! * help.share,
      ),
    );
  }

  tag(document: ReturnType<AnyTagger['view']>): ReturnType<AnyTagger['tag']> {
    const { share, below } = this.help;
    const { fieldLattice: field, bothLattice: both } = this;
    return stretchesOf(document).flatMap((stretch) => {
      const n = stretch.to - stretch.from;
      this.tokens += n;
      this.field.score(document, stretch, field.emission);
      const spans = spansIn(field, stretch);
      if (surenessOf(field, n) >= below) return spans;
      this.doubtful += n;
      this.network.score(document, stretch, this.second);
      for (let k = 0; k < n * LABELS; k++)
        both.emission[k] = field.emission[k]! * (1 - share) + this.second[k]! * share;
      return spansIn(both, stretch);
    });
  }
}

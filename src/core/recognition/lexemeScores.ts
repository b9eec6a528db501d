import { type FeatureTable, MOST_FEATURES } from './featureTable';
import { LABELS } from './labels';
import { leadOf, PAIRS, unpack } from './pairs';
import { atOffset, EDGE, type Lexeme, REACH } from './lexemes';
import type { Vocabulary } from './vocabulary';

/** Places around a token at which a lexeme says something of it, its own the middle one. */
const PLACES = 2 * REACH + 1;
const WIDTH = PLACES * PAIRS;
const SMALLEST = 1 << 12;
const NONE: readonly number[] = [];

/**
 * What each lexeme of a vocabulary says (pairs) for the labels of the tokens around it: the scores of a token
 * begin with the sums of these. Kept in two long arrays by the lexeme's index, so that nothing is allocated a lexeme.
 */
export class LexemeScores {
  private scores = new Int32Array(SMALLEST * WIDTH);
  /** By how much "outside every name" is ahead of the best other label, at each place. */
  private leads = new Int16Array(SMALLEST * PLACES);
  private known = 0;
  private readonly features = new Int32Array(MOST_FEATURES);
  private readonly units = new Int32Array(LABELS);

  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly table: FeatureTable,
  ) {}

  /** Keeps only the lexemes with these former indexes, in their order, when the vocabulary does. */
  keep(indexes: readonly number[]): void {
    indexes.forEach((from, to) => {
      this.scores.copyWithin(to * WIDTH, from * WIDTH, (from + 1) * WIDTH);
      this.leads.copyWithin(to * PLACES, from * PLACES, (from + 1) * PLACES);
    });
    this.known = indexes.length;
  }

  /** Works out the lexemes that are new to the vocabulary. */
  update(): void {
    const { size } = this.vocabulary;
    if (size * WIDTH > this.scores.length) this.grow(size);
    for (; this.known < size; this.known++) {
      const lexeme = this.vocabulary.at(this.known);
      this.work(lexeme);
      // They would take half of its memory. That of the edge is everybody's.
      if (lexeme !== EDGE) lexeme.features = lexeme.reach = NONE;
    }
  }

  /**
   * Sets `sums` (pairs) to what the lexemes around token `i`, and its own, say for it. `around` has the indexes of the
   * lexemes, that of token 0 at {@link REACH}; that of the edge stands for what is outside its sentence.
   */
  sum(around: Int32Array, i: number, sums: Int32Array): void {
    const { scores } = this;
    const l3 = around[i]! * WIDTH;
    const l2 = around[i + 1]! * WIDTH + PAIRS;
    const l1 = around[i + 2]! * WIDTH + 2 * PAIRS;
    const own = around[i + 3]! * WIDTH + 3 * PAIRS;
    const r1 = around[i + 4]! * WIDTH + 4 * PAIRS;
    const r2 = around[i + 5]! * WIDTH + 5 * PAIRS;
    const r3 = around[i + 6]! * WIDTH + 6 * PAIRS;
    for (let p = 0; p < PAIRS; p++) {
      sums[p] =
        scores[l3 + p]! +
        scores[l2 + p]! +
        scores[l1 + p]! +
        scores[own + p]! +
        scores[r1 + p]! +
        scores[r2 + p]! +
        scores[r3 + p]!;
    }
  }

  /** Sets the first `count` of `out` to the lead of "outside every name" in the sums of those tokens, at least. */
  weigh(around: Int32Array, count: number, out: Int32Array): void {
    const { leads } = this;
    for (let i = 0; i < count; i++) {
      out[i] =
        leads[around[i]! * PLACES]! +
        leads[around[i + 1]! * PLACES + 1]! +
        leads[around[i + 2]! * PLACES + 2]! +
        leads[around[i + 3]! * PLACES + 3]! +
        leads[around[i + 4]! * PLACES + 4]! +
        leads[around[i + 5]! * PLACES + 5]! +
        leads[around[i + 6]! * PLACES + 6]!;
    }
  }

  private work({ index, features, reach }: Lexeme): void {
    const { scores, units } = this;
    for (let d = -REACH; d <= REACH; d++) {
      let n = 0;
      for (let f = 0; f < features.length; f++) {
        if (Math.abs(d) <= reach[f]!) this.features[n++] = atOffset(features[f]!, d);
      }
      const from = index * WIDTH + (d + REACH) * PAIRS;
      scores.fill(0, from, from + PAIRS);
      this.table.add(this.features, n, scores, from);
      unpack(scores, from, units);
      this.leads[index * PLACES + d + REACH] = leadOf(units);
    }
  }

  private grow(size: number): void {
    let capacity = this.scores.length / WIDTH;
    while (capacity < size) capacity *= 2;
    const { scores, leads } = this;
    this.scores = new Int32Array(capacity * WIDTH);
    this.scores.set(scores);
    this.leads = new Int16Array(capacity * PLACES);
    this.leads.set(leads);
  }
}

import { type FeatureTable, MOST_FEATURES } from './featureTable';
import { LABELS } from './labels';
import { leadOf, PAIRS, unpack } from './pairs';
import { atOffset, EDGE, type Lexeme, REACH } from './lexemes';
import type { Vocabulary } from './vocabulary';

/** Places around a token at which a lexeme says something of it, its own the middle one. */
const PLACES = 2 * REACH + 1;
const WIDTH = PLACES * PAIRS;
const SMALLEST = 1 << 12;

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
    for (; this.known < size; this.known++) this.work(this.vocabulary.at(this.known));
  }

  /**
   * Sets `sums` (pairs) to what the lexemes around token `i`, and its own, say for it; outside tokens `first` to `end`, its
   * sentence, is {@link EDGE}.
   */
  sum(lexemes: readonly Lexeme[], i: number, first: number, end: number, sums: Int32Array): void {
    const { scores } = this;
    const l3 = wordsAt(lexemes, i, -3, first, end);
    const l2 = wordsAt(lexemes, i, -2, first, end);
    const l1 = wordsAt(lexemes, i, -1, first, end);
    const own = wordsAt(lexemes, i, 0, first, end);
    const r1 = wordsAt(lexemes, i, 1, first, end);
    const r2 = wordsAt(lexemes, i, 2, first, end);
    const r3 = wordsAt(lexemes, i, 3, first, end);
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

  /** The lead of "outside every name" in what {@link add} adds. */
  lead(index: number, offset: number): number {
    return this.leads[index * PLACES + offset + REACH]!;
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

/** Where that begins which the lexeme `d` places from token `i` says for it. */
function wordsAt(lexemes: readonly Lexeme[], i: number, d: number, first: number, end: number): number {
  const k = i + d;
  return (k < first || k >= end ? EDGE : lexemes[k]!).index * WIDTH + (d + REACH) * PAIRS;
}

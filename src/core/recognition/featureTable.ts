import { BUCKET_SHIFT, type CompactWeights, HEAD_MASK, headOf, maskOf, sizeOf } from './modelFile';

/** More features than are looked up at once. */
export const MOST_FEATURES = 128;

/** The trained weights, looked up by the hash of a feature. */
export class FeatureTable {
  /** The score one unit stands for. */
  readonly step: number;
  /** Written so that fetching ahead is not optimised away; says nothing. */
  fetched = 0;
  private readonly found = new Int32Array(MOST_FEATURES);
  private readonly buckets: Int32Array;
  private readonly words: Int32Array;

  constructor({ buckets, words, step }: CompactWeights) {
    this.buckets = buckets;
    this.words = words;
    this.step = step;
  }

  /** Adds the rows of the first `n` features to the sums (pairs) that begin at `base`. */
  add(features: Int32Array, n: number, sums: Int32Array, base: number): void {
    const { words, found } = this;
    const count = this.find(features, n);
    // Most rows have all pairs: their sums are kept in registers, which takes names in place of a loop.
    let p0 = 0;
    let p1 = 0;
    let p2 = 0;
    let p3 = 0;
    let p4 = 0;
    let p5 = 0;
    let p6 = 0;
    let p7 = 0;
    let p8 = 0;
    let p9 = 0;
    let p10 = 0;
    for (let f = 0; f < count; f++) {
      let k = found[f]!;
      let mask = maskOf(words[k]!);
      if (mask === 0) {
        p0 = (p0 + words[k + 1]!) | 0;
        p1 = (p1 + words[k + 2]!) | 0;
        p2 = (p2 + words[k + 3]!) | 0;
        p3 = (p3 + words[k + 4]!) | 0;
        p4 = (p4 + words[k + 5]!) | 0;
        p5 = (p5 + words[k + 6]!) | 0;
        p6 = (p6 + words[k + 7]!) | 0;
        p7 = (p7 + words[k + 8]!) | 0;
        p8 = (p8 + words[k + 9]!) | 0;
        p9 = (p9 + words[k + 10]!) | 0;
        p10 = (p10 + words[k + 11]!) | 0;
        continue;
      }
      for (k++; mask !== 0; mask &= mask - 1, k++) {
        const pair = base + 31 - Math.clz32(mask & -mask);
        sums[pair] = sums[pair]! + words[k]!;
      }
    }
    sums[base] = sums[base]! + p0;
    sums[base + 1] = sums[base + 1]! + p1;
    sums[base + 2] = sums[base + 2]! + p2;
    sums[base + 3] = sums[base + 3]! + p3;
    sums[base + 4] = sums[base + 4]! + p4;
    sums[base + 5] = sums[base + 5]! + p5;
    sums[base + 6] = sums[base + 6]! + p6;
    sums[base + 7] = sums[base + 7]! + p7;
    sums[base + 8] = sums[base + 8]! + p8;
    sums[base + 9] = sums[base + 9]! + p9;
    sums[base + 10] = sums[base + 10]! + p10;
  }

  /** Where the rows of the first `n` features begin, of those that have one, into {@link found}; their number. */
  private find(features: Int32Array, n: number): number {
    const { buckets, words, found } = this;
    // Memory is what takes the time: here the reads do not wait for one another.
    let fetched = 0;
    for (let f = 0; f < n; f++) fetched |= words[buckets[features[f]! >>> BUCKET_SHIFT]!]!;
    this.fetched = fetched;
    let count = 0;
    for (let f = 0; f < n; f++) {
      const feature = features[f]!;
      const bucket = feature >>> BUCKET_SHIFT;
      const end = buckets[bucket + 1]!;
      const head = headOf(feature);
      let k = buckets[bucket]!;
      while (k < end && (words[k]! & HEAD_MASK) !== head) k += sizeOf(words[k]!);
      found[count] = k;
      count += k < end ? 1 : 0;
    }
    return count;
  }
}

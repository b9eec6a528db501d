import { type CompactWeights, ROW_WORDS } from './modelFile';
import { BIAS } from './pairs';
import { GROUP_SHIFT, stirred } from './placement';

/** More features than are looked up at once. */
export const MOST_FEATURES = 128;

/** The trained weights, looked up by the hash of a feature. */
export class FeatureTable {
  /** The score one unit stands for. */
  readonly step: number;
  private readonly found = new Int32Array(MOST_FEATURES);
  private readonly numbers: Uint8Array;
  private readonly shift: number;
  private readonly eighths: number;
  private readonly rows: Int32Array;

  constructor({ placement, rows, step }: CompactWeights) {
    this.numbers = placement.numbers;
    this.shift = placement.shift;
    this.eighths = placement.eighths;
    this.rows = rows;
    this.step = step;
  }

  /** Adds the rows of the first `n` features to the sums (pairs) that begin at `base`. */
  add(features: Int32Array, n: number, sums: Int32Array, base: number): void {
    const { rows, found } = this;
    this.find(features, n);
    // The sums are kept in registers, which takes names in place of a loop.
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
    for (let f = 0; f < n; f++) {
      const k = found[f]!;
      const a = rows[k + 1]!;
      const b = rows[k + 2]!;
      const c = rows[k + 3]!;
      const d = rows[k + 4]!;
      const e = rows[k + 5]!;
      p0 = (p0 + (a & BYTES)) | 0;
      p1 = (p1 + ((a >>> 8) & BYTES)) | 0;
      p2 = (p2 + (b & BYTES)) | 0;
      p3 = (p3 + ((b >>> 8) & BYTES)) | 0;
      p4 = (p4 + (c & BYTES)) | 0;
      p5 = (p5 + ((c >>> 8) & BYTES)) | 0;
      p6 = (p6 + (d & BYTES)) | 0;
      p7 = (p7 + ((d >>> 8) & BYTES)) | 0;
      p8 = (p8 + (e & BYTES)) | 0;
      p9 = (p9 + ((e >>> 8) & BYTES)) | 0;
      p10 = (p10 + (rows[k + 6]! & BYTES)) | 0;
    }
    const bias = n * BIAS;
    sums[base] = sums[base]! + p0 - bias;
    sums[base + 1] = sums[base + 1]! + p1 - bias;
    sums[base + 2] = sums[base + 2]! + p2 - bias;
    sums[base + 3] = sums[base + 3]! + p3 - bias;
    sums[base + 4] = sums[base + 4]! + p4 - bias;
    sums[base + 5] = sums[base + 5]! + p5 - bias;
    sums[base + 6] = sums[base + 6]! + p6 - bias;
    sums[base + 7] = sums[base + 7]! + p7 - bias;
    sums[base + 8] = sums[base + 8]! + p8 - bias;
    sums[base + 9] = sums[base + 9]! + p9 - bias;
    sums[base + 10] = sums[base + 10]! + p10 - bias;
  }

  /**
   * Where the rows of the first `n` features begin, into {@link found}: 0, the row without scores, for one that has
   * none. Nothing here waits for the memory of another feature, and no branch is guessed wrong.
   */
  private find(features: Int32Array, n: number): void {
    const { numbers, shift, eighths, rows, found } = this;
    for (let f = 0; f < n; f++) {
      const feature = features[f]!;
      const row = stirred(feature, numbers[feature >>> GROUP_SHIFT]!, shift, eighths) * ROW_WORDS;
      const differs = rows[row]! ^ feature;
      found[f] = row & ~((differs | -differs) >> 31);
    }
  }
}

/** The lower byte of each half of a word. */
const BYTES = 0x00ff00ff;

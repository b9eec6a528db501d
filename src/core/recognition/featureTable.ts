import { type CompactWeights, ROW_WORDS } from './modelFile';
import { BIAS } from './pairs';

/** More features than are looked up at once. */
export const MOST_FEATURES = 128;

/** The trained weights, looked up by the hash of a feature. */
export class FeatureTable {
  /** The score one unit stands for. */
  readonly step: number;
  /** Written so that fetching ahead is not optimised away; says nothing. */
  fetched = 0;
  private readonly found = new Int32Array(MOST_FEATURES);
  private readonly slots: Int32Array;
  private readonly slotShift: number;
  private readonly rows: Int32Array;

  constructor({ slots, slotShift, rows, step }: CompactWeights) {
    this.slots = slots;
    this.slotShift = slotShift;
    this.rows = rows;
    this.step = step;
  }

  /** Adds the rows of the first `n` features to the sums (pairs) that begin at `base`. */
  add(features: Int32Array, n: number, sums: Int32Array, base: number): void {
    const { rows, found } = this;
    const count = this.find(features, n);
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
    for (let f = 0; f < count; f++) {
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
    const bias = count * BIAS;
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

  /** Where the rows of the first `n` features begin, of those that have one, into {@link found}; their number. */
  private find(features: Int32Array, n: number): number {
    const { slots, slotShift, rows, found } = this;
    const rest = (1 << slotShift) - 1;
    // Memory is what takes the time: here the reads do not wait for one another.
    let fetched = 0;
    for (let f = 0; f < n; f++) fetched |= slots[features[f]! >>> slotShift]!;
    this.fetched = fetched;
    let count = 0;
    for (let f = 0; f < n; f++) {
      const feature = features[f]!;
      let slot = feature >>> slotShift;
      let held = slots[slot]!;
      // The same bits may be those of another hash, which belongs into another slot.
      while (
        held !== 0 &&
        (((held ^ feature) & rest) !== 0 || rows[(held >>> slotShift) * ROW_WORDS] !== feature)
      )
        held = slots[++slot]!;
      found[count] = (held >>> slotShift) * ROW_WORDS;
      count += held !== 0 ? 1 : 0;
    }
    return count;
  }
}

/** The lower byte of each half of a word. */
const BYTES = 0x00ff00ff;

import { ByteReader, ByteWriter } from './bytes';
import { HashTable, type Knowledge } from './knowledge';
import { LABELS } from './labels';
import { byteOf, NO_UNITS } from './pairs';
import { place, type Placement, placeOf } from './placement';

/**
 * The weights of the recogniser: feature hash → a sparse row of label scores. Rows are ordered by hash
 * (as unsigned integers) and lie one after the other in `labels` and `scores`.
 */
export interface Weights {
  readonly hashes: Uint32Array;
  /** Where each row begins; one more than there are rows. */
  readonly rows: Uint32Array;
  readonly labels: Uint8Array;
  readonly scores: Float32Array;
  /** LABELS × LABELS, row = label before. */
  readonly transition: Float32Array;
}

/** Weights as they are used: rows of equal size, each found by the hash of its feature in one look; see `placement.ts`. */
export interface CompactWeights {
  readonly placement: Placement;
  /** {@link ROW_WORDS} a row: its hash, then the scores as bytes (see `pairs.ts`). The first row is no feature's. */
  readonly rows: Int32Array;
  /** The score one unit stands for. */
  readonly step: number;
  readonly transition: Float32Array;
}

/** Half a line of the processor's cache. */
export const ROW_WORDS = 8;

/** Hashes, ascending as unsigned integers, with what is known of each. */
export type KnownHashes = readonly (readonly [hash: number, value: number])[];

/** All that recognition ships with. */
export interface ModelContent {
  readonly weights: CompactWeights;
  readonly knowledge: Knowledge;
}

/*
 * File, little endian: "GZRM", version u32, labels u32, length u32, CRC-32 of all that follows u32; then
 * - step f32 (the score one unit stands for), transitions f32 × LABELS², number of rows u32, and for each row
 *   the hash as the difference to the one before (varint), the labels present as a bit mask (3 bytes), a
 *   signed byte for each;
 * - twice (names, clusters): number u32, then for each the difference of hashes and the value (varints).
 *   Values of clusters are indexes into a list of paths before them: number u32, varints.
 */
const MAGIC = 0x4d525a47;
export const MODEL_VERSION = 2;
const HEADER = 20;

/** Packs a model; scores are rounded to 1/127 of the largest and rows left empty by it are dropped. */
export function writeModel(weights: Weights, names: KnownHashes, clusters: KnownHashes): Uint8Array {
  const out = new ByteWriter();
  for (const value of [MAGIC, MODEL_VERSION, LABELS, 0, 0]) out.uint32(value);
  writeWeights(out, weights);
  writeKnown(out, names);
  const paths = [...new Set(clusters.map(([, path]) => path))].sort((a, b) => a - b);
  const indexOf = new Map(paths.map((path, k) => [path, k]));
  out.uint32(paths.length);
  for (const path of paths) out.varint(path);
  writeKnown(
    out,
    clusters.map(([hash, path]) => [hash, indexOf.get(path) ?? 0] as const),
  );
  const bytes = out.finish();
  const view = new DataView(bytes.buffer);
  view.setUint32(12, bytes.length, true);
  view.setUint32(16, crc32(bytes, HEADER), true);
  return bytes;
}

/** Unpacks what {@link writeModel} packed, or says why it cannot. Never throws. */
export function readModel(bytes: Uint8Array): ModelContent | { readonly error: string } {
  if (bytes.length < HEADER) return { error: `not a recogniser model: only ${bytes.length} bytes` };
  const input = new ByteReader(bytes);
  if (input.uint32() !== MAGIC) return { error: 'not a recogniser model: wrong signature' };
  const version = input.uint32();
  if (version !== MODEL_VERSION)
    return { error: `recogniser model of version ${version}, this program reads ${MODEL_VERSION}` };
  if (input.uint32() !== LABELS) return { error: 'recogniser model with other entity types' };
  const length = input.uint32();
  if (length !== bytes.length)
    return { error: `recogniser model damaged: ${bytes.length} bytes where ${length} are due` };
  if (input.uint32() !== crc32(bytes, HEADER)) return { error: 'recogniser model damaged: wrong checksum' };
  const weights = readWeights(input);
  const names = weights && readKnown(input, (value) => value);
  const paths = names && readPaths(input);
  const clusters = paths && readKnown(input, (value) => paths[value] ?? 0);
  if (!weights || !names || !clusters || input.position !== length)
    return { error: 'recogniser model damaged: not as announced' };
  return { weights, knowledge: { names, clusters } };
}

function writeWeights(out: ByteWriter, weights: Weights): void {
  let top = 1e-6;
  for (const score of weights.scores) top = Math.max(top, Math.abs(score));
  const step = top / 127;
  out.float32(step);
  for (const score of weights.transition) out.float32(score);
  const body = new ByteWriter();
  let previous = 0;
  let written = 0;
  for (let r = 0; r < weights.hashes.length; r++) {
    let mask = 0;
    const units: number[] = [];
    for (let k = weights.rows[r] ?? 0; k < (weights.rows[r + 1] ?? 0); k++) {
      const value = Math.round((weights.scores[k] ?? 0) / step);
      if (value === 0) continue;
      mask |= 1 << (weights.labels[k] ?? 0);
      units.push(value & 0xff);
    }
    if (mask === 0) continue;
    const hash = weights.hashes[r] ?? 0;
    body.varint(hash - previous);
    for (let shift = 0; shift < 24; shift += 8) body.byte((mask >> shift) & 0xff);
    for (const value of units) body.byte(value);
    previous = hash;
    written++;
  }
  out.uint32(written);
  out.append(body.finish());
}

function readWeights(input: ByteReader): CompactWeights | undefined {
  const step = input.float32();
  const transition = new Float32Array(LABELS * LABELS);
  for (let k = 0; k < transition.length; k++) transition[k] = input.float32();
  const count = input.uint32();
  if (count * LEAST_BYTES > input.length - input.position) return undefined;
  const hashes = new Int32Array(count);
  const begins = new Int32Array(count);
  const { bytes } = input;
  let hash = -1;
  for (let row = 0; row < count; row++) {
    const more = input.varint();
    hash = row === 0 ? more : hash + more;
    if (hash > MOST_HASH || (row > 0 && more === 0)) return undefined;
    hashes[row] = hash;
    begins[row] = input.position;
    const labels = maskAt(bytes, input.position);
    if (labels === 0 || labels >= 1 << LABELS) return undefined;
    input.position += MASK_BYTES + bitsOf(labels);
  }
  const placement = place(hashes);
  if (input.position > input.length || !placement) return undefined;
  const rows = new Int32Array(placement.size * ROW_WORDS).fill(NO_UNITS);
  for (let row = 0; row < count; row++) {
    const first = placeOf(hashes[row]!, placement) * ROW_WORDS;
    rows[first] = hashes[row]!;
    let from = begins[row]!;
    let labels = maskAt(bytes, from);
    from += MASK_BYTES;
    for (; labels !== 0; labels &= labels - 1) {
      const at = byteOf(31 - Math.clz32(labels & -labels));
      rows[first + 1 + (at >> 2)]! += ((bytes[from++]! << 24) >> 24) << ((at & 3) * 8);
    }
  }
  return { placement, rows, step, transition };
}

const MASK_BYTES = 3;

function maskAt(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16);
}

function bitsOf(mask: number): number {
  let pairs = mask - ((mask >>> 1) & 0x55555555);
  pairs = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((pairs + (pairs >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

const MOST_HASH = 0xffffffff;
/** A row has at least a byte of hash, its mask and a score; a known hash a byte and its value. */
const LEAST_BYTES = 5;
const LEAST_KNOWN_BYTES = 2;

function writeKnown(out: ByteWriter, known: KnownHashes): void {
  out.uint32(known.length);
  let previous = 0;
  for (const [hash, value] of known) {
    out.varint(hash - previous);
    out.varint(value);
    previous = hash;
  }
}

function readKnown(input: ByteReader, valueOf: (stored: number) => number): HashTable | undefined {
  const count = input.uint32();
  if (count * LEAST_KNOWN_BYTES > input.length - input.position) return undefined;
  const table = new HashTable(count);
  let hash = 0;
  for (let k = 0; k < count; k++) {
    hash += input.varint();
    const value = valueOf(input.varint());
    if (value !== 0) table.set(hash, value);
  }
  return table;
}

function readPaths(input: ByteReader): Int32Array | undefined {
  const count = input.uint32();
  if (count > input.length - input.position) return undefined;
  const paths = new Int32Array(count);
  for (let k = 0; k < count; k++) paths[k] = input.varint();
  return paths;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc32(bytes: Uint8Array, from: number): number {
  let c = 0xffffffff;
  for (let i = from; i < bytes.length; i++) c = (CRC_TABLE[(c ^ (bytes[i] ?? 0)) & 0xff] ?? 0) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

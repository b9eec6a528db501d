import type { DocumentView } from '../../src/core/recognition/documentView';
import { mix } from '../../src/core/recognition/hashing';
import type { HashTable } from '../../src/core/recognition/knowledge';
import { LABELS } from '../../src/core/recognition/labels';
import type { Lexeme } from '../../src/core/recognition/lexemes';
import type { Scorer } from './scorer';

/** Length of an embedding, words seen on each side, hidden units. */
export const WIDTH = 48;
export const SIDE = 3;
export const HIDDEN = 96;
/** A window of words, then what the document says of the middle one. */
export const SLOTS = 2 * SIDE + 2;
export const INPUT = SLOTS * WIDTH;

/** Where each part of the dense weights begins. */
export const Part = {
  window: 0,
  windowBias: HIDDEN * INPUT,
  label: HIDDEN * INPUT + HIDDEN,
  labelBias: HIDDEN * INPUT + HIDDEN + LABELS * HIDDEN,
  all: HIDDEN * INPUT + HIDDEN + LABELS * HIDDEN + LABELS,
};

/**
 * A small tagger of its own kind: each word is the sum of the embeddings of its features (the word, affixes,
 * shape, clusters, lists), a window of seven words goes through one hidden layer (Collobert et al., JMLR
 * 2011), legal label sequences through a random field whose transitions all weigh the same.
 */
export interface Network {
  /** Feature hash → row of `embeddings`, plus one. */
  readonly rowOf: HashTable;
  readonly embeddings: Float32Array;
  readonly dense: Float32Array;
}

/** What the document says of a token, for the last slot. */
export function contextOf(view: DocumentView, i: number, first: number, end: number, out: number[]): void {
  out.length = 0;
  const hashAt = (k: number): number => (k >= first && k < end ? view.lexemes[k]!.hash : 0);
  const listed = view.listed[i]!;
  if (listed > 0) {
    const place = (view.listedFirst[i] === i ? 1 : 0) + (view.listedLast[i] === i ? 2 : 0);
    out.push(mix(901, mix(listed, place)));
  }
  const runFirst = view.runFirst[i]!;
  if (runFirst >= 0) {
    const runLast = view.runLast[i]!;
    const place = (runFirst === i ? 1 : 0) + (runLast === i ? 2 : 0);
    out.push(mix(902, mix(Math.min(runLast - runFirst, 5), place)));
    out.push(mix(903, hashAt(runFirst - 1)));
    out.push(mix(904, hashAt(runLast + 1)));
    out.push(mix(905, hashAt(runFirst)));
    out.push(mix(906, hashAt(runLast)));
    const group = view.elsewhereOf[i]!;
    if (group >= 0) out.push(...view.elsewhere[group]!);
  }
  if (view.head[i]! >= first) out.push(mix(907, hashAt(view.head[i]!)));
  if (view.quoted[i]! > 0) out.push(mix(908, Math.min(view.quoted[i]!, 3)));
  if (view.bracketed[i]! > 0) out.push(mix(909, Math.min(view.bracketed[i]!, 3)));
  if (view.style[i]! > 0) out.push(mix(910, view.style[i]!));
  if (view.gloss[i]! > 0) out.push(mix(911, view.gloss[i]!));
}

/** The network as it would be used: what words bring to the hidden layer is worked out once a distinct word. */
export function networkScorer({ rowOf, embeddings, dense }: Network): Scorer {
  const cache = new Map<Lexeme, Float32Array>();
  const features: number[] = [];
  const sum = new Float32Array(WIDTH);
  const hidden = new Float32Array(HIDDEN);

  const embed = (hashes: ArrayLike<number>): void => {
    sum.fill(0);
    for (let f = 0; f < hashes.length; f++) {
      const row = rowOf.get(hashes[f]!) - 1;
      if (row < 0) continue;
      for (let k = 0; k < WIDTH; k++) sum[k] = sum[k]! + embeddings[row * WIDTH + k]!;
    }
  };
  /** Adds what the embedding in `sum` brings through a slot. */
  const project = (slot: number, into: Float32Array, at: number): void => {
    for (let h = 0; h < HIDDEN; h++) {
      const row = h * INPUT + slot * WIDTH;
      let total = 0;
      for (let k = 0; k < WIDTH; k++) total += dense[row + k]! * sum[k]!;
      into[at + h] = into[at + h]! + total;
    }
  };
  const projectionOf = (lexeme: Lexeme): Float32Array => {
    let projection = cache.get(lexeme);
    if (!projection) {
      if (cache.size > MOST_CACHED) cache.clear();
      projection = new Float32Array((2 * SIDE + 1) * HIDDEN);
      embed(lexeme.features);
      for (let slot = 0; slot <= 2 * SIDE; slot++) project(slot, projection, slot * HIDDEN);
      cache.set(lexeme, projection);
    }
    return projection;
  };

  return {
    transition: new Float64Array(LABELS * LABELS),
    score(view, { from, to, first, end }, emission) {
      for (let i = from; i < to; i++) {
        for (let h = 0; h < HIDDEN; h++) hidden[h] = dense[Part.windowBias + h]!;
        for (let k = Math.max(first, i - SIDE); k <= Math.min(end - 1, i + SIDE); k++) {
          const projection = projectionOf(view.lexemes[k]!);
          const at = (k - i + SIDE) * HIDDEN;
          for (let h = 0; h < HIDDEN; h++) hidden[h] = hidden[h]! + projection[at + h]!;
        }
        contextOf(view, i, first, end, features);
        if (features.length > 0) {
          embed(features);
          project(SLOTS - 1, hidden, 0);
        }
        for (let h = 0; h < HIDDEN; h++) if (hidden[h]! < 0) hidden[h] = 0;
        for (let l = 0; l < LABELS; l++) {
          let total = dense[Part.labelBias + l]!;
          for (let h = 0; h < HIDDEN; h++) total += dense[Part.label + l * HIDDEN + h]! * hidden[h]!;
          emission[(i - from) * LABELS + l] = total;
        }
      }
    },
  };
}

/** Distinct words whose projections are kept, 2.7 kB each. */
const MOST_CACHED = 40_000;

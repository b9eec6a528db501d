import { MOST_CONTEXT_FEATURES } from '../../src/core/recognition/contextFeatures';
import { viewDocument } from '../../src/core/recognition/documentView';
import type { Knowledge } from '../../src/core/recognition/knowledge';
import { LONGEST_SEQUENCE } from '../../src/core/recognition/lattice';
import { allFeatures, sentenceEnd } from '../../src/core/recognition/tagger';
import { lexemesOf, Vocabulary } from '../../src/core/recognition/vocabulary';
import type { Example } from './corpus';

/** Sequences as rows of feature indexes, all in a few long arrays. */
export interface Dataset {
  readonly features: Int32Array;
  /** Where each token's features begin; one more than there are tokens. */
  readonly rows: Int32Array;
  readonly labels: Uint8Array;
  /** First token of each sequence; one more than there are sequences. */
  readonly sequences: Int32Array;
  readonly weights: Float32Array;
  readonly hashes: Int32Array;
}

/** Extracts the features of all examples and numbers those seen often enough. */
export function indexExamples(
  examples: readonly Example[],
  knowledge: Knowledge,
  atLeast: number,
  log: (line: string) => void,
): Dataset {
  const vocabulary = new Vocabulary(knowledge);
  const buffer = new Int32Array(MOST_CONTEXT_FEATURES);
  const total = examples.reduce((sum, e) => sum + e.tokens.count, 0);
  const rows = new Int32Array(total + 1);
  const labels = new Uint8Array(total);
  const sequences: number[] = [];
  const weights: number[] = [];
  let hashes = new Int32Array(total * 128);
  let filled = 0;
  let token = 0;
  const features: number[] = [];
  for (const example of examples) {
    const { text, passages, tokens } = example;
    const view = viewDocument(text, passages, tokens, lexemesOf(text, tokens, vocabulary), knowledge);
    for (let first = 0; first < tokens.count;) {
      const end = sentenceEnd(tokens, first);
      for (let i = first; i < end; i++) {
        if ((i - first) % LONGEST_SEQUENCE === 0) {
          sequences.push(token);
          weights.push(example.weight);
        }
        features.length = 0;
        allFeatures(view, i, first, end, buffer, features);
        if (filled + features.length > hashes.length) {
          const larger = new Int32Array(Math.ceil(hashes.length * 1.3) + features.length);
          larger.set(hashes);
          hashes = larger;
        }
        hashes.set(features, filled);
        filled += features.length;
        labels[token++] = example.labels[i] ?? 0;
        rows[token] = filled;
      }
      first = end;
    }
  }
  sequences.push(token);

  const sorted = hashes.slice(0, filled).sort();
  const kept: number[] = [];
  for (let i = 0; i < filled;) {
    let j = i + 1;
    while (j < filled && sorted[j] === sorted[i]) j++;
    if (j - i >= atLeast) kept.push(sorted[i]!);
    i = j;
  }
  const numberOf = new HashIndex(kept);
  let at = 0;
  let begin = 0;
  for (let t = 0; t < token; t++) {
    const end = rows[t + 1]!;
    for (let k = begin; k < end; k++) {
      const number = numberOf.get(hashes[k]!);
      if (number >= 0) hashes[at++] = number;
    }
    begin = end;
    rows[t + 1] = at;
  }
  log(
    `${token} tokens, ${sequences.length - 1} sequences, ${kept.length} features, ${(at / token).toFixed(0)} a token`,
  );
  return {
    features: hashes.slice(0, at),
    rows,
    labels,
    sequences: Int32Array.from(sequences),
    weights: Float32Array.from(weights),
    hashes: Int32Array.from(kept),
  };
}

/** Hash → its number. Open addressing, because a Map of millions is slow. */
class HashIndex {
  private readonly keys: Int32Array;
  private readonly numbers: Int32Array;
  private readonly mask: number;

  constructor(hashes: readonly number[]) {
    let capacity = 1024;
    while (capacity < hashes.length * 2) capacity *= 2;
    this.mask = capacity - 1;
    this.keys = new Int32Array(capacity);
    this.numbers = new Int32Array(capacity).fill(-1);
    hashes.forEach((hash, number) => {
      let slot = hash & this.mask;
      while (this.numbers[slot] !== -1) slot = (slot + 1) & this.mask;
      this.keys[slot] = hash;
      this.numbers[slot] = number;
    });
  }

  get(hash: number): number {
    let slot = hash & this.mask;
    while (this.numbers[slot] !== -1) {
      if (this.keys[slot] === hash) return this.numbers[slot]!;
      slot = (slot + 1) & this.mask;
    }
    return -1;
  }
}

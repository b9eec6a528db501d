import { HashTable, type Knowledge } from '../../src/core/recognition/knowledge';
import type { Example } from '../trainer/corpus';
import { contextOf } from './network';
import { stretchesOf, viewer } from './scorer';

/** Tokens with the rows of their embeddings, all in a few long arrays. */
export interface WordData {
  /** Feature hash → row, plus one. */
  readonly rowOf: HashTable;
  /** How many rows there are. */
  readonly count: number;
  /** Rows of each token's own features, and of what the document says of it; where they begin by token. */
  readonly words: Int32Array;
  readonly wordRows: Int32Array;
  readonly contexts: Int32Array;
  readonly contextRows: Int32Array;
  readonly labels: Uint8Array;
  /** First token of each sequence; one more than there are sequences. */
  readonly sequences: Int32Array;
  readonly weights: Float32Array;
}

/** Extracts the features of all examples and numbers those seen often enough. */
export function indexWords(examples: readonly Example[], knowledge: Knowledge): WordData {
  const view = viewer(knowledge);
  const words: number[][] = [];
  const contexts: number[][] = [];
  const labels: number[] = [];
  const sequences: number[] = [];
  const weights: number[] = [];
  const seen = new Map<number, number>();
  const note = (features: number[]): number[] => {
    for (const feature of features) seen.set(feature, (seen.get(feature) ?? 0) + 1);
    return features;
  };
  const buffer: number[] = [];
  for (const example of examples) {
    const document = view(example.text, example.passages, example.tokens);
    for (const { from, to, first, end } of stretchesOf(document)) {
      sequences.push(labels.length);
      weights.push(example.weight);
      for (let i = from; i < to; i++) {
        words.push(note([...document.lexemes[i]!.features]));
        contextOf(document, i, first, end, buffer);
        contexts.push(note([...buffer]));
        labels.push(example.labels[i]!);
      }
    }
  }
  sequences.push(labels.length);
  const kept = [...seen].filter(([, times]) => times >= AT_LEAST);
  const rowOf = new HashTable(kept.length);
  kept.forEach(([hash], row) => rowOf.set(hash, row + 1));
  const number = (lists: readonly (readonly number[])[]): [Int32Array, Int32Array] => {
    const rows = new Int32Array(lists.length + 1);
    const known = lists.map((list) => list.map((hash) => rowOf.get(hash) - 1).filter((row) => row >= 0));
    known.forEach((list, i) => (rows[i + 1] = rows[i]! + list.length));
    const flat = new Int32Array(rows[lists.length]!);
    known.forEach((list, i) => flat.set(list, rows[i]));
    return [flat, rows];
  };
  const [flatWords, wordRows] = number(words);
  const [flatContexts, contextRows] = number(contexts);
  return {
    rowOf,
    count: kept.length,
    words: flatWords,
    wordRows,
    contexts: flatContexts,
    contextRows,
    labels: Uint8Array.from(labels),
    sequences: Int32Array.from(sequences),
    weights: Float32Array.from(weights),
  };
}

/** As for the other learners. */
const AT_LEAST = 2;

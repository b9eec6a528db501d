import { ENTITY_TYPES, type Span, type Tokens } from '../model';
import { contextFeatures, MOST_CONTEXT_FEATURES } from './contextFeatures';
import { type DocumentView, viewDocument } from './documentView';
import { LABELS, type LabelledSpan, spansOf } from './labels';
import { Lattice, LONGEST_SEQUENCE } from './lattice';
import { atOffset, EDGE, type Lexeme, makeLexeme, REACH } from './lexemes';
import type { Knowledge } from './knowledge';
import { LAST_ENTRY, type ModelContent } from './modelFile';

/** A name the tagger found, with the probability the model gives it. */
export interface TaggedSpan extends LabelledSpan {
  readonly probability: number;
  /** The probability of each type for the same tokens; not there for names the model did not find itself. */
  readonly byType?: Float64Array;
}

/** More distinct tokens than this are forgotten and worked out again; bounds memory (about 1 kB each). */
const MOST_LEXEMES = 40_000;
/** The filter has 2^22 bits (half a megabyte): bit and word are told by the hash from these bits up. */
const FILTER_BIT = 10;
const FILTER_WORD = FILTER_BIT + 5;
const OFFSETS = 2 * REACH + 1;

/** The distinct tokens seen so far. */
export class Vocabulary {
  private readonly lexemes = new Map<string, Lexeme>();

  constructor(readonly knowledge: Knowledge) {}

  /** To be called between documents: inside one, equal tokens must have the same lexeme. */
  trim(): void {
    if (this.lexemes.size > MOST_LEXEMES) this.lexemes.clear();
  }

  of(token: string): Lexeme {
    let lexeme = this.lexemes.get(token);
    if (!lexeme) {
      lexeme = makeLexeme(token, this.knowledge);
      this.lexemes.set(token, lexeme);
    }
    return lexeme;
  }
}

/** Labels the tokens of documents with a trained model. Keeps work on distinct tokens between documents. */
export class Tagger {
  private readonly vocabulary: Vocabulary;
  /** Open addressing: the hash of a feature, then where its row begins in the entries, plus one. */
  private readonly slots: Int32Array;
  /** A bit for each feature of the model, by the upper bits of its hash. */
  private readonly filter = new Int32Array(1 << (32 - FILTER_WORD));
  private readonly entries: Int16Array;
  private readonly mask: number;
  private readonly step: number;
  private readonly lattice: Lattice;
  private readonly edge: Int32Array;
  /** Written so that fetching ahead is not optimised away; says nothing. */
  fetched = 0;
  private readonly units = new Int32Array(LABELS);
  private readonly buffer = new Int32Array(MOST_CONTEXT_FEATURES);

  constructor({ weights, knowledge }: ModelContent) {
    this.vocabulary = new Vocabulary(knowledge);
    const count = weights.hashes.length;
    let capacity = 1024;
    while (capacity < count * 2) capacity *= 2;
    this.mask = capacity - 1;
    this.slots = new Int32Array(capacity * 2);
    this.entries = weights.entries;
    this.step = weights.step;
    for (let r = 0; r < count; r++) {
      const key = weights.hashes[r]! | 0;
      let slot = key & this.mask;
      while (this.slots[slot * 2 + 1] !== 0) slot = (slot + 1) & this.mask;
      this.slots[slot * 2] = key;
      this.slots[slot * 2 + 1] = weights.rows[r]! + 1;
      this.filter[key >>> FILTER_WORD] =
        this.filter[key >>> FILTER_WORD]! | (1 << ((key >>> FILTER_BIT) & 31));
    }
    this.lattice = new Lattice(weights.transition);
    this.edge = this.vectorsOf(EDGE);
  }

  /** What features of this document look at. */
  view(text: string, passages: readonly Span[], tokens: Tokens): DocumentView {
    this.vocabulary.trim();
    return viewDocument(
      text,
      passages,
      tokens,
      lexemesOf(text, tokens, this.vocabulary),
      this.vocabulary.knowledge,
    );
  }

  /** The names of the document, in order, as the model alone sees them. */
  tag(view: DocumentView): TaggedSpan[] {
    const { tokens } = view;
    const found: TaggedSpan[] = [];
    const elsewhere = new Map<Lexeme, Int32Array>();
    for (let first = 0; first < tokens.count;) {
      const end = sentenceEnd(tokens, first);
      for (let from = first; from < end; from += LONGEST_SEQUENCE) {
        const to = Math.min(end, from + LONGEST_SEQUENCE);
        this.emit(view, from, to, first, end, elsewhere);
        this.decode(from, to - from, found);
      }
      first = end;
    }
    return found;
  }

  private decode(from: number, n: number, found: TaggedSpan[]): void {
    this.lattice.decode(n);
    const spans = spansOf(this.lattice.path, n, 0);
    if (spans.length === 0) return;
    this.lattice.forwardBackward(n);
    for (const { first, last, type } of spans) {
      const byType = new Float64Array(ENTITY_TYPES.length);
      for (let t = 0; t < byType.length; t++) byType[t] = this.lattice.probability({ first, last, type: t });
      const probability = Math.max(0, Math.min(1, byType[type]!));
      found.push({ first: first + from, last: last + from, type, probability, byType });
    }
  }

  /** Fills the lattice's emission scores for tokens `from` to `to` of the sentence `first` to `end`. */
  private emit(
    view: DocumentView,
    from: number,
    to: number,
    first: number,
    end: number,
    elsewhere: Map<Lexeme, Int32Array>,
  ): void {
    const { emission } = this.lattice;
    const { units, buffer, step } = this;
    for (let i = from; i < to; i++) {
      const base = (i - from) * LABELS;
      units.set(this.vectorsAt(view, i, 0, first, end).subarray(REACH * LABELS, (REACH + 1) * LABELS));
      for (let d = -REACH; d <= REACH; d++) {
        if (d !== 0) addVector(units, this.vectorsAt(view, i, d, first, end), (d + REACH) * LABELS);
      }
      const lexeme = view.lexemes[i]!;
      const features = view.elsewhere.get(lexeme);
      if (features) {
        let vector = elsewhere.get(lexeme);
        if (!vector) {
          vector = new Int32Array(LABELS);
          buffer.set(features);
          this.addRows(features.length, vector, 0);
          elsewhere.set(lexeme, vector);
        }
        addVector(units, vector, 0);
      }
      const n = contextFeatures(view, i, first, end, buffer);
      this.addRows(n, units, 0);
      for (let l = 0; l < LABELS; l++) emission[base + l] = units[l]! * step;
    }
  }

  private vectorsAt(view: DocumentView, i: number, offset: number, first: number, end: number): Int32Array {
    const k = i + offset;
    if (k < first || k >= end) return this.edge;
    const lexeme = view.lexemes[k]!;
    return (lexeme.vectors ??= this.vectorsOf(lexeme));
  }

  private vectorsOf(lexeme: Lexeme): Int32Array {
    const vectors = new Int32Array(OFFSETS * LABELS);
    const { features, reach } = lexeme;
    for (let d = -REACH; d <= REACH; d++) {
      let n = 0;
      for (let f = 0; f < features.length; f++) {
        if (Math.abs(d) <= reach[f]!) this.buffer[n++] = atOffset(features[f]!, d);
      }
      this.addRows(n, vectors, (d + REACH) * LABELS);
    }
    return vectors;
  }

  /**
   * Adds the rows of the first `n` features of the buffer. Memory is what takes the time: in each of the
   * steps the reads do not wait for one another.
   */
  private addRows(n: number, into: Int32Array, base: number): void {
    const { slots, mask, entries, filter, buffer } = this;
    // 1. Most features are not in the model: the filter is small enough to stay in the processor's cache.
    let present = 0;
    for (let f = 0; f < n; f++) {
      const feature = buffer[f]!;
      buffer[present] = feature;
      present += (filter[feature >>> FILTER_WORD]! >>> ((feature >>> FILTER_BIT) & 31)) & 1;
    }
    // 2. Where their rows begin.
    let found = 0;
    for (let f = 0; f < present; f++) {
      const feature = buffer[f]!;
      let slot = feature & mask;
      let at = slots[slot * 2 + 1]!;
      while (at !== 0 && slots[slot * 2] !== feature) {
        slot = (slot + 1) & mask;
        at = slots[slot * 2 + 1]!;
      }
      buffer[found] = at - 1;
      found += at === 0 ? 0 : 1;
    }
    // 3. The rows are fetched before they are walked.
    let fetched = 0;
    for (let f = 0; f < found; f++) fetched |= entries[buffer[f]!]!;
    this.fetched = fetched;
    for (let f = 0; f < found; f++) {
      for (let k = buffer[f]!; ; k++) {
        const entry = entries[k]!;
        const to = base + ((entry >> 8) & 31);
        into[to] = into[to]! + ((entry << 24) >> 24);
        if ((entry & LAST_ENTRY) !== 0) break;
      }
    }
  }
}

function addVector(sum: Int32Array, vectors: Int32Array, from: number): void {
  for (let l = 0; l < LABELS; l++) sum[l] = sum[l]! + vectors[from + l]!;
}

/** The lexeme of each token. */
export function lexemesOf(text: string, tokens: Tokens, vocabulary: Vocabulary): Lexeme[] {
  const lexemes = new Array<Lexeme>(tokens.count);
  for (let i = 0; i < tokens.count; i++)
    lexemes[i] = vocabulary.of(text.slice(tokens.start[i], tokens.end[i]));
  return lexemes;
}

/** One past the last token of the sentence that begins at token `first`. */
export function sentenceEnd(tokens: Tokens, first: number): number {
  let end = first + 1;
  while (end < tokens.count && tokens.sentence[end] === tokens.sentence[first]) end++;
  return end;
}

/** All features of token `i`, as the trainer needs them; the tagger sums the same ones from its caches. */
export function allFeatures(
  view: DocumentView,
  i: number,
  first: number,
  end: number,
  buffer: Int32Array,
  out: number[],
): void {
  for (let d = -REACH; d <= REACH; d++) {
    const k = i + d;
    const lexeme = k >= first && k < end ? view.lexemes[k]! : EDGE;
    for (let f = 0; f < lexeme.features.length; f++) {
      if (Math.abs(d) <= lexeme.reach[f]!) out.push(atOffset(lexeme.features[f]!, d));
    }
  }
  for (const feature of view.elsewhere.get(view.lexemes[i]!) ?? []) out.push(feature);
  const n = contextFeatures(view, i, first, end, buffer);
  for (let f = 0; f < n; f++) out.push(buffer[f]!);
}

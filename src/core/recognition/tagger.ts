import { ENTITY_TYPES, type Span, type Tokens } from '../model';
import { contextFeatures } from './contextFeatures';
import { type DocumentView, viewDocument } from './documentView';
import { FeatureTable, MOST_FEATURES } from './featureTable';
import { LABELS, type LabelledSpan, spansOf } from './labels';
import { Lattice, LONGEST_SEQUENCE } from './lattice';
import { atOffset, EDGE, REACH } from './lexemes';
import { LexemeScores } from './lexemeScores';
import type { ModelContent } from './modelFile';
import { leadOf, PAIRS, unpack } from './pairs';
import { lexemesOf, Vocabulary } from './vocabulary';

/** A name the tagger found, with the probability the model gives it. */
export interface TaggedSpan extends LabelledSpan {
  readonly probability: number;
  /** The probability of each type for the same tokens; not there for names the model did not find itself. */
  readonly byType?: Float64Array;
}

/*
 * Nine tokens in ten are outside every name, and most of them plainly so. Only stretches of tokens around those
 * that may belong to a name are scored in full and decoded; what lies between is taken to be outside (a cascade:
 * Weiss and Taskar, AISTATS 2010). How far "outside" is ahead is told by what the words say alone, which is looked
 * up: by the sum of each word's own lead, which is never above the lead of the sum. Three tokens in ten of general
 * press are scored; of all sets together one name in a thousand comes out in another way, no figure falls by more
 * than 0.1.
 */

/** A word written small begins a stretch where "outside" is this far behind. */
const BEHIND = -2;
/** A stretch ends before a token where "outside" is this far ahead by the words alone. */
const AHEAD = 1;
/** A stretch ends with a token where "outside" is this far ahead by all features. */
const SURE = 1;

/** What is less probable than this changes no score that is shown. */
const LEAST = 1e-12;

/** Labels the tokens of documents with a trained model. Keeps work on distinct tokens between documents. */
export class Tagger {
  private readonly vocabulary: Vocabulary;
  private readonly table: FeatureTable;
  private readonly lexemeScores: LexemeScores;
  private readonly lattice: Lattice;
  private readonly behind: number;
  private readonly ahead: number;
  private readonly sure: number;
  /** The scores of the token at hand: pairs, and units taken out of them. */
  private readonly sums = new Int32Array(PAIRS);
  private readonly units = new Int32Array(LABELS);
  private readonly features = new Int32Array(MOST_FEATURES);
  private readonly leads = new Int32Array(LONGEST_SEQUENCE);
  /** The indexes of the lexemes of the sequence at hand, with those as far as {@link REACH} before and after it. */
  private readonly around = new Int32Array(LONGEST_SEQUENCE + 2 * REACH);
  /** What a word's other places say in the document at hand, for each of its groups (pairs); see the view. */
  private elsewhere = new Int32Array(0);

  constructor({ weights, knowledge }: ModelContent) {
    this.vocabulary = new Vocabulary(knowledge);
    this.table = new FeatureTable(weights);
    this.lexemeScores = new LexemeScores(this.vocabulary, this.table);
    this.lattice = new Lattice(weights.transition, LEAST, weights.step);
    this.behind = BEHIND / weights.step;
    this.ahead = AHEAD / weights.step;
    this.sure = SURE / weights.step;
  }

  /** What features of this document look at. */
  view(text: string, passages: readonly Span[], tokens: Tokens): DocumentView {
    const kept = this.vocabulary.trim();
    if (kept) this.lexemeScores.keep(kept);
    const lexemes = lexemesOf(text, tokens, this.vocabulary);
    this.lexemeScores.update();
    return viewDocument(text, passages, tokens, lexemes, this.vocabulary.knowledge);
  }

  /** The names of the document last viewed, in order, as the model alone sees them. */
  tag(view: DocumentView): TaggedSpan[] {
    const { tokens } = view;
    const found: TaggedSpan[] = [];
    this.scoreElsewhere(view);
    for (let first = 0; first < tokens.count;) {
      const end = sentenceEnd(tokens, first);
      for (let from = first; from < end; from += LONGEST_SEQUENCE) {
        this.tagSequence(view, { from, to: Math.min(end, from + LONGEST_SEQUENCE), first, end }, found);
      }
      first = end;
    }
    return found;
  }

  /** Finds the stretches of a sequence that may hold names, and the names in them. */
  private tagSequence(view: DocumentView, sequence: Sequence, found: TaggedSpan[]): void {
    const { from, to } = sequence;
    const { wideFirst } = view;
    const { leads, behind, ahead, sure } = this;
    this.weigh(view, sequence);
    let open = from;
    let close = from;
    for (let i = from; i < to; i++) {
      if (wideFirst[i]! < 0 && leads[i - from]! >= behind) continue;
      this.score(view, i, sequence);
      let start = i;
      while (start > close && leads[start - 1 - from]! < ahead) {
        if (this.score(view, --start, sequence) > sure) break;
      }
      if (start > close) {
        this.decode(sequence, open, close, found);
        open = start;
      }
      close = i + 1;
      for (let goOn = true; goOn && close < to;) {
        const isCore = wideFirst[close]! >= 0 || leads[close - from]! < behind;
        if (!isCore && leads[close - from]! >= ahead) break;
        goOn = this.score(view, close++, sequence) <= sure || isCore;
      }
      i = close - 1;
    }
    this.decode(sequence, open, close, found);
  }

  /** How far "outside every name" is ahead at each token of a sequence by the words alone, at least. */
  private weigh(view: DocumentView, { from, to, first, end }: Sequence): void {
    const { lexemeScores, leads, around } = this;
    const { lexemes } = view;
    for (let k = from - REACH; k < to + REACH; k++)
      around[k - from + REACH] = k < first || k >= end ? EDGE.index : lexemes[k]!.index;
    lexemeScores.weigh(around, to - from, leads);
  }

  private decode({ from, to }: Sequence, open: number, close: number, found: TaggedSpan[]): void {
    if (open === close) return;
    const { lattice } = this;
    const inner = { before: open > from, after: close < to };
    lattice.decode(open - from, close - from, inner);
    const spans = spansOf(lattice.path, open - from, close - from, 0);
    if (spans.length === 0) return;
    lattice.forwardBackward(open - from, close - from, inner);
    for (const { first, last, type } of spans) {
      const byType = new Float64Array(ENTITY_TYPES.length);
      for (let t = 0; t < byType.length; t++) byType[t] = lattice.probability(first, last, t);
      const probability = Math.max(0, Math.min(1, byType[type]!));
      found.push({ first: first + from, last: last + from, type, probability, byType });
    }
  }

  /** Fills the lattice's emission scores for token `i`; says how far "outside every name" is ahead, in units. */
  private score(view: DocumentView, i: number, { from, first, end }: Sequence): number {
    const { sums, units, features, table, lexemeScores, elsewhere, around } = this;
    const { emission } = this.lattice;
    const { step } = table;
    lexemeScores.sum(around, i - from, sums);
    const group = view.elsewhereOf[i]!;
    if (group >= 0) for (let p = 0; p < PAIRS; p++) sums[p] = sums[p]! + elsewhere[group * PAIRS + p]!;
    table.add(features, contextFeatures(view, i, first, end, features), sums, 0);
    const base = (i - from) * LABELS;
    unpack(sums, 0, units);
    for (let l = 0; l < LABELS; l++) emission[base + l] = units[l]! * step;
    return leadOf(units);
  }

  private scoreElsewhere({ elsewhere }: DocumentView): void {
    if (this.elsewhere.length < elsewhere.length * PAIRS)
      this.elsewhere = new Int32Array(elsewhere.length * PAIRS * 2);
    this.elsewhere.fill(0, 0, elsewhere.length * PAIRS);
    for (let group = 0; group < elsewhere.length; group++) {
      const features = elsewhere[group]!;
      for (let f = 0; f < features.length; f++) this.features[f] = features[f]!;
      this.table.add(this.features, features.length, this.elsewhere, group * PAIRS);
    }
  }
}

/** A piece of a sentence that is decoded at once: tokens `from` to `to` of the sentence `first` to `end`. */
interface Sequence {
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly end: number;
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
  const group = view.elsewhereOf[i]!;
  if (group >= 0) for (const feature of view.elsewhere[group]!) out.push(feature);
  const n = contextFeatures(view, i, first, end, buffer);
  for (let f = 0; f < n; f++) out.push(buffer[f]!);
}

import type { Span, Tokens } from '../model';
import { isAcronymOf } from '../french/acronym';
import { mix } from './hashing';
import { EMPTY_KEY, extendKey, type Knowledge, NOT_A_NAME, PREFIX, TYPE_BITS } from './knowledge';
import { isNameKind, Kind } from './kinds';
import { type Lexeme, VOTE } from './lexemes';

/** A tokenised document with what its features look at, one entry a token. */
export interface DocumentView {
  readonly text: string;
  readonly tokens: Tokens;
  readonly lexemes: readonly Lexeme[];
  /** First and last token of the run of capitalised words a token stands in, or -1. */
  readonly runFirst: Int32Array;
  readonly runLast: Int32Array;
  /** The same with small words inside (`Office national` has none, `Cour des comptes` one). */
  readonly wideFirst: Int32Array;
  readonly wideLast: Int32Array;
  /** Places from the opening quotation mark, 0 outside; inside brackets likewise. */
  readonly quoted: Uint8Array;
  readonly bracketed: Uint8Array;
  /** The nearest head word before the token in its clause, or -1. */
  readonly head: Int32Array;
  /** The head word before the mark that opens the series of names a token stands in (`les sociétés A, B et C`), or -1. */
  readonly series: Int32Array;
  /** The head word that explains the name a token stands in, behind it (`X, une filiale de…`), or -1. */
  readonly apposed: Int32Array;
  /** 1 for an acronym glossed by what stands beside it, 2 and 3 for the first and further tokens of its full name. */
  readonly gloss: Uint8Array;
  /** What the name lists say of the longest listed name around the token, and its first and last token. */
  readonly listed: Uint16Array;
  readonly listedFirst: Int32Array;
  readonly listedLast: Int32Array;
  /** Whether a sentence is English (1) or Spanish (2) by its small words, else 0. */
  readonly foreign: Uint8Array;
  /** Whether a passage is set in capitals throughout (1) or in capitalised words (2). */
  readonly style: Uint8Array;
  /** The features of the places of each capitalised word in the document, and which word a token is, or -1. */
  readonly elsewhere: readonly (readonly number[])[];
  readonly elsewhereOf: Int32Array;
  /** 1 for each word that the document writes small somewhere. */
  readonly lower: Uint8Array;
}

const LONGEST_RUN = 16;
const LONGEST_LINK = 3;
const HEAD_REACH = 7;
const LONGEST_QUOTATION = 12;

/** Looks at a document once, so that features need not. Linear in the number of tokens. */
export function viewDocument(
  text: string,
  passages: readonly Span[],
  tokens: Tokens,
  lexemes: readonly Lexeme[],
  knowledge: Knowledge,
): DocumentView {
  const n = tokens.count;
  const lower = lowerWords(lexemes);
  const view = {
    text,
    tokens,
    lexemes,
    runFirst: new Int32Array(n).fill(-1),
    runLast: new Int32Array(n).fill(-1),
    wideFirst: new Int32Array(n).fill(-1),
    wideLast: new Int32Array(n).fill(-1),
    quoted: new Uint8Array(n),
    bracketed: new Uint8Array(n),
    head: new Int32Array(n).fill(-1),
    series: new Int32Array(n).fill(-1),
    apposed: new Int32Array(n).fill(-1),
    gloss: new Uint8Array(n),
    listed: new Uint16Array(n),
    listedFirst: new Int32Array(n),
    listedLast: new Int32Array(n),
    foreign: new Uint8Array(n),
    style: new Uint8Array(n),
    lower,
    elsewhereOf: new Int32Array(n).fill(-1),
    elsewhere: [] as readonly (readonly number[])[],
  };
  for (let first = 0; first < n;) {
    let end = first + 1;
    while (end < n && tokens.sentence[end] === tokens.sentence[first]) end++;
    markRuns(view, first, end);
    markEnclosed(view, first, end);
    markHeads(view, first, end);
    markAppositions(view, first, end);
    markGlosses(view, first, end);
    markListed(view, first, end, knowledge);
    markForeign(view, first, end);
    first = end;
  }
  markStyles(view, passages);
  view.elsewhere = contextsElsewhere(view);
  return view;
}

function lowerWords(lexemes: readonly Lexeme[]): Uint8Array {
  let top = 0;
  for (const { word } of lexemes) if (word > top) top = word;
  const lower = new Uint8Array(top + 1);
  for (const { kind, word } of lexemes) if (kind === Kind.lower) lower[word] = 1;
  return lower;
}

type Marking = DocumentView;

const kindAt = (view: Marking, i: number): number => view.lexemes[i]?.kind ?? Kind.punctuation;
const textAt = (view: Marking, i: number): string => view.lexemes[i]?.text ?? '';
const markAt = (view: Marking, i: number): number => view.lexemes[i]?.mark ?? 0;

const HYPHEN = 0x2d;
const BRACKET = { open: 0x28, close: 0x29 };
const QUOTE = {
  straight: 0x22,
  openFrench: 0xab,
  closeFrench: 0xbb,
  openEnglish: 0x201c,
  closeEnglish: 0x201d,
};

/** Whether the token belongs to a run: a capitalised word, or a hyphen or number glued to one. */
function inRun(view: Marking, i: number, first: number): boolean {
  const kind = kindAt(view, i);
  if (isNameKind(kind)) return true;
  if (i === first || !isNameKind(kindAt(view, i - 1))) return false;
  return markAt(view, i) === HYPHEN && view.tokens.end[i - 1] === view.tokens.start[i];
}

function markRuns(view: Marking, first: number, end: number): void {
  for (let i = first; i < end;) {
    if (!isNameKind(kindAt(view, i))) {
      i++;
      continue;
    }
    let stop = i + 1;
    while (stop < end && stop - i < LONGEST_RUN && inRun(view, stop, first)) stop++;
    for (let k = i; k < stop; k++) {
      view.runFirst[k] = i;
      view.runLast[k] = stop - 1;
    }
    i = stop;
  }
  for (let i = first; i < end;) {
    if ((view.runFirst[i] ?? -1) < 0) {
      i++;
      continue;
    }
    let stop = (view.runLast[i] ?? i) + 1;
    for (;;) {
      let next = stop;
      while (next < end && next - stop < LONGEST_LINK && view.lexemes[next]?.isLink === true) next++;
      if (next === stop || next >= end || (view.runFirst[next] ?? -1) < 0 || next - i > LONGEST_RUN) break;
      stop = (view.runLast[next] ?? next) + 1;
    }
    for (let k = i; k < stop; k++) {
      view.wideFirst[k] = i;
      view.wideLast[k] = stop - 1;
    }
    i = stop;
  }
}

function markEnclosed(view: Marking, first: number, end: number): void {
  let quote = -1;
  let bracket = -1;
  for (let i = first; i < end; i++) {
    const c = markAt(view, i);
    if (c !== 0) {
      if (c === QUOTE.openFrench || c === QUOTE.openEnglish || (c === QUOTE.straight && quote < 0)) quote = i;
      else if (c === QUOTE.closeFrench || c === QUOTE.closeEnglish || c === QUOTE.straight) quote = -1;
      else if (c === BRACKET.open) bracket = i;
      else if (c === BRACKET.close) bracket = -1;
    }
    if (quote >= 0) view.quoted[i] = Math.min(LONGEST_QUOTATION, i - quote + 1);
    if (bracket >= 0) view.bracketed[i] = Math.min(LONGEST_QUOTATION, i - bracket + 1);
  }
}

function markHeads(view: Marking, first: number, end: number): void {
  let head = -1;
  let series = -1;
  for (let i = first; i < end; i++) {
    if (head >= 0 && i - head <= HEAD_REACH) view.head[i] = head;
    if (series >= 0 && i - series <= SERIES_REACH) view.series[i] = series;
    const { kind, text, head: isHead, isLink } = view.lexemes[i]!;
    if (isHead !== 0) {
      head = i;
      series = -1;
    } else if (kind === Kind.punctuation) {
      if (OPENS_SERIES.includes(text) && view.head[i]! >= 0) series = head;
      else if (text === '.') series = -1;
      if (ENDS_CLAUSE.includes(text)) head = -1;
    } else if (kind === Kind.lower && !isLink) series = -1;
  }
}

const SERIES_REACH = 30;
const OPENS_SERIES = ',:(';
const ENDS_CLAUSE = ',;:.()»';

/** Finds `X, une filiale de…`, `X (festival de…)`, `X est un logiciel…`. */
function markAppositions(view: Marking, first: number, end: number): void {
  for (let i = first; i < end; i++) {
    const last = view.wideLast[i]!;
    if (last < 0) continue;
    let k = last + 1;
    while (k < end && CLOSES_QUOTATION.includes(textAt(view, k))) k++;
    if (k < end && (OPENS_APPOSITION.includes(textAt(view, k)) || COPULAS.has(view.lexemes[k]!.folded))) {
      for (let j = k + 1; j < end && j - k <= APPOSITION_REACH; j++) {
        const { kind, head, folded } = view.lexemes[j]!;
        if (kind === Kind.punctuation || isNameKind(kind) || RELATIVES.has(folded)) break;
        if (head === 0) continue;
        view.apposed.fill(j, i, last + 1);
        break;
      }
    }
    i = last;
  }
}

const CLOSES_QUOTATION = '»”"';
const OPENS_APPOSITION = ',(–—';
const APPOSITION_REACH = 4;
const COPULAS = new Set(['est', 'etait', 'sera', 'reste', 'devient', 'is', 'was']);
const RELATIVES = new Set([
  'qui',
  'que',
  'qu',
  'dont',
  'ou',
  'mais',
  'ainsi',
  'selon',
  'avec',
  'pour',
  'dans',
]);

const LONGEST_FULL_NAME = 14;

/** Finds `Nom complet (SIGLE)` and `SIGLE (Nom complet)` by their letters. */
function markGlosses(view: Marking, first: number, end: number): void {
  for (let i = first + 1; i + 2 < end; i++) {
    if (markAt(view, i) !== BRACKET.open) continue;
    const { tokens, text } = view;
    const slice = (a: number, b: number): string => text.slice(tokens.start[a], tokens.end[b]);
    if (markAt(view, i + 2) === BRACKET.close && isAcronymLike(view.lexemes[i + 1])) {
      const short = textAt(view, i + 1);
      const initial = short.charAt(0).toLowerCase();
      for (let from = i - 1; from >= first && from >= i - LONGEST_FULL_NAME; from--) {
        if (isClauseEnd(textAt(view, from))) break;
        if (view.lexemes[from]?.folded.charAt(0) !== initial || !isAcronymOf(short, slice(from, i - 1)))
          continue;
        markGloss(view, i + 1, from, i - 1);
        break;
      }
    } else if (isAcronymLike(view.lexemes[i - 1])) {
      let close = i + 1;
      while (close < end && close - i <= LONGEST_FULL_NAME && !isClauseEnd(textAt(view, close))) close++;
      if (close - i > 2 && isAcronymOf(textAt(view, i - 1), slice(i + 1, close - 1)))
        markGloss(view, i - 1, i + 1, close - 1);
    }
  }
}

export function isAcronymLike(lexeme: Lexeme | undefined): boolean {
  if (!lexeme || lexeme.text.length < 2 || lexeme.text.length > 10) return false;
  return lexeme.kind === Kind.capitals || lexeme.kind === Kind.capitalised || lexeme.kind === Kind.camel;
}

function isClauseEnd(token: string): boolean {
  return token.length === 1 && '()[],;:.!?«»"“”'.includes(token);
}

function markGloss(view: Marking, short: number, from: number, to: number): void {
  view.gloss[short] = 1;
  for (let k = from; k <= to; k++) view.gloss[k] = k === from ? 2 : 3;
}

const LONGEST_LISTED = 12;

/** Finds the names of the lists, longest first, from left to right. */
function markListed(view: Marking, first: number, end: number, knowledge: Knowledge): void {
  for (let i = first; i < end; i++) {
    const lexeme = view.lexemes[i]!;
    let bits = lexeme.known & (TYPE_BITS | NOT_A_NAME);
    let last = i;
    if ((lexeme.known & PREFIX) !== 0) {
      let key = extendKey(EMPTY_KEY, lexeme.hash);
      let capital = isNameKind(lexeme.kind);
      for (let k = i + 1; k < end && k - i < LONGEST_LISTED; k++) {
        const next = view.lexemes[k]!;
        if (next.mark === HYPHEN) continue;
        capital ||= isNameKind(next.kind);
        key = extendKey(key, next.hash);
        const known = knowledge.names.get(key);
        if (known === 0) break;
        if (capital && (known & (TYPE_BITS | NOT_A_NAME)) !== 0) {
          bits = known & (TYPE_BITS | NOT_A_NAME);
          last = k;
        }
        if ((known & PREFIX) === 0) break;
      }
    }
    if (bits === 0) continue;
    for (let k = i; k <= last; k++) {
      view.listed[k] = bits;
      view.listedFirst[k] = i;
      view.listedLast[k] = last;
    }
    i = last;
  }
}

/** A sentence with more small words of another language than of French is in that language. */
function markForeign(view: Marking, first: number, end: number): void {
  let fr = 0;
  let en = 0;
  let es = 0;
  for (let i = first; i < end; i++) {
    const { languages } = view.lexemes[i]!;
    if (languages === 0) continue;
    if ((languages & VOTE.fr) !== 0) fr++;
    if ((languages & VOTE.en) !== 0) en++;
    if ((languages & VOTE.es) !== 0) es++;
  }
  if (en > fr && en >= es) view.foreign.fill(1, first, end);
  else if (es > fr) view.foreign.fill(2, first, end);
}

function markStyles(view: Marking, passages: readonly Span[]): void {
  let t = 0;
  const { tokens } = view;
  for (const passage of passages) {
    const first = t;
    let words = 0;
    let capitalised = 0;
    let capitals = 0;
    while (t < tokens.count && (tokens.start[t] ?? 0) < passage.end) {
      const kind = kindAt(view, t++);
      if (kind === Kind.punctuation || kind === Kind.number) continue;
      words++;
      if (isNameKind(kind)) capitalised++;
      if (kind === Kind.capitals || kind === Kind.initial) capitals++;
    }
    const style = words < 3 ? 0 : capitals * 10 > words * 7 ? 1 : capitalised * 10 > words * 7 ? 2 : 0;
    if (style > 0) view.style.fill(style, first, t);
  }
}

const PLACES_KEPT = 6;
const Elsewhere = {
  left: 201,
  right: 202,
  count: 203,
  lower: 204,
  middle: 205,
  known: 206,
  head: 207,
  apposed: 208,
};

/** For each capitalised word of the document: the words around its first places, whether it is also lower-case. */
function contextsElsewhere(view: DocumentView): number[][] {
  const { tokens, lexemes, lower, elsewhereOf } = view;
  const groups = new Map<Lexeme, number>();
  const places: number[][] = [];
  for (let i = 0; i < lexemes.length; i++) {
    const lexeme = lexemes[i]!;
    if (!isNameKind(lexeme.kind)) continue;
    let group = groups.get(lexeme);
    if (group === undefined) {
      group = places.length;
      groups.set(lexeme, group);
      places.push([i]);
    } else if (places[group]!.length < PLACES_KEPT) places[group]!.push(i);
    elsewhereOf[i] = group;
  }
  return places.map((list) => {
    const { word } = lexemes[list[0]!]!;
    const found: number[] = [];
    const add = (feature: number): void => {
      if (!found.includes(feature)) found.push(feature);
    };
    let middle = 0;
    for (const i of list) {
      const sentence = tokens.sentence[i];
      const isFirst = i === 0 || tokens.sentence[i - 1] !== sentence;
      if (!isFirst) middle = 1;
      add(mix(Elsewhere.left, isFirst ? 0 : lexemes[i - 1]!.hash));
      add(mix(Elsewhere.right, tokens.sentence[i + 1] === sentence ? lexemes[i + 1]!.hash : 0));
      if (list.length === 1) continue;
      if (!isFirst && isNameKind(lexemes[i - 1]!.kind) && lexemes[i - 1]!.known !== 0)
        add(mix(Elsewhere.known, lexemes[i - 1]!.known & ~PREFIX));
      if (view.head[i]! >= 0) add(mix(Elsewhere.head, lexemes[view.head[i]!]!.head));
      if (view.apposed[i]! >= 0) add(mix(Elsewhere.apposed, lexemes[view.apposed[i]!]!.head));
    }
    add(mix(Elsewhere.count, Math.min(list.length, 4)));
    if (lower[word] === 1) add(mix(Elsewhere.lower, middle));
    add(mix(Elsewhere.middle, middle));
    return found;
  });
}

import { ENTITY_TYPES } from '../model';
import { BETWEEN_DIRECTIONS, CONTINENTS, DIRECTIONS } from '../french/directions';
import { NOT_NAMES } from '../french/notNames';
import type { DocumentView } from './documentView';
import { hashText } from './hashing';
import { isNameKind, Kind } from './kinds';
import { NOT_A_NAME } from './knowledge';
import type { Lexeme } from './lexemes';
import { keyOf, withAdded } from './spans';
import type { TaggedSpan } from './tagger';

type Spans = readonly TaggedSpan[];

const TYPES = ENTITY_TYPES.length;
const ORGANISATION = ENTITY_TYPES.indexOf('ORG');
const PLACE = ENTITY_TYPES.indexOf('LOC');
const PERSON = ENTITY_TYPES.indexOf('PER');
/** A name this sure is looked for in the rest of the document. */
const CONFIDENT = 0.7;
/** What is found by another place's evidence is worth this share of it. */
const BORROWED = 0.8;
/** The sentence keeps its own type above this probability, whatever the document says. */
const SENTENCE_DECIDES = 0.97;
const LONGEST_NAME = 16;

/** Pass 2. Drops terms that are no names. */
export function dropTerms(view: DocumentView, spans: Spans): TaggedSpan[] {
  return spans.filter((span) => {
    if (NOT_NAMES.has(keyOf(view, span.first, span.last))) return false;
    const listedAs = view.listedFirst[span.first] === span.first && view.listedLast[span.first] === span.last;
    return !(listedAs && view.listed[span.first] === NOT_A_NAME && span.probability < SURE_OF_TERM);
  });
}

/** Terms of the lists are names now and then (a magazine called API): a sure sentence may say so. */
const SURE_OF_TERM = 0.9;

const LONGEST_OWNER = 5;
const OWNER_ENDS = new Set(['tous', 'toute', 'all', 'reproduction', 'droits']);

/** Pass 5. `© Gazette du Souss, tous droits réservés`: the owner is an organisation, its small words included. */
export function findOwners(view: DocumentView, spans: Spans): TaggedSpan[] {
  const owners: TaggedSpan[] = [];
  const { lexemes, tokens } = view;
  for (let i = 0; i + 1 < lexemes.length; i++) {
    if (!lexemes[i]!.isCopyright) continue;
    let first = i + 1;
    while (lexemes[first] && (lexemes[first]!.isCopyright || lexemes[first]!.kind === Kind.number)) first++;
    const inLine = (k: number): boolean => k < lexemes.length && tokens.sentence[k] === tokens.sentence[i];
    if (!inLine(first) || !isNameKind(lexemes[first]!.kind)) continue;
    let end = first + 1;
    while (inLine(end) && !endsOwner(lexemes[end]!)) end++;
    if (end - first > LONGEST_OWNER) continue;
    owners.push({ first, last: end - 1, type: ORGANISATION, probability: OWNER });
    i = end - 1;
  }
  if (owners.length === 0) return [...spans];
  const ends = new Map(owners.map((owner) => [owner.first, owner.last]));
  const kept = spans.filter(
    (span) => span.type !== ORGANISATION || (ends.get(span.first) ?? -1) <= span.last,
  );
  return withAdded(kept, owners);
}

/** How sure a copyright line makes of its owner. */
const OWNER = 0.85;

function endsOwner(lexeme: Lexeme): boolean {
  return (
    (lexeme.kind === Kind.punctuation && lexeme.text !== '-' && lexeme.text !== '&') ||
    lexeme.kind === Kind.number ||
    OWNER_ENDS.has(lexeme.folded)
  );
}

/**
 * Pass 6. `Afrique du Nord, de l'Ouest et centrale` is one place: what follows the first direction cannot
 * stand alone. Names lying wholly in what is added are taken in.
 */
export function joinDirections(view: DocumentView, spans: Spans): TaggedSpan[] {
  const joined: TaggedSpan[] = [];
  for (const span of spans) {
    if (span.first <= (joined.at(-1)?.last ?? -1)) continue;
    const folded = view.lexemes[span.first]!.folded;
    const last = span.type === PLACE && CONTINENTS.has(folded) ? lastDirection(view, span) : span.last;
    joined.push(last === span.last ? span : { ...span, last });
  }
  return joined;
}

/** The token of the last direction coordinated with that of a region, its own last token when there is none. */
function lastDirection(view: DocumentView, { first, last }: TaggedSpan): number {
  const { lexemes, tokens } = view;
  if (last === first || !DIRECTIONS.has(lexemes[last]!.folded)) return last;
  let found = last;
  for (let k = last + 1; k < lexemes.length && k - found <= LONGEST_LINK; k++) {
    const { folded } = lexemes[k]!;
    if (tokens.sentence[k] !== tokens.sentence[first]) break;
    if (DIRECTIONS.has(folded) && k - found > 1) found = k;
    else if (folded !== ',' && !BETWEEN_DIRECTIONS.has(folded)) break;
  }
  return found;
}

/** `, et de l'` */
const LONGEST_LINK = 5;

/** What the document says of a name: probability by type, summed over its places. */
interface Evidence {
  readonly byType: Float64Array;
  total: number;
  top: number;
}

function gather(view: DocumentView, spans: Spans): Map<string, Evidence> {
  const names = new Map<string, Evidence>();
  for (const span of spans) {
    const key = keyOf(view, span.first, span.last);
    let evidence = names.get(key);
    if (!evidence) names.set(key, (evidence = { byType: new Float64Array(TYPES), total: 0, top: 0 }));
    const { byType } = span;
    for (let type = 0; type < TYPES; type++) {
      const p = byType ? byType[type]! : type === span.type ? span.probability : 0;
      evidence.byType[type] = evidence.byType[type]! + p;
      evidence.total += p;
    }
    evidence.top = Math.max(evidence.top, span.probability);
  }
  return names;
}

function mainType({ byType }: Evidence): number {
  let main = 0;
  for (let type = 1; type < TYPES; type++) if (byType[type]! > byType[main]!) main = type;
  return main;
}

/** Pass 8. One type a name in a document, unless a sentence is sure of its own. */
export function settleTypes(view: DocumentView, spans: Spans): TaggedSpan[] {
  const names = gather(view, spans);
  return spans.map((span) => {
    if (span.probability >= SENTENCE_DECIDES) return span;
    const evidence = names.get(keyOf(view, span.first, span.last));
    if (!evidence) return span;
    const type = mainType(evidence);
    if (type === span.type) return span;
    const share = (evidence.byType[type] ?? 0) / evidence.total;
    return share > MAJORITY ? { ...span, type, probability: share * BORROWED } : span;
  });
}

const MAJORITY = 0.5;

const LONGEST_PERSON = 8;

/** What stands before a place, and not before the person it lent a name. */
const LOCATIVE = new Set(['a', 'au', 'aux', 'en', 'dans', 'vers']);

/**
 * Pass 9. A bare surname is the person named in full elsewhere in the document: it is found, and takes the
 * type, where the model did not see it.
 */
export function followSurnames(view: DocumentView, spans: Spans): TaggedSpan[] {
  const surnames = new Map<string, number>();
  for (const span of spans) {
    const length = span.last - span.first + 1;
    if (span.type !== PERSON || length < 2 || length > LONGEST_PERSON || span.probability < CONFIDENT)
      continue;
    for (let from = span.first + 1; from <= span.last; from++) {
      const kind = view.lexemes[from]?.kind ?? 0;
      if (!isNameKind(kind) || kind === Kind.initial) continue;
      const key = keyOf(view, from, span.last);
      surnames.set(key, Math.max(surnames.get(key) ?? 0, span.probability));
    }
  }
  if (surnames.size === 0) return [...spans];
  const retyped = spans.map((span) => {
    if (span.type === PERSON || LOCATIVE.has(view.lexemes[span.first - 1]?.folded ?? '')) return span;
    const known = surnames.get(keyOf(view, span.first, span.last));
    return known === undefined ? span : { ...span, type: PERSON, probability: known * BORROWED };
  });
  return withAdded(
    retyped,
    findAll(
      view,
      new Map([...surnames].map(([key, p]) => [key, { type: PERSON, probability: p * BORROWED }])),
    ),
  );
}

/** Pass 10. A name the model is sure of in one place is found wherever it stands in the document. */
export function propagate(view: DocumentView, spans: Spans): TaggedSpan[] {
  const names = new Map<string, Found>();
  for (const [key, evidence] of gather(view, spans)) {
    if (evidence.top < CONFIDENT || key.length < 2) continue;
    const type = mainType(evidence);
    names.set(key, { type, probability: evidence.top * BORROWED });
  }
  return withAdded(spans, findAll(view, names));
}

interface Found {
  readonly type: number;
  readonly probability: number;
}

/**
 * All places of the given names (folded), longest first, that may be names there: written with a capital,
 * not part of a longer run of capitalised words, not a word the document also writes in lower case.
 */
function findAll(view: DocumentView, names: ReadonlyMap<string, Found>): TaggedSpan[] {
  // By the hash of the first word: the lengths of the names.
  const lengths = new Map<number, number[]>();
  const openings = new Uint8Array(OPENINGS);
  for (const key of names.keys()) {
    const space = key.indexOf(' ');
    const opening = hashText(key, 0, space < 0 ? key.length : space);
    const list = lengths.get(opening);
    if (list) list.push(key.length);
    else lengths.set(opening, [key.length]);
    openings[opening & (OPENINGS - 1)] = 1;
  }
  const found: TaggedSpan[] = [];
  const { sentence } = view.tokens;
  for (let i = 0; i < view.lexemes.length; i++) {
    const { opening } = view.lexemes[i]!;
    // Few words open a name: the rest need not be looked up.
    if (openings[opening & (OPENINGS - 1)] === 0) continue;
    const wanted = lengths.get(opening);
    if (!wanted) continue;
    const longest = Math.max(...wanted);
    let key = '';
    let best: TaggedSpan | undefined;
    for (let k = i; k < view.lexemes.length && k - i < LONGEST_NAME && sentence[k] === sentence[i]; k++) {
      const { folded } = view.lexemes[k]!;
      key = key === '' ? folded : `${key} ${folded}`;
      if (key.length > longest) break;
      const name = wanted.includes(key.length) ? names.get(key) : undefined;
      if (name && mayBeName(view, i, k)) best = { first: i, last: k, ...name };
    }
    if (!best) continue;
    found.push(best);
    i = best.last;
  }
  return found;
}

const OPENINGS = 1024;

function mayBeName(view: DocumentView, first: number, last: number): boolean {
  const opening = view.lexemes[first]!;
  if (first === last) {
    if (!isNameKind(opening.kind) || view.lower[opening.word] === 1 || opening.kind === Kind.initial)
      return false;
  } else {
    let capitals = 0;
    for (let i = first; i <= last; i++) if (isNameKind(view.lexemes[i]!.kind)) capitals++;
    if (capitals === 0) return false;
  }
  return !continues(view, first - 1, first) && !continues(view, last + 1, last);
}

/** Whether the token beside a name is a capitalised word of the same sentence, so that a longer name stands there. */
function continues(view: DocumentView, beside: number, edge: number): boolean {
  const lexeme = view.lexemes[beside];
  if (!lexeme || view.tokens.sentence[beside] !== view.tokens.sentence[edge]) return false;
  if (view.style[edge] !== 0) return false;
  if (!isNameKind(lexeme.kind)) return false;
  const startsSentence = beside === 0 || view.tokens.sentence[beside - 1] !== view.tokens.sentence[beside];
  return !(startsSentence && beside < edge);
}

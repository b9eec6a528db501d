import { ENTITY_TYPES } from '../model';
import type { DocumentView } from './documentView';
import { isNameKind, Kind } from './kinds';
import type { Lexeme } from './lexemes';
import { withAdded } from './spans';
import type { TaggedSpan } from './tagger';

type Spans = readonly TaggedSpan[];

const ORGANISATION = ENTITY_TYPES.indexOf('ORG');
const EVENT = ENTITY_TYPES.indexOf('EVENT');
const PLACE = ENTITY_TYPES.indexOf('LOC');
const PLACE_BIT = 1 << PLACE;
/** A name of an odd headline is one above this probability only; one found by the lists alone is worth less. */
const SURE = 0.75;
const LISTED = 0.55;

/**
 * Pass 11. Web and e-mail addresses and hashtags are no names, and hold none. A bare domain may be one: sites are
 * called by it (`Abidjan.net`).
 */
export function dropAddresses(view: DocumentView, spans: Spans): TaggedSpan[] {
  const { lexemes, tokens } = view;
  return spans.filter(({ first, last }) => {
    for (let i = first; i <= last; i++) {
      const { text } = lexemes[i]!;
      if (text.length >= SHORTEST_ADDRESS && ADDRESS.test(text)) return false;
    }
    return lexemes[first - 1]?.text !== '#' || tokens.end[first - 1] !== tokens.start[first];
  });
}

/** `a@b` */
const SHORTEST_ADDRESS = 3;
const ADDRESS = /^www\.|:\/\/|.@.|\p{L}\.\p{L}+\//iu;

/** Pass 12. What is more probably no name, another one or of another type than what it was found as, is left out. */
export function dropDoubtful(_: DocumentView, spans: Spans): TaggedSpan[] {
  return spans.filter(({ probability }) => probability >= LEAST);
}

/** Below it one name in three is right; leaving these out costs no set anything (training/README.md). */
const LEAST = 0.4;

/**
 * Pass 4. In headlines that write every word with a capital, as English and Spanish ones do, a long name is one
 * only where the model is sure or the lists know it. Places of the lists are found there whatever the model says.
 */
export function readForeignHeadlines(view: DocumentView, spans: Spans): TaggedSpan[] {
  const isOdd = (i: number): boolean => view.foreign[i] !== 0 && view.style[i] === CAPITALISED;
  if (!view.foreign.includes(1) && !view.foreign.includes(2)) return [...spans];
  if (!view.foreign.some((_, i) => isOdd(i))) return [...spans];
  const { lexemes, listed, listedFirst, listedLast } = view;
  const kept = spans.filter(({ first, last, probability }) => {
    if (!isOdd(first) || (listedFirst[first] === first && listedLast[first] === last)) return true;
    let small = false;
    for (let i = first; i <= last; i++) small ||= lexemes[i]!.languages !== 0;
    return probability >= (small ? SURE_WITH_SMALL_WORD : SURE);
  });
  const places: TaggedSpan[] = [];
  for (let i = 0; i < lexemes.length; i++) {
    if (!isOdd(i) || listedFirst[i] !== i || (listed[i]! & PLACE_BIT) === 0) continue;
    const last = listedLast[i]!;
    if (last > i || lexemes[i]!.text.length >= LONG_PLACE)
      places.push({ first: i, last, type: PLACE, probability: LISTED });
    i = last;
  }
  return withAdded(kept, places);
}

/** Shorter words are too often names of places by chance. */
const LONG_PLACE = 5;
/** The style of a headline that writes every word with a capital: see the view. */
const CAPITALISED = 2;
/** A name with a small word of any language inside is one above this probability only. */
const SURE_WITH_SMALL_WORD = 0.9;

/**
 * Pass 3. An event's name begins with a capital or with a noun that calls an event (`forum de la ville durable`, not
 * `dynamiques de la ville durable`), and does not end with the year it took place in (`hackathon de l'eau en 2023`).
 */
export function boundEvents(view: DocumentView, spans: Spans): TaggedSpan[] {
  const { lexemes } = view;
  return spans.flatMap((span) => {
    if (span.type !== EVENT || span.last === span.first) return [span];
    const opening = lexemes[span.first]!;
    if (opening.kind === Kind.lower && opening.head === 0 && lexemes[span.first + 1]!.isLink) return [];
    const inYear = lexemes[span.last - 1]!.folded === 'en' && lexemes[span.last]!.kind === Kind.number;
    return [inYear && span.last - span.first > 1 ? { ...span, last: span.last - 2 } : span];
  });
}

/**
 * Pass 7. `ministères de la Santé et de l'Éducation nationale` are two: the first with its head word, the others
 * by what tells them apart, which the model sees as one name with the first or not at all.
 */
export function partMinistries(view: DocumentView, spans: Spans): TaggedSpan[] {
  const { lexemes, tokens } = view;
  const parts: TaggedSpan[] = [];
  const whole = spans.map((span) => {
    if (span.type !== ORGANISATION || !SEVERAL.has(lexemes[span.first]!.folded)) return span;
    const inSentence = (i: number): boolean => tokens.sentence[i] === tokens.sentence[span.first];
    let end = span.last;
    for (let i = span.first + 1; i < lexemes.length && inSentence(i); i++) {
      if (!AND.has(lexemes[i]!.folded)) {
        if (i > span.last) break;
        continue;
      }
      let first = i + 1;
      while (inSentence(first) && OF.has(lexemes[first]!.folded)) first++;
      if (first === i + 1 || !inSentence(first) || !isNameKind(lexemes[first]!.kind)) continue;
      let last = first;
      while (inSentence(last + 1) && (isNameKind(lexemes[last + 1]!.kind) || isAdjective(lexemes[last + 1]!)))
        last++;
      end = Math.min(end, i - 1);
      parts.push({ first, last, type: ORGANISATION, probability: span.probability });
      i = last;
    }
    return { ...span, last: end };
  });
  return withAdded(whole, parts);
}

const SEVERAL = new Set(['ministeres', 'secretariats']);
const AND = new Set(['et', ',']);
const OF = new Set(['de', 'du', 'des', 'd', 'la', 'l', 'le', 'les']);
/** How adjectives in the names of ministries end: `nationale`, `publique`, `supérieur`, `étrangères`. */
const ADJECTIVE = /(?:ale?s?|aux|iques?|eure?s?|aires?|ables?|eres|elles?|ives?)$/;

function isAdjective({ kind, folded }: Lexeme): boolean {
  return kind === Kind.lower && folded.length > SHORTEST_ADJECTIVE && ADJECTIVE.test(folded);
}

const SHORTEST_ADJECTIVE = 5;

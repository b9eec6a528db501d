import type { Gloss } from '../model';
import { isAcronymOf } from '../french/acronym';
import { type DocumentView, isAcronymLike } from './documentView';
import type { TaggedSpan } from './tagger';
import { keyOf, withAdded } from './spans';

/** What a name found only through its gloss is worth. */
const GLOSSED = 0.8;
const PERSON = 2;

/**
 * Pass 1. `Nom complet (SIGLE)` and `SIGLE (Nom complet)`: where the letters agree, both are names and of
 * one type, that of the surer one.
 */
export function applyGlosses(view: DocumentView, spans: readonly TaggedSpan[]): TaggedSpan[] {
  const { gloss } = view;
  if (!gloss.includes(1)) return [...spans];
  const at = spansByToken(view, spans);
  const replaced = new Map<TaggedSpan, TaggedSpan>();
  const added: TaggedSpan[] = [];
  for (let i = 0; i < gloss.length; i++) {
    if (gloss[i] !== 1) continue;
    const full = fullNameOf(view, i);
    if (!full) continue;
    const short = at[i];
    const long = at[full.last];
    const shortSpan = short && short.first === i && short.last === i ? short : undefined;
    const longSpan = long && long.last === full.last && long.first >= full.first - 2 ? long : undefined;
    if (longSpan && longSpan.type !== PERSON && !shortSpan && !short) {
      added.push({ first: i, last: i, type: longSpan.type, probability: longSpan.probability });
    } else if (longSpan && shortSpan && longSpan.type !== shortSpan.type) {
      const type =
        longSpan.probability >= shortSpan.probability * FULL_NAME_BIAS ? longSpan.type : shortSpan.type;
      replaced.set(shortSpan, { ...shortSpan, type });
      replaced.set(longSpan, { ...longSpan, type });
    } else if (shortSpan && !long && isFree(at, full.first, full.last)) {
      added.push({
        first: full.first,
        last: full.last,
        type: shortSpan.type,
        probability: GLOSSED * shortSpan.probability,
      });
    }
  }
  added.sort((a, b) => a.first - b.first);
  return withAdded(
    spans.map((span) => replaced.get(span) ?? span),
    added,
  );
}

/** The full name tells its type by its head word, an acronym only by what stands around it. */
const FULL_NAME_BIAS = 0.8;

/** Finds the glosses among final names: beside each other, one of them in brackets, the letters agreeing. */
export function glossPairs(view: DocumentView, spans: readonly TaggedSpan[]): Gloss[] {
  const pairs: Gloss[] = [];
  for (let k = 0; k + 1 < spans.length; k++) {
    const a = spans[k]!;
    const b = spans[k + 1]!;
    const open = a.last + 1;
    if (b.first !== open + 1 || view.lexemes[open]?.text !== '(' || view.lexemes[b.last + 1]?.text !== ')')
      continue;
    if (view.tokens.sentence[a.first] !== view.tokens.sentence[b.last]) continue;
    if (glosses(view, b, a)) pairs.push({ short: k + 1, full: k });
    else if (glosses(view, a, b)) pairs.push({ short: k, full: k + 1 });
  }
  return pairs;
}

function glosses(view: DocumentView, short: TaggedSpan, full: TaggedSpan): boolean {
  if (short.first !== short.last || full.first === full.last || short.type !== full.type) return false;
  if (!isAcronymLike(view.lexemes[short.first])) return false;
  return isAcronymOf(view.lexemes[short.first]?.text ?? '', keyOf(view, full.first, full.last));
}

function fullNameOf(view: DocumentView, short: number): { first: number; last: number } | undefined {
  const { gloss } = view;
  if ((gloss[short - 2] ?? 0) >= 2 && view.lexemes[short - 1]?.text === '(') {
    let first = short - 2;
    while (first > 0 && gloss[first] === 3) first--;
    return { first, last: short - 2 };
  }
  if (gloss[short + 2] === 2 && view.lexemes[short + 1]?.text === '(') {
    let last = short + 2;
    while (gloss[last + 1] === 3) last++;
    return { first: short + 2, last };
  }
  return undefined;
}

function spansByToken(view: DocumentView, spans: readonly TaggedSpan[]): (TaggedSpan | undefined)[] {
  const at = new Array<TaggedSpan | undefined>(view.tokens.count).fill(undefined);
  for (const span of spans) at.fill(span, span.first, span.last + 1);
  return at;
}

function isFree(at: readonly (TaggedSpan | undefined)[], first: number, last: number): boolean {
  for (let i = first; i <= last; i++) if (at[i]) return false;
  return true;
}

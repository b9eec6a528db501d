import { fold } from '../french/fold';
import { CALLINGS, NATIONAL, NOT_NOW, type Calling } from '../french/roles';
import { SMALL_WORDS } from '../french/smallWords';
import type { Mention, Span } from '../model';

/** What a sentence says of the person it names: the family of the calling, and the organisation. */
export interface Bearer {
  readonly calling: Calling | undefined;
  /** Index of the mention of the organisation. */
  readonly organisation: number | undefined;
}

/**
 * Reads how the sentence introduces the person of mention `i`: `X, entraîneur du Raja`, `l'attaquant du
 * Raja X`. Where it gives no calling, an organisation named next to the person still helps to tell who is
 * meant. Undefined when there is neither.
 */
export function bearerOf(
  text: string,
  mentions: readonly Mention[],
  i: number,
  sentence: Span,
): Bearer | undefined {
  const mention = mentions[i]!;
  const after = text.slice(mention.end, Math.min(sentence.end, mention.end + WINDOW));
  const introduced = APPOSED.exec(after);
  if (introduced) {
    const calling = callingOf(introduced[1]!.split(SPACES).slice(0, FIRST_WORDS));
    if (calling !== undefined) return { calling, organisation: nextTo(mentions, i, 1, sentence) };
  }
  const before = text.slice(Math.max(sentence.start, mention.start - WINDOW), mention.start);
  const calling = callingBefore(before.slice(lastClause(before)));
  if (calling !== undefined) return { calling, organisation: nextTo(mentions, i, -1, sentence) };
  const organisation = nextTo(mentions, i, 1, sentence, BESIDE) ?? nextTo(mentions, i, -1, sentence, BESIDE);
  return organisation === undefined ? undefined : { calling: undefined, organisation };
}

/** How much of the text around a name is looked at. */
const WINDOW = 90;
/** An organisation that no calling leads to is the person's only when close. */
const BESIDE = 30;
/** A calling stands near the beginning of its apposition. */
const FIRST_WORDS = 4;
const SPACES = /\s+/;
const APPOSED = /^\s?(?:\([^)]{1,30}\)\s?)?[,–—]\s*([^,;:.«»()–—]+)/u;
const ENDS_CLAUSE = ',;:.«»()–—';

/** Where the last clause of a text begins. */
function lastClause(text: string): number {
  let at = text.length;
  while (at > 0 && !ENDS_CLAUSE.includes(text[at - 1]!)) at--;
  return at;
}

function callingOf(words: readonly string[]): Calling | undefined {
  let found: Calling | undefined;
  for (const word of words.flatMap((written) => fold(written).split(' '))) {
    if (NOT_NOW.has(word)) return undefined;
    found ??= CALLINGS.get(word);
  }
  return found;
}

/** `l'attaquant marocain du Raja ` before a name: nothing but the complement of the calling in between. */
function callingBefore(clause: string): Calling | undefined {
  const words = clause.split(SPACES).filter(Boolean);
  for (let at = words.length - 1; at >= 0; at--) {
    const written = words[at]!;
    const folded = fold(written.replace(ELISION, ''));
    const calling = CALLINGS.get(folded);
    if (calling !== undefined) {
      const around = words.slice(Math.max(0, at - 1), at + 2).map((word) => fold(word.replace(ELISION, '')));
      return around.some((word) => NOT_NOW.has(word)) ? undefined : calling;
    }
    const passes =
      UPPER.test(written.replace(ELISION, '')) || SMALL_WORDS.has(folded) || NATIONAL.test(folded);
    if (!passes) return undefined;
  }
  return undefined;
}

const ELISION = /^[dlDL]['’]/;
const UPPER = /^\p{Lu}/u;

/** The organisation that is the next name in the sentence, or the last before. */
function nextTo(
  mentions: readonly Mention[],
  i: number,
  step: 1 | -1,
  sentence: Span,
  reach = WINDOW,
): number | undefined {
  const other = mentions[i + step];
  const mention = mentions[i]!;
  if (other?.type !== 'ORG' || other.start < sentence.start || other.end > sentence.end) return undefined;
  const gap = step > 0 ? other.start - mention.end : mention.start - other.end;
  return gap <= reach ? i + step : undefined;
}

import type { Span, Tokens } from '../model';
import { ELIDED, TOP_LEVEL_DOMAINS } from '../french/tokens';
import { classAt, DIGIT, isWordClass, LOWER, MARK, SPACE, SYMBOL, UPPER, widthAt } from './characters';
import { endsSentence } from './sentences';

/**
 * Splits a text into tokens and sentences. The one tokeniser of the project.
 *
 * `passages` are reading spans in order, not overlapping; no token or sentence crosses the end of one, and
 * what lies outside them has no tokens. White space, single newlines too, only separates.
 * - `l'`, `d'`, `qu'` are tokens; `aujourd'hui`, `O'Brien`, `N'Djamena` are one each.
 * - A hyphen before a capital is a token of its own (`Fès` `-` `Meknès`, `ex` `-` `Ansej`), unless a single
 *   character stands before it (`e-Visa`); other hyphens stay inside the word (`rendez-vous`, `Covid-19`).
 * - A pronoun after its verb is a token with its hyphen (`affirme` `-t-elle`).
 * - Numbers keep their separators (`15 000`, `2,5`, `17:52`, `18-04`); web and e-mail addresses are one token.
 * - A full stop is always a token of its own. Surrogate pairs and combining sequences are never cut.
 * Takes time linear in the length of the text.
 */
export function tokenise(text: string, passages: readonly Span[]): Tokens {
  const list = new TokenList(Math.max(16, text.length >> 2));
  const sentences = new TokenList(64);
  let sentence = 0;
  const sentenceOf: number[] = [];
  for (const passage of passages) {
    const first = list.count;
    const from = Math.max(0, Math.min(passage.start, text.length));
    scanPassage(text, from, Math.max(from, Math.min(passage.end, text.length)), list);
    let begin = first;
    for (let t = first; t < list.count; t++) {
      if (t + 1 < list.count && !endsSentence(text, list.start, list.end, first, t, list.count)) continue;
      sentences.push(list.start[begin] ?? 0, list.end[t] ?? 0);
      for (let k = begin; k <= t; k++) sentenceOf.push(sentence);
      sentence++;
      begin = t + 1;
    }
  }
  return {
    count: list.count,
    start: list.start.slice(0, list.count),
    end: list.end.slice(0, list.count),
    sentence: Int32Array.from(sentenceOf),
    sentenceStart: sentences.start.slice(0, sentences.count),
    sentenceEnd: sentences.end.slice(0, sentences.count),
  };
}

class TokenList {
  count = 0;
  start: Int32Array;
  end: Int32Array;

  constructor(capacity: number) {
    this.start = new Int32Array(capacity);
    this.end = new Int32Array(capacity);
  }

  push(start: number, end: number): void {
    if (this.count === this.start.length) {
      this.start = grown(this.start);
      this.end = grown(this.end);
    }
    this.start[this.count] = start;
    this.end[this.count++] = end;
  }
}

function grown(array: Int32Array): Int32Array {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

function scanPassage(text: string, from: number, to: number, out: TokenList): void {
  let i = from;
  let chunkEnd = from;
  while (i < to) {
    const kind = classAt(text, i);
    if (kind === SPACE) {
      i += widthAt(text, i);
      continue;
    }
    let j = i;
    if (isWordClass(kind)) {
      if (i >= chunkEnd) {
        chunkEnd = endOfChunk(text, i, to);
        if (mayHoldAddress(text, i, chunkEnd)) j = endOfAddress(text, i, chunkEnd, to);
      }
      if (j === i) j = kind === DIGIT ? endOfNumber(text, i, to) : endOfWord(text, i, to);
    } else {
      j = endOfSymbol(text, i, to);
    }
    while (j < to && classAt(text, j) === MARK) j += widthAt(text, j);
    out.push(i, j);
    i = j;
  }
}

/** The end of the run of letters, digits and `. - @ : /` that may hold an address. */
function endOfChunk(text: string, from: number, to: number): number {
  let i = from;
  while (i < to) {
    const kind = classAt(text, i);
    if (!isWordClass(kind) && kind !== MARK) {
      const c = text.charCodeAt(i);
      if (c !== DOT && c !== HYPHEN && c !== AT && c !== COLON && c !== SLASH) break;
    }
    i += widthAt(text, i);
  }
  return Math.min(i, to);
}

const LONGEST_DOMAIN = 253;
const HOST = /^[\p{L}\d][\p{L}\d-]*(?:\.[\p{L}\d][\p{L}\d-]*)*\.(\p{Ll}{2,8})(?=$|[/:.])/u;
const MAIL = /^[\p{L}\d_.-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.\p{L}{2,}/u;
const SCHEME = /^(?:https?:\/\/|www\.)./iu;

/** Few runs have what every address has. */
function mayHoldAddress(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (c === DOT || c === SLASH) return true;
  }
  return false;
}

/** The end of the web or e-mail address that begins at `i`, or `i` when none does. */
function endOfAddress(text: string, i: number, chunkEnd: number, to: number): number {
  const chunk = text.slice(i, Math.min(chunkEnd, i + LONGEST_DOMAIN));
  if (chunk.length < 4 || (!chunk.includes('.') && !chunk.includes('://'))) return i;
  if (SCHEME.test(chunk)) return endOfPath(text, i, to);
  const mail = chunk.includes('@') ? MAIL.exec(chunk) : null;
  if (mail) return i + mail[0].length;
  const host = HOST.exec(chunk);
  if (!host || !TOP_LEVEL_DOMAINS.has(host[1] ?? '')) return i;
  const end = i + host[0].length;
  return text.charCodeAt(end) === SLASH && end < to ? endOfPath(text, end, to) : end;
}

/** The end of a URL: the next white space or quotation mark, less the punctuation of the sentence. */
function endOfPath(text: string, from: number, to: number): number {
  let i = from;
  while (i < to && classAt(text, i) !== SPACE && !'<>"«»“”'.includes(text.charAt(i))) i += widthAt(text, i);
  i = Math.min(i, to);
  while (i > from + 1 && ".,;:!?)]}'’…".includes(text.charAt(i - 1))) i--;
  return i;
}

const DOT = 0x2e;
const COMMA = 0x2c;
const HYPHEN = 0x2d;
const SLASH = 0x2f;
const COLON = 0x3a;
const AT = 0x40;
const AMPERSAND = 0x26;
const SPACES_IN_NUMBERS = new Set([0x20, 0xa0, 0x202f, 0x2009]);

function isDigit(text: string, i: number, to: number): boolean {
  return i < to && classAt(text, i) === DIGIT;
}

function isLetter(text: string, i: number, to: number): boolean {
  if (i >= to) return false;
  const kind = classAt(text, i);
  return kind === UPPER || kind === LOWER || (isWordClass(kind) && kind !== DIGIT);
}

function endOfDigits(text: string, from: number, to: number): number {
  let i = from;
  while (i < to) {
    const kind = classAt(text, i);
    if (kind !== DIGIT && kind !== MARK) break;
    i += widthAt(text, i);
  }
  return Math.min(i, to);
}

function endOfNumber(text: string, from: number, to: number): number {
  let i = endOfDigits(text, from, to);
  let group = i - from;
  while (i < to) {
    const c = text.charCodeAt(i);
    const joins = c === DOT || c === COMMA || c === COLON || c === SLASH || c === HYPHEN;
    if (joins && isDigit(text, i + 1, to)) {
      const next = endOfDigits(text, i + 1, to);
      group = next - i - 1;
      i = next;
    } else if (SPACES_IN_NUMBERS.has(c) && group <= 3 && isDigit(text, i + 1, to)) {
      const next = endOfDigits(text, i + 1, to);
      if (next - i - 1 !== 3 || isLetter(text, next, to)) break;
      group = 3;
      i = next;
    } else break;
  }
  return isLetter(text, i, to) ? endOfWord(text, i, to) : i;
}

function isApostrophe(c: number): boolean {
  return c === 0x27 || c === 0x2019 || c === 0x2018 || c === 0x2bc || c === 0x60 || c === 0xb4;
}

function isHyphen(c: number): boolean {
  return c === HYPHEN || c === 0x2010 || c === 0x2011;
}

function endOfWord(text: string, from: number, to: number): number {
  let i = from;
  let segment = from;
  for (;;) {
    while (i < to) {
      const kind = classAt(text, i);
      if (!isWordClass(kind) && kind !== MARK) break;
      i += widthAt(text, i);
    }
    if (i >= to) return to;
    const c = text.charCodeAt(i);
    if (isApostrophe(c)) {
      const end = endAtApostrophe(text, segment, i, to);
      if (end >= 0) return end;
    } else if (isHyphen(c)) {
      if (i + 1 >= to || !isWordClass(classAt(text, i + 1)) || endOfPronoun(text, i, to) > i) return i;
      if (classAt(text, i + 1) === UPPER && i - segment > 1) return i;
      segment = i + 1;
    } else if (c === AMPERSAND) {
      if (i + 1 >= to || classAt(text, i + 1) !== UPPER || classAt(text, i - 1) !== UPPER) return i;
    } else return i;
    i++;
  }
}

const PRONOUN = /[-\u2010\u2011](?:t[-\u2010\u2011])?(?:ils?|elles?|on)(?![\p{L}\p{N}\p{M}_'’-])/uy;

/** The end of a pronoun behind its verb (`-il`, `-t-elle`) that begins with the hyphen at `i`, or `i`. */
function endOfPronoun(text: string, i: number, to: number): number {
  PRONOUN.lastIndex = i;
  const end = PRONOUN.test(text) ? PRONOUN.lastIndex : i;
  return end <= to ? end : i;
}

/** Where the token ends whose segment meets an apostrophe at `i`, or -1 when it goes on. */
function endAtApostrophe(text: string, segment: number, i: number, to: number): number {
  const elided = i - segment <= 6 && ELIDED.has(text.slice(segment, i).toLowerCase());
  if (!isLetter(text, i + 1, to)) return elided && i - segment > 0 ? i + 1 : i;
  if (elided) {
    const c = text.charCodeAt(i - 1);
    // N'Djamena, M'Gouna: one name, while N'est and N'A are negations.
    const african = i - segment === 1 && (c === 0x4e || c === 0x4d);
    const capitalised = classAt(text, i + 1) === UPPER && i + 2 < to && classAt(text, i + 2) === LOWER;
    return african && capitalised ? -1 : i + 1;
  }
  const next = text.charCodeAt(i + 1);
  const possessive = (next === 0x73 || next === 0x53) && !isLetter(text, i + 2, to);
  return possessive ? i : -1;
}

/** Runs of one mark (`...`, `---`) are one token; so is a sign with its joiners and modifiers. */
function endOfSymbol(text: string, from: number, to: number): number {
  const c = text.charCodeAt(from);
  let i = Math.min(to, from + widthAt(text, from));
  if (isHyphen(c) && from > 0) i = Math.max(i, endOfPronoun(text, from, to));
  if (isApostrophe(c) && (text[i] === 's' || text[i] === 'S') && i < to && !isLetter(text, i + 1, to))
    return i + 1;
  if (isRegionalIndicator(text, from) && i < to && isRegionalIndicator(text, i)) i = Math.min(to, i + 2);
  if ('.-_*=~!?'.includes(text.charAt(from))) {
    while (i < to && text.charCodeAt(i) === c) i++;
  }
  while (i < to && classAt(text, i) === MARK) {
    const joiner = text.charCodeAt(i) === 0x200d;
    i += widthAt(text, i);
    if (joiner && i < to && classAt(text, i) === SYMBOL) i += widthAt(text, i);
  }
  return Math.min(i, to);
}

/** Two of these make a flag. */
function isRegionalIndicator(text: string, i: number): boolean {
  return (
    text.charCodeAt(i) === 0xd83c && text.charCodeAt(i + 1) >= 0xdde6 && text.charCodeAt(i + 1) <= 0xddff
  );
}

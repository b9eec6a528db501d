import type { Tokens } from '../model';
import { hashText } from './hashing';
import type { Knowledge } from './knowledge';
import { EDGE, type Lexeme, makeLexeme } from './lexemes';

/** Of more distinct tokens than this the rare ones are forgotten; bounds memory (about 0.7 kB each). */
const MOST_LEXEMES = 80_000;
/** When more than these are not rare, all are forgotten. */
const MOST_KEPT = 60_000;
/** A token seen as often since tokens were last forgotten is not rare. */
const OFTEN = 2;
const SMALLEST = 1 << 14;
/** Numbers in a slot, and which they are. */
const SLOT = 4;
const OTHER = 1;
const INDEX = 2;
const USES = 3;

/** The distinct tokens seen so far, {@link EDGE} first. Open addressing, so that known tokens cost no string. */
export class Vocabulary {
  private lexemes: Lexeme[] = [EDGE];
  private words = new Map<string, number>();
  /**
   * Two hashes of a token's text, which tell it from all others but for one in 2 ** 64; its lexeme's index, or 0,
   * which no token has, where there is none; how often it was seen since tokens were last forgotten. Beside each
   * other, so that a known token costs one look at memory.
   */
  private slots = new Int32Array(SMALLEST * SLOT);

  constructor(readonly knowledge: Knowledge) {}

  get size(): number {
    return this.lexemes.length;
  }

  at(index: number): Lexeme {
    return this.lexemes[index] ?? EDGE;
  }

  /**
   * Forgets the rare ones when there are too many; gives the former indexes of those that stay, in order, if it did.
   * To be called between documents: inside one, equal tokens must have the same lexeme, with the same index.
   */
  trim(): readonly number[] | undefined {
    if (this.lexemes.length <= MOST_LEXEMES) return undefined;
    const former = this.lexemes;
    const often = new Uint8Array(former.length);
    for (let at = 0; at < this.slots.length; at += SLOT)
      if (this.slots[at + USES]! >= OFTEN) often[this.slots[at + INDEX]!] = 1;
    let kept = former.slice(1).filter(({ index }) => often[index] === 1);
    if (kept.length > MOST_KEPT) kept = [];
    const indexes = [EDGE.index, ...kept.map(({ index }) => index)];
    this.lexemes = [EDGE, ...kept];
    this.words = new Map();
    this.slots.fill(0);
    kept.forEach((lexeme, k) => {
      const { text } = lexeme;
      lexeme.index = k + 1;
      lexeme.word = wordOf(lexeme.folded, lexeme.index, this.words);
      enter(this.slots, hashText(text), otherHash(text, 0, text.length), lexeme.index, 0);
    });
    return indexes;
  }

  /** The lexeme of the token from `start` to `end` of a text. */
  of(text: string, start: number, end: number): Lexeme {
    const hash = hashText(text, start, end);
    const other = otherHash(text, start, end);
    const { slots, lexemes } = this;
    const last = slots.length - SLOT;
    let at = Math.imul(hash, SLOT) & last;
    for (let index = slots[at + INDEX]!; index !== 0; index = slots[at + INDEX]!) {
      if (slots[at] === hash && slots[at + OTHER] === other) {
        slots[at + USES] = slots[at + USES]! + 1;
        return lexemes[index]!;
      }
      at = (at + SLOT) & last;
    }
    const lexeme = makeLexeme(text.slice(start, end), this.knowledge, lexemes.length);
    lexeme.word = wordOf(lexeme.folded, lexeme.index, this.words);
    lexemes.push(lexeme);
    enter(slots, hash, other, lexeme.index, 1);
    if (lexemes.length * 2 * SLOT > slots.length) this.grow();
    return lexeme;
  }

  private grow(): void {
    const { slots } = this;
    this.slots = new Int32Array(slots.length * 2);
    for (let at = 0; at < slots.length; at += SLOT) {
      const index = slots[at + INDEX]!;
      if (index !== 0) enter(this.slots, slots[at]!, slots[at + OTHER]!, index, slots[at + USES]!);
    }
  }
}

/** The lexeme of each token. */
export function lexemesOf(text: string, tokens: Tokens, vocabulary: Vocabulary): Lexeme[] {
  const { count, start, end } = tokens;
  const lexemes = new Array<Lexeme>(count);
  for (let i = 0; i < count; i++) lexemes[i] = vocabulary.of(text, start[i]!, end[i]!);
  return lexemes;
}

/** The place of the first lexeme with this folded form. */
function wordOf(folded: string, index: number, words: Map<string, number>): number {
  const place = words.get(folded);
  if (place === undefined) words.set(folded, index);
  return place ?? index;
}

/** Enters a lexeme that is not there yet. */
function enter(slots: Int32Array, hash: number, other: number, index: number, uses: number): void {
  const last = slots.length - SLOT;
  let at = Math.imul(hash, SLOT) & last;
  while (slots[at + INDEX] !== 0) at = (at + SLOT) & last;
  slots[at] = hash;
  slots[at + OTHER] = other;
  slots[at + INDEX] = index;
  slots[at + USES] = uses;
}

/** A hash that has nothing in common with {@link hashText}. */
function otherHash(text: string, from: number, to: number): number {
  let h = to - from;
  for (let i = from; i < to; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 0x85ebca6b);
    h ^= h >>> 13;
  }
  return h;
}

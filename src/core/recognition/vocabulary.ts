import type { Tokens } from '../model';
import { hashText } from './hashing';
import type { Knowledge } from './knowledge';
import { EDGE, type Lexeme, makeLexeme } from './lexemes';

/** More distinct tokens than this are forgotten and worked out again; bounds memory (about 1 kB each). */
const MOST_LEXEMES = 40_000;
const SMALLEST = 1 << 14;

/** The distinct tokens seen so far, {@link EDGE} first. Open addressing, so that known tokens cost no string. */
export class Vocabulary {
  private lexemes: Lexeme[] = [EDGE];
  private words = new Map<string, number>();
  /** The hash of a token's text, then its lexeme's index; 0, which no token has, where there is none. */
  private slots = new Int32Array(SMALLEST * 2);

  constructor(readonly knowledge: Knowledge) {}

  get size(): number {
    return this.lexemes.length;
  }

  at(index: number): Lexeme {
    return this.lexemes[index] ?? EDGE;
  }

  /**
   * Forgets all when there are too many; says whether it did. To be called between documents: inside one, equal
   * tokens must have the same lexeme.
   */
  trim(): boolean {
    if (this.lexemes.length <= MOST_LEXEMES) return false;
    this.lexemes = [EDGE];
    this.words = new Map();
    this.slots = new Int32Array(SMALLEST * 2);
    return true;
  }

  /** The lexeme of the token from `start` to `end` of a text. */
  of(text: string, start: number, end: number): Lexeme {
    const hash = hashText(text, start, end);
    const { slots, lexemes } = this;
    const mask = (slots.length >> 1) - 1;
    let slot = hash & mask;
    for (let index = slots[slot * 2 + 1]!; index !== 0; index = slots[slot * 2 + 1]!) {
      if (slots[slot * 2] === hash && isText(lexemes[index]!.text, text, start, end)) return lexemes[index]!;
      slot = (slot + 1) & mask;
    }
    const lexeme = makeLexeme(text.slice(start, end), this.knowledge, lexemes.length, this.words);
    slots[slot * 2] = hash;
    slots[slot * 2 + 1] = lexeme.index;
    lexemes.push(lexeme);
    if (lexemes.length * 2 > mask) this.grow();
    return lexeme;
  }

  private grow(): void {
    const { slots } = this;
    const larger = new Int32Array(slots.length * 2);
    const mask = (larger.length >> 1) - 1;
    for (let k = 0; k < slots.length; k += 2) {
      if (slots[k + 1] === 0) continue;
      let slot = slots[k]! & mask;
      while (larger[slot * 2 + 1] !== 0) slot = (slot + 1) & mask;
      larger[slot * 2] = slots[k]!;
      larger[slot * 2 + 1] = slots[k + 1]!;
    }
    this.slots = larger;
  }
}

/** The lexeme of each token. */
export function lexemesOf(text: string, tokens: Tokens, vocabulary: Vocabulary): Lexeme[] {
  const { count, start, end } = tokens;
  const lexemes = new Array<Lexeme>(count);
  for (let i = 0; i < count; i++) lexemes[i] = vocabulary.of(text, start[i]!, end[i]!);
  return lexemes;
}

function isText(known: string, text: string, start: number, end: number): boolean {
  if (known.length !== end - start) return false;
  for (let k = 0; k < known.length; k++) {
    if (known.charCodeAt(k) !== text.charCodeAt(start + k)) return false;
  }
  return true;
}

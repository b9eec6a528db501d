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

/** The distinct tokens seen so far, {@link EDGE} first. Open addressing, so that known tokens cost no string. */
export class Vocabulary {
  private lexemes: Lexeme[] = [EDGE];
  private words = new Map<string, number>();
  /** The hash of a token's text, then its lexeme's index; 0, which no token has, where there is none. */
  private slots = new Int32Array(SMALLEST * 2);
  /** How often each lexeme was seen since tokens were last forgotten. */
  private uses = new Int32Array(SMALLEST);

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
    let kept = former.slice(1).filter(({ index }) => this.uses[index]! >= OFTEN);
    if (kept.length > MOST_KEPT) kept = [];
    const indexes = [EDGE.index, ...kept.map(({ index }) => index)];
    this.lexemes = [EDGE, ...kept];
    this.words = new Map();
    this.uses.fill(0);
    this.slots.fill(0);
    kept.forEach((lexeme, k) => {
      lexeme.index = k + 1;
      lexeme.word = wordOf(lexeme.folded, lexeme.index, this.words);
      enter(this.slots, hashText(lexeme.text), lexeme.index);
    });
    return indexes;
  }

  /** The lexeme of the token from `start` to `end` of a text. */
  of(text: string, start: number, end: number): Lexeme {
    const hash = hashText(text, start, end);
    const { slots, lexemes } = this;
    const mask = (slots.length >> 1) - 1;
    let slot = hash & mask;
    for (let index = slots[slot * 2 + 1]!; index !== 0; index = slots[slot * 2 + 1]!) {
      if (slots[slot * 2] === hash && isText(lexemes[index]!.text, text, start, end)) {
        this.uses[index] = this.uses[index]! + 1;
        return lexemes[index]!;
      }
      slot = (slot + 1) & mask;
    }
    const lexeme = makeLexeme(text.slice(start, end), this.knowledge, lexemes.length);
    lexeme.word = wordOf(lexeme.folded, lexeme.index, this.words);
    slots[slot * 2] = hash;
    slots[slot * 2 + 1] = lexeme.index;
    this.uses[lexeme.index] = 1;
    lexemes.push(lexeme);
    if (lexemes.length * 2 > mask) this.grow();
    return lexeme;
  }

  private grow(): void {
    const { slots, uses } = this;
    this.slots = new Int32Array(slots.length * 2);
    for (let k = 0; k < slots.length; k += 2) {
      if (slots[k + 1] !== 0) enter(this.slots, slots[k]!, slots[k + 1]!);
    }
    this.uses = new Int32Array(uses.length * 2);
    this.uses.set(uses);
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
function enter(slots: Int32Array, hash: number, index: number): void {
  const mask = (slots.length >> 1) - 1;
  let slot = hash & mask;
  while (slots[slot * 2 + 1] !== 0) slot = (slot + 1) & mask;
  slots[slot * 2] = hash;
  slots[slot * 2 + 1] = index;
}

function isText(known: string, text: string, start: number, end: number): boolean {
  if (known.length !== end - start) return false;
  for (let k = 0; k < known.length; k++) {
    if (known.charCodeAt(k) !== text.charCodeAt(start + k)) return false;
  }
  return true;
}

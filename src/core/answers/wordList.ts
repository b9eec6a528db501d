import { copied } from '../archive/uses';
import { NO_STRING, type StringTable } from '../stringTable';

/**
 * Distinct words, each with a number: those of words that are gone are given again. Words are found by their
 * beginning, and with one letter wrong: they are kept in order, and what begins with the same letters stands together.
 */
export class WordList {
  private readonly numbers = new Map<string, number>();
  private readonly texts: (string | undefined)[] = [];
  private readonly free: number[] = [];
  /** Numbers in the order of their words, but for those added lately. */
  private sorted: Uint32Array = new Uint32Array(0);
  private added: number[] = [];

  numberOf(word: string): number | undefined {
    return this.numbers.get(word);
  }

  /** The word of a number. */
  at(number: number): string {
    return this.texts[number] ?? '';
  }

  /** The number of a word, a new one if need be. */
  add(word: string): number {
    const known = this.numbers.get(word);
    if (known !== undefined) return known;
    const number = this.free.pop() ?? this.texts.length;
    // A part of a longer string would keep the whole.
    const own = copied(word);
    this.texts[number] = own;
    this.numbers.set(own, number);
    this.added.push(number);
    if (this.added.length >= MANY) this.sort();
    return number;
  }

  /** Forgets the words that are not to be kept. */
  keep(isKept: (number: number) => boolean): void {
    this.sort();
    this.sorted = this.sorted.filter((number) => {
      if (isKept(number)) return true;
      this.numbers.delete(this.texts[number]!);
      this.texts[number] = undefined;
      this.free.push(number);
      return false;
    });
  }

  /** The numbers of the words that begin with these letters, in order. */
  beginningWith(letters: string): Uint32Array {
    this.sort();
    const from = this.placeOf(letters, 0, this.sorted.length);
    const to = this.placeOf(letters + LAST, from, this.sorted.length);
    return this.sorted.subarray(from, to);
  }

  /**
   * The numbers of the words that differ from one by a letter more, less or other, or by two neighbours exchanged;
   * only those with the same first letter if `isFirstSure`.
   */
  near(word: string, isFirstSure = false): Set<number> {
    this.sort();
    const found = new Set<number>();
    const seek = (text: string, low: number, high: number): void => {
      const number = this.sorted[this.placeOf(text, low, high)];
      if (number !== undefined && this.texts[number] === text) found.add(number);
    };
    for (const swapped of exchanged(word)) {
      if (!isFirstSure || swapped[0] === word[0]) seek(swapped, 0, this.sorted.length);
    }
    // From letter to letter: the words that begin as this one does.
    let low = 0;
    let high = this.sorted.length;
    for (let i = 0; i <= word.length && low < high; i++) {
      const before = word.slice(0, i);
      const [here, behind] = [word.slice(i), word.slice(i + 1)];
      const isOpen = i > 0 || !isFirstSure;
      if (isOpen && here !== '' && (i > 0 || behind !== '')) seek(before + behind, low, high);
      let [nextLow, nextHigh] = [high, high];
      for (let at = low + Number(this.at(this.sorted[low]!).length === i); at < high;) {
        const letter = this.at(this.sorted[at]!).charAt(i);
        const end = this.endOf(letter, i, at, high);
        if (letter === word[i]) [nextLow, nextHigh] = [at, end];
        else if (isOpen) {
          if (here !== '') seek(before + letter + behind, at, end);
          seek(before + letter + here, at, end);
        }
        at = end;
      }
      [low, high] = [nextLow, nextHigh];
    }
    return found;
  }

  /** Every word by its number, and the numbers in the order of their words. */
  save(strings: StringTable): WordsState {
    this.sort();
    return {
      texts: Uint32Array.from(this.texts, (text) => (text === undefined ? NO_STRING : strings.number(text))),
      sorted: this.sorted,
    };
  }

  /** Takes over what {@link save} gave; there must be no words yet. */
  restore({ texts, sorted }: WordsState, strings: readonly string[]): void {
    texts.forEach((index, number) => {
      const text = strings[index];
      this.texts.push(text);
      if (text === undefined) this.free.push(number);
      else this.numbers.set(text, number);
    });
    this.sorted = sorted;
  }

  /** Puts what was added in its place among the others. */
  private sort(): void {
    if (this.added.length === 0) return;
    const { sorted, added } = this;
    added.sort((a, b) => (this.texts[a]! < this.texts[b]! ? -1 : 1));
    const all = new Uint32Array(sorted.length + added.length);
    let from = 0;
    added.forEach((number, i) => {
      const to = this.placeOf(this.texts[number]!, from, sorted.length);
      all.set(sorted.subarray(from, to), from + i);
      all[to + i] = number;
      from = to;
    });
    all.set(sorted.subarray(from), from + added.length);
    this.sorted = all;
    this.added = [];
  }

  /** The first place, from `low` on and before `high`, of a word that is not before this text; else `high`. */
  private placeOf(text: string, low: number, high: number): number {
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.texts[this.sorted[middle]!]! < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Where the words end that have a letter at a place, among those with the same letters before it. */
  private endOf(letter: string, i: number, low: number, high: number): number {
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.texts[this.sorted[middle]!]!.charAt(i) <= letter) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Words as plain data. */
export type WordsState = {
  readonly texts: Uint32Array;
  readonly sorted: Uint32Array;
};

/** A word with two neighbouring letters exchanged, in all ways. */
export function exchanged(word: string): string[] {
  const others: string[] = [];
  for (let i = 0; i + 1 < word.length; i++) {
    if (word[i] !== word[i + 1]) others.push(word.slice(0, i) + word[i + 1]! + word[i]! + word.slice(i + 2));
  }
  return others;
}

/** So many words are put in their places at a time, in a few milliseconds. */
const MANY = 4096;
/** Sorts behind whatever is in a word. */
const LAST = '\uffff';

/** The number of no string. */
export const NO_STRING = 0xffffffff;

/** Numbers strings in the order in which they come: what many columns name is kept once. */
export class StringTable {
  private readonly numbers = new Map<string, number>();

  number(text: string): number {
    let number = this.numbers.get(text);
    if (number === undefined) this.numbers.set(text, (number = this.numbers.size));
    return number;
  }

  /** All of them, in order. */
  strings(): string[] {
    return [...this.numbers.keys()];
  }
}

/**
 * Many lists of numbers, most of them short, in two typed arrays: a list takes four bytes, a number of a list
 * eight. Lists are known by small whole numbers; one that was never added to is empty.
 */
export class Chains {
  /** Where each list begins in `links`; 0 for nowhere. */
  private heads: Int32Array = new Int32Array(FIRST_SIZE);
  /** A value, and behind it where the next one of its list stands. */
  private links: Int32Array = new Int32Array(FIRST_SIZE);
  private end = 2;
  /** Begins the list of links to be used again. */
  private free = 0;

  add(list: number, value: number): void {
    this.heads = grown(this.heads, list);
    let link = this.free;
    if (link === 0) {
      link = this.end;
      this.end += 2;
      this.links = grown(this.links, link + 1);
    } else this.free = this.links[link + 1]!;
    this.links[link] = value;
    this.links[link + 1] = this.heads[list]!;
    this.heads[list] = link;
  }

  /** The values of a list, the last added first; nothing may be added meanwhile. */
  forEach(list: number, visit: (value: number) => void): void {
    const { links } = this;
    for (let link = this.heads[list] ?? 0; link !== 0; link = links[link + 1]!) visit(links[link]!);
  }

  /** All it knows, as plain data. */
  save(): ChainsState {
    return { heads: this.heads, links: this.links.subarray(0, this.end), free: this.free };
  }

  /** Takes over what {@link save} gave. */
  restore({ heads, links, free }: ChainsState): void {
    this.heads = heads;
    this.links = links;
    this.end = links.length;
    this.free = free;
  }

  /** Drops the values of a list that are not to be kept, and gives whether any is left. */
  keep(list: number, isKept: (value: number) => boolean): boolean {
    const { links } = this;
    let before = 0;
    for (let link = this.heads[list] ?? 0; link !== 0;) {
      const next = links[link + 1]!;
      if (isKept(links[link]!)) before = link;
      else {
        if (before === 0) this.heads[list] = next;
        else links[before + 1] = next;
        links[link + 1] = this.free;
        this.free = link;
      }
      link = next;
    }
    return before !== 0;
  }
}

/** Lists as plain data. */
export type ChainsState = {
  readonly heads: Int32Array;
  readonly links: Int32Array;
  /** Where the links to be used again begin. */
  readonly free: number;
};

/** An array that has an index: the same one, or a copy with room for more. */
export function grown<T extends Int32Array | Uint32Array | Uint8Array>(array: T, index: number): T {
  if (index < array.length) return array;
  const more = new (array.constructor as new (length: number) => T)(Math.ceil((index + 1) * GROWTH));
  more.set(array);
  return more;
}

const FIRST_SIZE = 64;
const GROWTH = 1.4;

import type { StringTable } from '../stringTable';

/** Sets of nodes by a key. Most have one member, which then takes no set of its own: an archive has many. */
export class NodeSets {
  private readonly sets = new Map<string, string | Set<string>>();

  /** Puts a node in the set of a key, or takes it out. */
  place(key: string, node: string, present: boolean): void {
    const known = this.sets.get(key);
    if (present) {
      if (known === undefined) this.sets.set(key, node);
      else if (typeof known !== 'string') known.add(node);
      else if (known !== node) this.sets.set(key, new Set([known, node]));
    } else if (known === node || (typeof known === 'object' && known.delete(node) && known.size === 0)) {
      this.sets.delete(key);
    }
  }

  /** The members of the set of a key; not to be changed while they are gone through. */
  of(key: string): Iterable<string> {
    const known = this.sets.get(key);
    if (known === undefined) return NONE;
    return typeof known === 'string' ? [known] : known;
  }

  size(key: string): number {
    const known = this.sets.get(key);
    return known === undefined ? 0 : typeof known === 'string' ? 1 : known.size;
  }

  /** The only member of the set of a key. */
  only(key: string): string | undefined {
    const known = this.sets.get(key);
    if (known === undefined || typeof known === 'string') return known;
    return known.size === 1 ? known.values().next().value : undefined;
  }

  /** For each key its index in a table of strings, the number of its nodes, and theirs. */
  save(strings: StringTable): Uint32Array {
    const saved: number[] = [];
    for (const [key, known] of this.sets) {
      const nodes = typeof known === 'string' ? [known] : [...known];
      saved.push(strings.number(key), nodes.length);
      for (const node of nodes) saved.push(strings.number(node));
    }
    return Uint32Array.from(saved);
  }

  /** Takes over what {@link save} gave; there must be no sets yet. */
  restore(saved: Uint32Array, strings: readonly string[]): void {
    for (let i = 0; i < saved.length;) {
      const key = strings[saved[i]!]!;
      const count = saved[i + 1]!;
      i += 2;
      if (count === 1) this.sets.set(key, strings[saved[i]!]!);
      else this.sets.set(key, new Set(Array.from(saved.subarray(i, i + count), (node) => strings[node]!)));
      i += count;
    }
  }
}

const NONE: readonly string[] = [];

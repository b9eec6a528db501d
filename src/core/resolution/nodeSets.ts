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
}

const NONE: readonly string[] = [];

import { similarity } from '../reading/fingerprint';

/**
 * Which articles are copies of one another (agency copy printed by several papers, a text saved twice).
 * Articles belong together when a chain of pairs that share {@link COPY} of their text joins them, so the
 * groups do not depend on the order in which articles come.
 */
export class Copies {
  private readonly sketches = new Map<string, Uint32Array>();
  /** Articles by each of the smallest hashes of their sketch: copies share some of these. */
  private readonly byHash = new Map<number, Set<string>>();
  /** Pairs of copies, both ways; only articles that have any. */
  private readonly alike = new Map<string, Set<string>>();

  /** Adds an article; gives those whose group it joins or forms. An empty sketch is like no other. */
  add(article: string, sketch: Uint32Array): readonly string[] {
    if (sketch.length === 0) return [];
    this.sketches.set(article, sketch);
    const candidates = new Set<string>();
    for (const hash of sketch.subarray(0, INDEXED)) {
      const others = this.byHash.get(hash);
      if (others) {
        for (const other of others) candidates.add(other);
        others.add(article);
      } else {
        this.byHash.set(hash, new Set([article]));
      }
    }
    for (const other of candidates) {
      if (similarity(sketch, this.sketches.get(other)!) < COPY) continue;
      this.pair(article, other);
      this.pair(other, article);
    }
    return this.groupOf(article).filter((other) => other !== article);
  }

  /** Forgets an article; gives those that were in its group. */
  remove(article: string): readonly string[] {
    const sketch = this.sketches.get(article);
    if (!sketch) return [];
    const group = this.groupOf(article).filter((other) => other !== article);
    this.sketches.delete(article);
    for (const hash of sketch.subarray(0, INDEXED)) {
      const others = this.byHash.get(hash);
      if (others?.delete(article) && others.size === 0) this.byHash.delete(hash);
    }
    for (const other of this.alike.get(article) ?? []) {
      const back = this.alike.get(other);
      if (back?.delete(article) && back.size === 0) this.alike.delete(other);
    }
    this.alike.delete(article);
    return group;
  }

  /** An article and all its copies, sorted. */
  groupOf(article: string): string[] {
    if (!this.alike.has(article)) return [article];
    const seen = new Set([article]);
    for (const member of seen) for (const other of this.alike.get(member) ?? []) seen.add(other);
    return [...seen].sort();
  }

  private pair(from: string, to: string): void {
    const known = this.alike.get(from);
    if (known) known.add(to);
    else this.alike.set(from, new Set([to]));
  }
}

/** Copies of one dispatch share 0.6 and more of their runs of words, other reports of the event under 0.3. */
const COPY = 0.5;
/** Two sketches that are half alike share one of their 8 smallest hashes 99 times in 100. */
const INDEXED = 8;

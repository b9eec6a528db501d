import { similarity } from '../reading/fingerprint';

/**
 * Which articles are copies of one another (agency copy printed by several papers, a text saved twice).
 * Articles belong together when a chain of pairs that share {@link COPY} of their text joins them, so the
 * groups do not depend on the order in which articles come. Articles go by small whole numbers.
 */
export class Copies {
  private readonly sketches: (Uint32Array | undefined)[] = [];
  /** Articles by each of the smallest hashes of their sketch: copies share some of these. Most have it alone. */
  private readonly byHash = new Map<number, number | number[]>();
  /** Pairs of copies, both ways; only articles that have any. */
  private readonly alike = new Map<number, Set<number>>();

  /** Adds an article; gives those whose group it joins or forms. An empty sketch is like no other. */
  add(article: number, sketch: Uint32Array): readonly number[] {
    if (sketch.length === 0) return [];
    this.sketches[article] = sketch;
    const candidates = new Set<number>();
    for (const hash of indexed(sketch)) {
      const others = this.byHash.get(hash);
      if (typeof others === 'number') candidates.add(others);
      else for (const other of others ?? []) candidates.add(other);
      this.index(hash, article);
    }
    for (const other of candidates) {
      if (similarity(sketch, this.sketches[other]!) < COPY) continue;
      this.pair(article, other);
      this.pair(other, article);
    }
    return this.groupOf(article).filter((other) => other !== article);
  }

  /** Forgets an article; gives those that were in its group. */
  remove(article: number): readonly number[] {
    const sketch = this.sketches[article];
    if (!sketch) return [];
    const group = this.groupOf(article).filter((other) => other !== article);
    this.sketches[article] = undefined;
    for (const hash of indexed(sketch)) {
      const others = this.byHash.get(hash);
      if (typeof others === 'object' && others.length > 1) others.splice(others.indexOf(article), 1);
      else this.byHash.delete(hash);
    }
    for (const other of this.alike.get(article) ?? []) {
      const back = this.alike.get(other);
      if (back?.delete(article) && back.size === 0) this.alike.delete(other);
    }
    this.alike.delete(article);
    return group;
  }

  /** Whether an article has copies. */
  has(article: number): boolean {
    return this.alike.has(article);
  }

  /** An article and all its copies, ascending. */
  groupOf(article: number): number[] {
    if (!this.alike.has(article)) return [article];
    const seen = new Set([article]);
    for (const member of seen) for (const other of this.alike.get(member) ?? []) seen.add(other);
    return [...seen].sort((a, b) => a - b);
  }

  /** All it knows, as plain data. */
  save(): CopiesState {
    const starts = new Uint32Array(this.sketches.length + 1);
    this.sketches.forEach((sketch, i) => (starts[i + 1] = sketch?.length ?? 0));
    for (let i = 0; i < this.sketches.length; i++) starts[i + 1]! += starts[i]!;
    const hashes = new Uint32Array(starts[this.sketches.length]!);
    this.sketches.forEach((sketch, i) => sketch && hashes.set(sketch, starts[i]));
    const pairs = [...this.alike].flatMap(([article, others]) =>
      [...others].flatMap((other) => [article, other]),
    );
    return { starts, hashes, pairs: Uint32Array.from(pairs) };
  }

  /** Takes over what {@link save} gave; nothing must be known yet. */
  restore({ starts, hashes, pairs }: CopiesState): void {
    for (let article = 0; article + 1 < starts.length; article++) {
      const sketch = hashes.subarray(starts[article], starts[article + 1]);
      if (sketch.length === 0) continue;
      this.sketches[article] = sketch;
      for (const hash of indexed(sketch)) this.index(hash, article);
    }
    for (let i = 0; i < pairs.length; i += 2) this.pair(pairs[i]!, pairs[i + 1]!);
  }

  private index(hash: number, article: number): void {
    const others = this.byHash.get(hash);
    if (others === undefined) this.byHash.set(hash, article);
    else if (typeof others === 'number') this.byHash.set(hash, [others, article]);
    else others.push(article);
  }

  private pair(from: number, to: number): void {
    const known = this.alike.get(from);
    if (known) known.add(to);
    else this.alike.set(from, new Set([to]));
  }
}

/** Sketches by article, end to end, and pairs of copies. */
export type CopiesState = {
  readonly starts: Uint32Array;
  readonly hashes: Uint32Array;
  readonly pairs: Uint32Array;
};

/** Copies of one dispatch share 0.6 and more of their runs of words, other reports of the event under 0.3. */
const COPY = 0.5;
/** Two sketches that are half alike share one of their 8 smallest hashes 99 times in 100. */
const INDEXED = 8;

/** The smallest hashes, as signed numbers: these take no memory of their own. */
function indexed(sketch: Uint32Array): Int32Array {
  return Int32Array.from(sketch.subarray(0, INDEXED), (hash) => hash | 0);
}

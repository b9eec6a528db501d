import { NO_DECISIONS, type DecisionSet } from '../decisions/decisionSet';
import type { StringTable } from '../stringTable';
import { NodeSets } from './nodeSets';

/** Nodes that point to at most one other each, so that they make trees; and names that are never of one tree. */
export class NameForest {
  private readonly pointers = new Map<string, string>();
  private readonly pointedFrom = new NodeSets();
  private moved: string[] = [];
  private apart = NO_DECISIONS.apart;
  /** Where names lay that are to be apart from others. */
  private rootsApart = new Map<string, string>();

  /** Keeps other names apart than before. */
  keepApart(apart: DecisionSet['apart']): void {
    this.apart = apart;
  }

  /** Points a node to another, or to none. */
  point(node: string, to: string | undefined): void {
    const before = this.pointers.get(node);
    if (before === to) return;
    this.moved.push(node, this.root(node));
    if (before !== undefined) {
      this.moved.push(before);
      this.pointedFrom.place(before, node, false);
    }
    if (to === undefined) {
      this.pointers.delete(node);
      return;
    }
    this.moved.push(to);
    this.pointers.set(node, to);
    this.pointedFrom.place(to, node, true);
  }

  points(node: string): boolean {
    return this.pointers.has(node);
  }

  /** Where the pointers of a node lead. */
  root(node: string): string {
    let at = node;
    for (let steps = 0; steps <= MAX_CHAIN; steps++) {
      const next = this.pointers.get(at);
      if (next === undefined || this.isApart(at)) return at;
      at = next;
    }
    return this.smallestOfCycle(at);
  }

  /** Every node whose root is `root`, itself first. */
  members(root: string): string[] {
    if (this.pointedFrom.size(root) === 0) return [root];
    const seen = new Set([root]);
    for (const key of seen) {
      for (const from of this.pointedFrom.of(key)) if (!this.isApart(from)) seen.add(from);
    }
    return [...seen];
  }

  /** The nodes that point elsewhere since this was last asked, with where they pointed and point now. */
  takeMoved(): string[] {
    const moved = this.moved;
    this.moved = [];
    if (moved.length === 0 || this.apart.size === 0) return moved;
    // A name that is apart, or no longer, need not have moved itself.
    const before = this.rootsApart;
    this.rootsApart = this.rootsOfApart();
    for (const [node, root] of this.rootsApart) {
      const was = before.get(node);
      if (was !== root) moved.push(node, root, ...(was === undefined ? [] : [was]));
    }
    return moved;
  }

  /** Nodes, each with where it points. */
  save(strings: StringTable): Uint32Array {
    const pairs = Array.from(this.pointers, ([from, to]) => [strings.number(from), strings.number(to)]);
    return Uint32Array.from(pairs.flat());
  }

  /** Takes over what {@link save} gave while these names were kept apart; nothing must point yet. */
  restore(pairs: Uint32Array, strings: readonly string[], apart: DecisionSet['apart']): void {
    for (let i = 0; i < pairs.length; i += 2) {
      const [from, to] = [strings[pairs[i]!]!, strings[pairs[i + 1]!]!];
      this.pointers.set(from, to);
      this.pointedFrom.place(to, from, true);
    }
    this.apart = apart;
    this.rootsApart = this.rootsOfApart();
  }

  private rootsOfApart(): Map<string, string> {
    return new Map([...this.apart.keys()].map((node) => [node, this.root(node)]));
  }

  /**
   * Whether the user keeps a name apart from one of its tree: of two such names the one that leads to the other
   * leaves, else the one that is not the root, else the later.
   */
  private isApart(node: string): boolean {
    const others = this.apart.get(node);
    if (!others) return false;
    const path = this.path(node);
    const top = path.at(-1)!;
    for (const other of others) {
      const theirs = this.path(other);
      if (theirs.at(-1) !== top || theirs.includes(node)) continue;
      if (path.includes(other) || node > other) return true;
    }
    return false;
  }

  /** A node and all it leads to, refusals aside. */
  private path(node: string): string[] {
    const path = [node];
    for (let next = this.pointers.get(node); next !== undefined; next = this.pointers.get(next)) {
      if (path.length > MAX_CHAIN) return [...path, this.smallestOfCycle(next)];
      path.push(next);
    }
    return path;
  }

  private smallestOfCycle(member: string): string {
    let smallest = member;
    for (let at = this.pointers.get(member)!; at !== member; at = this.pointers.get(at)!) {
      if (at < smallest) smallest = at;
    }
    return smallest;
  }
}

/** Chains are two or three long; a longer walk means that names explain each other in a circle. */
const MAX_CHAIN = 64;

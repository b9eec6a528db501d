import { squeezed } from './key';

/**
 * Which names of the archive are names of one thing. A node is a typed key (`ORG|cgem`); each points to
 * at most one fuller name, so the names of an entity are a tree and its root's key is the entity's key.
 *
 * A node points to
 * 1. the full name that most articles explain it by, else
 * 2. the most mentioned name that differs from it by spaces only (`master card` → `mastercard`).
 *
 * The pointers are a function of the counts alone: adding and removing articles in any order gives the
 * same graph as building it afresh.
 */
export class NameGraph {
  private readonly nodes = new Map<string, Node>();
  /** Nodes by type and key without spaces; only classes of two and more decide anything. */
  private readonly classes = new Map<string, Set<string>>();
  private moved: string[] = [];
  private readonly pointers = new Map<string, string>();
  private readonly pointedFrom = new Map<string, Set<string>>();

  /** Adds `mentions` (negative to take back) of a name to its node. */
  count(typedKey: string, mentions: number): void {
    const node = this.node(typedKey);
    node.mentions += mentions;
    this.settle(typedKey, node);
  }

  /** Adds `articles` (negative to take back) that explain `acronym` by `full`. */
  link(acronym: string, full: string, articles: number): void {
    if (acronym === full) return;
    const node = this.node(acronym);
    const count = (node.links.get(full) ?? 0) + articles;
    if (count > 0) node.links.set(full, count);
    else node.links.delete(full);
    this.settle(acronym, node);
  }

  /** The typed key of the entity that a name belongs to. */
  root(typedKey: string): string {
    let at = typedKey;
    for (let steps = 0; steps <= MAX_CHAIN; steps++) {
      const next = this.pointers.get(at);
      if (next === undefined) return at;
      at = next;
    }
    return this.smallestOfCycle(at);
  }

  /** Every typed key whose root is `root`, itself first. */
  members(root: string): string[] {
    const seen = new Set([root]);
    for (const key of seen) for (const from of this.pointedFrom.get(key) ?? []) seen.add(from);
    return [...seen];
  }

  /** Whether any article names or explains it. */
  has(typedKey: string): boolean {
    return this.nodes.has(typedKey);
  }

  /** The names that point elsewhere since this was last asked, with where they pointed and point now. */
  takeMoved(): string[] {
    const moved = this.moved;
    this.moved = [];
    return moved;
  }

  private node(typedKey: string): Node {
    let node = this.nodes.get(typedKey);
    if (!node) {
      node = { mentions: 0, links: new Map() };
      this.nodes.set(typedKey, node);
    }
    return node;
  }

  private settle(typedKey: string, node: Node): void {
    const classKey = squeezed(typedKey);
    let siblings = this.classes.get(classKey);
    if (node.mentions > 0) {
      if (!siblings) this.classes.set(classKey, (siblings = new Set()));
      siblings.add(typedKey);
    } else if (siblings?.delete(typedKey) && siblings.size === 0) {
      this.classes.delete(classKey);
    }
    if (node.mentions === 0 && node.links.size === 0) this.nodes.delete(typedKey);
    this.point(typedKey);
    if (siblings) for (const sibling of siblings) if (sibling !== typedKey) this.point(sibling);
  }

  private point(typedKey: string): void {
    const before = this.pointers.get(typedKey);
    const after = this.target(typedKey);
    if (before === after) return;
    this.moved.push(typedKey);
    if (before !== undefined) this.moved.push(before);
    if (after !== undefined) this.moved.push(after);
    if (before !== undefined) {
      const from = this.pointedFrom.get(before);
      from?.delete(typedKey);
      if (from?.size === 0) this.pointedFrom.delete(before);
    }
    if (after === undefined) {
      this.pointers.delete(typedKey);
      return;
    }
    this.pointers.set(typedKey, after);
    const from = this.pointedFrom.get(after);
    if (from) from.add(typedKey);
    else this.pointedFrom.set(after, new Set([typedKey]));
  }

  private target(typedKey: string): string | undefined {
    const node = this.nodes.get(typedKey);
    if (!node) return undefined;
    if (node.links.size > 0) return most(node.links);
    const siblings = this.classes.get(squeezed(typedKey));
    if (!siblings || siblings.size < 2 || !siblings.has(typedKey)) return undefined;
    const leader = most(new Map([...siblings].map((key) => [key, this.nodes.get(key)!.mentions])));
    return leader === typedKey ? undefined : leader;
  }

  private smallestOfCycle(member: string): string {
    let smallest = member;
    for (let at = this.pointers.get(member)!; at !== member; at = this.pointers.get(at)!) {
      if (at < smallest) smallest = at;
    }
    return smallest;
  }
}

interface Node {
  mentions: number;
  /** Full names that articles explain this one by, with the number of these articles. */
  readonly links: Map<string, number>;
}

/** Chains are two or three long; a longer walk means that names explain each other in a circle. */
const MAX_CHAIN = 64;

/** The key with the highest count, the first in code-unit order among equals. */
function most(counts: ReadonlyMap<string, number>): string {
  let best = '';
  let bestCount = -Infinity;
  for (const [key, count] of counts) {
    if (count > bestCount || (count === bestCount && key < best)) {
      best = key;
      bestCount = count;
    }
  }
  return best;
}

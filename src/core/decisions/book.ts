import { contradictions } from './contradictions';
import {
  compareNames,
  nodeOfName,
  type DecidedName,
  type Decisions,
  type EntityDecision,
  type EntityRef,
} from './model';
import { sortedNames, type Draft } from './write';

/** A block that decisions change. */
export class Block {
  changed: boolean;
  readonly absorbed: number[] = [];

  constructor(
    public value: EntityDecision,
    readonly index: number | undefined,
  ) {
    this.changed = index === undefined;
  }

  set(change: Partial<EntityDecision>): void {
    this.value = { ...this.value, ...change };
    this.changed = true;
  }
}

/** The blocks of a file, in its order, with a finger on what changes. */
export class Book {
  private readonly blocks: Block[];
  private removed = false;

  constructor(decisions: Decisions) {
    this.blocks = decisions.map((value, index) => new Block(value, index));
  }

  get dirty(): boolean {
    return this.removed || this.blocks.some(({ changed }) => changed);
  }

  get all(): readonly Block[] {
    return this.blocks;
  }

  drafts(): Draft[] {
    return this.blocks.map(({ value, index, absorbed, changed }) => ({ value, index, absorbed, changed }));
  }

  /** The block about a name. */
  named(node: string): Block | undefined {
    return this.blocks.find(({ value }) => nodeOfName(value) === node);
  }

  /** The block that has a name among its aliases. */
  ownerOf(name: DecidedName): Block | undefined {
    const node = nodeOfName(name);
    return this.blocks.find(
      ({ value }) =>
        value.in.length === 0 &&
        nodeOfName(value) !== node &&
        value.aliases.some((alias) => nodeOfName(alias) === node),
    );
  }

  /** The block that speaks for an entity: where its name is, or where the name is an alias, to the top. */
  find(ref: DecidedName): Block | undefined {
    let found = this.named(nodeOfName(ref));
    const seen = new Set<Block | undefined>();
    for (let owner = this.ownerOf(ref); owner && !seen.has(owner); owner = this.ownerOf(owner.value)) {
      seen.add(owner);
      found = owner;
    }
    return found;
  }

  ensure(ref: EntityRef): Block {
    const known = this.find(ref);
    if (known) return known;
    const own = nodeOfName(ref);
    const aliases = (ref.also ?? []).filter(
      (name) => nodeOfName(name) !== own && !this.ownerOf(name) && !this.named(nodeOfName(name)),
    );
    return this.insert({
      name: ref.name,
      type: ref.type,
      ...(ref.namesake !== undefined && { namesake: ref.namesake }),
      in: [],
      aliases: sortedNames(aliases),
      notSame: [],
      accepted: [],
      find: [],
      hidden: false,
      ignoredIn: [],
    });
  }

  /** Puts a block in its place; the others stay where they are, even should they be out of order. */
  insert(value: EntityDecision): Block {
    const block = new Block(value, undefined);
    this.place(block);
    return block;
  }

  /** Puts a block where its new name belongs. */
  moved(block: Block): void {
    this.blocks.splice(this.blocks.indexOf(block), 1);
    this.place(block);
  }

  /** Takes back refusals of what has become one. */
  settle(): void {
    const { blocks } = this;
    if (blocks.every(({ value }) => value.notSame.length === 0)) return;
    const gone = new Map<Block, Set<number>>();
    for (const { code, index, at } of contradictions(blocks.map(({ value }) => value))) {
      if (code !== 'contradiction' || at === undefined) continue;
      const block = blocks[index]!;
      gone.set(block, (gone.get(block) ?? new Set()).add(at));
    }
    for (const [block, places] of gone) {
      block.set({ notSame: block.value.notSame.filter((_, at) => !places.has(at)) });
    }
  }

  /** Forgets new blocks that say nothing but a name. */
  dropBare(): void {
    const bare = this.blocks.filter(({ index, value }) => index === undefined && isBare(value));
    for (const block of bare) this.blocks.splice(this.blocks.indexOf(block), 1);
  }

  /** Forgets a block that has come to say nothing but a name; a namesake is told apart by being there. */
  dropIfBare(block: Block): void {
    if (block.value.namesake === undefined && isBare(block.value)) this.remove(block);
  }

  remove(block: Block): void {
    this.blocks.splice(this.blocks.indexOf(block), 1);
    this.removed = true;
  }

  private place(block: Block): void {
    const next = this.blocks.findIndex(({ value }) => compareNames(value, block.value) > 0);
    this.blocks.splice(next < 0 ? this.blocks.length : next, 0, block);
  }
}

function isBare({ in: paths, aliases, notSame, accepted, find, hidden, ignoredIn }: EntityDecision): boolean {
  return !hidden && [paths, aliases, notSame, accepted, find, ignoredIn].every((list) => list.length === 0);
}

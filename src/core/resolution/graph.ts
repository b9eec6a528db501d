import { ENTITY_TYPES, type EntityType } from '../model';
import { changedNodes, NAMESAKE, NO_DECISIONS, type DecisionSet } from '../decisions/decisionSet';
import type { StringTable } from '../stringTable';
import { NO_ALIASES, type Aliases } from './aliases';
import { NameForest } from './forest';
import { isToldNode, Namesakes, parseBearer, SIDES } from './namesakes';
import { classOf, datedNode, parseNode, shorterEditions } from './nodes';
import { NodeSets } from './nodeSets';
import { contentWords, initialsOf, splitYear } from './words';

/**
 * Which names of the archive are names of one thing. A node is a typed key (`ORG|cgem`, or
 * `EVENT|salon atlas@2024`, see `nodeOf`); each points to at most one fuller name, so the names of an
 * entity are a tree and its root's key is the entity's key.
 *
 * A node points to
 * 1. the full name that most articles explain it by;
 * 2. for an event without a year in an article of that year, the edition of the year, else the series; the beginning of
 *    an edition's name, the only edition of that year that goes on from it;
 * 3. for a name of uncertain type, the type under which the archive knows it best;
 * 4. for an acronym of four letters or more, the only full name with these initials;
 * 5. for a short name, the only one of the full names it is known to stand for that the archive has;
 * 6. for a person with what an article says of him, the bearer of the name it is said of (`namesakes.ts`);
 * 7. the most mentioned name that differs from it by spaces, small words or plurals only.
 *
 * What the user decided goes before all that: names that lead elsewhere, names that stand for themselves
 * (and lead their class), and names that are never one entity.
 *
 * The pointers are a function of the counts and decisions alone: adding and removing articles in any order gives the
 * same graph as building it afresh.
 */
export class NameGraph {
  private readonly nodes = new Map<string, Node>();
  /** Nodes that are mentioned, by type and loose key; and full names by type and initials. */
  private readonly classes = new NodeSets();
  private readonly fullNames = new NodeSets();
  /** Short names with a known full name, by class of the full name. */
  private readonly shortNames = new NodeSets();
  /** Editions by each beginning of their name: `gitex 2025` has `gitex africa 2025`. */
  private readonly longerEditions = new NodeSets();
  /** Names of uncertain type, by key. */
  private readonly uncertain = new NodeSets();
  private readonly namesakes = new Namesakes();
  private readonly forest = new NameForest();
  /** Names that another person bears now, or no longer. */
  private readonly retold = new Set<string>();
  private decisions = NO_DECISIONS;
  /** Names that the user decided about, by class: they lead it. */
  private readonly decidedLeaders = new NodeSets();
  /** Names of which the counts may want that they point elsewhere. */
  private readonly waiting = new Set<string>();
  /** Names with another count than when pointers were last looked at. */
  private readonly recounted = new Set<string>();

  constructor(private readonly aliases: Aliases = NO_ALIASES) {}

  /** Puts other decisions in force; gives the nodes whose entity may be another. */
  decide(decisions: DecisionSet): string[] {
    const changed = changedNodes(this.decisions, decisions);
    const before = changed.map((node) => this.root(node));
    this.decisions = decisions;
    this.forest.keepApart(decisions.apart);
    for (const node of changed) {
      this.point(node);
      if (node.includes(BEARER))
        for (const bearer of this.namesakes.nodesOf(parseBearer(node).name)) this.point(bearer);
      const { type, key } = parseNode(node);
      this.placeLeader(node);
      for (const sibling of this.classes.of(classOf(type, key))) this.point(sibling);
      for (const short of this.shortNames.of(classOf(type, key))) this.point(short);
    }
    return [...changed, ...before, ...this.takeMoved()];
  }

  private placeLeader(node: string): void {
    const { type, key } = parseNode(node);
    const isLeader = this.decisions.links.get(node) === null && !node.includes(NAMESAKE);
    this.decidedLeaders.place(classOf(type, key), node, isLeader);
  }

  /** All it knows but the decisions, as plain data. */
  save(strings: StringTable): GraphState {
    this.settle();
    const links: number[] = [];
    for (const [node, known] of this.nodes) {
      for (const [full, articles] of known.links ?? [])
        links.push(strings.number(node), strings.number(full), articles);
    }
    const mentions = [...this.nodes].map(([node, known]) => [strings.number(node), known.mentions]);
    const bearers = Array.from(this.namesakes.counts(), ([node, count]) => [strings.number(node), count]);
    return {
      mentions: Float64Array.from(mentions.flat()),
      links: Uint32Array.from(links),
      bearers: Float64Array.from(bearers.flat()),
      pointers: this.forest.save(strings),
      classes: this.classes.save(strings),
      fullNames: this.fullNames.save(strings),
      shortNames: this.shortNames.save(strings),
      longerEditions: this.longerEditions.save(strings),
      uncertain: this.uncertain.save(strings),
    };
  }

  /** Takes over what {@link save} gave under these decisions; the graph must be empty. */
  restore(state: GraphState, strings: readonly string[], decisions: DecisionSet): void {
    const { mentions, links, bearers } = state;
    for (let i = 0; i < mentions.length; i += 2)
      this.node(strings[mentions[i]!]!).mentions = mentions[i + 1]!;
    for (let i = 0; i < links.length; i += 3)
      (this.node(strings[links[i]!]!).links ??= new Map()).set(strings[links[i + 1]!]!, links[i + 2]!);
    for (let i = 0; i < bearers.length; i += 2) this.namesakes.count(strings[bearers[i]!]!, bearers[i + 1]!);
    this.classes.restore(state.classes, strings);
    this.fullNames.restore(state.fullNames, strings);
    this.shortNames.restore(state.shortNames, strings);
    this.longerEditions.restore(state.longerEditions, strings);
    this.uncertain.restore(state.uncertain, strings);
    this.decisions = decisions;
    for (const node of decisions.links.keys()) this.placeLeader(node);
    this.forest.restore(state.pointers, strings, decisions.apart);
  }

  /** Adds `mentions` (negative to take back) of a name to its node. */
  count(node: string, mentions: number): void {
    if (node.includes(NAMESAKE)) {
      const namesake = this.node(node);
      namesake.mentions += mentions;
      this.forgetEmpty(node, namesake);
      this.point(node);
      return;
    }
    if (node.includes(BEARER)) {
      const { name } = parseBearer(node);
      const wasTold = this.namesakes.areTold(name);
      for (const other of this.namesakes.count(node, mentions)) this.point(other);
      // Who stays under the name need not move to be told from the other.
      if (this.namesakes.areTold(name) !== wasTold) this.retold.add(name);
      this.point(node);
      this.count(name, mentions);
      return;
    }
    const known = this.node(node);
    const before = known.mentions > 0;
    known.mentions += mentions;
    const after = known.mentions > 0;
    this.forgetEmpty(node, known);
    if (before !== after) this.enter(node, after);
    this.recounted.add(node);
  }

  /** Adds `articles` (negative to take back) that explain `acronym` by `full`. */
  link(acronym: string, full: string, articles: number): void {
    if (acronym === full) return;
    const known = this.node(acronym);
    known.links ??= new Map();
    const count = (known.links.get(full) ?? 0) + articles;
    if (count > 0) known.links.set(full, count);
    else known.links.delete(full);
    if (known.links.size === 0) known.links = undefined;
    this.forgetEmpty(acronym, known);
    this.point(acronym);
  }

  /** The node of the entity that a name belongs to. */
  root(node: string): string {
    this.settle();
    // Nobody may have counted this bearer (a margin, an id of yesterday): the name is known all the same.
    const isKnown = !node.includes(BEARER) || this.forest.points(node);
    return this.forest.root(isKnown ? node : this.namesakes.target(node, this.isDecided));
  }

  /** Every node whose root is `root`, itself first. */
  members(root: string): string[] {
    this.settle();
    return this.forest.members(root);
  }

  /**
   * The names that point elsewhere since this was last asked, with where they pointed and point now; and those that
   * another bears, or no longer.
   */
  takeMoved(): string[] {
    this.settle();
    const moved = [...this.retold, ...this.forest.takeMoved()];
    this.retold.clear();
    return moved;
  }

  /** Whether another person bears the name of this one. */
  hasNamesake(root: string): boolean {
    const told = SIDES.map((side) => `${root}#${side}`).filter(this.isDecided);
    return told.length > 0 ? told.some((node) => this.root(node) !== root) : this.namesakes.areTold(root);
  }

  /** The node of the person whom articles alone tell from the one at a node. */
  toldFrom(root: string): string | undefined {
    return SIDES.some((side) => this.isDecided(`${root}#${side}`))
      ? undefined
      : this.namesakes.toldFrom(root);
  }

  private readonly isDecided = (told: string): boolean => this.decisions.links.has(told);

  /** A name came, or is gone. */
  private enter(node: string, present: boolean): void {
    const { type, key, year, uncertain } = parseNode(node);
    if (uncertain) {
      this.uncertain.place(key, node, present);
      return;
    }
    this.placeShortName(node, present);
    if (year !== undefined) return;
    this.classes.place(classOf(type, key), node, present);
    this.placeEdition(node, type, key, present);
    // An edition that comes or goes moves the events of its year; a full name, its acronym.
    this.point(datedNode(node));
    const initials = initialsOf(key);
    if (initials.length < SHORTEST_ACRONYM) return;
    this.fullNames.place(`${type}|${initials}`, node, present);
    this.point(`${type}|${initials}`);
  }

  /** Points a name whose count is another, and those that look at its count. */
  private pointAround(node: string): void {
    this.point(node);
    const { type, key, year, uncertain } = parseNode(node);
    if (uncertain) return;
    for (const other of this.uncertain.of(key)) this.point(other);
    if (year !== undefined) return;
    const ownClass = classOf(type, key);
    for (const sibling of this.classes.of(ownClass)) this.point(sibling);
    for (const name of [ownClass, ...this.knownClasses(type, key)])
      for (const short of this.shortNames.of(name)) this.point(short);
    for (const short of shorterEditions(type, key)) {
      this.point(short);
      this.point(datedNode(short));
      this.pointLonger(short);
    }
    this.pointLonger(node);
  }

  private placeEdition(node: string, type: string, key: string, present: boolean): void {
    for (const short of shorterEditions(type, key)) {
      this.longerEditions.place(short, node, present);
      this.point(short);
      this.point(datedNode(short));
      this.pointLonger(short);
    }
    this.pointLonger(node);
  }

  private pointLonger(edition: string): void {
    if (this.longerEditions.size(edition) > MOST_EDITIONS + 1) return;
    for (const other of this.longerEditions.of(edition)) this.point(other);
  }

  private placeShortName(node: string, present: boolean): void {
    const { type, key, year } = parseNode(node);
    const keys = year === undefined ? [key] : [key, `${key} ${year}`];
    for (const classKey of keys.flatMap((name) => this.knownClasses(type, name))) {
      this.shortNames.place(classKey, node, present);
    }
  }

  private node(node: string): Node {
    let known = this.nodes.get(node);
    if (!known) {
      known = { mentions: 0, links: undefined };
      this.nodes.set(node, known);
    }
    return known;
  }

  private forgetEmpty(node: string, { mentions, links }: Node): void {
    if (mentions === 0 && !links) this.nodes.delete(node);
  }

  /** What a name points to follows from the counts alone, so many changes cost one look at it. */
  private point(node: string): void {
    this.waiting.add(node);
  }

  private settle(): void {
    for (const node of this.recounted) this.pointAround(node);
    this.recounted.clear();
    if (this.waiting.size === 0) return;
    for (const node of this.waiting) this.forest.point(node, this.target(node));
    this.waiting.clear();
  }

  private target(node: string): string | undefined {
    const decided = this.decisions.links.get(node);
    if (decided !== undefined) return decided ?? undefined;
    if (node.includes(NAMESAKE)) return undefined;
    // Who is told has no name of his own: those who are he lead to him (see `root`).
    if (node.includes(BEARER))
      return isToldNode(node) ? undefined : this.namesakes.target(node, this.isDecided);
    const known = this.nodes.get(node);
    if (!known) return undefined;
    const { type, key, year, uncertain } = parseNode(node);
    const explained = this.explainedBy(type, key, known);
    if (explained !== undefined) return explained;
    if (uncertain) return this.surestType(type, key);
    if (year !== undefined) {
      const edition = `${type}|${key} ${year}`;
      if (this.mentioned(edition)) return edition;
      return (
        this.knownFullName(type, `${key} ${year}`) ??
        this.onlyLongerEdition(edition) ??
        this.knownFullName(type, key) ??
        `${type}|${key}`
      );
    }
    const full = key.length >= SHORTEST_ACRONYM ? this.fullNames.only(node) : undefined;
    if (full !== undefined) return full;
    const fullName = this.knownFullName(type, key);
    if (fullName !== undefined) return fullName;
    const longer = this.onlyLongerEdition(node);
    if (longer !== undefined && !this.isRareBeside(longer, node)) return longer;
    const usual = shorterEditions(type, key).find(
      (short) => this.onlyLongerEdition(short) === node && this.isRareBeside(node, short),
    );
    if (usual !== undefined) return usual;
    const leader = this.leaderOf(classOf(type, key));
    return leader === node ? undefined : leader;
  }

  /** What most articles that explain a name explain it by, if the lists know it for nothing else. */
  private explainedBy(type: string, key: string, { links }: Node): string | undefined {
    if (!links) return undefined;
    const best = most(links);
    let others = 0;
    for (const [full, articles] of links) if (full !== best) others += articles;
    if (links.get(best)! < OUTWEIGHS * others) return undefined;
    const words = new Set(contentWords(parseNode(best).key));
    const agrees = (full: string): boolean => {
      const listed = contentWords(full);
      return 2 * listed.filter((word) => words.has(word)).length >= Math.min(listed.length, words.size);
    };
    if (!this.aliases.fullNames(type as EntityType, key).every(agrees)) return undefined;
    return best;
  }

  /** The most mentioned of the names that differ by spaces, small words or plurals only. */
  private leaderOf(classKey: string): string | undefined {
    const decided = [...this.decidedLeaders.of(classKey)].sort();
    if (decided.length > 0) return decided[0];
    return this.classes.only(classKey) ?? this.mostMentioned(this.classes.of(classKey));
  }

  private knownFullName(type: string, key: string): string | undefined {
    const known = this.knownClasses(type, key);
    const present = known.flatMap((classKey) => this.leaderOf(classKey) ?? []);
    if (present.length === 0 && known.length === 1) {
      const other = this.leadingShortName(known[0]!);
      return other === `${type}|${key}` ? undefined : other;
    }
    return present.length === 1 && present[0] !== `${type}|${key}` ? present[0] : undefined;
  }

  /** The shortest edition of the year that goes on where this one ends, if all others go on from it. */
  private onlyLongerEdition(edition: string): string | undefined {
    if (this.longerEditions.size(edition) > MOST_EDITIONS) return undefined;
    const longer = [...this.longerEditions.of(edition)];
    const [shortest, ...others] = longer.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
    if (shortest === undefined) return undefined;
    const { series } = splitYear(shortest);
    return others.every((other) => other.startsWith(`${series} `)) ? shortest : undefined;
  }

  private isRareBeside(longer: string, short: string): boolean {
    return this.mentions(short) > RARE * this.mentions(longer);
  }

  /** Where the archive has none of the full name itself, its most mentioned short name stands for it. */
  private leadingShortName(classKey: string): string | undefined {
    const mentions = new Map<string, number>();
    for (const short of this.shortNames.of(classKey)) {
      const { type, key, year } = parseNode(short);
      if (year !== undefined || this.knownClasses(type, key).length !== 1) continue;
      mentions.set(short, this.nodes.get(short)?.mentions ?? 0);
    }
    return mentions.size === 0 ? undefined : most(mentions);
  }

  /** The classes of the full names that the lists give for a name; an edition's are those of its series. */
  private knownClasses(type: string, key: string): string[] {
    const { series, year } = type === 'EVENT' ? splitYear(key) : { series: key, year: undefined };
    const fulls = this.aliases.fullNames(type as EntityType, key);
    const editions =
      year === undefined
        ? []
        : this.aliases.fullNames(type as EntityType, series).map((full) => `${full} ${year}`);
    return [...new Set([...fulls, ...editions].map((full) => classOf(type, full)))];
  }

  private surestType(type: string, key: string): string {
    const own = `${type}|${key}`;
    const others = ENTITY_TYPES.flatMap((other) => (other === type ? [] : `${other}|${key}`));
    const best = this.mostMentioned(others)!;
    return this.mentions(best) >= Math.max(FEWEST_SURE, OUTWEIGHS * this.mentions(own)) ? best : own;
  }

  /** The name with the highest count, the first in code-unit order among equals. */
  private mostMentioned(nodes: Iterable<string>): string | undefined {
    let best: string | undefined;
    let highest = -1;
    for (const node of nodes) {
      const mentions = this.mentions(node);
      if (mentions < highest || (mentions === highest && node > best!)) continue;
      best = node;
      highest = mentions;
    }
    return best;
  }

  private mentioned(node: string): boolean {
    return this.mentions(node) > 0;
  }

  private mentions(node: string): number {
    return this.nodes.get(node)?.mentions ?? 0;
  }
}

/** A graph as plain data: numbers of strings, and counts. */
export type GraphState = {
  /** Nodes, each with its mentions. */
  readonly mentions: Float64Array;
  /** Acronyms, each with a full name and the articles that explain it by that. */
  readonly links: Uint32Array;
  /** Nodes of persons with what is said of them, each with its mentions. */
  readonly bearers: Float64Array;
  /** Nodes, each with where it points. */
  readonly pointers: Uint32Array;
  readonly classes: Uint32Array;
  readonly fullNames: Uint32Array;
  readonly shortNames: Uint32Array;
  readonly longerEditions: Uint32Array;
  readonly uncertain: Uint32Array;
};

interface Node {
  mentions: number;
  /** Full names that articles explain this one by, with the number of these articles. */
  links: Map<string, number> | undefined;
}

/** Three letters have too many expansions to be safe across articles. */
const SHORTEST_ACRONYM = 4;
/** An uncertain type gives way to another only when this many sure mentions say so, */
const FEWEST_SURE = 2;
/** and this many times more; so does one explanation of a name to another. */
const OUTWEIGHS = 2;
/** What stands between a person's name and what an article says of him, in a node. */
const BEARER = '#';
/** Where more editions begin alike, the beginning means none of them. */
const MOST_EDITIONS = 8;
/** A fuller name that is so much rarer than the short one does not stand for both. */
const RARE = 3;

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

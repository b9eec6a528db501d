import {
  changedScopes,
  decisionsFromJson,
  decisionsToJson,
  isWithin,
  NO_DECISIONS,
  type DecisionSet,
  type PlacedDecision,
} from '../decisions/decisionSet';
import { ENTITY_TYPES, type EntityType } from '../model';
import type { Aliases } from '../resolution/aliases';
import { NameGraph, type GraphState } from '../resolution/graph';
import { entityId } from '../resolution/key';
import type { LocalName } from '../resolution/local';
import { plainNode } from '../resolution/nodes';
import type { StringTable } from '../stringTable';
import { ArticleTable, type ArticlesState, type StoredArticle } from './articles';
import { decodeRecord, encodeRecord, skimRecord, titlesIn, type SkimmedRecord } from './codec';
import { Copies, type CopiesState } from './copies';
import { digest } from './digest';
import {
  confidenceOf,
  datesOf,
  entityOf,
  isUncertain,
  spellings,
  splitNode,
  type Entity,
  type Spellings,
} from './entity';
import { EntityLists, type Listed, type ListsState } from './lists';
import { NameTable, type NamesState } from './names';
import { SCORE_STEPS, type ArticleRecord, type FileRecord } from './records';
import { copied, type NameUses } from './uses';

/** Hears of what changes; of entities when {@link Archive.settle} or a question brings answers up to date. */
export interface ArchiveObserver {
  /** The entity at this node (see `EntityLists`) appeared, changed or vanished. */
  entityTouched(node: string): void;
  /** The file's articles appeared, changed or vanished. */
  fileTouched(uri: string): void;
}

/** Several observers as one. */
export function observers(...all: readonly ArchiveObserver[]): ArchiveObserver {
  return {
    entityTouched(node) {
      for (const observer of all) observer.entityTouched(node);
    },
    fileTouched(uri) {
      for (const observer of all) observer.fileTouched(uri);
    },
  };
}

/** How much the archive holds; margins are not counted. */
export interface Totals {
  readonly files: number;
  readonly articles: number;
  readonly mentions: number;
  readonly tokens: number;
}

/**
 * The archive: files in, files out. Updates remove what was known of a file, then insert what is known
 * now; the result equals an archive built afresh from the same files, whatever the order.
 *
 * Files are kept as bytes and read when they are asked for; what is kept ready is, for each name, the articles
 * that have it, as numbers.
 */
export class Archive {
  private readonly entityLists = new EntityLists({
    listed: (node) => this.listed(node),
    lastDate: (node) => datesOf(this.members(node), this.articles.place).last,
    names: (node) => this.spellingsOf(node, this.numbersOf(node)),
  });
  private readonly stored = new Map<string, StoredFile>();
  private readonly articles = new ArticleTable();
  private graph: NameGraph;
  private copies = new Copies();
  private names = new NameTable();
  /** Lately asked for, latest last. */
  private readonly records = new Map<string, FileRecord>();
  /** Answers ask for the places of one file after the other. */
  private skimmed: { readonly stored: StoredFile; readonly record: SkimmedRecord } | undefined;
  private readonly entities = new Map<string, Entity>();
  private decisions = NO_DECISIONS;
  /** Nodes whose counts changed since answers were last brought up to date. */
  private readonly touched = new Set<string>();
  private sums = { files: 0, articles: 0, mentions: 0, tokens: 0 };

  constructor(
    private readonly observer?: ArchiveObserver,
    private readonly aliases?: Aliases,
  ) {
    this.graph = new NameGraph(aliases);
  }

  /** Entities counted, sorted and filtered. */
  get lists(): EntityLists {
    this.settle();
    return this.entityLists;
  }

  /** Puts what is known of a file in the place of what was known of it. `bytes` are the record's, if at hand. */
  insert(record: FileRecord, bytes = encodeRecord(record)): void {
    // Parts of longer strings would keep the whole.
    const uri = this.takeOut(record.uri)?.uri ?? copied(record.uri);
    this.putIn(uri, record, bytes);
    this.compact();
    this.observer?.fileTouched(uri);
  }

  /** Forgets a file; nothing happens if it was not known. */
  remove(uri: string): void {
    const stored = this.takeOut(uri);
    if (stored) this.observer?.fileTouched(stored.uri);
  }

  /**
   * Brings answers up to date with the counts, and tells the observer. What is asked here does so by itself: thousands
   * of files that come in one go are worked through once.
   */
  settle(): void {
    if (this.touched.size === 0) return;
    const moved = this.graph.takeMoved();
    const nodes = new Set<string>();
    for (const list of [this.touched, moved])
      for (const node of list) nodes.add(node).add(this.graph.root(node));
    this.touched.clear();
    for (const node of nodes) {
      this.entities.delete(node);
      this.entityLists.touch(node);
      this.observer?.entityTouched(node);
    }
  }

  /** Puts other decisions of the user in force; costs the entities that they are about. */
  decide(decisions: DecisionSet): void {
    const renamed = new Set(changedScopes(this.decisions, decisions));
    this.decisions = decisions;
    for (const node of this.graph.decide(decisions)) this.touched.add(node);
    if (renamed.size > 0) {
      // Names of namesakes go by another node from now on.
      const uris = new Set<string>();
      for (const [node, number] of this.names.all()) {
        if (!renamed.has(plainNode(node))) continue;
        const { places } = this.names.uses(number);
        for (let i = 0; i < places.length; i += 2) uris.add(this.articles.place(places[i]!).uri);
      }
      for (const uri of uris) {
        const record = this.file(uri)!;
        const { bytes } = this.stored.get(uri)!;
        this.takeOut(uri);
        this.putIn(uri, record, bytes);
      }
    }
    this.settle();
  }

  /**
   * Makes what is known take little memory again after many changes. Costs a pass over all of it, so it does nothing
   * before there are `most` names that changed.
   */
  compact(most = MOST_CHANGED): void {
    this.names.compact(most);
  }

  /** All but the records themselves, to be kept for {@link restore}. */
  save(strings: StringTable): ArchiveState {
    this.settle();
    const names = this.names.save(strings);
    const graph = this.graph.save(strings);
    const lists = this.entityLists.save(strings);
    const uris = [...this.stored.keys()];
    return {
      uris,
      digests: Float64Array.from(this.stored.values(), ({ bytes }) => digest(bytes)),
      odd: [...this.stored.values()].flatMap(({ isOdd }, i) => (isOdd ? [i] : [])),
      articles: this.articles.save(uris),
      names,
      graph,
      lists,
      copies: this.copies.save(),
      decisions: decisionsToJson(this.decisions),
      sums: { ...this.sums },
    };
  }

  /**
   * Takes over what {@link save} gave, with the record of each file as it was then. The archive must be empty.
   * Those decisions are in force now that were then: gives those that were until now.
   */
  restore(
    state: ArchiveState,
    strings: readonly string[],
    recordOf: (uri: string) => Uint8Array,
  ): DecisionSet {
    const inForce = this.decisions;
    const { uris } = state;
    const names = new NameTable();
    names.restore(state.names, strings);
    const decisions = decisionsFromJson(state.decisions);
    const graph = new NameGraph(this.aliases);
    graph.restore(state.graph, strings, decisions);
    const copies = new Copies();
    copies.restore(state.copies);
    this.names = names;
    this.graph = graph;
    this.copies = copies;
    this.decisions = decisions;
    this.sums = { ...state.sums };
    const ofFile = this.articles.restore(state.articles, uris);
    const odd = new Set(state.odd);
    uris.forEach((uri, i) => {
      this.stored.set(uri, { uri, bytes: recordOf(uri), articles: ofFile[i]!, isOdd: odd.has(i) });
      this.observer?.fileTouched(uri);
    });
    this.entityLists.restore(state.lists, strings);
    for (const index of state.lists.nodes) this.observer?.entityTouched(strings[index]!);
    return inForce;
  }

  /** What the user decided about the entity at a node. */
  decisionAt(node: string): PlacedDecision | undefined {
    return this.decisions.blocks.get(node);
  }

  /** Whether the user said that names of two entities, by their nodes, are not the same. */
  areApart(one: string, other: string): boolean {
    const { apart } = this.decisions;
    if (apart.size === 0) return false;
    return this.graph
      .members(one)
      .some((node) => [...(apart.get(node) ?? [])].some((name) => this.rootAt(name) === other));
  }

  /** The node of the person whom articles alone tell from the one at a node, who has the name too. */
  toldFrom(node: string): string | undefined {
    return this.graph.toldFrom(node);
  }

  /** All that the user decided, by the node of the entity. */
  decided(): ReadonlyMap<string, PlacedDecision> {
    return this.decisions.blocks;
  }

  has(uri: string): boolean {
    return this.stored.has(uri);
  }

  /** What is known of a file. */
  file(uri: string): FileRecord | undefined {
    const stored = this.stored.get(uri);
    if (!stored) return undefined;
    const record = this.records.get(uri) ?? decodeRecord(stored.bytes)!;
    remember(this.records, uri, record, RECORDS);
    return record;
  }

  /** Title and date of each article of a file; none when it is not known. */
  headings(uri: string): readonly Heading[] {
    const stored = this.stored.get(uri);
    if (!stored) return [];
    const titles = this.records.get(uri)?.articles.map(({ title }) => title) ?? titlesIn(stored.bytes);
    return stored.articles.map(({ date }, i) => ({ title: titles[i], date }));
  }

  /** Where the names of a file stand: all that many an answer needs of it. */
  skim(uri: string): SkimmedRecord | undefined {
    const stored = this.stored.get(uri);
    if (!stored) return undefined;
    if (this.skimmed?.stored !== stored)
      this.skimmed = { stored, record: this.records.get(uri) ?? skimRecord(stored.bytes)! };
    return this.skimmed.record;
  }

  /** A file as `encodeRecord` made it. */
  bytes(uri: string): Uint8Array | undefined {
    return this.stored.get(uri)?.bytes;
  }

  uris(): IterableIterator<string> {
    return this.stored.keys();
  }

  /** The files in whose records there are problems. */
  *odd(): Generator<FileRecord> {
    for (const { uri, isOdd } of this.stored.values()) if (isOdd) yield this.file(uri)!;
  }

  get totals(): Totals {
    return { ...this.sums };
  }

  /** The entity of an id, or undefined when no article names it. */
  entity(id: string): Entity | undefined {
    const root = this.rootOf(id);
    return root === undefined ? undefined : this.entityAtRoot(root);
  }

  /** The node of the entity of an id, as `lists` have it; undefined for what is no id. */
  rootOf(id: string): string | undefined {
    const node = nodeOfId(id);
    return node === undefined ? undefined : this.rootAt(node);
  }

  /** The names of the entity at a node; undefined when none is there, or one that goes by another node. */
  namesOf(node: string): Spellings | undefined {
    if (this.rootAt(node) !== node || this.isHidden(node)) return undefined;
    const numbers = this.numbersOf(node);
    return this.mentionsOf(numbers) > 0 ? this.spellingsOf(node, numbers) : undefined;
  }

  /** How often each spelling of the entity at a node is used; empty when none is there. */
  formsOf(node: string): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    if (this.rootAt(node) !== node) return counts;
    for (const number of this.numbersOf(node)) {
      for (const { surface, count } of this.names.forms(number))
        counts.set(surface, (counts.get(surface) ?? 0) + count);
    }
    return counts;
  }

  /** The entity that a name of a margin, or of no file, stands for; undefined when no article names it. */
  entityOf(name: Pick<LocalName, 'node'>): Entity | undefined {
    return this.entityAtRoot(this.rootAt(name.node));
  }

  /** The entity that a name of an article (of a margin: -1) stands for. */
  entityIn(uri: string, article: number, name: number): Entity | undefined {
    const node = this.nodesIn(uri, article)[name];
    return node === undefined ? undefined : this.entityOf({ node });
  }

  /** For each name of an article (of a margin: -1), whether it stands for an entity. */
  isNameOf(entity: Pick<Entity, 'id'>, uri: string, article: number): boolean[] {
    const root = this.rootOf(entity.id);
    return this.nodesIn(uri, article).map((node) => this.rootAt(node) === root);
  }

  /** The full names (as keys) that the shipped lists know for a short one, whether or not an article has them. */
  listedNames(type: EntityType, key: string): readonly string[] {
    return this.aliases?.fullNames(type, key) ?? [];
  }

  /** How many articles name both of two entities, by their nodes. */
  articlesOfBoth(node: string, other: string): number {
    this.settle();
    const [few, many] = [this.members(node), this.members(other)].sort((a, b) => placesOf(a) - placesOf(b));
    const both = new Set<number>();
    for (const { places } of few!) {
      for (let i = 0; i < places.length; i += 2) {
        if (many!.some((uses) => uses.has(places[i]!))) both.add(places[i]!);
      }
    }
    return both.size;
  }

  /** The other entities that the articles of one name, by id, each with the number of these articles; none that is hidden. */
  namedWith(entity: Entity): Map<string, number> {
    const counts = new Map<string, number>();
    for (const number of entity.occurrences.articles()) {
      for (const root of new Set(this.nodesOf(this.articles.get(number)).map((node) => this.rootAt(node)))) {
        if (!this.isHidden(root)) counts.set(root, (counts.get(root) ?? 0) + 1);
      }
    }
    const byId = new Map(Array.from(counts, ([root, count]) => [entityId(...splitNode(root)), count]));
    byId.delete(entity.id);
    return byId;
  }

  /** The entities of a type, in no particular order: all of them, which is much in a large archive. */
  entitiesOf(type: EntityType): Entity[] {
    return this.entitiesAt(this.lists.nodes(type));
  }

  /** The entities of nodes that `lists` gave. */
  entitiesAt(nodes: readonly string[]): Entity[] {
    return nodes.flatMap((node) => this.entityOf({ node }) ?? []);
  }

  /** The one place that says which node a name of an article is. */
  private nodeOf({ node }: LocalName, uri: string, article: number): string {
    const { scopes } = this.decisions;
    const places = scopes.size === 0 ? undefined : scopes.get(plainNode(node));
    return places?.find((scope) => isWithin(scope, uri, article))?.node ?? node;
  }

  private isHidden(node: string): boolean {
    return this.decisions.blocks.get(node)?.decision.hidden ?? false;
  }

  private nodesIn(uri: string, article: number): readonly string[] {
    return article < 0
      ? (this.file(uri)?.margin.names.map((name) => this.nodeOf(name, uri, article)) ?? [])
      : this.nodesOf(this.stored.get(uri)?.articles[article]);
  }

  private nodesOf(article: StoredArticle | undefined): string[] {
    return Array.from(article?.names ?? [], (number) => this.names.node(number));
  }

  private takeOut(uri: string): StoredFile | undefined {
    const stored = this.stored.get(uri);
    if (!stored) return undefined;
    const record = this.file(uri)!;
    this.records.delete(uri);
    stored.articles.forEach((article, i) => {
      const { names, mentions } = record.articles[i]!;
      for (const copy of this.copies.remove(article.number)) this.touchArticle(copy);
      article.names.forEach((number, k) => {
        const uses = this.names.edit(number);
        uses.remove(article.number);
        this.count(uses, names[k]!, -1);
      });
      for (const number of new Set(article.names)) this.names.drop(number);
      this.articles.remove(article.number);
      this.sums.mentions -= mentions.count;
    });
    this.stored.delete(uri);
    this.sums.files--;
    this.sums.articles -= record.articles.length;
    this.sums.tokens -= record.tokens;
    return stored;
  }

  private putIn(uri: string, record: FileRecord, bytes: Uint8Array): void {
    const articles = record.articles.map((article, i): StoredArticle => {
      const names = Uint32Array.from(article.names, (name) => this.names.add(this.nodeOf(name, uri, i)));
      const date = article.date === undefined ? undefined : copied(article.date);
      const stored = this.articles.add({ uri, article: i, date, names });
      const { number } = stored;
      const best = introductionsIn(article);
      names.forEach((nameNumber, k) => {
        const name = article.names[k]!;
        const own = this.names.edit(nameNumber);
        own.add(number, {
          mentions: mentionsIn(name),
          introduction: best[k]!,
          confidence: Math.round(name.confidence * SCORE_STEPS),
        });
        this.count(own, name, 1);
      });
      for (const copy of this.copies.add(number, article.sketch)) this.touchArticle(copy);
      this.sums.mentions += article.mentions.count;
      return stored;
    });
    this.stored.set(uri, { uri, bytes, articles, isOdd: record.problems.length > 0 });
    this.sums.files++;
    this.sums.articles += record.articles.length;
    this.sums.tokens += record.tokens;
  }

  private count(uses: NameUses, name: LocalName, sign: 1 | -1): void {
    const { node } = uses;
    this.touched.add(node);
    for (const form of name.forms) uses.countForm(form, sign);
    this.graph.count(node, sign * mentionsIn(name));
    for (const acronym of name.acronyms) {
      this.touched.add(acronym);
      this.graph.link(acronym, node, sign);
    }
  }

  /** The counts of the entities of an article change when copies of it come or go. */
  private touchArticle(number: number): void {
    for (const node of this.nodesOf(this.articles.get(number))) this.touched.add(node);
  }

  private rootAt(node: string): string {
    this.settle();
    return this.graph.root(node);
  }

  private members(root: string): NameUses[] {
    return this.numbersOf(root).map((number) => this.names.uses(number));
  }

  /** The numbers of the names of an entity that articles have. */
  private numbersOf(root: string): number[] {
    const numbers: number[] = [];
    for (const node of this.graph.members(root)) {
      const number = this.names.numberOf(node);
      if (number !== undefined) numbers.push(number);
    }
    return numbers;
  }

  private mentionsOf(numbers: readonly number[]): number {
    return numbers.reduce((sum, number) => sum + this.names.mentions(number), 0);
  }

  private spellingsOf(root: string, numbers: readonly number[]): Spellings {
    const members = numbers.map((number) => ({ forms: this.names.forms(number) }));
    return spellings(root, members, this.decisionAt(root)?.decision);
  }

  private listed(node: string): Listed | undefined {
    if (this.graph.root(node) !== node || this.isHidden(node)) return undefined;
    const mentions = this.mentionsOf(this.numbersOf(node));
    if (mentions === 0) return undefined;
    const confidence = mentions === 1 && !this.decisionAt(node) ? confidenceOf(this.members(node)) : 1;
    const [type] = splitNode(node);
    return { node, type, mentions, uncertain: isUncertain({ mentions, confidence }) };
  }

  private entityAtRoot(root: string): Entity | undefined {
    const entity =
      this.entities.get(root) ??
      entityOf(
        root,
        this.members(root),
        this.articles.place,
        this.copies,
        this.graph.hasNamesake(root),
        this.decisionAt(root)?.decision,
      );
    if (entity) remember(this.entities, root, entity, ENTITIES);
    return entity;
  }
}

/** By what an article is known. */
export interface Heading {
  readonly title: string | undefined;
  /** ISO 8601. */
  readonly date: string | undefined;
}

interface StoredFile {
  readonly uri: string;
  readonly bytes: Uint8Array;
  readonly articles: readonly StoredArticle[];
  /** There are problems in its record. */
  readonly isOdd: boolean;
}

/** An archive as plain data. */
export type ArchiveState = {
  readonly uris: readonly string[];
  /** Of each record. */
  readonly digests: Float64Array;
  /** The indexes of the files with problems. */
  readonly odd: readonly number[];
  readonly articles: ArticlesState;
  readonly names: NamesState;
  readonly graph: GraphState;
  readonly lists: ListsState;
  readonly copies: CopiesState;
  readonly decisions: string;
  readonly sums: Record<keyof Totals, number>;
};

/** Enough for a hover, a page of a list and an article unfolded; a record takes some kilobytes, read. */
const RECORDS = 100;
const ENTITIES = 500;
/** As objects these names take some forty megabytes. */
const MOST_CHANGED = 50_000;

/** Puts an entry last and drops the first when there are too many. */
function remember<T>(cache: Map<string, T>, key: string, value: T, most: number): void {
  cache.delete(key);
  cache.set(key, value);
  if (cache.size > most) cache.delete(cache.keys().next().value!);
}

function placesOf(members: readonly NameUses[]): number {
  return members.reduce((sum, { places }) => sum + places.length, 0);
}

function mentionsIn(name: LocalName): number {
  return name.forms.reduce((sum, form) => sum + form.count, 0);
}

/** The best introduction score of each name of an article. */
function introductionsIn({ names, mentions }: ArticleRecord): Uint8Array {
  const best = new Uint8Array(names.length);
  mentions.name.forEach((name, i) => {
    best[name] = Math.max(best[name]!, mentions.introduction[i]!);
  });
  return best;
}

function nodeOfId(id: string): string | undefined {
  const colon = id.indexOf(':');
  const type = ENTITY_TYPES.find((known) => known.toLowerCase() === id.slice(0, colon));
  return type && `${type}|${id.slice(colon + 1).replaceAll('-', ' ')}`;
}

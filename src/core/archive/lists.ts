import { fold } from '../french/fold';
import { ENTITY_TYPES, type EntityType } from '../model';
import type { StringTable } from '../stringTable';
import { splitNode, type Spellings } from './entity';

export type EntitySort = 'mentions' | 'name' | 'recent';

/** An entity as lists need it. */
export interface Listed {
  /** The root of its tree of names. */
  readonly node: string;
  readonly type: EntityType;
  readonly mentions: number;
  readonly uncertain: boolean;
}

/** What the lists ask of the archive. */
export interface ListSource {
  /** What stands at a node: undefined unless it is the root of names that articles have. */
  listed(node: string): Listed | undefined;
  /** The latest date of the articles that name an entity. */
  lastDate(node: string): string | undefined;
  /** Every name of an entity. */
  names(node: string): Spellings;
}

/**
 * Entities counted and sorted, kept up with the archive: a change costs what it touched, and only the lists
 * that somebody looks at are sorted, once; what changed is then merged in.
 */
export class EntityLists {
  private readonly rows = new Map<string, Row>();
  private readonly touched = new Set<string>();
  private readonly certain = countsOfZero();
  private readonly all = countsOfZero();
  private readonly views = new Map<string, View>();

  constructor(private readonly source: ListSource) {}

  /** The entity of this node may have appeared, changed or vanished. */
  touch(node: string): void {
    this.touched.add(node);
  }

  /** How many entities there are of each type, uncertain ones only if asked for. */
  counts(uncertain: boolean): Readonly<Record<EntityType, number>> {
    this.update();
    return { ...(uncertain ? this.all : this.certain) };
  }

  mentions(node: string): number {
    this.update();
    return this.rows.get(node)?.mentions ?? 0;
  }

  /** Whether an entity is listed without being asked for. */
  isSure(node: string): boolean {
    this.update();
    return this.rows.get(node)?.uncertain === false;
  }

  /** The nodes of the entities of a type. */
  nodes(type: EntityType): string[] {
    this.update();
    return [...this.rows.values()].filter((row) => row.type === type).map(({ node }) => node);
  }

  /** The entities that pass a filter, the first `upTo` of them in the order asked for. */
  sorted(
    type: EntityType,
    sort: EntitySort,
    filter: string,
    uncertain: boolean,
    upTo: number,
  ): readonly Listed[] {
    return this.view(type, sort, uncertain).filtered(fold(filter), upTo);
  }

  /** The first `limit` of the most mentioned, certain entities that pass a filter, without looking at the others. */
  mostMentioned(type: EntityType, filter: string, limit: number): string[] {
    return this.view(type, 'mentions', false).first(fold(filter), limit);
  }

  /** All entities, as plain data. */
  save(strings: StringTable): ListsState {
    this.update();
    const rows = [...this.rows.values()];
    return {
      nodes: Uint32Array.from(rows, ({ node }) => strings.number(node)),
      mentions: Uint32Array.from(rows, ({ mentions }) => mentions),
      uncertain: Uint8Array.from(rows, ({ uncertain }) => Number(uncertain)),
    };
  }

  /** Takes over what {@link save} gave; there must be no entities yet. */
  restore({ nodes, mentions, uncertain }: ListsState, strings: readonly string[]): void {
    // Somebody may have looked already, and seen nothing.
    this.views.clear();
    nodes.forEach((index, i) => {
      const node = strings[index]!;
      const [type] = splitNode(node);
      this.add(new Row({ node, type, mentions: mentions[i]!, uncertain: uncertain[i] !== 0 }, this.source));
    });
  }

  private view(type: EntityType, sort: EntitySort, uncertain: boolean): View {
    this.update();
    const key = `${type} ${sort} ${uncertain}`;
    let view = this.views.get(key);
    if (!view) {
      const rows = [...this.rows.values()].filter(
        (row) => row.type === type && (uncertain || !row.uncertain),
      );
      view = new View(type, uncertain, ORDERS[sort], rows);
      this.views.set(key, view);
    }
    return view;
  }

  private update(): void {
    for (const node of this.touched) {
      const before = this.rows.get(node);
      if (before) {
        before.gone = true;
        this.rows.delete(node);
        this.all[before.type]--;
        if (!before.uncertain) this.certain[before.type]--;
      }
      const listed = this.source.listed(node);
      const row = listed && new Row(listed, this.source);
      if (row) this.add(row);
      if (!before && !row) continue;
      for (const [key, view] of this.views) if (!view.change(before, row)) this.views.delete(key);
    }
    this.touched.clear();
  }

  private add(row: Row): void {
    this.rows.set(row.node, row);
    this.all[row.type]++;
    if (!row.uncertain) this.certain[row.type]++;
  }
}

/** Of each entity the index of its node in a table of strings, its mentions, and 1 if it is uncertain. */
export type ListsState = {
  readonly nodes: Uint32Array;
  readonly mentions: Uint32Array;
  readonly uncertain: Uint8Array;
};

/** An entity in the lists; made anew when it changes. What few sorts and filters need is worked out when asked. */
class Row implements Listed {
  readonly node: string;
  readonly type: EntityType;
  readonly mentions: number;
  readonly uncertain: boolean;
  gone = false;
  private nameKey: string | undefined;
  private words: readonly string[] | undefined;
  private date: string | undefined;

  constructor(
    listed: Listed,
    private readonly source: ListSource,
  ) {
    this.node = listed.node;
    this.type = listed.type;
    this.mentions = listed.mentions;
    this.uncertain = listed.uncertain;
  }

  /** What names are sorted by: `CAN 9` before `CAN 10`. */
  get sortKey(): string {
    return (this.nameKey ??= fold(this.source.names(this.node).name).replace(
      NUMBER,
      (digits) => lengthLetter(digits) + digits,
    ));
  }

  get lastDate(): string {
    return (this.date ??= this.source.lastDate(this.node) ?? '');
  }

  /** Whether one name has a word that begins with each of `parts`. */
  matches(parts: readonly string[]): boolean {
    if (!this.words) {
      const { name, aliases } = this.source.names(this.node);
      this.words = [name, ...aliases].map((spelling) => ` ${fold(spelling)}`);
    }
    return this.words.some((name) => parts.every((part) => name.includes(part)));
  }
}

/**
 * The entities of a type in one order. Most share their number of mentions with thousands of others, so rows are sorted
 * by that (or their date) alone, and those that share it by the rest only where somebody looks.
 */
class View {
  private added: Row[] = [];
  private stale = false;
  /** So many rows, up to the end of some that share it, are in order. */
  private ordered = 0;
  private latest: { readonly filter: string; readonly rows: readonly Row[] } | undefined;

  constructor(
    private readonly type: EntityType,
    private readonly uncertain: boolean,
    private readonly order: Order,
    private rows: Row[],
  ) {
    this.rows.sort(order.rough);
  }

  /** Notes a change; false when so much has changed that sorting all again is cheaper. */
  change(before: Row | undefined, after: Row | undefined): boolean {
    if (this.holds(before)) this.stale = true;
    if (after && this.holds(after)) this.added.push(after);
    return this.added.length <= this.rows.length + FEW;
  }

  /** The rows that pass a filter, the first `upTo` of them in order. */
  filtered(filter: string, upTo: number): readonly Row[] {
    this.merge();
    if (!filter) {
      this.arrange(upTo);
      return this.rows;
    }
    if (this.latest?.filter !== filter) {
      const parts = partsOf(filter);
      const rows = this.rows.filter((row) => row.matches(parts)).sort(this.order.exact);
      this.latest = { filter, rows };
    }
    return this.latest.rows;
  }

  first(filter: string, limit: number): string[] {
    this.merge();
    const parts = partsOf(filter);
    const found: string[] = [];
    for (let i = 0; i < this.rows.length && found.length < limit; i++) {
      this.arrange(i + 1);
      const row = this.rows[i]!;
      if (!filter || row.matches(parts)) found.push(row.node);
    }
    return found;
  }

  private holds(row: Row | undefined): boolean {
    return row?.type === this.type && (this.uncertain || !row.uncertain);
  }

  /** Brings the first `upTo` rows in order. */
  private arrange(upTo: number): void {
    const { rows, order } = this;
    while (this.ordered < Math.min(upTo, rows.length)) {
      const start = this.ordered;
      let end = start + 1;
      while (end < rows.length && order.rough(rows[start]!, rows[end]!) === 0) end++;
      if (end > start + 1) {
        const alike = rows.slice(start, end).sort(order.exact);
        for (let i = 0; i < alike.length; i++) rows[start + i] = alike[i]!;
      }
      this.ordered = end;
    }
  }

  private merge(): void {
    if (!this.stale && this.added.length === 0) return;
    const added = this.added.filter(({ gone }) => !gone).sort(this.order.rough);
    let { ordered } = this;
    if (this.stale) for (let i = 0; i < this.ordered; i++) ordered -= Number(this.rows[i]!.gone);
    const kept = this.stale ? this.rows.filter(({ gone }) => !gone) : this.rows;
    const merged: Row[] = [];
    let from = 0;
    for (const row of added) {
      const to = this.placeOf(row, kept, from);
      for (; from < to; from++) merged.push(kept[from]!);
      ordered = Math.min(ordered, merged.length);
      merged.push(row);
    }
    for (; from < kept.length; from++) merged.push(kept[from]!);
    this.rows = merged;
    this.ordered = ordered;
    this.added = [];
    this.stale = false;
    this.latest = undefined;
  }

  /** Where a row belongs among sorted ones, from some place on: before those like it. */
  private placeOf(row: Row, rows: readonly Row[], from: number): number {
    let low = from;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.order.rough(rows[middle]!, row) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const byName = (a: Row, b: Row): number =>
  a.sortKey < b.sortKey ? -1 : a.sortKey > b.sortKey ? 1 : a.node < b.node ? -1 : a.node > b.node ? 1 : 0;
const roughlyByMentions = (a: Row, b: Row): number => b.mentions - a.mentions;
const byMentions = (a: Row, b: Row): number => roughlyByMentions(a, b) || byName(a, b);
const roughlyByDate = (a: Row, b: Row): number =>
  a.lastDate === b.lastDate ? 0 : a.lastDate < b.lastDate ? 1 : -1;
const byDate = (a: Row, b: Row): number => roughlyByDate(a, b) || byMentions(a, b);

/** An order of rows, and what of it can be told without their names. */
interface Order {
  readonly rough: (a: Row, b: Row) => number;
  readonly exact: (a: Row, b: Row) => number;
}

const ORDERS: Readonly<Record<EntitySort, Order>> = {
  mentions: { rough: roughlyByMentions, exact: byMentions },
  name: { rough: byName, exact: byName },
  recent: { rough: roughlyByDate, exact: byDate },
};

/** A short list is not made anew for a few changes. */
const FEW = 1000;
const NUMBER = /\d+/g;

/** The words of a filter as they stand in the folded names of a row: behind a blank. */
function partsOf(filter: string): string[] {
  return filter.split(' ').map((part) => ` ${part}`);
}

/** A character that sorts numbers by their length. */
function lengthLetter(digits: string): string {
  return String.fromCharCode(48 + Math.min(digits.length, 40));
}

function countsOfZero(): Record<EntityType, number> {
  return Object.fromEntries(ENTITY_TYPES.map((type) => [type, 0])) as Record<EntityType, number>;
}

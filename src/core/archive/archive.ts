import { ENTITY_TYPES, type EntityType } from '../model';
import type { Aliases } from '../resolution/aliases';
import { canonicalForm } from '../resolution/canonical';
import { NameGraph } from '../resolution/graph';
import { entityId } from '../resolution/key';
import { UNCERTAIN, type LocalName } from '../resolution/local';
import { Copies } from './copies';
import type { ArticleRecord, FileRecord } from './records';

/** One article that names an entity. */
export interface Occurrence {
  readonly file: FileRecord;
  /** Index of the article in its file. */
  readonly article: number;
  /** Indexes of the names in that article that are the entity. */
  readonly names: readonly number[];
  /** Another article of the list, before this one, is the same text. */
  readonly copy: boolean;
}

/** Everything the archive knows of one organisation, event, person, place or product. */
export interface Entity {
  /** Stable: `org:maroc-telecom`. */
  readonly id: string;
  readonly type: EntityType;
  /** The fullest name, in its best spelling. */
  readonly name: string;
  /** Every other spelling and short name, most used first. */
  readonly aliases: readonly string[];
  readonly mentions: number;
  /** Copies of one article count once. */
  readonly articles: number;
  /** How sure the recogniser is of its surest mention, 0 to 1. */
  readonly confidence: number;
  /** ISO 8601, of the earliest and the latest dated article. */
  readonly firstDate: string | undefined;
  readonly lastDate: string | undefined;
  /** The articles that name it: latest first, undated last, then by file and place. */
  readonly occurrences: readonly Occurrence[];
}

/** Hears of what changes, once a change. */
export interface ArchiveObserver {
  /** The entity of this id appeared, changed or vanished. */
  entityTouched(id: string): void;
  /** The file's articles appeared, changed or vanished. */
  fileTouched(uri: string): void;
}

/**
 * The archive: files in, files out. Updates remove what was known of a file, then insert what is known
 * now; the result equals an archive built afresh from the same files, whatever the order.
 */
export class Archive {
  private readonly records = new Map<string, FileRecord>();
  private readonly graph: NameGraph;
  private readonly copies = new Copies();
  /** Who names what: by node of the name in its article, then by article. */
  private readonly occurrences = new Map<string, Map<string, Occurrence>>();
  private readonly entities = new Map<string, Entity>();
  private readonly lists = new Map<EntityType, readonly Entity[]>();

  constructor(
    private readonly observer?: ArchiveObserver,
    aliases?: Aliases,
  ) {
    this.graph = new NameGraph(aliases);
  }

  /** Puts what is known of a file in the place of what was known of it. */
  insert(record: FileRecord): void {
    this.change(this.records.get(record.uri), record);
    this.records.set(record.uri, record);
    this.observer?.fileTouched(record.uri);
  }

  /** Forgets a file; nothing happens if it was not known. */
  remove(uri: string): void {
    const record = this.records.get(uri);
    if (!record) return;
    this.records.delete(uri);
    this.change(record, undefined);
    this.observer?.fileTouched(uri);
  }

  file(uri: string): FileRecord | undefined {
    return this.records.get(uri);
  }

  files(): IterableIterator<FileRecord> {
    return this.records.values();
  }

  /** The entity of an id, or undefined when no article names it. */
  entity(id: string): Entity | undefined {
    const node = nodeOfId(id);
    return node === undefined ? undefined : this.entityAtRoot(this.graph.root(node));
  }

  /** The entity that a name of an article (or of a margin) stands for; undefined when no article names it. */
  entityOf(name: Pick<LocalName, 'node'>): Entity | undefined {
    return this.entityAtRoot(this.graph.root(name.node));
  }

  /** The entities of a type, in no particular order. */
  entitiesOf(type: EntityType): readonly Entity[] {
    let list = this.lists.get(type);
    if (!list) {
      const roots = new Set<string>();
      for (const node of this.occurrences.keys()) {
        const root = node.startsWith(type + '|') ? this.graph.root(node) : '';
        // A name of uncertain type may have turned out to be of another.
        if (root.startsWith(type + '|')) roots.add(root);
      }
      list = [...roots].flatMap((root) => this.entityAtRoot(root) ?? []);
      this.lists.set(type, list);
    }
    return list;
  }

  private change(before: FileRecord | undefined, after: FileRecord | undefined): void {
    const touched = new Set<string>();
    const touch = (node: string): void => {
      touched.add(node);
      touched.add(this.graph.root(node));
    };
    for (const [record, sign] of [
      [before, -1],
      [after, 1],
    ] as const) {
      if (!record) continue;
      record.articles.forEach((article, i) => {
        for (const node of this.count(record, article, i, sign, touch)) touch(node);
      });
    }
    for (const node of this.graph.takeMoved()) touch(node);
    for (const node of touched) {
      this.entities.delete(node);
      const [type, key] = split(node);
      this.lists.delete(type);
      this.observer?.entityTouched(entityId(type, key));
    }
  }

  private count(
    file: FileRecord,
    article: ArticleRecord,
    index: number,
    sign: 1 | -1,
    touch: (node: string) => void,
  ): string[] {
    const articleKey = keyOf(file.uri, index);
    const copies = sign > 0 ? this.copies.add(articleKey, article.sketch) : this.copies.remove(articleKey);
    for (const copy of copies) this.touchArticle(copy, touch);
    return article.names.map((name, i) => {
      const node = name.node;
      touch(node);
      let places = this.occurrences.get(node);
      if (sign > 0) {
        if (!places) this.occurrences.set(node, (places = new Map<string, Occurrence>()));
        places.set(articleKey, { file, article: index, names: [i], copy: false });
      } else if (places?.delete(articleKey) && places.size === 0) {
        this.occurrences.delete(node);
      }
      this.graph.count(node, sign * mentionsOf(name));
      for (const acronym of name.acronyms) {
        touch(acronym);
        this.graph.link(acronym, node, sign);
      }
      return node;
    });
  }

  /** The counts of the entities of an article change when copies of it come or go. */
  private touchArticle(articleKey: string, touch: (node: string) => void): void {
    const { uri, article } = parseKey(articleKey);
    for (const name of this.records.get(uri)?.articles[article]?.names ?? []) touch(name.node);
  }

  private entityAtRoot(root: string): Entity | undefined {
    let entity = this.entities.get(root);
    if (!entity) {
      entity = this.build(root);
      if (entity) this.entities.set(root, entity);
    }
    return entity;
  }

  private build(root: string): Entity | undefined {
    const byArticle = new Map<string, Occurrence>();
    for (const member of this.graph.members(root)) {
      for (const [articleKey, occurrence] of this.occurrences.get(member) ?? []) {
        const other = byArticle.get(articleKey);
        const names = other ? [...other.names, ...occurrence.names].sort((a, b) => a - b) : occurrence.names;
        byArticle.set(articleKey, { ...occurrence, names });
      }
    }
    if (byArticle.size === 0) return undefined;
    const groups = new Set<string>();
    const occurrences = [...byArticle.values()].sort(latestFirst).map((occurrence) => {
      const group = this.copies.groupOf(keyOf(occurrence.file.uri, occurrence.article))[0]!;
      const copy = groups.has(group);
      groups.add(group);
      return { ...occurrence, copy };
    });

    const own = new Map<string, number>();
    const all = new Map<string, number>();
    const [type, key] = split(root);
    let mentions = 0;
    let confidence = 0;
    for (const occurrence of occurrences) {
      for (const name of occurrence.names) {
        const local = articleOf(occurrence).names[name]!;
        confidence = Math.max(confidence, local.confidence);
        for (const form of local.forms) {
          mentions += form.count;
          all.set(form.surface, (all.get(form.surface) ?? 0) + form.count);
          if (form.key === key) own.set(form.surface, (own.get(form.surface) ?? 0) + form.count);
        }
      }
    }
    const name = canonicalForm(type, entries(own.size > 0 ? own : all));
    const aliases = entries(all)
      .filter(({ surface }) => surface !== name)
      .sort((a, b) => b.count - a.count || (a.surface < b.surface ? -1 : 1))
      .map(({ surface }) => surface);
    const dates = occurrences.flatMap((occurrence) => articleOf(occurrence).date ?? []);
    return {
      id: entityId(type, key),
      type,
      name,
      aliases,
      mentions,
      articles: groups.size,
      confidence,
      firstDate: dates.at(-1),
      lastDate: dates[0],
      occurrences,
    };
  }
}

/**
 * Whether an entity rests on a single mention that the recogniser was not sure of: too little to show
 * unasked. About half of these names are wrong (see the calibration table of `npm run evaluate`).
 */
export function isUncertain({ mentions, confidence }: Pick<Entity, 'mentions' | 'confidence'>): boolean {
  return mentions === 1 && confidence < UNCERTAIN;
}

/** The article of an occurrence. */
export function articleOf(occurrence: Pick<Occurrence, 'file' | 'article'>): ArticleRecord {
  return occurrence.file.articles[occurrence.article]!;
}

function keyOf(uri: string, article: number): string {
  return `${uri}#${article}`;
}

function parseKey(articleKey: string): { uri: string; article: number } {
  const hash = articleKey.lastIndexOf('#');
  return { uri: articleKey.slice(0, hash), article: Number(articleKey.slice(hash + 1)) };
}

function mentionsOf(name: LocalName): number {
  return name.forms.reduce((sum, form) => sum + form.count, 0);
}

function split(node: string): [EntityType, string] {
  const bar = node.indexOf('|');
  return [node.slice(0, bar) as EntityType, node.slice(bar + 1)];
}

function nodeOfId(id: string): string | undefined {
  const colon = id.indexOf(':');
  const type = ENTITY_TYPES.find((known) => known.toLowerCase() === id.slice(0, colon));
  return type && `${type}|${id.slice(colon + 1).replaceAll('-', ' ')}`;
}

function entries(counts: ReadonlyMap<string, number>): { surface: string; count: number }[] {
  return [...counts].map(([surface, count]) => ({ surface, count }));
}

function latestFirst(a: Occurrence, b: Occurrence): number {
  const dateA = articleOf(a).date ?? '';
  const dateB = articleOf(b).date ?? '';
  if (dateA !== dateB) return dateA < dateB ? 1 : -1;
  if (a.file.uri !== b.file.uri) return a.file.uri < b.file.uri ? -1 : 1;
  return a.article - b.article;
}

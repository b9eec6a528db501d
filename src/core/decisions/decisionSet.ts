import { fold } from '../french/fold';
import { isTold, nodeOfName, type Decisions, type EntityDecision } from './model';

/** The decisions of one workspace folder. */
export interface FolderDecisions {
  /** URI of the folder, without a slash at the end. */
  readonly folder: string;
  readonly decisions: Decisions;
}

/** A block and the folder whose file has it. */
export interface PlacedDecision {
  readonly folder: string;
  readonly decision: EntityDecision;
}

/** A decision of one folder that a folder before it decided otherwise; the first holds. */
export interface FolderConflict {
  readonly folder: string;
  /** Which of the folder's decisions. */
  readonly index: number;
  readonly name: string;
  readonly other: string;
}

/** Where a name means a namesake: below a path, or in one article. */
export interface Scope {
  readonly folder: string;
  /** Of a file, or of a folder with `/` at the end; below `folder`. */
  readonly path: string;
  /** Index of the article in its file; undefined for all. */
  readonly article: number | undefined;
  readonly node: string;
}

/** What all folders decided, as the archive needs it: nodes of its graph of names. */
export interface DecisionSet {
  /**
   * Where a name leads whatever the articles say, or whom they tell from others of the name (`PER|omar tazi#sport`);
   * null for one that stands for itself.
   */
  readonly links: ReadonlyMap<string, string | null>;
  /** Names that are never one entity, both ways. */
  readonly apart: ReadonlyMap<string, ReadonlySet<string>>;
  /** What was decided about the entity at a node. */
  readonly blocks: ReadonlyMap<string, PlacedDecision>;
  /** For a name, the places where it is a namesake, most narrow first. */
  readonly scopes: ReadonlyMap<string, readonly Scope[]>;
  readonly conflicts: readonly FolderConflict[];
}

/** The user decided nothing. */
export const NO_DECISIONS: DecisionSet = {
  links: new Map(),
  apart: new Map(),
  blocks: new Map(),
  scopes: new Map(),
  conflicts: [],
};

/**
 * The decisions of several folders as one: an entity that articles of two folders name is one entity, so
 * what any folder decides about it holds; namesakes live in the files of their own folder. Where two
 * folders disagree the first holds, and the other is a conflict.
 */
export function joinDecisions(folders: readonly FolderDecisions[]): DecisionSet {
  const owners = new Map<string, string>();
  const blocks = new Map<string, PlacedDecision>();
  const conflicts: FolderConflict[] = [];
  const scopes = new Map<string, Scope[]>();
  const apart = new Map<string, Set<string>>();
  const told = new Map<string, string>();

  for (const { folder, decisions } of folders) {
    for (const [index, decision] of decisions.entries()) {
      const node = nodeOfName(decision);
      const before = blocks.get(node);
      if (before) {
        if (before.decision.name !== decision.name || before.decision.hidden !== decision.hidden) {
          conflicts.push({ folder, index, name: decision.name, other: before.decision.name });
        }
        blocks.set(node, { ...before, decision: joined(before.decision, decision) });
      } else {
        blocks.set(node, { folder, decision });
      }
    }
  }
  for (const { folder, decisions } of folders) {
    for (const [index, decision] of decisions.entries()) {
      const node = nodeOfName(decision);
      for (const other of decision.notSame) {
        put(apart, node, nodeOfName(other));
        put(apart, nodeOfName(other), node);
      }
      for (const name of [decision, ...decision.aliases, ...decision.notSame]) {
        if (!isTold(name)) continue;
        const plain = nodeOfName({ name: name.name, type: name.type });
        told.set(`${plain}#${fold(name.namesake ?? '')}`, nodeOfName(name));
      }
      if (decision.in.length > 0) {
        const bases = [{ name: decision.name, type: decision.type }, ...decision.aliases].map(nodeOfName);
        for (const base of new Set(bases)) {
          const list = scopes.get(base) ?? [];
          scopes.set(base, list);
          for (const path of decision.in) list.push({ folder, ...scopeOf(path), node });
        }
        continue;
      }
      for (const alias of decision.aliases) {
        const from = nodeOfName(alias);
        const owner = owners.get(from);
        if (from === node || owner === node) continue;
        if (owner !== undefined || topOf(owners, node) === from) {
          const other = blocks.get(owner ?? from)?.decision.name ?? alias.name;
          conflicts.push({ folder, index, name: alias.name, other });
        } else owners.set(from, node);
      }
    }
  }
  for (const list of scopes.values()) {
    list.sort(
      (a, b) =>
        b.path.length - a.path.length || (b.article ?? -1) - (a.article ?? -1) || (a.node < b.node ? -1 : 1),
    );
  }
  const links = new Map<string, string | null>(told);
  for (const [node, { decision }] of blocks) if (standsForItself(decision)) links.set(node, null);
  for (const from of owners.keys()) {
    const top = topOf(owners, from);
    links.set(from, top);
    links.set(top, null);
  }
  return { links, apart, blocks, scopes, conflicts };
}

/** The nodes for which two sets do not hold the same: what an archive has to look at again. */
export function changedNodes(before: DecisionSet, after: DecisionSet): string[] {
  return [
    ...new Set([
      ...changedKeys(before.links, after.links),
      ...changedKeys(before.apart, after.apart),
      ...changedKeys(before.blocks, after.blocks),
    ]),
  ];
}

/** The names whose namesakes changed. */
export function changedScopes(before: DecisionSet, after: DecisionSet): string[] {
  return changedKeys(before.scopes, after.scopes);
}

function changedKeys<T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>): string[] {
  const changed: string[] = [];
  for (const [key, value] of after) {
    if (!before.has(key) || !isSame(before.get(key), value)) changed.push(key);
  }
  for (const key of before.keys()) if (!after.has(key)) changed.push(key);
  return changed;
}

/** What was read once and did not change is the same object. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a instanceof Set && b instanceof Set) return a.size === b.size && [...a].every((node) => b.has(node));
  if (isPlaced(a) && isPlaced(b) && a.folder === b.folder && a.decision === b.decision) return true;
  return JSON.stringify(a) === JSON.stringify(b);
}

function isPlaced(value: unknown): value is PlacedDecision {
  return typeof value === 'object' && value !== null && 'decision' in value;
}

/** Decisions as JSON, to be kept with an archive in which they are in force. */
export function decisionsToJson({ links, apart, blocks, scopes, conflicts }: DecisionSet): string {
  return JSON.stringify({
    links: [...links],
    apart: Array.from(apart, ([node, others]) => [node, [...others]]),
    blocks: [...blocks],
    scopes: [...scopes],
    conflicts,
  });
}

/** The decisions that {@link decisionsToJson} wrote. */
export function decisionsFromJson(json: string): DecisionSet {
  const { links, apart, blocks, scopes, conflicts } = JSON.parse(json) as {
    readonly links: readonly [string, string | null][];
    readonly apart: readonly [string, readonly string[]][];
    readonly blocks: readonly [string, PlacedDecision][];
    readonly scopes: readonly [string, readonly Scope[]][];
    readonly conflicts: readonly FolderConflict[];
  };
  return {
    links: new Map(links),
    apart: new Map(apart.map(([node, others]) => [node, new Set(others)])),
    blocks: new Map(blocks),
    scopes: new Map(scopes),
    conflicts,
  };
}

/** What separates a name from the word that tells a namesake, in a node. */
export const NAMESAKE = '~';

/** A refusal, or a spelling that is let pass, does not say that a name stands for itself. */
function standsForItself({ aliases, hidden, notSame, accepted, find, ignoredIn }: EntityDecision): boolean {
  return (
    aliases.length > 0 || hidden || [notSame, accepted, find, ignoredIn].every((list) => list.length === 0)
  );
}

function joined(first: EntityDecision, second: EntityDecision): EntityDecision {
  const both = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])];
  return {
    ...first,
    accepted: both(first.accepted, second.accepted),
    find: both(first.find, second.find),
    ignoredIn: both(first.ignoredIn, second.ignoredIn),
    aliases: [...first.aliases, ...second.aliases],
    notSame: [...first.notSame, ...second.notSame],
  };
}

/** Of `sport/`, `une.md` or `fil.md#2` (its second article), the place. */
function scopeOf(path: string): Pick<Scope, 'path' | 'article'> {
  const article = /#(\d+)$/.exec(path);
  if (!article) return { path, article: undefined };
  return { path: path.slice(0, article.index), article: Number(article[1]) - 1 };
}

/** A file (by its URI, or path) as decisions of a folder write it; undefined when it is not below the folder. */
export function pathBelow(folder: string, uri: string): string | undefined {
  if (!uri.startsWith(`${folder}/`)) return undefined;
  const path = uri.slice(folder.length + 1);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Whether an article lies where a scope says. */
export function isWithin({ folder, path, article }: Scope, uri: string, index: number): boolean {
  const below = pathBelow(folder, uri);
  if (below === undefined || (article !== undefined && article !== index)) return false;
  return path.endsWith('/') ? below.startsWith(path) : below === path;
}

function topOf(owners: ReadonlyMap<string, string>, node: string): string {
  let at = node;
  for (let next = owners.get(at); next !== undefined; next = owners.get(at)) at = next;
  return at;
}

function put(index: Map<string, Set<string>>, key: string, value: string): void {
  const values = index.get(key);
  if (values) values.add(value);
  else index.set(key, new Set([value]));
}

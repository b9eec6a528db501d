import { createScanner, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { ENTITY_TYPES, type EntityType, type Span } from '../model';
import { nameKey } from '../resolution/key';
import { isTold, LONGEST_NAME, type DecidedName, type Decisions, type EntityDecision } from './model';
import { contradictions } from './contradictions';

/** What is wrong with a decisions file; the server turns it into a sentence. */
export interface DecisionsProblem {
  readonly code:
    /** It is there, but its text cannot be had; `detail` says why. */
    | 'unreadable'
    /** Above {@link LONGEST_FILE}; `detail` says how large, in megabytes. */
    | 'tooLarge'
    /** Git left both sides of a merge in the file. */
    | 'conflictMarkers'
    /** Not JSON; `detail` is the parser's word for it. */
    | 'syntax'
    /** JSON of another shape; `detail` says what is expected. */
    | 'shape'
    | 'unknownType'
    | 'emptyName'
    | 'longName'
    /** `name` is the business of two blocks; `other` is the first one's. */
    | 'claimedTwice'
    /** Names that are aliases of each other in a circle, as `detail`. */
    | 'circle'
    /** `name` is an alias of `other`, and refused as such. */
    | 'contradiction';
  readonly span: Span;
  readonly detail?: string;
  readonly name?: string;
  readonly other?: string;
}

/** A file's decisions and where they stand; with problems the decisions are not to be used. */
export interface ParsedDecisions {
  readonly text: string;
  readonly decisions: Decisions;
  readonly problems: readonly DecisionsProblem[];
  /** Where the block of each decision stands. */
  readonly places: readonly Span[];
  /** Undefined for an empty file, and for one that is no JSON. */
  readonly layout: Layout | undefined;
}

/** The JSON around the blocks. */
export interface Layout {
  readonly root: Span;
  /** From the first key to the last value in it; undefined where there is none. */
  readonly content: Span | undefined;
  /** The list of entities, with its brackets; undefined where there is none yet. */
  readonly list: Span | undefined;
}

/** A hand-kept file is a hundredth of it; the editor stays quick up to here. */
export const LONGEST_FILE = 4_000_000;

/**
 * Reads a decisions file. Never throws; an empty file holds no decisions. Unknown keys are let be: a
 * newer version may have written them. With a state of the file that is `known`, only the blocks between what the
 * two texts have in common are read; the result is the same.
 */
export function parseDecisions(text: string, known?: ParsedDecisions): ParsedDecisions {
  return (known && reread(text, known)) ?? readAll(text);
}

function readAll(text: string): ParsedDecisions {
  const none = { text, decisions: [], places: [], layout: undefined };
  const broken = (problem: DecisionsProblem): ParsedDecisions => ({ ...none, problems: [problem] });
  if (text.length > LONGEST_FILE) {
    return broken({
      code: 'tooLarge',
      detail: (text.length / 1_000_000).toFixed(1),
      span: { start: 0, end: 0 },
    });
  }
  const json = text.startsWith(BYTE_ORDER_MARK) ? ' ' + text.slice(1) : text;
  if (json.trim() === '') return { ...none, problems: [] };
  const marker = CONFLICT_MARKER.exec(json);
  if (marker) {
    return broken({
      code: 'conflictMarkers',
      span: { start: marker.index, end: marker.index + marker[0].length },
    });
  }
  const deep = tooDeep(json);
  if (deep !== undefined)
    return broken({ code: 'syntax', detail: 'TooDeep', span: { start: deep, end: deep + 1 } });
  const errors: ParseError[] = [];
  const root = parseTree(json, errors, { disallowComments: true });
  const [error] = errors;
  if (error || !root) {
    const { offset, length } = error ?? { offset: 0, length: 0 };
    return broken({
      code: 'syntax',
      detail: error ? printParseErrorCode(error.error) : 'ValueExpected',
      span: { start: offset, end: offset + length },
    });
  }
  const reader = new Reader();
  const { decisions, nodes } = reader.file(root);
  if (reader.problems.length === 0) {
    for (const { index, field, at, ...problem } of contradictions(decisions)) {
      const value = property(nodes[index]!, field);
      const span = spanOf((at === undefined ? value : value?.children?.[at]) ?? nodes[index]!);
      reader.problems.push({ ...problem, span });
    }
  }
  const list = property(root, 'entities');
  const keys = root.children ?? [];
  return {
    text,
    decisions,
    problems: reader.problems.slice(0, MOST_PROBLEMS),
    places: nodes.map(spanOf),
    layout: {
      root: spanOf(root),
      content: keys[0] && { start: keys[0].offset, end: spanOf(keys.at(-1)!).end },
      list: list && spanOf(list),
    },
  };
}

/** Reads what is not as in a state without problems; undefined where it has to be read as a whole. */
function reread(text: string, known: ParsedDecisions): ParsedDecisions | undefined {
  if (text === known.text) return known;
  const { decisions, places, layout } = known;
  const { list } = layout ?? {};
  if (!layout || !list || known.problems.length > 0 || text.length > LONGEST_FILE) return undefined;
  const { start, end } = commonEnds(known.text, text);
  const grown = text.length - known.text.length;
  if (start <= list.start || end >= list.end) return undefined;

  let first = 0;
  while (first < places.length && places[first]!.end <= start) first++;
  let rest = places.length;
  while (rest > first && places[rest - 1]!.start >= end) rest--;
  const from = places[first - 1]?.end ?? list.start + 1;
  const to = (places[rest]?.start ?? list.end - 1) + grown;
  // Empty blocks stand for those on both sides.
  const [before, after] = [first > 0 ? '{}' : '', rest < places.length ? '{}' : ''];
  const json = `[${before}${text.slice(from, to)}${after}]`;
  const errors: ParseError[] = [];
  if (CONFLICT_MARKER.test(json) || tooDeep(json) !== undefined) return undefined;
  const nodes = parseTree(json, errors, { disallowComments: true })?.children;
  if (errors.length > 0 || !nodes) return undefined;
  const inner = nodes.slice(before ? 1 : 0, after ? -1 : undefined);
  const reader = new Reader();
  const read = inner.flatMap((node) => reader.entity(node) ?? []);
  const all = [...decisions.slice(0, first), ...read, ...decisions.slice(rest)];
  if (reader.problems.length > 0 || contradictions(all).length > 0) return undefined;
  const moved = from - 1 - before.length;
  return {
    text,
    decisions: all,
    problems: [],
    places: [
      ...places.slice(0, first),
      ...inner.map((node) => shifted(spanOf(node), moved)),
      ...places.slice(rest).map((place) => shifted(place, grown)),
    ],
    layout: {
      root: { ...layout.root, end: layout.root.end + grown },
      content: layout.content && { ...layout.content, end: layout.content.end + grown },
      list: { ...list, end: list.end + grown },
    },
  };
}

/** Where a text stops being the same as another, from its beginning, and where it is again, to its end. */
function commonEnds(text: string, other: string): Span {
  const most = Math.min(text.length, other.length);
  let start = 0;
  while (start < most && text.charCodeAt(start) === other.charCodeAt(start)) start++;
  let same = 0;
  while (
    same < most - start &&
    text.charCodeAt(text.length - 1 - same) === other.charCodeAt(other.length - 1 - same)
  )
    same++;
  return { start, end: text.length - same };
}

const BYTE_ORDER_MARK = '\uFEFF';
const CONFLICT_MARKER = /^(?:<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|$).*/m;
/** Blocks are four deep; deeper nesting is an attack on the parser, which calls itself. */
const DEEPEST = 100;
/** More lines of the same kind help nobody. */
const MOST_PROBLEMS = 20;

/** Where brackets are nested deeper than any parser should have to follow. */
function tooDeep(json: string): number | undefined {
  const scanner = createScanner(json, true);
  let depth = 0;
  // The numbers of the scanner's tokens: 1 and 3 open, 2 and 4 close, 17 ends.
  for (let token: number = scanner.scan(); token !== 17; token = scanner.scan()) {
    if (token === 1 || token === 3) depth++;
    else if (token === 2 || token === 4) depth--;
    if (depth > DEEPEST) return scanner.getTokenOffset();
  }
  return undefined;
}

class Reader {
  readonly problems: DecisionsProblem[] = [];

  file(root: Node): { readonly decisions: Decisions; readonly nodes: readonly Node[] } {
    const decisions: EntityDecision[] = [];
    const nodes: Node[] = [];
    const list = this.object(root, 'an object with "entities"')?.get('entities');
    for (const node of list ? this.array(list, 'a list of entities') : []) {
      const decision = this.entity(node);
      if (!decision) continue;
      decisions.push(decision);
      nodes.push(node);
    }
    return { decisions, nodes };
  }

  entity(node: Node): EntityDecision | undefined {
    const fields = this.object(node, 'an entity: an object with "name" and "type"');
    if (!fields) return undefined;
    const type = this.type(fields.get('type'), node);
    const name = type && this.name(fields.get('name'), type, node);
    if (type === undefined || name === undefined) return undefined;
    const namesakeNode = fields.get('namesake');
    const namesake = namesakeNode && this.name(namesakeNode, 'PER', namesakeNode);
    const paths = this.strings(fields.get('in'));
    const isPlaced = paths.length > 0 || isTold({ name, type, namesake });
    if ((namesake !== undefined) !== isPlaced) {
      this.wrong('shape', namesakeNode ?? fields.get('in') ?? node, {
        detail: '"namesake" and "in" together',
      });
    }
    const hidden = fields.get('hidden');
    if (hidden && hidden.type !== 'boolean') this.wrong('shape', hidden, { detail: 'true or false' });
    return {
      name,
      type,
      ...(namesake !== undefined && { namesake }),
      in: paths,
      aliases: this.names(fields.get('aliases'), type),
      notSame: this.names(fields.get('notSame'), type),
      accepted: this.strings(fields.get('accepted')),
      find: this.names(fields.get('find'), type).map(({ name: found }) => found),
      hidden: hidden?.value === true,
      ignoredIn: this.strings(fields.get('ignoredIn')),
    };
  }

  private names(node: Node | undefined, type: EntityType): DecidedName[] {
    return (node ? this.array(node, 'a list of names') : []).flatMap((item): DecidedName[] => {
      if (item.type !== 'object') {
        const name = this.name(item, type, item);
        return name === undefined ? [] : [{ name, type }];
      }
      const fields = this.object(item, 'a name');
      const own = fields?.get('type');
      const itemType = own ? this.type(own, item) : type;
      const name = itemType && this.name(fields?.get('name'), itemType, item);
      if (name === undefined || itemType === undefined) return [];
      const namesakeNode = fields?.get('namesake');
      const namesake = namesakeNode && this.name(namesakeNode, 'PER', namesakeNode);
      return [{ name, type: itemType, ...(namesake !== undefined && { namesake }) }];
    });
  }

  private name(node: Node | undefined, type: EntityType, parent: Node): string | undefined {
    if (node?.type !== 'string') return this.wrong('shape', node ?? parent, { detail: '"name": a string' });
    const name = node.value as string;
    if (nameKey(name, type) === '') return this.wrong('emptyName', node);
    if (name.length > LONGEST_NAME) return this.wrong('longName', node, { detail: String(name.length) });
    return name;
  }

  private type(node: Node | undefined, parent: Node): EntityType | undefined {
    const type = ENTITY_TYPES.find((known) => known === node?.value);
    if (type === undefined) {
      if (node?.type === 'string') return this.wrong('unknownType', node, { name: node.value as string });
      return this.wrong('shape', node ?? parent, { detail: `"type": ${ENTITY_TYPES.join(', ')}` });
    }
    return type;
  }

  private strings(node: Node | undefined): string[] {
    return (node ? this.array(node, 'a list of strings') : []).flatMap((item) =>
      item.type === 'string' && item.value !== ''
        ? [item.value as string]
        : (this.wrong('shape', item, { detail: 'a string' }) ?? []),
    );
  }

  private array(node: Node, expected: string): readonly Node[] {
    if (node.type !== 'array') this.wrong('shape', node, { detail: expected });
    return node.type === 'array' ? (node.children ?? []) : [];
  }

  private object(node: Node, expected: string): Map<string, Node> | undefined {
    if (node.type !== 'object') return this.wrong('shape', node, { detail: expected });
    const fields = new Map<string, Node>();
    for (const { children } of node.children ?? []) {
      const [key, value] = children ?? [];
      if (!key || !value) continue;
      if (fields.has(key.value as string))
        this.wrong('shape', key, { detail: `"${key.value as string}" once` });
      fields.set(key.value as string, value);
    }
    return fields;
  }

  private wrong(
    code: DecisionsProblem['code'],
    node: Node,
    more: Pick<DecisionsProblem, 'detail' | 'name'> = {},
  ): undefined {
    this.problems.push({ code, span: spanOf(node), ...more });
  }
}

/** The value of a key of a JSON object. */
export function property(object: Node, key: string): Node | undefined {
  return object.children?.find(({ children }) => children?.[0]?.value === key)?.children?.[1];
}

function spanOf({ offset, length }: Node): Span {
  return { start: offset, end: offset + length };
}

function shifted({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

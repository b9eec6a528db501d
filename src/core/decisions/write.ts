import type { Node } from 'jsonc-parser';
import { compareNames, type DecidedName, type EntityDecision } from './model';
import { property, type ParsedDecisions } from './parse';

/** A block on its way into the file: as it was read, or new or changed. */
export interface Draft {
  value: EntityDecision;
  /** The block of the file it comes from. */
  readonly node: Node | undefined;
  /** Blocks that were merged into it: what they hold and this version does not know moves along. */
  readonly absorbed: readonly Node[];
  readonly changed: boolean;
}

/**
 * The text of a file with other blocks: those that did not change keep their bytes and the white space
 * between them; a changed block keeps the lines of what did not change in it.
 */
export function writeDecisions(text: string, parsed: ParsedDecisions, drafts: readonly Draft[]): string {
  if (!parsed.root) return writeNew(text, drafts);
  const style = styleOf(text, parsed);
  const list = property(parsed.root, 'entities');
  if (!list) return writeFirst(text, parsed.root, drafts, style);
  const rendered = drafts.map((draft) =>
    draft.node && !draft.changed ? sliceOf(text, draft.node) : block(text, draft, style),
  );
  const { nodes } = parsed;
  const place = new Map(nodes.map((node, i) => [node, i]));
  let inner = '';
  drafts.forEach((draft, i) => {
    const before = drafts[i - 1]?.node;
    const was = draft.node && place.get(draft.node);
    const beside = was !== undefined && was > 0 && before !== undefined && place.get(before) === was - 1;
    if (beside) inner += text.slice(endOf(before), draft.node!.offset);
    else if (i === 0 && nodes[0]) inner += text.slice(list.offset + 1, nodes[0].offset);
    else inner += (i === 0 ? '' : ',') + style.newline + style.block;
    inner += rendered[i];
  });
  const last = nodes.at(-1);
  if (drafts.length > 0) {
    inner += last ? text.slice(endOf(last), endOf(list) - 1) : style.newline + style.list;
  }
  return text.slice(0, list.offset) + `[${inner}]` + text.slice(endOf(list));
}

interface Style {
  readonly newline: string;
  /** White space before the list's closing bracket, its blocks, their keys, and the items of their lists. */
  readonly list: string;
  readonly block: string;
  readonly key: string;
  readonly item: string;
}

const DEFAULT_STYLE: Style = { newline: '\n', list: '  ', block: '    ', key: '      ', item: '        ' };

function writeNew(text: string, drafts: readonly Draft[]): string {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const blocks = drafts.map((draft) => DEFAULT_STYLE.block + block('', draft, DEFAULT_STYLE)).join(',\n');
  return `${mark}{\n  "version": 1,\n  "entities": [\n${blocks}\n  ]\n}\n`;
}

/** Into an object that has no list of entities yet. */
function writeFirst(text: string, root: Node, drafts: readonly Draft[], style: Style): string {
  const { newline } = style;
  const blocks = drafts.map((draft) => style.block + block(text, draft, style)).join(`,${newline}`);
  const list = `${newline}${style.list}"entities": [${newline}${blocks}${newline}${style.list}]`;
  const last = root.children?.at(-1);
  return last
    ? `${text.slice(0, endOf(last))},${list}${text.slice(endOf(last))}`
    : `${text.slice(0, root.offset)}{${list}${newline}}${text.slice(endOf(root))}`;
}

/** How the file is laid out: what its first lines do, two blanks a level where they do not say. */
function styleOf(text: string, { root, nodes }: ParsedDecisions): Style {
  const newline = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const unit = indentOf(text, root?.children?.[0]) ?? '  ';
  const blockIndent = indentOf(text, nodes[0]) ?? unit + unit;
  const key = indentOf(text, nodes[0]?.children?.[0]) ?? blockIndent + unit;
  return { newline, list: unit, block: blockIndent, key, item: key + unit };
}

/** The white space before a node that begins its line. */
function indentOf(text: string, node: Node | undefined): string | undefined {
  return node && /(?:^|[\r\n])([ \t]*)$/.exec(text.slice(Math.max(0, node.offset - 200), node.offset))?.[1];
}

function block(text: string, { value, node, absorbed }: Draft, style: Style): string {
  const old = new Map<string, Node>();
  for (const { children } of [...absorbed, ...(node ? [node] : [])].flatMap((b) => b.children ?? [])) {
    const [key, content] = children ?? [];
    if (!key || !content) continue;
    // What the block itself says of a key wins over what it absorbed; known keys were merged already.
    old.set(key.value as string, content);
  }
  const own = new Set((node?.children ?? []).map(({ children }) => children?.[0]?.value as string));
  const fields: [string, string][] = [];
  const add = (key: string, content: string | undefined): void => {
    if (content !== undefined) fields.push([key, content]);
  };
  const kept = (key: string): Node | undefined => (own.has(key) ? old.get(key) : undefined);
  const listOf = (key: string, items: readonly string[]): string | undefined =>
    items.length === 0 ? undefined : list(text, kept(key), items, style);
  add('name', JSON.stringify(value.name));
  add('type', JSON.stringify(value.type));
  add('namesake', value.namesake === undefined ? undefined : JSON.stringify(value.namesake));
  add(
    'in',
    listOf(
      'in',
      value.in.map((path) => JSON.stringify(path)),
    ),
  );
  const names = (list: readonly DecidedName[]): string[] => list.map((name) => nameText(name, value));
  add('aliases', listOf('aliases', names(value.aliases)));
  add('notSame', listOf('notSame', names(value.notSame)));
  add(
    'accepted',
    listOf(
      'accepted',
      value.accepted.map((name) => JSON.stringify(name)),
    ),
  );
  add(
    'find',
    listOf(
      'find',
      value.find.map((name) => JSON.stringify(name)),
    ),
  );
  add('hidden', value.hidden ? 'true' : undefined);
  add(
    'ignoredIn',
    listOf(
      'ignoredIn',
      value.ignoredIn.map((path) => JSON.stringify(path)),
    ),
  );
  for (const [key, content] of old) if (!KNOWN_KEYS.has(key)) add(key, sliceOf(text, content));
  const lines = fields.map(([key, content]) => `${style.key}${JSON.stringify(key)}: ${content}`);
  return `{${style.newline}${lines.join(`,${style.newline}`)}${style.newline}${style.block}}`;
}

/** The keys of a block, in the order in which they are written. */
export const KNOWN_KEYS: ReadonlySet<string> = new Set([
  'name',
  'type',
  'namesake',
  'in',
  'aliases',
  'notSame',
  'accepted',
  'find',
  'hidden',
  'ignoredIn',
]);

/** A list with an item a line; as it stood, if its items are those that stood there. */
function list(text: string, was: Node | undefined, items: readonly string[], style: Style): string {
  const raw = was?.children?.map((item) => sliceOf(text, item));
  if (was && raw?.length === items.length && raw.every((item, i) => item === items[i]))
    return sliceOf(text, was);
  const lines = items.map((item) => style.item + item).join(`,${style.newline}`);
  return `[${style.newline}${lines}${style.newline}${style.key}]`;
}

/** A name of the block's type is a plain string; others say what is different. */
function nameText({ name, type, namesake }: DecidedName, of: EntityDecision): string {
  if (type === of.type && namesake === undefined) return JSON.stringify(name);
  const more = namesake === undefined ? '' : `, "namesake": ${JSON.stringify(namesake)}`;
  return `{ "name": ${JSON.stringify(name)}, "type": ${JSON.stringify(type)}${more} }`;
}

/** The names in the order of the file, each once. */
export function sortedNames(names: readonly DecidedName[]): DecidedName[] {
  const sorted = [...names].sort(compareNames);
  return sorted.filter((name, i) => i === 0 || compareNames(name, sorted[i - 1]!) !== 0);
}

function sliceOf(text: string, node: Node): string {
  return text.slice(node.offset, endOf(node));
}

function endOf({ offset, length }: Node): number {
  return offset + length;
}

import { parseTree, type Node } from 'jsonc-parser';
import type { Span } from '../model';
import { compareNames, type DecidedName, type EntityDecision } from './model';
import type { ParsedDecisions } from './parse';

/** A block on its way into the file: as it was read, or new or changed. */
export interface Draft {
  value: EntityDecision;
  /** Which block of the file it comes from. */
  readonly index: number | undefined;
  /** Blocks that were merged into it: what they hold and this version does not know moves along. */
  readonly absorbed: readonly number[];
  readonly changed: boolean;
}

/**
 * The text of a file with other blocks: those that did not change keep their bytes and the white space
 * between them; a changed block keeps the lines of what did not change in it.
 */
export function writeDecisions(parsed: ParsedDecisions, drafts: readonly Draft[]): string {
  const { text, layout, places } = parsed;
  if (!layout) return writeNew(text, drafts);
  const style = styleOf(parsed);
  const sourceOf = (index: number): string => sliceOf(text, places[index]!);
  const blocks = drafts.map((draft) =>
    draft.index !== undefined && !draft.changed ? sourceOf(draft.index) : block(draft, sourceOf, style),
  );
  const { list } = layout;
  if (!list) return writeFirst(text, layout, blocks, style);
  let inner = '';
  drafts.forEach(({ index }, i) => {
    const before = drafts[i - 1]?.index;
    if (index !== undefined && before !== undefined && before === index - 1)
      inner += text.slice(places[before]!.end, places[index]!.start);
    else if (i === 0 && places[0]) inner += text.slice(list.start + 1, places[0].start);
    else inner += (i === 0 ? '' : ',') + style.newline + style.block;
    inner += blocks[i];
  });
  const last = places.at(-1);
  if (drafts.length > 0) inner += last ? text.slice(last.end, list.end - 1) : style.newline + style.list;
  return text.slice(0, list.start) + `[${inner}]` + text.slice(list.end);
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
  const blocks = drafts.map((draft) => DEFAULT_STYLE.block + block(draft, () => '', DEFAULT_STYLE));
  return `${mark}{\n  "version": 1,\n  "entities": [\n${blocks.join(',\n')}\n  ]\n}\n`;
}

/** Into an object that has no list of entities yet. */
function writeFirst(
  text: string,
  { root, content }: NonNullable<ParsedDecisions['layout']>,
  blocks: readonly string[],
  style: Style,
): string {
  const { newline } = style;
  const lines = blocks.map((source) => style.block + source).join(`,${newline}`);
  const list = `${newline}${style.list}"entities": [${newline}${lines}${newline}${style.list}]`;
  return content
    ? `${text.slice(0, content.end)},${list}${text.slice(content.end)}`
    : `${text.slice(0, root.start)}{${list}${newline}}${text.slice(root.end)}`;
}

/** How the file is laid out: what its first lines do, two blanks a level where they do not say. */
function styleOf({ text, layout, places }: ParsedDecisions): Style {
  const newline = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const unit = indentAt(text, layout?.content?.start) ?? '  ';
  const [first] = places;
  const blockIndent = indentAt(text, first?.start) ?? unit + unit;
  const source = first && sliceOf(text, first);
  const key = (source && indentAt(source, source.indexOf('"'))) ?? blockIndent + unit;
  return { newline, list: unit, block: blockIndent, key, item: key + unit };
}

/** The white space before what begins its line at an offset. */
function indentAt(text: string, offset: number | undefined): string | undefined {
  if (offset === undefined) return undefined;
  return /(?:^|[\r\n])([ \t]*)$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[1];
}

/** Its source, made of what did not change in the blocks it comes from and of what did. */
function block({ value, index, absorbed }: Draft, sourceOf: (index: number) => string, style: Style): string {
  const old = new Map<string, Old>();
  // What the block itself says of a key wins over what it absorbed; known keys were merged already.
  for (const from of [...absorbed, ...(index === undefined ? [] : [index])]) {
    const source = sourceOf(from);
    for (const { children } of parseTree(source)?.children ?? []) {
      const [key, content] = children ?? [];
      if (key && content) old.set(key.value as string, { source, content, isOwn: from === index });
    }
  }
  const fields: [string, string][] = [];
  const add = (key: string, content: string | undefined): void => {
    if (content !== undefined) fields.push([key, content]);
  };
  const listOf = (key: string, items: readonly string[]): string | undefined =>
    items.length === 0 ? undefined : list(old.get(key), items, style);
  add('name', JSON.stringify(value.name));
  add('type', JSON.stringify(value.type));
  add('namesake', value.namesake === undefined ? undefined : JSON.stringify(value.namesake));
  const texts = (list: readonly string[]): string[] => list.map((item) => JSON.stringify(item));
  add('in', listOf('in', texts(value.in)));
  const names = (list: readonly DecidedName[]): string[] => list.map((name) => nameText(name, value));
  add('aliases', listOf('aliases', names(value.aliases)));
  add('notSame', listOf('notSame', names(value.notSame)));
  add('accepted', listOf('accepted', texts(value.accepted)));
  add('find', listOf('find', texts(value.find)));
  add('hidden', value.hidden ? 'true' : undefined);
  add('ignoredIn', listOf('ignoredIn', texts(value.ignoredIn)));
  for (const [key, was] of old) if (!KNOWN_KEYS.has(key)) add(key, sourceOfNode(was, was.content));
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

/** What a block said of a key. */
interface Old {
  readonly source: string;
  readonly content: Node;
  /** Whether the block said it itself. */
  readonly isOwn: boolean;
}

/** A list with an item a line; as it stood, if its items are those that stood there. */
function list(was: Old | undefined, items: readonly string[], style: Style): string {
  const raw = was?.isOwn && was.content.children?.map((item) => sourceOfNode(was, item));
  if (raw && raw.length === items.length && raw.every((item, i) => item === items[i]))
    return sourceOfNode(was, was.content);
  const lines = items.map((item) => style.item + item).join(`,${style.newline}`);
  return `[${style.newline}${lines}${style.newline}${style.key}]`;
}

function sourceOfNode({ source }: Old, { offset, length }: Node): string {
  return source.slice(offset, offset + length);
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

function sliceOf(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}

import { BLOCK } from './elements';
import { Emphasis } from './emphasis';
import { ReferenceReader } from './references';
import type { BlockTraits, TextBuilder } from './text-builder';

/** A stretch of a source. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What becomes of each character of a paragraph. */
const KEEP = 0;
const DROP = 1;
/** The first character of an HTML tag that ends a block, and of one that ends a line. */
const BLOCK_END = 2;
const LINE_END = 3;
/** The first character of a character reference. */
const REFERENCE = 4;

const SPECIAL = /[\\`*_~=[\]<&%]/;
const ESCAPED = /[!-/:-@[-`{-~]/;
const COMMENT = '<!--';
const AUTOLINK = /<(?:https?:\/\/|mailto:)[^\s<>]{1,2000}>/y;
const TAG = /<\/?([a-zA-Z][a-zA-Z0-9-]{0,30})(?:\s[^<>]{0,2000})?\/?>/y;
const WIKILINK = /\[\[([^[\]|#\n]{0,300})(#[^[\]|\n]{0,300})?(?:\|([^[\]\n]{0,500}))?\]\]/y;
const FOOTNOTE = /\[\^[^\]\s]{1,100}\]/y;
const LABEL = /\[([^[\]]{0,200})\]/y;
const DEFINITIONS = /^[ \t]{0,3}\[([^\]^\n\r][^\]\n\r]{0,199})\]:/gm;
/** Link targets are no longer, nor their parentheses nested deeper. */
const LONGEST_TARGET = 1000;
const DEEPEST_PARENTHESES = 32;
const LONGEST_LABEL = 200;

/** Reads the inline marks of Markdown paragraphs into a text builder. */
export class InlineReader {
  private readonly references = new ReferenceReader();
  private readonly definitions = new Set<string>();

  constructor(
    private readonly source: string,
    private readonly builder: TextBuilder,
  ) {
    for (const [, label] of source.matchAll(DEFINITIONS)) this.definitions.add(normalLabel(label!));
  }

  /** Adds a paragraph, given as its lines, to the builder's current block; HTML block tags in it begin new ones. */
  read(lines: readonly Stretch[], traits: BlockTraits): void {
    const text = lines.map(({ from, to }) => this.source.slice(from, to)).join('\n');
    const fate = SPECIAL.test(text) ? new Scan(text, this.references, this.definitions).fate() : undefined;
    let offset = 0;
    lines.forEach(({ from, to }, i) => {
      if (i > 0) this.builder.space(lines[i - 1]!.to, from);
      if (fate === undefined) this.builder.add(from, to);
      else this.emit(fate, offset, from, to, traits);
      offset += to - from + 1;
    });
  }

  private emit(fate: Uint8Array, offset: number, from: number, to: number, traits: BlockTraits): void {
    const shift = from - offset;
    for (let at = from; at < to;) {
      const what = fate[at - shift]!;
      let next = at + 1;
      if (what === KEEP || what === DROP) while (next < to && fate[next - shift] === what) next++;
      if (what === KEEP) this.builder.add(at, next);
      else if (what === BLOCK_END) this.builder.block(traits);
      else if (what === LINE_END) this.builder.space(at, next);
      else if (what === REFERENCE) {
        const { text, length } = this.references.read(this.source, at)!;
        next = at + length;
        this.builder.replace(text, at, next);
      }
      at = next;
    }
  }
}

/** One pass over a paragraph that decides for every character whether a reader sees it. */
class Scan {
  private readonly fates: Uint8Array;
  private readonly emphasis: Emphasis;
  private readonly brackets: number[] = [];
  /** Images, with their alternative texts; they may nest. */
  private readonly images: Stretch[] = [];
  /** Offsets of the backtick run that closes the run at an offset. */
  private readonly codeEnds: Map<number, number>;
  private readonly absent = new Set<string>();

  constructor(
    private readonly text: string,
    private readonly references: ReferenceReader,
    private readonly definitions: ReadonlySet<string>,
  ) {
    this.fates = new Uint8Array(text.length);
    this.emphasis = new Emphasis(text, (start, end) => this.fates.fill(DROP, start, end));
    this.codeEnds = codeSpans(text);
  }

  fate(): Uint8Array {
    const { text } = this;
    for (let at = 0; at < text.length;) {
      const char = text[at]!;
      if (char === '\\') at = this.escape(at);
      else if (char === '`') at = this.code(at);
      else if (char === '<') at = this.angle(at);
      else if (char === '&') at = this.reference(at);
      else if (char === '[') at = this.openBracket(at);
      else if (char === ']') at = this.closeBracket(at);
      else if (char === '*' || char === '_' || char === '~' || char === '=') at = this.emphasis.run(at);
      else if (char === '%' && text[at + 1] === '%') at = this.dropThrough('%%', at, at + 2);
      else at++;
    }
    let done = 0;
    for (const { from, to } of this.images.sort((a, b) => a.from - b.from || b.to - a.to)) {
      if (from >= done) this.fates.fill(DROP, from, to);
      done = Math.max(done, to);
    }
    return this.fates;
  }

  private drop(from: number, to: number): void {
    this.fates.fill(DROP, from, to);
  }

  private escape(at: number): number {
    const next = this.text[at + 1];
    if (next === undefined || !(ESCAPED.test(next) || next === '\n')) return at + 1;
    this.drop(at, at + 1);
    return at + 2;
  }

  private code(at: number): number {
    let end = at + 1;
    while (this.text[end] === '`') end++;
    const close = this.codeEnds.get(at);
    if (close === undefined) return end;
    const length = end - at;
    this.drop(at, end);
    this.drop(close, close + length);
    return close + length;
  }

  private angle(at: number): number {
    if (this.text.startsWith(COMMENT, at)) return this.dropThrough('-->', at, at + COMMENT.length);
    AUTOLINK.lastIndex = at;
    if (AUTOLINK.test(this.text)) {
      this.drop(at, at + 1);
      this.drop(AUTOLINK.lastIndex - 1, AUTOLINK.lastIndex);
      return AUTOLINK.lastIndex;
    }
    TAG.lastIndex = at;
    const name = TAG.exec(this.text)?.[1]?.toLowerCase();
    if (name === undefined) return at + 1;
    const end = TAG.lastIndex;
    if ((name === 'script' || name === 'style') && this.text[at + 1] !== '/')
      return this.dropThrough(`</${name}>`, at, end);
    this.drop(at, end);
    if (name === 'br') this.fates[at] = LINE_END;
    else if (BLOCK.has(name)) this.fates[at] = BLOCK_END;
    return end;
  }

  /** Leaves out everything to an end mark, if it comes; whether it does is looked for once. */
  private dropThrough(mark: string, at: number, from: number): number {
    const close = this.absent.has(mark) ? -1 : this.text.indexOf(mark, from);
    if (close < 0) {
      this.absent.add(mark);
      return from;
    }
    this.drop(at, close + mark.length);
    return close + mark.length;
  }

  private reference(at: number): number {
    const reference = this.references.read(this.text, at);
    if (reference === undefined) return at + 1;
    this.fates[at] = REFERENCE;
    this.drop(at + 1, at + reference.length);
    return at + reference.length;
  }

  private openBracket(at: number): number {
    const image = this.text[at - 1] === '!' && this.fates[at - 1] === KEEP;
    FOOTNOTE.lastIndex = at;
    if (FOOTNOTE.test(this.text)) {
      this.drop(at, FOOTNOTE.lastIndex);
      return FOOTNOTE.lastIndex;
    }
    WIKILINK.lastIndex = at;
    const wiki = this.text[at + 1] === '[' ? WIKILINK.exec(this.text) : null;
    if (wiki === null) {
      this.brackets.push(at);
      return at + 1;
    }
    const end = WIKILINK.lastIndex;
    const [, page = '', heading = '', alias] = wiki;
    if (image) this.drop(at - 1, end);
    else {
      const from = alias !== undefined ? end - 2 - alias.length : page !== '' ? at + 2 : at + 3;
      const to = alias !== undefined ? end - 2 : page !== '' ? from + page.length : at + 2 + heading.length;
      this.drop(at, from);
      this.drop(to, end);
    }
    return end;
  }

  private closeBracket(at: number): number {
    const open = this.brackets.pop();
    if (open === undefined) return at + 1;
    const end = this.linkEnd(open, at);
    if (end === undefined) return at + 1;
    if (this.text[open - 1] === '!' && this.fates[open - 1] === KEEP)
      this.images.push({ from: open - 1, to: end });
    else {
      this.drop(open, open + 1);
      this.drop(at, end);
    }
    return end;
  }

  /** Where the link whose text ends at a `]` ends, or `undefined` when it is no link. */
  private linkEnd(open: number, close: number): number | undefined {
    const target = this.text[close + 1] === '(' ? this.targetEnd(close + 1) : undefined;
    if (target !== undefined) return target;
    if (this.definitions.size === 0 || close - open > LONGEST_LABEL) return undefined;
    const label = this.text.slice(open + 1, close);
    LABEL.lastIndex = close + 1;
    const second = LABEL.exec(this.text)?.[1];
    if (second !== undefined && this.definitions.has(normalLabel(second === '' ? label : second)))
      return LABEL.lastIndex;
    return this.definitions.has(normalLabel(label)) ? close + 1 : undefined;
  }

  /** Where the parentheses of a link target end: balanced ones, a title in quotes allowed. */
  private targetEnd(open: number): number | undefined {
    const limit = Math.min(this.text.length, open + LONGEST_TARGET);
    let depth = 0;
    let quote = '';
    for (let at = open; at < limit; at++) {
      const char = this.text[at]!;
      if (char === '\\') at++;
      else if (quote !== '') quote = char === quote ? '' : quote;
      else if ((char === '"' || char === "'") && /\s/.test(this.text[at - 1]!)) quote = char;
      else if (char === '(' && ++depth > DEEPEST_PARENTHESES) return undefined;
      else if (char === ')' && --depth === 0) return at + 1;
    }
    return undefined;
  }
}

/** For each backtick run that opens a code span, where its closing run stands. */
function codeSpans(text: string): Map<number, number> {
  const ends = new Map<number, number>();
  if (!text.includes('`')) return ends;
  const next = new Map<number, number>();
  for (const { 0: run, index } of [...text.matchAll(/`+/g)].reverse()) {
    const close = next.get(run.length);
    if (close !== undefined) ends.set(index, close);
    next.set(run.length, index);
  }
  return ends;
}

function normalLabel(label: string): string {
  return label.trim().toLowerCase().replace(/\s+/g, ' ');
}

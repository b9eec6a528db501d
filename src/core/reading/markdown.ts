import { linesOf, isSpace } from './lines';
import { readFrontMatter } from './front-matter';
import { InlineReader, type Stretch } from './markdown-inline';
import type { Page } from './page';
import { TextBuilder, type BlockTraits } from './text-builder';

/** Quote marks and list bullets nested deeper than this are text: no page goes so deep. */
const DEEPEST_NESTING = 32;
const CODE_INDENT = 4;
const CODE_INDENT_IN_LIST = 8;
const HEADING = /^(#{1,6})(?:[ \t]+|$)/;
const CLOSING_HASHES = /(?:^|[ \t])#+$/;
const RULE = /^(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const FENCE = /^(`{3,}|~{3,})([^`]*)$/;
const BULLET = /^(?:[-*+•]|\d{1,9}[.)])(?:[ \t]+|$)(?:\[[ xX]\][ \t]+)?/;
const DELIMITER_ROW = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/;
const DEFINITION = /^\[([^\]^][^\]]{0,199})\]:[ \t]*\S/;
const FOOTNOTE = /^\[\^[^\]\s]{1,100}\]:[ \t]*/;
const RAW_BLOCK = /^<(script|style|pre|textarea|template|noscript)(?=[\s>]|$)/i;
const FIGURE = /^(!\[)([^\][]{1,300})\]\([^()]{0,1000}\)$/;
const BOLD_LINE = /^(?:\*\*|__)[^*_]{3,250}(?:\*\*|__)$/;
const LONGEST_HEADING = 250;
const LONGEST_MARKUP_LINE = 2000;

/**
 * Reads Markdown: what a reader of the rendered page sees. Own light scanner over lines and inline marks: front matter, code
 * blocks, comments, definitions and images are left out.
 */
export function readMarkdown(text: string): Page {
  const front = readFrontMatter(text);
  const reader = new MarkdownReader(text);
  reader.read(front?.end ?? 0);
  return { ...reader.builder.finish(), facts: front?.facts ?? {}, problems: front?.problems ?? [] };
}

class MarkdownReader {
  readonly builder: TextBuilder;
  private readonly inline: InlineReader;
  /** The lines of the paragraph being read, without quote marks and bullets. */
  private paragraph: Stretch[] = [];
  private traits: BlockTraits = {};
  private fence: string | undefined;
  /** Offset before which lines are left out: the end of a comment or script. */
  private skipTo = 0;
  private inTable = false;
  private inList = false;
  private apart = true;
  private rule = false;

  constructor(private readonly source: string) {
    this.builder = new TextBuilder(source);
    this.inline = new InlineReader(source, this.builder);
  }

  read(from: number): void {
    const { start, end } = linesOf(this.source, from);
    for (let i = 0; i < start.length; i++) {
      const lineStart = i === 0 ? from : this.lineStart(start[i]!);
      this.line(start[i]!, end[i]!, start[i]! - lineStart);
    }
    this.flush();
  }

  private lineStart(at: number): number {
    let start = at;
    while (
      start > 0 &&
      isSpace(this.source.charCodeAt(start - 1)) &&
      !isBreak(this.source.charCodeAt(start - 1))
    )
      start--;
    return start;
  }

  private line(from: number, end: number, indent: number): void {
    if (this.skips(from, end)) return;
    if (from === end) {
      this.flush();
      this.inTable = false;
      this.apart = true;
      return;
    }
    if (this.paragraph.length === 0 && this.apart && this.isCode(from, end, indent)) return;
    if (indent < 2 && this.apart) this.inList = false;
    this.content(from, end);
  }

  /** Whether a line after an empty one is indented code; in a list, deeper than the text of an item of an item. */
  private isCode(from: number, end: number, indent: number): boolean {
    if (!this.inList) return indent >= CODE_INDENT;
    return indent >= CODE_INDENT_IN_LIST && !BULLET.test(this.source.slice(from, Math.min(end, from + 40)));
  }

  /** Whether a line lies in a fenced block, a comment or a script, which may also begin or end with it. */
  private skips(from: number, end: number): boolean {
    if (this.fence !== undefined) {
      const mark = this.source.slice(from, Math.min(end, from + LONGEST_MARKUP_LINE));
      if (mark.startsWith(this.fence) && /^[`~]+$/.test(mark)) this.fence = undefined;
      return true;
    }
    return end < this.skipTo || (end === this.skipTo && from < end);
  }

  /** Reads a line's quote marks, bullets and block marks. */
  private content(lineStart: number, end: number): void {
    let from = lineStart;
    let item = false;
    let quoted = false;
    for (let depth = 0; depth < DEEPEST_NESTING && from < end; depth++) {
      const head = this.source.slice(from, Math.min(end, from + 40));
      if (head[0] === '>') {
        quoted = true;
        from++;
      } else {
        const bullet = RULE.test(this.head(from, end)) ? undefined : BULLET.exec(head)?.[0];
        if (bullet === undefined || (/^\d/.test(bullet) && this.paragraph.length > 0 && !this.inList)) break;
        item = true;
        from += bullet.length;
      }
      while (from < end && isSpace(this.source.charCodeAt(from))) from++;
    }
    if (item || (quoted && this.traits.kind === 'item')) this.flush();
    if (item) this.inList = true;
    if (from >= end) {
      this.flush();
      return;
    }
    this.block(from, end, item);
  }

  private block(from: number, end: number, item: boolean): void {
    const head = this.head(from, end);
    const heading = HEADING.exec(head);
    const fence = FENCE.exec(head)?.[1];
    if (fence !== undefined) {
      this.flush();
      this.fence = fence;
    } else if (head.startsWith('<!--') || RAW_BLOCK.test(head)) this.raw(from, end, head);
    else if (this.paragraph.length > 0 && !item && /^(?:=+|-+)$/.test(head))
      this.underline(head[0] === '=' ? 1 : 2);
    else if (RULE.test(head)) {
      this.flush();
      this.apart = true;
      this.rule = true;
    } else if (heading !== null) {
      this.flush();
      this.traits = { kind: 'heading', level: heading[1]!.length };
      const closing = CLOSING_HASHES.exec(head.length < LONGEST_MARKUP_LINE ? head : '');
      this.paragraph.push({ from: from + heading[0].length, to: end - (closing?.[0].length ?? 0) });
      this.flush();
    } else if (this.startsTable(head, item)) this.table();
    else if (this.inTable) this.row({ from, to: end });
    else if (this.paragraph.length === 0 && DEFINITION.test(head)) this.apart = true;
    else if (this.paragraph.length === 0 && this.caption(from, head)) this.apart = true;
    else {
      const footnote =
        this.paragraph.length === 0 || FOOTNOTE.test(head) ? FOOTNOTE.exec(head)?.[0].length : undefined;
      if (footnote !== undefined || this.isBoldLine()) this.flush();
      if (this.paragraph.length === 0) this.traits = { kind: item ? 'item' : 'paragraph', apart: this.apart };
      this.paragraph.push({ from: from + (footnote ?? 0), to: end });
      this.apart = false;
    }
  }

  /** Whether all that the paragraph holds so far is one bold line: a headline, whatever follows it directly. */
  private isBoldLine(): boolean {
    const [line, second] = this.paragraph;
    return line !== undefined && second === undefined && BOLD_LINE.test(this.head(line.from, line.to));
  }

  /** Comments and elements whose content is not text run to their end mark, over empty lines too. */
  private raw(from: number, end: number, head: string): void {
    this.flush();
    const name = RAW_BLOCK.exec(head)?.[1]?.toLowerCase();
    if (name === 'pre') {
      this.paragraph.push({ from, to: end });
      return;
    }
    const mark = name === undefined ? '-->' : `</${name}`;
    const close = this.source.indexOf(mark, from);
    const after = close < 0 ? 0 : this.source.indexOf('>', close + mark.length - 1) + 1;
    this.skipTo = after > 0 ? after : Infinity;
    if (after > 0 && after < end) this.paragraph.push({ from: after, to: end });
  }

  /** An image alone on its line is a figure: its alternative text, when it says something, is read as the caption. */
  private caption(from: number, head: string): boolean {
    const [, open = '', text = ''] = FIGURE.exec(head) ?? [];
    if (text === '' || !/\p{L}+\s+\p{L}+\s+\p{L}/u.test(text)) return false;
    this.traits = { kind: 'caption' };
    this.paragraph.push({ from: from + open.length, to: from + open.length + text.length });
    this.flush();
    return true;
  }

  /** What has been read turns out to be a heading, underlined; dashes under prose are a rule, whatever Markdown says. */
  private underline(level: number): void {
    const last = this.paragraph[this.paragraph.length - 1]!;
    if (level === 2 && (last.to - last.from > LONGEST_HEADING || this.source[last.to - 1] === '.')) {
      this.flush();
      this.apart = true;
      this.rule = true;
      return;
    }
    this.traits = { kind: 'heading', level };
    this.flush();
    this.apart = true;
  }

  private startsTable(head: string, item: boolean): boolean {
    const header = this.paragraph[this.paragraph.length - 1];
    if (item || this.inTable || header === undefined || !DELIMITER_ROW.test(head)) return false;
    return this.head(header.from, header.to).includes('|');
  }

  /** The line before a delimiter row turns out to be the head of a table. */
  private table(): void {
    const header = this.paragraph.pop()!;
    this.flush();
    this.row(header);
    this.inTable = true;
  }

  private row({ from, to }: Stretch): void {
    let cell = from;
    for (let at = from; at <= to; at++) {
      const code = at < to ? this.source.charCodeAt(at) : 124;
      if (code === 92) at++;
      else if (code === 124) {
        this.traits = { kind: 'cell' };
        this.paragraph.push({ from: cell, to: Math.min(at, to) });
        this.flush();
        cell = at + 1;
      }
    }
  }

  /** The beginning of a line's content, enough of it for block marks. */
  private head(from: number, end: number): string {
    return this.source.slice(from, Math.min(end, from + LONGEST_MARKUP_LINE));
  }

  private flush(): void {
    if (this.paragraph.length > 0) {
      this.builder.block(this.rule ? { ...this.traits, rule: true } : this.traits);
      this.rule = false;
      this.inline.read(this.paragraph, this.traits);
      this.builder.block({});
    }
    this.paragraph = [];
    this.traits = {};
  }
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}

import type { SourceMap } from '../model';
import { PLAIN_BLOCK, type Block } from './page';
import { RunMap } from './source-map';

/** What a block is, apart from where it stands. */
export type BlockTraits = Partial<Omit<Block, 'start' | 'end'>>;

/**
 * Builds a reading text out of pieces of a source, block by block, keeping where every character comes
 * from. Runs of blanks become one space, as on a rendered page; blocks are separated by one newline
 * that stands for everything between them in the source.
 */
export class TextBuilder {
  private readonly parts: string[] = [];
  private length = 0;
  private readonly reading: number[] = [];
  private readonly start: number[] = [];
  private readonly end: number[] = [];
  private readonly blocks: Block[] = [];
  private blockStart = -1;
  private traits: BlockTraits = {};
  private blankStart = -1;
  private blankEnd = -1;

  constructor(private readonly source: string) {}

  /** Length of the reading text so far. */
  get size(): number {
    return this.length;
  }

  /** Whether the current block has visible text already. */
  get hasText(): boolean {
    return this.blockStart >= 0;
  }

  /** Where the current block begins, or -1 while it has no text. */
  get currentStart(): number {
    return this.blockStart;
  }

  /** Ends the current block; text that follows makes a new one, with the given traits. */
  block(traits: BlockTraits): void {
    if (this.blockStart >= 0) {
      const { kind, level, furniture, linked, section, apart, rule } = this.traits;
      this.blocks.push({
        start: this.blockStart,
        end: this.length,
        kind: kind ?? PLAIN_BLOCK.kind,
        level: level ?? PLAIN_BLOCK.level,
        furniture: furniture ?? PLAIN_BLOCK.furniture,
        linked: linked ?? PLAIN_BLOCK.linked,
        section: section ?? PLAIN_BLOCK.section,
        apart: apart ?? PLAIN_BLOCK.apart,
        rule: rule ?? PLAIN_BLOCK.rule,
      });
    }
    this.blockStart = -1;
    this.blankStart = -1;
    this.traits = traits;
  }

  /** Sets all traits of the block being built. */
  describe(traits: BlockTraits): void {
    this.traits = traits;
  }

  /** Changes some traits of the block being built. */
  amend(traits: BlockTraits): void {
    this.traits = { ...this.traits, ...traits };
  }

  /** Adds a stretch of the source, character by character. */
  add(from: number, to: number): void {
    let literal = from;
    let i = from;
    while (i < to) {
      if (!isBlank(this.source.charCodeAt(i))) {
        i++;
        continue;
      }
      const blank = i;
      while (i < to && isBlank(this.source.charCodeAt(i))) i++;
      const plainSpace = i - blank === 1 && blank > literal && i < to && this.source.charCodeAt(blank) === 32;
      if (plainSpace) continue;
      this.visible(literal, blank);
      this.space(blank, i);
      literal = i;
    }
    this.visible(literal, to);
  }

  /** Adds text that stands for a stretch of the source as a whole: a character reference. */
  replace(text: string, from: number, to: number): void {
    if (text === '') return;
    if (text.length === 1 && isBlank(text.charCodeAt(0))) this.space(from, to);
    else {
      this.beforeText(from);
      this.push(text, from, to);
    }
  }

  /** Adds a blank that stands for a stretch of the source: a line break, a `<br>`. */
  space(from: number, to: number): void {
    if (this.blockStart < 0) return;
    if (this.blankStart < 0) this.blankStart = from;
    this.blankEnd = to;
  }

  /** Ends the last block and gives the text. */
  finish(): { text: string; source: SourceMap; blocks: readonly Block[] } {
    this.block({});
    const map = new RunMap(
      Int32Array.from([...this.reading, this.length]),
      Int32Array.from(this.start),
      Int32Array.from(this.end),
    );
    return { text: this.parts.join(''), source: map, blocks: this.blocks };
  }

  private visible(from: number, to: number): void {
    if (from >= to) return;
    this.beforeText(from);
    this.push(this.source.slice(from, to), from, to);
  }

  private beforeText(from: number): void {
    if (this.blockStart >= 0) {
      if (this.blankStart >= 0) this.push(' ', this.blankStart, this.blankEnd);
      this.blankStart = -1;
      return;
    }
    if (this.length > 0) this.push('\n', this.end[this.end.length - 1] ?? from, from);
    this.blockStart = this.length;
  }

  private push(text: string, from: number, to: number): void {
    const last = this.reading.length - 1;
    const exact = text.length === to - from;
    const follows = last >= 0 && this.end[last] === from;
    if (exact && follows && from - this.start[last]! === this.length - this.reading[last]!) {
      this.end[last] = to;
    } else {
      this.reading.push(this.length);
      this.start.push(from);
      this.end.push(to);
    }
    this.parts.push(text);
    this.length += text.length;
  }
}

/** The white space that HTML and Markdown fold; a non-breaking space is not among it. */
export function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

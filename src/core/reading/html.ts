import { Tokenizer, TokenizerMode, type Token } from 'parse5';
import { isoDate } from './dates';
import { BLOCK, FURNITURE, FURNITURE_CLASS, FURNITURE_ROLES, UNSEEN, UNSEEN_STYLE, VOID } from './elements';
import { OpenElements, type Context } from './open-elements';
import type { Block, Facts, Page } from './page';
import { ReferenceReader } from './references';
import { TextBuilder } from './text-builder';

const OUTSIDE: Context = {
  unseen: false,
  furniture: false,
  link: false,
  main: false,
  section: -1,
  banner: false,
  kind: 'paragraph',
  level: 0,
};
/** Elements that may stand in `<head>`: any other ends it. */
const HEAD = new Set('html head title meta link style script base noscript template'.split(' '));
const RAW = new Set(['script', 'style', 'xmp', 'iframe', 'noembed', 'noframes']);
const DATE_META =
  /^(?:article:published_time|og:published_time|date|dc\.date|dcterms\.(?:created|date|issued)|pubdate|publish[-_]?date|publication[-_]?date|parsely-pub-date|datepublished|sailthru\.date)$/i;
const JSON_LD_DATE = /"datePublished"\s*:\s*"([^"]{8,40})"/;
/** A `<time>` this far into an article's text is something the text tells, not when it was published. */
const DATELINE_REACH = 800;
/** Attributes are looked at this far: longer ones are data. */
const LONGEST_CLASS = 300;
const LONGEST_STYLE = 300;
/** Lines wrapped by hand are at least this long. */
const SHORTEST_WRAPPED_LINE = 50;
/** A table cell this long holds prose: the table lays the page out. */
const LONGEST_CELL = 100;
/** A `<main>` or `<article>` with less text than this is not where the content is. */
const LEAST_CONTENT = 200;

/**
 * Reads an HTML page: its visible text, block by block, every character with its place in the source.
 * Built on the parse5 tokenizer with source locations; elements are tracked here, because building a tree takes
 * quadratic time on deep pages and moves text about.
 */
export function readHtml(source: string): Page {
  return new HtmlReader(source).read();
}

class HtmlReader {
  private readonly builder: TextBuilder;
  private readonly open = new OpenElements(OUTSIDE);
  private readonly references = new ReferenceReader();
  private readonly facts: Facts = {};
  private readonly tokenizer: Tokenizer;
  /** The context of each block, in the order of the blocks. */
  private readonly contexts: Context[] = [];
  private textStart = 0;
  private sections = 0;
  private sectionText = 0;
  private titleStart = -1;
  private jsonStart = -1;
  /** Length of the reading text at the last line break. */
  private lineStart = 0;
  private ampersand = -1;
  private rule = false;
  /** The moment that an open `<time>` at the beginning of a block tells. */
  private moment: string | undefined;

  constructor(private readonly source: string) {
    this.builder = new TextBuilder(source);
    const ignore = (): void => {};
    const between = (token: Token.CommentToken | Token.DoctypeToken): void => this.textUpTo(token.location!);
    this.tokenizer = new Tokenizer(
      { sourceCodeLocationInfo: true },
      {
        onStartTag: (token) => this.startTag(token),
        onEndTag: (token) => this.endTag(token),
        onComment: between,
        onDoctype: between,
        onEof: () => this.textUpTo({ startOffset: source.length, endOffset: source.length }),
        onCharacter: ignore,
        onNullCharacter: ignore,
        onWhitespaceCharacter: ignore,
      },
    );
  }

  read(): Page {
    this.tokenizer.write(this.source, true);
    const { text, source, blocks } = this.builder.finish();
    return {
      text,
      source,
      blocks: contentFirst(blocks, this.contexts, this.facts, text),
      facts: this.facts,
      problems: [],
    };
  }

  private startTag(token: Token.TagToken): void {
    this.textUpTo(token.location!);
    const name = token.tagName;
    if (RAW.has(name))
      this.tokenizer.state = name === 'script' ? TokenizerMode.SCRIPT_DATA : TokenizerMode.RAWTEXT;
    else if (name === 'title' || name === 'textarea') this.tokenizer.state = TokenizerMode.RCDATA;
    else if (name === 'plaintext') this.tokenizer.state = TokenizerMode.PLAINTEXT;
    if (name === 'meta') this.meta(token);
    if (name === 'br') this.lineBreak(token.location!);
    if (name === 'hr') {
      this.newBlock();
      this.rule = true;
    }
    if (VOID.has(name)) return;
    if (!HEAD.has(name)) this.open.end('head');
    this.open.beforeStart(name);
    if (name === 'title' && this.titleStart < 0) this.titleStart = token.location!.endOffset;
    if (name === 'script' && attribute(token, 'type') === 'application/ld+json')
      this.jsonStart = token.location!.endOffset;
    if (name === 'html') this.facts.language ??= attribute(token, 'lang') ?? '';
    if (name === 'time') this.time(token);
    const context = this.inside(name, token);
    if (
      context.unseen &&
      token.selfClosing &&
      (name === 'svg' || name === 'math' || this.open.context.unseen)
    )
      return;
    this.open.push(name, context);
    if (BLOCK.has(name) || context.furniture !== this.open.context.furniture) this.newBlock();
  }

  private endTag(token: Token.TagToken): void {
    this.textUpTo(token.location!);
    const name = token.tagName;
    if (name === 'title' && this.titleStart >= 0 && this.facts.pageTitle === undefined) {
      this.facts.pageTitle = this.plain(this.titleStart, token.location!.startOffset);
    }
    if (name === 'script' && this.jsonStart >= 0) {
      const date = JSON_LD_DATE.exec(this.source.slice(this.jsonStart, token.location!.startOffset))?.[1];
      if (date !== undefined) this.date(isoDate(date));
      this.jsonStart = -1;
    }
    if (name === 'time') this.endTime();
    const closed = this.open.end(name);
    if (BLOCK.has(name) && (closed || name === 'p')) this.newBlock();
  }

  /** Adds the text between the last tag and this one. */
  private textUpTo(location: { startOffset: number; endOffset: number }): void {
    const from = this.textStart;
    const to = location.startOffset;
    this.textStart = location.endOffset;
    if (from >= to || this.open.context.unseen) return;
    const had = this.builder.hasText;
    const before = this.builder.size;
    this.addText(this.builder, from, to);
    if (this.builder.size === before) return;
    const context = this.open.context;
    this.sectionText += this.builder.size - before;
    if (!had) {
      this.contexts.push(context);
      this.builder.describe(traitsOf(context, this.rule));
      this.rule = false;
    } else if (!context.link) this.builder.amend({ linked: false });
  }

  private newBlock(): void {
    this.builder.block({});
    this.lineStart = this.builder.size;
  }

  /** A `<br>` that only wraps a line is a blank; after a short line, a full stop or another `<br>` it ends a block. */
  private lineBreak(location: Token.Location): void {
    if (this.open.context.unseen) return;
    const line = this.builder.size - this.lineStart;
    const wraps =
      line >= SHORTEST_WRAPPED_LINE &&
      !/[.!?:;…»"]\s*$/.test(this.source.slice(Math.max(location.startOffset - 3, 0), location.startOffset));
    if (wraps) this.builder.space(location.startOffset, location.endOffset);
    else this.newBlock();
    this.lineStart = this.builder.size;
  }

  private inside(name: string, token: Token.TagToken): Context {
    const outer = this.open.context;
    if (outer.unseen) return outer;
    const unseen =
      UNSEEN.has(name) ||
      attribute(token, 'hidden') !== undefined ||
      UNSEEN_STYLE.test(attribute(token, 'style')?.slice(0, LONGEST_STYLE) ?? '');
    const article = name === 'article' && outer.section < 0;
    if (article) this.sectionText = 0;
    const heading = /^h[1-6]$/.test(name);
    return {
      unseen,
      furniture: outer.furniture || this.isFurniture(name, token, outer),
      link: outer.link || name === 'a',
      main: outer.main || name === 'main' || attribute(token, 'role') === 'main',
      section: article ? this.sections++ : outer.section,
      banner: outer.banner || (name === 'header' && !outer.main && outer.section < 0),
      kind: heading ? 'heading' : (KINDS[name] ?? outer.kind),
      level: heading ? Number(name[1]) : BLOCK.has(name) ? 0 : outer.level,
    };
  }

  private isFurniture(name: string, token: Token.TagToken, outer: Context): boolean {
    if (FURNITURE.has(name) || (name === 'aside' && outer.section < 0)) return true;
    if (FURNITURE_ROLES.has(attribute(token, 'role') ?? '')) return true;
    if (name === 'html' || name === 'body' || name === 'main' || name === 'article') return false;
    const words = `${attribute(token, 'class') ?? ''} ${attribute(token, 'id') ?? ''}`.slice(
      0,
      LONGEST_CLASS,
    );
    return words.length > 1 && words.split(/\s+/).some((word) => FURNITURE_CLASS.test(word));
  }

  private meta(token: Token.TagToken): void {
    const content = attribute(token, 'content');
    if (content === undefined || content === '') return;
    const name =
      attribute(token, 'property') ?? attribute(token, 'name') ?? attribute(token, 'itemprop') ?? '';
    if (name === 'og:title') this.facts.metaTitle ??= content;
    else if (name === 'og:site_name') this.facts.siteName ??= content;
    else if (DATE_META.test(name)) this.date(isoDate(content));
  }

  private time(token: Token.TagToken): void {
    const { unseen, furniture, section } = this.open.context;
    const iso = isoDate(attribute(token, 'datetime') ?? '');
    if (iso === undefined || unseen || furniture) return;
    if (iso.includes('T') && !this.builder.hasText) this.moment = iso;
    if (this.sectionText > DATELINE_REACH) return;
    if (section >= 0) {
      this.facts.sectionDates ??= new Map();
      if (!this.facts.sectionDates.has(section)) this.facts.sectionDates.set(section, iso);
    } else this.facts.timeDate ??= iso;
  }

  private endTime(): void {
    const start = this.builder.currentStart;
    if (this.moment !== undefined && start >= 0)
      (this.facts.times ??= new Map()).set(start, { iso: this.moment, end: this.builder.size });
    this.moment = undefined;
  }

  /** Keeps the first date, or one of the same day that also tells the time. */
  private date(iso: string | undefined): void {
    const known = this.facts.date;
    if (iso !== undefined && (known === undefined || (iso.startsWith(known) && iso.length > known.length))) {
      this.facts.date = iso;
    }
  }

  /** Adds a stretch of text, with its character references decoded. */
  private addText(builder: TextBuilder, from: number, to: number): void {
    let literal = from;
    let at = this.nextAmpersand(from);
    while (at < to) {
      const reference = this.references.read(this.source, at);
      const length = reference?.length ?? 1;
      if (reference !== undefined && at + length <= to) {
        builder.add(literal, at);
        builder.replace(reference.text, at, at + length);
        literal = at + length;
      }
      at = this.nextAmpersand(at + length);
    }
    builder.add(literal, to);
  }

  /** Where the next `&` stands at or after an offset: found once, however many tags lie before it. */
  private nextAmpersand(from: number): number {
    if (this.ampersand < from) {
      const next = this.source.indexOf('&', from);
      this.ampersand = next < 0 ? Infinity : next;
    }
    return this.ampersand;
  }

  /** A stretch of the source as text on one line. */
  private plain(from: number, to: number): string {
    const builder = new TextBuilder(this.source);
    this.addText(builder, from, to);
    return builder.finish().text;
  }
}

const KINDS: Readonly<Record<string, Block['kind'] | undefined>> = {
  li: 'item',
  dt: 'item',
  dd: 'item',
  td: 'cell',
  th: 'cell',
  figcaption: 'caption',
  caption: 'caption',
  blockquote: 'paragraph',
  article: 'paragraph',
  section: 'paragraph',
  main: 'paragraph',
};

function attribute(token: Token.TagToken, name: string): string | undefined {
  return token.attrs.find((a) => a.name === name)?.value;
}

function traitsOf(context: Context, rule: boolean): Omit<Block, 'start' | 'end'> {
  const { kind, level, furniture, section } = context;
  return { kind, level, furniture, linked: context.link, section, apart: true, rule };
}

/**
 * Marks as furniture what stands outside `<main>`, or outside the one `<article>`, when that holds the content;
 * the site's header is furniture but for the page's only `h1`.
 */
function contentFirst(
  blocks: readonly Block[],
  contexts: readonly Context[],
  facts: Facts,
  text: string,
): Block[] {
  const size = (keep: (context: Context) => boolean): number =>
    blocks.reduce(
      (sum, b, i) => (!b.furniture && !b.linked && keep(contexts[i]!) ? sum + b.end - b.start : sum),
      0,
    );
  const all = size(() => true);
  const inMain = size((c) => c.main);
  const inArticles = size((c) => c.section >= 0);
  const useMain = inMain >= LEAST_CONTENT || (inMain > 0 && inMain * 2 >= all);
  const useArticles = !useMain && inArticles >= LEAST_CONTENT && inArticles * 2 >= all;
  const h1Outside = (i: number): boolean =>
    blocks[i]!.level === 1 && text.slice(blocks[i]!.start, blocks[i]!.end) !== facts.siteName;
  const hasContentHeading = blocks.some((b, i) => b.level === 1 && !b.furniture && !contexts[i]!.banner);
  return blocks.map((raw, i) => {
    const prose = raw.kind === 'cell' && raw.end - raw.start > LONGEST_CELL;
    const block = prose ? { ...raw, kind: 'paragraph' as const } : raw;
    const { main, section, banner } = contexts[i]!;
    const outside = banner || (useMain && !main) || (useArticles && section < 0);
    if (!outside || block.furniture || (!hasContentHeading && h1Outside(i))) return block;
    return { ...block, furniture: !(block.level === 1 && !banner) };
  });
}

import type { PassageKind, Problem, SourceMap, Span } from '../model';

/** A block of the page as its format tells it, before articles and boilerplate are told apart (reading offsets). */
export interface Block extends Span {
  readonly kind: PassageKind;
  /** 1 to 6 for a heading, else 0. */
  readonly level: number;
  /** The page's own markup says that it is no content: navigation, footer, form. */
  readonly furniture: boolean;
  /** All of it is links. */
  readonly linked: boolean;
  /** Index of the `<article>` element around it, or -1. */
  readonly section: number;
  /** An empty line, a rule or a block of another kind stands before it. */
  readonly apart: boolean;
  /** A rule or a page break stands before it. */
  readonly rule: boolean;
}

/** What front matter, header lines or meta elements say about the page. */
export interface Facts {
  title?: string;
  /** ISO 8601. */
  date?: string;
  place?: string;
  language?: string;
  /** Author, source and the like: read past, not used. */
  other?: string;
  /** The page's own name for itself (`<title>`), site name included. */
  pageTitle?: string;
  siteName?: string;
  /** The title as meta elements give it, for pages without a heading of their own. */
  metaTitle?: string;
  /** The date of the first `<time>` outside every `<article>`. */
  timeDate?: string;
  /** Dates of `<article>` elements, by {@link Block.section}. */
  sectionDates?: Map<number, string>;
  /** The `<time datetime>` elements that tell a time of day, by the reading offset they begin at. */
  times?: Map<number, { readonly iso: string; readonly end: number }>;
}

/** One file before segmentation: what every format's reader gives. */
export interface Page {
  readonly text: string;
  readonly source: SourceMap;
  readonly blocks: readonly Block[];
  readonly facts: Facts;
  readonly problems: readonly Problem[];
}

/** A plain block; formats override what they know better. */
export const PLAIN_BLOCK = {
  kind: 'paragraph',
  level: 0,
  furniture: false,
  linked: false,
  section: -1,
  apart: true,
  rule: false,
} as const satisfies Omit<Block, 'start' | 'end'>;

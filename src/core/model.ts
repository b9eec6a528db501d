/**
 * The plain types that flow through the core: file → articles → mentions → entities.
 *
 * Two kinds of offsets, both in UTF-16 code units, ends exclusive:
 * - *source* offsets point into the decoded text of the file, as the editor shows it;
 * - *reading* offsets point into {@link ReadFile.text}, the visible text without markup.
 * {@link SourceMap} leads from one to the other.
 */

/** A stretch of text; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a name stands for, in the order in which views show them. */
export const ENTITY_TYPES = ['ORG', 'EVENT', 'PER', 'LOC', 'PROD'] as const;
export type EntityType = (typeof ENTITY_TYPES)[number];

/** How a file is to be read; see `formatOf` in reading. */
export type Format = 'text' | 'markdown' | 'html';

/** Leads between reading and source offsets. */
export interface SourceMap {
  /** The smallest source span that holds the given reading span. */
  toSource(reading: Span): Span;
  /** The reading offset at (or, inside markup, after) a source offset. */
  toReading(sourceOffset: number): number;
}

/** What a passage is on the page. */
export type PassageKind =
  'title' | 'heading' | 'paragraph' | 'item' | 'cell' | 'caption' | 'byline' | 'boilerplate';

/** A block of the page (reading offsets): no sentence and no name runs over its end. */
export interface Passage extends Span {
  readonly kind: PassageKind;
  /** Index into {@link ReadFile.articles}, or -1 outside every article (boilerplate, navigation). */
  readonly article: number;
}

/** One article (or item of a live feed) of a file. Spans are source offsets. */
export interface Article {
  /** From the title's or first line to the end of the last line of its content. */
  readonly span: Span;
  readonly title: string | undefined;
  /** ISO 8601: `2007-11-08` or `2025-04-18T17:52`. */
  readonly date: string | undefined;
  /** Where it was written, from the dateline or front matter. */
  readonly place: string | undefined;
  /** BCP 47 primary tag, when it can be told. */
  readonly language: 'fr' | 'en' | 'es' | 'ar' | undefined;
  /** The source ranges that are the article's own text, title first, boilerplate left out. */
  readonly body: readonly Span[];
}

/** Something worth a line in the index report. Never an exception: the core cannot fail. */
export interface Problem {
  /** A stable code; the report turns it into a sentence in the user's language. */
  readonly code:
    | 'binary'
    | 'tooLarge'
    | 'unreadable'
    | 'gone'
    | 'failed'
    | 'decoded-windows-1252'
    | 'malformed-front-matter';
  /** Detail for the report, if any (an error message, a size). Not translated. */
  readonly detail?: string;
}

/** One file, read: its visible text, its articles and what was odd about it. */
export interface ReadFile {
  /** The reading text: what a reader sees, without markup. For plain text, the file's text itself. */
  readonly text: string;
  readonly source: SourceMap;
  /** In reading order, not overlapping; everything a reader can see, boilerplate included. */
  readonly passages: readonly Passage[];
  readonly articles: readonly Article[];
  readonly problems: readonly Problem[];
}

/** A name found in a text (reading offsets). */
export interface Mention extends Span {
  readonly type: EntityType;
  /** How sure the recogniser is, 0 to 1. */
  readonly score: number;
}

/** "Nom complet (SIGLE)" or the other order: two mentions, as indexes into the list they were found in. */
export interface Gloss {
  readonly full: number;
  readonly short: number;
}

/** What recognition makes of one file. Mentions are in reading order and do not overlap. */
export interface Recognition {
  readonly mentions: readonly Mention[];
  readonly glosses: readonly Gloss[];
}

/** The tokens of a text, as parallel arrays (reading offsets). */
export interface Tokens {
  readonly count: number;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** Index of the sentence each token stands in. */
  readonly sentence: Int32Array;
  /** Where each sentence begins and ends: first token's start, last token's end. */
  readonly sentenceStart: Int32Array;
  readonly sentenceEnd: Int32Array;
}

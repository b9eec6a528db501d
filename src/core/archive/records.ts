import type { Article, Problem, Span } from '../model';
import type { LocalName } from '../resolution/local';

/** What the archive keeps of one file: plain data, no text. All offsets are source offsets. */
export interface FileRecord {
  readonly uri: string;
  /** Offsets at which the lines of the file begin, as an editor counts them. */
  readonly lineStarts: Uint32Array;
  readonly tokens: number;
  readonly articles: readonly ArticleRecord[];
  /** Names outside every article (navigation, offers): known to hovers, counted nowhere. */
  readonly margin: NamedMentions;
  readonly problems: readonly Problem[];
}

/** The names of a stretch of text and where they stand. */
export interface NamedMentions {
  readonly names: readonly LocalName[];
  /** In reading order. */
  readonly mentions: readonly MentionRecord[];
}

export interface ArticleRecord
  extends NamedMentions, Pick<Article, 'span' | 'title' | 'date' | 'place' | 'language'> {
  /** What copies of the article are known by; see `fingerprint`. */
  readonly sketch: Uint32Array;
}

export interface MentionRecord extends Span {
  /** Index into the names beside it. */
  readonly name: number;
  readonly sentence: Span;
  /** How sure the recogniser is, 0 to 1. */
  readonly score: number;
  /** How well the sentence explains the name; see `introductionScore`. */
  readonly introduction: number;
}

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
  readonly mentions: MentionTable;
}

export interface ArticleRecord
  extends NamedMentions, Pick<Article, 'span' | 'title' | 'date' | 'place' | 'language'> {
  /** What copies of the article are known by; see `fingerprint`. */
  readonly sketch: Uint32Array;
}

/** Mentions in reading order, a column a property: a row is one mention; see {@link mentionAt}. */
export interface MentionTable {
  readonly count: number;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** Index into the names beside the table. */
  readonly name: Uint32Array;
  readonly sentenceStart: Uint32Array;
  readonly sentenceEnd: Uint32Array;
  /** In steps; see {@link scoreSteps}. */
  readonly score: Uint8Array;
  readonly introduction: Uint8Array;
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

/** One mention of a table. */
export function mentionAt({ mentions }: Pick<NamedMentions, 'mentions'>, i: number): MentionRecord {
  return {
    start: mentions.start[i]!,
    end: mentions.end[i]!,
    name: mentions.name[i]!,
    sentence: { start: mentions.sentenceStart[i]!, end: mentions.sentenceEnd[i]! },
    score: mentions.score[i]! / SCORE_STEPS,
    introduction: mentions.introduction[i]!,
  };
}

/** All mentions of a table, where a few more objects do not matter. */
export function mentionsOf(named: NamedMentions): MentionRecord[] {
  return Array.from({ length: named.mentions.count }, (_, i) => mentionAt(named, i));
}

/** An empty table to be filled in. */
export function mentionTable(count: number): MentionTable {
  return {
    count,
    start: new Uint32Array(count),
    end: new Uint32Array(count),
    name: new Uint32Array(count),
    sentenceStart: new Uint32Array(count),
    sentenceEnd: new Uint32Array(count),
    score: new Uint8Array(count),
    introduction: new Uint8Array(count),
  };
}

/** A score as the whole number that records keep; rounded down, so that no limit at a tenth is passed. */
export function scoreSteps(score: number): number {
  return Math.floor(score * SCORE_STEPS);
}

/** Steps from 0 to 1: 0.1 is a whole number of them, and all fit a byte. */
export const SCORE_STEPS = 250;

import {
  APPOSITION_AFTER,
  COPULA_AFTER,
  DEFINITION_AFTER,
  NAMING_BEFORE,
  NO_APPOSITION,
  NOUN_BEFORE,
} from '../french/apposition';
import type { PassageKind, Span } from '../model';

/** What the text tells about a mention, for {@link introductionScore}. */
export interface MentionSetting {
  readonly text: string;
  readonly mention: Span;
  readonly sentence: Span;
  readonly passage: PassageKind;
  /** The mention is part of a gloss ("Nom complet (SIGLE)"). */
  readonly glossed: boolean;
  /** The mention is the fullest form of the name in its article. */
  readonly full: boolean;
  /** The first mention of the name in its article. */
  readonly first: boolean;
}

/**
 * How well a sentence explains the name it mentions, 0 to 9: gloss, definition, apposition and full form
 * count; a headline explains nothing. A score of {@link EXPLAINS} or more means that it does explain.
 */
export function introductionScore(setting: MentionSetting): number {
  const { text, mention, sentence } = setting;
  const after = text.slice(mention.end, Math.min(sentence.end, mention.end + WINDOW));
  const before = text.slice(Math.max(sentence.start, mention.start - WINDOW), mention.start);
  let score = setting.full ? 1 : 0;
  if (setting.first) score += 1;
  if (HEADLINE.has(setting.passage)) return score;
  if (setting.glossed) score += 4;
  const afterGloss = setting.glossed ? after.replace(CLOSED_GLOSS, '') : after;
  if (mention.start === sentence.start && DEFINITION_AFTER.test(afterGloss)) score += 4;
  else if (COPULA_AFTER.test(afterGloss)) score += 4;
  else if (APPOSITION_AFTER.test(afterGloss) && !NO_APPOSITION.test(afterGloss)) score += 3;
  // Both patterns may begin anywhere: they are not tried where they cannot end.
  if (NAMING_END.test(before.slice(-2)) && NAMING_BEFORE.test(before.slice(-NAMING_WINDOW))) score += 3;
  else if (NOUN_END.test(before.slice(-4)) && NOUN_BEFORE.test(before)) score += 2;
  return Math.min(score, 9);
}

/** From this score on a sentence is taken to explain the name, not just to use it. */
export const EXPLAINS = 4;

/** How much of the text around a name is looked at. */
const WINDOW = 80;
/** More than the longest naming verb with its ending and a quotation mark. */
const NAMING_WINDOW = 16;
const NAMING_END = /[\s«“"]$/;
const NOUN_END = /[\p{L}-],?\s$/iu;
const HEADLINE: ReadonlySet<PassageKind> = new Set(['title', 'heading', 'boilerplate', 'byline']);
const CLOSED_GLOSS = /^\s?\([^)]{1,60}\)/u;

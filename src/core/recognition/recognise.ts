import { ENTITY_TYPES, type Mention, type Passage, type Recognition, type Tokens } from '../model';
import {
  boundEvents,
  dropAddresses,
  dropDoubtful,
  partMinistries,
  readForeignHeadlines,
} from './corrections';
import { applyGlosses, glossPairs } from './glosses';
import { readModel } from './modelFile';
import { dropTerms, findOwners, followSurnames, joinDirections, propagate, settleTypes } from './passes';
import { Tagger, type TaggedSpan } from './tagger';

/** A trained recogniser, ready for use. Opaque. */
export interface Model {
  readonly tagger: Pick<Tagger, 'view' | 'tag'>;
  /** Passes to leave out: for measuring what each of them brings. */
  readonly without?: ReadonlySet<PassName>;
}

/** Reads a model file; for a damaged, truncated or foreign one the reason. Never throws. */
export function loadModel(bytes: Uint8Array): Model | { readonly error: string } {
  const content = readModel(bytes);
  return 'error' in content ? content : { tagger: new Tagger(content) };
}

/** Finds the names of a document. All its passages are read, boilerplate too. */
export function recognise(
  text: string,
  passages: readonly Passage[],
  tokens: Tokens,
  model: Model,
): Recognition {
  const view = model.tagger.view(text, passages, tokens);
  let spans: readonly TaggedSpan[] = model.tagger.tag(view);
  for (const name of PASS_NAMES) if (!model.without?.has(name)) spans = PASSES[name](view, spans);
  const mentions: Mention[] = spans.map((span) => ({
    start: tokens.start[span.first] ?? 0,
    end: tokens.end[span.last] ?? 0,
    type: ENTITY_TYPES[span.type] ?? 'ORG',
    score: calibrated(span.probability),
  }));
  return { mentions, glosses: glossPairs(view, spans) };
}

/**
 * A model is surer of what it found than it is right (temperature scaling: Guo et al., ICML 2017): of names with a
 * probability of 0.9, 86 to 88 in a hundred are right.
 */
function calibrated(probability: number): number {
  const yes = probability ** SHARPNESS;
  return yes / (yes + (1 - probability) ** SHARPNESS);
}

/** Makes a score the share that is right, over all sets but WiNER-fr's: `npm run evaluate`, calibration. */
const SHARPNESS = 0.8;

/** What the document as a whole adds to each sentence, in this order. */
const PASSES = {
  applyGlosses,
  dropTerms,
  boundEvents,
  readForeignHeadlines,
  findOwners,
  joinDirections,
  partMinistries,
  settleTypes,
  followSurnames,
  propagate,
  dropAddresses,
  dropDoubtful,
};

export type PassName = keyof typeof PASSES;
/** The passes over a document, in the order they are made. */
export const PASS_NAMES = Object.keys(PASSES) as readonly PassName[];

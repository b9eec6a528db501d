import type { Weights } from '../../src/core/recognition/modelFile';
import { knowledgeOf } from '../trainer/knowledge';
import { Score } from '../trainer/score';
import { type Help, HybridTagger } from './hybrid';
import type { Material } from './learners';
import { networkScorer, type Network } from './network';
import { figures, type Measuring, microseconds, row } from './report';
import { type AnyTagger, linearScorer, taggerOf, viewer } from './scorer';
import { trainNetwork } from './trainNetwork';

/**
 * Prints the rows of the network: alone, helping the random field everywhere, and only where that is in
 * doubt. Share and threshold are those best on the held-out tenth, the last of `measuring.sets`.
 * `fieldTime` is the field's own time, microseconds a token.
 */
export function printNetwork(
  name: string,
  material: Material,
  measuring: Measuring,
  field: Weights,
  fieldTime: number,
): void {
  const knowledge = knowledgeOf(material.names, material.clusters);
  const view = viewer(knowledge);
  const started = process.cpuUsage().user;
  const network = trainNetwork(material.training, knowledge, {
    ...OPTIONS,
    log: material.log,
    afterEpoch: (now) => material.log(heldOut(material, taggerOf(view, networkScorer(now)))),
  });
  const seconds = (process.cpuUsage().user - started) / 1e6;
  const scorer = networkScorer(network);
  const alone = taggerOf(view, scorer);
  const ownTime = microseconds(measuring, { tagger: alone }, 'labelling');
  const size = megabytes(network);
  print(`network, ${name}`, alone, ownTime);

  const linear = linearScorer(field);
  const hybrid = (help: Help): HybridTagger => new HybridTagger(view, linear, scorer, help);
  const last = { ...measuring, sets: measuring.sets.slice(-1) };
  const tried = SHARES.flatMap((share) =>
    THRESHOLDS.map((below) => {
      const help = { below, share };
      const tagger = hybrid(help);
      const f1 = figures(last, { tagger }).f1[0]!;
      material.log(
        `share ${share} below ${below}: ${f1.toFixed(2)}, ${tagger.doubtful} of ${tagger.tokens} tokens`,
      );
      return { help, f1 };
    }),
  );
  const best = (list: typeof tried): Help => list.reduce((a, b) => (b.f1 > a.f1 ? b : a)).help;
  const everywhere = best(tried.filter(({ help }) => help.below > 1));
  const inDoubt = best(tried.filter(({ help }) => help.below <= 1));
  print(
    `field + network everywhere (share ${everywhere.share}), ${name}`,
    hybrid(everywhere),
    fieldTime + ownTime,
  );
  const tagger = hybrid(inDoubt);
  const f1 = figures(measuring, { tagger }).f1;
  const part = tagger.doubtful / tagger.tokens;
  console.log(
    row(
      `field + network where a label is below ${inDoubt.below} (${(100 * part).toFixed(0)} % of tokens, share ${inDoubt.share}), ${name}`,
      ...f1,
      seconds.toFixed(0),
      size,
      fieldTime + part * ownTime,
    ),
  );

  function print(what: string, tagged: AnyTagger, time: number): void {
    console.log(row(what, ...figures(measuring, { tagger: tagged }).f1, seconds.toFixed(0), size, time));
  }
}

/** Rates of one trial; the dropout of the two tried that overfits later. */
const OPTIONS = {
  epochs: 6,
  embeddingRate: 0.05,
  denseRate: 0.02,
  featureDropout: 0.4,
  hiddenDropout: 0.5,
  seed: 20261123,
};
/** What is tried on the held-out tenth. The last threshold takes every sentence. */
const SHARES = [0.3, 0.5];
const THRESHOLDS = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01];

/** With a byte a weight. */
function megabytes({ embeddings, dense }: Network): string {
  return ((embeddings.length + dense.length) / 1e6).toFixed(2);
}

function heldOut({ heldOut: examples }: Material, tagger: AnyTagger): string {
  const score = new Score();
  for (const { text, passages, tokens, marks } of examples) {
    const spans = tagger.tag(tagger.view(text, passages, tokens));
    score.add(
      marks,
      spans.map(({ first, last, type }) => ({ start: tokens.start[first]!, end: tokens.end[last]!, type })),
    );
  }
  return `held out, model alone: ${score.summary()}`;
}

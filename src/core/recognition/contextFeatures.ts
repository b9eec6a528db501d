import type { DocumentView } from './documentView';
import { mix } from './hashing';
import { isNameKind, Kind } from './kinds';
import { EDGE, type Lexeme } from './lexemes';

/** How far around a run words count wherever they stand, and the length up to which they say nothing. */
const WINDOW = 7;
const SMALL_WORD = 3;

/** More than one token can have. */
export const MOST_CONTEXT_FEATURES = 96;

/**
 * Writes the hashes of the features that depend on more than one token into `out` and returns their number.
 * `first` and `end` bound the token's sentence.
 */
export function contextFeatures(
  view: DocumentView,
  i: number,
  first: number,
  end: number,
  out: Int32Array,
): number {
  const at = (k: number): Lexeme => (k >= first && k < end ? (view.lexemes[k] ?? EDGE) : EDGE);
  const w = at(i);
  const l1 = at(i - 1);
  const l2 = at(i - 2);
  const r1 = at(i + 1);
  const r2 = at(i + 2);
  let n = 0;
  const add = (template: number, value: number): void => {
    out[n++] = mix(template, value);
  };

  // 1. Words and shapes beside each other.
  add(301, mix(l1.hash, w.hash));
  add(302, mix(w.hash, r1.hash));
  add(303, mix(l1.hash, w.shape));
  add(304, mix(w.shape, r1.hash));
  add(305, mix(l2.hash, l1.hash));
  add(306, mix(r1.hash, r2.hash));
  add(307, mix(l1.hash, r1.hash));
  const kinds = mix(mix(l1.kind, w.kind), r1.kind);
  add(308, kinds);
  add(309, mix(mix(l2.hash, l1.hash), w.shape));
  add(310, mix(mix(w.shape, r1.hash), r2.hash));
  add(311, mix(mix(l2.kind, kinds), r2.kind));
  add(312, mix(w.kind, i === first ? 1 : i === end - 1 ? 2 : 0));
  const glued = i > first && view.tokens.end[i - 1] === view.tokens.start[i];
  add(313, mix(kinds, glued ? 1 : 0));

  add(314, mix(l1.cluster, w.cluster));
  add(315, mix(w.cluster, r1.cluster));
  add(316, mix(mix(l1.cluster, w.kind), r1.cluster));

  // 2. Where it stands: quotation marks, brackets, headlines, glosses.
  const quoted = view.quoted[i] ?? 0;
  const bracketed = view.bracketed[i] ?? 0;
  if (quoted > 0) add(321, mix(w.kind, Math.min(quoted, 4)));
  if (bracketed > 0) {
    add(322, mix(w.kind, Math.min(bracketed, 4)));
    add(323, mix(at(i - bracketed).hash, w.kind));
  }
  if (r1.text === ')' && bracketed === 2) add(324, mix(w.shape, l2.kind));
  const style = view.style[i] ?? 0;
  if (style > 0) add(325, mix(style, w.kind));
  add(326, mix(w.kind, end - first < 6 ? end - first : end - first < 15 ? 6 : 7));
  const gloss = view.gloss[i] ?? 0;
  if (gloss > 0) add(327, gloss);

  // 3. The head word before it.
  const head = view.head[i] ?? -1;
  if (head >= first) {
    const headWord = at(head).hash;
    add(331, mix(headWord, Math.min(i - head, 4)));
    add(332, mix(headWord, w.kind));
    add(333, mix(mix(headWord, l1.isLink ? l1.hash : 0), w.kind));
  }

  // 4. The run of capitalised words.
  const runFirst = view.runFirst[i] ?? -1;
  const wideFirst = view.wideFirst[i] ?? -1;
  if (runFirst >= 0) {
    const runLast = view.runLast[i] ?? i;
    const before = at(runFirst - 1);
    const before2 = at(runFirst - 2);
    const after = at(runLast + 1);
    const length = Math.min(runLast - runFirst + 1, 6);
    const place = i === runFirst ? (i === runLast ? 3 : 0) : i === runLast ? 2 : 1;
    add(341, mix(length, place));
    add(342, mix(at(runFirst).hash, place));
    add(343, mix(at(runLast).hash, place));
    add(344, mix(before.hash, place));
    add(345, mix(after.hash, place));
    add(346, mix(mix(before.hash, after.hash), place));
    add(347, mix(mix(before2.hash, before.hash), place));
    add(348, mix(mix(after.hash, at(runLast + 2).hash), place));
    add(349, mix(mix(before.hash, length), place));
    add(350, mix(mix(at(runFirst).kind, at(runLast).kind), mix(length, place)));
    if (runFirst === first) add(351, mix(mix(after.hash, length), place));
    const after2 = at(runLast + 2);
    add(353, mix(before.cluster, place));
    add(354, mix(after.cluster, place));
    add(355, mix(mix(before.cluster, after.cluster), place));
    add(356, mix(mix(after.hash, after2.cluster), place));
    add(357, mix(mix(before2.cluster, before.hash), place));
    for (let k = 2; k <= WINDOW; k++) {
      const left = at(runFirst - k);
      const right = at(runLast + k);
      if (left.kind === Kind.lower && left.text.length > SMALL_WORD) add(358, left.hash);
      if (right.kind === Kind.lower && right.text.length > SMALL_WORD) add(359, right.hash);
    }
    if (i > runFirst && i < runLast) add(352, mix(at(runFirst).hash, at(runLast).hash));
  }
  if (wideFirst >= 0) {
    const wideLast = view.wideLast[i] ?? i;
    const before = at(wideFirst - 1);
    const opening = at(wideFirst);
    add(361, mix(opening.hash, Math.min(i - wideFirst, 3)));
    add(362, mix(opening.hash, w.kind));
    add(363, mix(before.hash, Math.min(i - wideFirst, 2)));
    add(364, mix(opening.hash, before.hash));
    add(365, mix(at(wideLast).hash, i === wideLast ? 1 : 0));
    if (w.isLink) {
      add(366, mix(w.hash, opening.hash));
      add(367, mix(mix(l1.kind, r1.kind), w.hash));
      add(368, mix(mix(opening.hash, w.hash), r1.hash));
    }
    add(369, mix(at(wideLast + 1).hash, w.kind));
  } else if (w.kind !== Kind.punctuation) {
    // Small and lower-case words: what capitalised words stand on either side, at a distance.
    const left = previousName(view, i, first);
    const right = nextName(view, i, end);
    if (left >= 0) add(371, mix(at(left).hash, mix(w.hash, i - left)));
    if (right >= 0) add(372, mix(mix(w.hash, right - i), at(right).kind));
  }

  // 5. What the name lists say.
  const listed = view.listed[i] ?? 0;
  if (listed > 0) {
    const from = view.listedFirst[i] ?? i;
    const to = view.listedLast[i] ?? i;
    const place = i === from ? (i === to ? 3 : 0) : i === to ? 2 : 1;
    const said = mix(listed, place);
    add(381, said);
    add(382, mix(said, w.kind));
    add(383, mix(said, Math.min(to - from, 5)));
    add(384, mix(said, at(from - 1).hash));
    add(385, mix(said, at(to + 1).hash));
    const alone =
      (runFirst < 0 || runFirst >= from ? 1 : 0) + (runFirst < 0 || (view.runLast[i] ?? i) <= to ? 2 : 0);
    add(386, mix(said, alone));
    for (let type = 0; type < 8; type++)
      if ((listed & (1 << type)) !== 0) add(387, mix(type, mix(place, alone)));
  }
  const listedBefore = i > first ? (view.listed[i - 1] ?? 0) : 0;
  const listedAfter = i + 1 < end ? (view.listed[i + 1] ?? 0) : 0;
  if (listedBefore > 0) add(388, mix(mix(listedBefore, view.listedLast[i - 1] === i - 1 ? 1 : 0), w.shape));
  if (listedAfter > 0) add(389, mix(mix(listedAfter, view.listedFirst[i + 1] === i + 1 ? 1 : 0), w.shape));
  return n;
}

const NAME_REACH = 3;

function previousName(view: DocumentView, i: number, first: number): number {
  for (let k = i - 1; k >= first && k >= i - NAME_REACH; k--) {
    if (isNameKind(view.lexemes[k]?.kind ?? 0)) return view.wideFirst[k] ?? k;
  }
  return -1;
}

function nextName(view: DocumentView, i: number, end: number): number {
  for (let k = i + 1; k < end && k <= i + NAME_REACH; k++) {
    if (isNameKind(view.lexemes[k]?.kind ?? 0)) return k;
  }
  return -1;
}

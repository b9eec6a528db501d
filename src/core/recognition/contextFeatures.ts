import type { DocumentView } from './documentView';
import { mix } from './hashing';
import { isNameKind, Kind } from './kinds';
import { FIRST_NAME, TYPE_BITS } from './knowledge';
import { EDGE, type Lexeme } from './lexemes';

/** How far around a run words count wherever they stand. */
const WINDOW = 7;
const CLOSING = 0x29;

/** More than one token can have. */
export const MOST_CONTEXT_FEATURES = 112;

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
  const { lexemes } = view;
  const w = at(lexemes, i, first, end);
  const l1 = at(lexemes, i - 1, first, end);
  const l2 = at(lexemes, i - 2, first, end);
  const r1 = at(lexemes, i + 1, first, end);
  const r2 = at(lexemes, i + 2, first, end);
  let n = 0;

  // 1. Words and shapes beside each other.
  out[n++] = mix(301, mix(l1.hash, w.hash));
  out[n++] = mix(302, mix(w.hash, r1.hash));
  out[n++] = mix(303, mix(l1.hash, w.shape));
  out[n++] = mix(304, mix(w.shape, r1.hash));
  out[n++] = mix(305, mix(l2.hash, l1.hash));
  out[n++] = mix(306, mix(r1.hash, r2.hash));
  out[n++] = mix(307, mix(l1.hash, r1.hash));
  const kinds = mix(mix(l1.kind, w.kind), r1.kind);
  out[n++] = mix(308, kinds);
  out[n++] = mix(309, mix(mix(l2.hash, l1.hash), w.shape));
  out[n++] = mix(310, mix(mix(w.shape, r1.hash), r2.hash));
  out[n++] = mix(311, mix(mix(l2.kind, kinds), r2.kind));
  out[n++] = mix(312, mix(w.kind, i === first ? 1 : i === end - 1 ? 2 : 0));
  const glued = i > first && view.tokens.end[i - 1] === view.tokens.start[i];
  out[n++] = mix(313, mix(kinds, glued ? 1 : 0));

  out[n++] = mix(314, mix(l1.cluster, w.cluster));
  out[n++] = mix(315, mix(w.cluster, r1.cluster));
  out[n++] = mix(316, mix(mix(l1.cluster, w.kind), r1.cluster));

  // 2. Where it stands: quotation marks, brackets, headlines, glosses.
  const quoted = view.quoted[i]!;
  const bracketed = view.bracketed[i]!;
  if (quoted > 0) out[n++] = mix(321, mix(w.kind, Math.min(quoted, 4)));
  if (bracketed > 0) {
    out[n++] = mix(322, mix(w.kind, Math.min(bracketed, 4)));
    out[n++] = mix(323, mix(at(lexemes, i - bracketed, first, end).hash, w.kind));
  }
  if (r1.mark === CLOSING && bracketed === 2) out[n++] = mix(324, mix(w.shape, l2.kind));
  const style = view.style[i]!;
  if (style > 0) out[n++] = mix(325, mix(style, w.kind));
  const foreign = view.foreign[i]!;
  if (foreign > 0) {
    out[n++] = mix(328, mix(foreign, w.kind));
    out[n++] = mix(329, mix(foreign, mix(style, w.kind)));
  }
  out[n++] = mix(326, mix(w.kind, end - first < 6 ? end - first : end - first < 15 ? 6 : 7));
  const gloss = view.gloss[i]!;
  if (gloss > 0) out[n++] = mix(327, gloss);

  // 3. The head word before it.
  const head = view.head[i]!;
  if (head >= first) {
    const headWord = at(lexemes, head, first, end).hash;
    out[n++] = mix(331, mix(headWord, Math.min(i - head, 4)));
    out[n++] = mix(332, mix(headWord, w.kind));
    out[n++] = mix(333, mix(mix(headWord, l1.isLink ? l1.hash : 0), w.kind));
    const kindOfHead = lexemes[head]!.head;
    out[n++] = mix(334, mix(kindOfHead, w.kind));
    out[n++] = mix(335, mix(kindOfHead, Math.min(i - head, 4)));
    if (l1.isLink) out[n++] = mix(396, mix(mix(kindOfHead, l1.hash), view.listed[i]!));
  }
  if (w.head !== 0 && w.kind === Kind.lower) {
    const name = nameAfterHead(view, i, end);
    if (name > i) {
      const said = view.listed[name]! & TYPE_BITS;
      const link = lexemes[name - 1]!.isLink ? lexemes[name - 1]!.hash : 0;
      out[n++] = mix(391, mix(w.hash, mix(link, said)));
      out[n++] = mix(392, mix(w.head, mix(link, said)));
      out[n++] = mix(393, mix(w.head, mix(l1.hash, link)));
      out[n++] = mix(394, mix(w.head, mix(name - i, lexemes[name]!.kind)));
    }
  }
  const series = view.series[i]!;
  if (series >= 0 && series !== head) {
    out[n++] = mix(336, mix(lexemes[series]!.head, w.kind));
    out[n++] = mix(337, mix(lexemes[series]!.hash, w.kind));
  }
  const apposed = view.apposed[i]!;
  if (apposed >= 0) {
    out[n++] = mix(338, mix(lexemes[apposed]!.head, w.kind));
    out[n++] = mix(339, mix(lexemes[apposed]!.hash, w.kind));
  }

  // 4. The run of capitalised words.
  const runFirst = view.runFirst[i]!;
  const wideFirst = view.wideFirst[i]!;
  if (runFirst >= 0) {
    const runLast = view.runLast[i]!;
    const before = at(lexemes, runFirst - 1, first, end);
    const before2 = at(lexemes, runFirst - 2, first, end);
    const after = at(lexemes, runLast + 1, first, end);
    const length = Math.min(runLast - runFirst + 1, 6);
    const place = i === runFirst ? (i === runLast ? 3 : 0) : i === runLast ? 2 : 1;
    out[n++] = mix(341, mix(length, place));
    out[n++] = mix(342, mix(at(lexemes, runFirst, first, end).hash, place));
    out[n++] = mix(343, mix(at(lexemes, runLast, first, end).hash, place));
    out[n++] = mix(344, mix(before.hash, place));
    out[n++] = mix(345, mix(after.hash, place));
    out[n++] = mix(346, mix(mix(before.hash, after.hash), place));
    out[n++] = mix(347, mix(mix(before2.hash, before.hash), place));
    out[n++] = mix(348, mix(mix(after.hash, at(lexemes, runLast + 2, first, end).hash), place));
    out[n++] = mix(349, mix(mix(before.hash, length), place));
    out[n++] = mix(
      350,
      mix(
        mix(at(lexemes, runFirst, first, end).kind, at(lexemes, runLast, first, end).kind),
        mix(length, place),
      ),
    );
    if (runFirst === first) out[n++] = mix(351, mix(mix(after.hash, length), place));
    const after2 = at(lexemes, runLast + 2, first, end);
    out[n++] = mix(378, mix(before.form, place));
    out[n++] = mix(379, mix(after.form, place));
    out[n++] = mix(353, mix(before.cluster, place));
    out[n++] = mix(354, mix(after.cluster, place));
    out[n++] = mix(355, mix(mix(before.cluster, after.cluster), place));
    out[n++] = mix(356, mix(mix(after.hash, after2.cluster), place));
    out[n++] = mix(357, mix(mix(before2.cluster, before.hash), place));
    for (let k = 2; k <= WINDOW; k++) {
      const left = at(lexemes, runFirst - k, first, end);
      const right = at(lexemes, runLast + k, first, end);
      if (left.isContent) out[n++] = mix(358, left.hash);
      if (right.isContent) out[n++] = mix(359, right.hash);
    }
    const left = coordinated(view, runFirst, -1, first, end);
    const right = coordinated(view, runLast, 1, first, end);
    if (left !== 0) out[n++] = mix(373, mix(left, w.kind));
    if (right !== 0) out[n++] = mix(374, mix(right, w.kind));
    if ((left | right) !== 0) out[n++] = mix(375, mix(left | right, mix(length, place)));
    if (i > runFirst && i < runLast)
      out[n++] = mix(352, mix(at(lexemes, runFirst, first, end).hash, at(lexemes, runLast, first, end).hash));
  }
  if (wideFirst >= 0) {
    const wideLast = view.wideLast[i]!;
    const before = at(lexemes, wideFirst - 1, first, end);
    const opening = at(lexemes, wideFirst, first, end);
    out[n++] = mix(361, mix(opening.hash, Math.min(i - wideFirst, 3)));
    out[n++] = mix(362, mix(opening.hash, w.kind));
    out[n++] = mix(363, mix(before.hash, Math.min(i - wideFirst, 2)));
    out[n++] = mix(364, mix(opening.hash, before.hash));
    out[n++] = mix(365, mix(at(lexemes, wideLast, first, end).hash, i === wideLast ? 1 : 0));
    if (w.isLink) {
      out[n++] = mix(366, mix(w.hash, opening.hash));
      out[n++] = mix(367, mix(mix(l1.kind, r1.kind), w.hash));
      out[n++] = mix(368, mix(mix(opening.hash, w.hash), r1.hash));
    }
    out[n++] = mix(369, mix(at(lexemes, wideLast + 1, first, end).hash, w.kind));
  } else if (w.kind !== Kind.punctuation) {
    // Small and lower-case words: what capitalised words stand on either side, at a distance.
    const left = previousName(view, i, first);
    const right = nextName(view, i, end);
    if (left >= 0) out[n++] = mix(371, mix(at(lexemes, left, first, end).hash, mix(w.hash, i - left)));
    if (right >= 0) out[n++] = mix(372, mix(mix(w.hash, right - i), at(lexemes, right, first, end).kind));
  }

  // 5. What the name lists say.
  const listed = view.listed[i]!;
  if (listed > 0) {
    const from = view.listedFirst[i]!;
    const to = view.listedLast[i]!;
    const place = i === from ? (i === to ? 3 : 0) : i === to ? 2 : 1;
    const said = mix(listed, place);
    out[n++] = mix(381, said);
    out[n++] = mix(382, mix(said, w.kind));
    out[n++] = mix(383, mix(said, Math.min(to - from, 5)));
    out[n++] = mix(384, mix(said, at(lexemes, from - 1, first, end).hash));
    out[n++] = mix(385, mix(said, at(lexemes, to + 1, first, end).hash));
    const alone =
      (runFirst < 0 || runFirst >= from ? 1 : 0) + (runFirst < 0 || view.runLast[i]! <= to ? 2 : 0);
    out[n++] = mix(386, mix(said, alone));
    for (let type = 0; type < 8; type++)
      if ((listed & (1 << type)) !== 0) out[n++] = mix(387, mix(type, mix(place, alone)));
  }
  const listedBefore = i > first ? view.listed[i - 1]! : 0;
  const listedAfter = i + 1 < end ? view.listed[i + 1]! : 0;
  if (listedBefore > 0)
    out[n++] = mix(388, mix(mix(listedBefore, view.listedLast[i - 1] === i - 1 ? 1 : 0), w.shape));
  if (listedAfter > 0)
    out[n++] = mix(389, mix(mix(listedAfter, view.listedFirst[i + 1] === i + 1 ? 1 : 0), w.shape));
  return n;
}

/** The lexeme of token `k`, {@link EDGE} outside the sentence. */
function at(lexemes: readonly Lexeme[], k: number, first: number, end: number): Lexeme {
  return k >= first && k < end ? lexemes[k]! : EDGE;
}

/** What the lists say of the name coordinated with a run: the nearest one from `edge` on, in steps of `step`. */
function coordinated(view: DocumentView, edge: number, step: number, first: number, end: number): number {
  let isJoined = false;
  let k = edge + step;
  for (; k >= first && k < end && Math.abs(k - edge) < COORDINATION_REACH; k += step) {
    const { folded } = view.lexemes[k]!;
    if (JOINS_NAMES.has(folded)) isJoined = true;
    else if (!BETWEEN_NAMES.has(folded)) break;
  }
  if (!isJoined || k < first || k >= end || view.runFirst[k]! < 0) return 0;
  const listed = view.listed[k]! & TYPE_BITS;
  return listed !== 0 ? listed : view.lexemes[view.runFirst[k]!]!.known & FIRST_NAME;
}

const COORDINATION_REACH = 5;
const JOINS_NAMES = new Set([',', 'et', 'ou']);
const BETWEEN_NAMES = new Set(['l', 'd', 'de', 'la', 'le', 'les', 'du', 'des', 'a', 'au', '»', '«', '"']);

/** The capitalised word that ends `festival international de Carthage`, whose head word stands at `i`; or -1. */
function nameAfterHead(view: DocumentView, i: number, end: number): number {
  for (let k = i + 1; k < end && k - i <= HEAD_REACH; k++) {
    const { kind } = view.lexemes[k]!;
    if (isNameKind(kind)) return k;
    if (kind === Kind.punctuation) return -1;
  }
  return -1;
}

const HEAD_REACH = 5;

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

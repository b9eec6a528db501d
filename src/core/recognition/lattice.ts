import { begin, CLOSED, inside, LABELS, last, OPENING, unit } from './labels';

/** Longer sentences are decoded in pieces of this many tokens, which bounds memory. */
export const LONGEST_SEQUENCE = 256;

/** Whether a sequence goes on before or after what is looked at, with a token outside every name. */
export interface Inner {
  readonly before: boolean;
  readonly after: boolean;
}

/** All of a sequence. */
export const WHOLE: Inner = { before: false, after: false };

const TYPES = (LABELS - 1) / 4;
/** How many labels may open what follows a closed one, and how many are closed. */
const WAYS = CLOSED.length;
const IMPOSSIBLE = -1e30;
/** exp of less is as good as 0. */
const SMALLEST_EXPONENT = 700;
/** Scores of a token differ by fewer units: see `pairs.ts`. */
const MOST_UNITS = 1 << 16;

/**
 * The label lattice of one sequence: emission scores in, best path and marginal probabilities out
 * (linear-chain conditional random field: Lafferty, McCallum and Pereira, ICML 2001). Reused from
 * sequence to sequence.
 */
export class Lattice {
  /** Score of label l at token i: `emission[i * LABELS + l]`, to be filled in. */
  readonly emission = new Float64Array(LONGEST_SEQUENCE * LABELS);
  /** Forward and backward probabilities, each token's scaled by `scale`; see {@link forwardBackward}. */
  readonly forward = new Float64Array(LONGEST_SEQUENCE * LABELS);
  readonly backward = new Float64Array(LONGEST_SEQUENCE * LABELS);
  readonly scale = new Float64Array(LONGEST_SEQUENCE);
  /** exp(emission), each token's largest being 1. */
  readonly potential = new Float64Array(LONGEST_SEQUENCE * LABELS);
  readonly path = new Uint8Array(LONGEST_SEQUENCE);
  /** exp of the transition scores, 0 where not allowed. */
  readonly step = new Float64Array(LABELS * LABELS);
  private readonly transition: Float64Array;
  private readonly best = new Float64Array(LONGEST_SEQUENCE * LABELS);
  /** The label before on the best path to a label. */
  private readonly came = new Uint8Array(LONGEST_SEQUENCE * LABELS);
  /** Scores from each closed label (column) to each opening one (row), and their exponentials. */
  private readonly opening = new Float64Array(WAYS * WAYS);
  private readonly openingStep = new Float64Array(WAYS * WAYS);
  /** By how much one closed label (row) must be ahead of another (column) so that no path comes from the other. */
  private readonly lead = new Float64Array(WAYS * WAYS);
  /** One token's sums over closed or opening labels, and which are looked at; kept here so that none is allocated. */
  private readonly sums = new Float64Array(WAYS);
  private readonly ways = new Uint8Array(WAYS);
  /** exp(-k × unit) */
  private readonly exponentials: Float64Array;

  /**
   * `transition[a * LABELS + b]` is the score of b after a; illegal ones are never looked at. Ways through closed and
   * opening labels less probable than `least` are left out of {@link forwardBackward}. Where all emission scores are
   * whole multiples of a `unit`, their exponentials are looked up.
   */
  constructor(
    transition: ArrayLike<number>,
    private readonly least = 0,
    private readonly unit = 0,
  ) {
    this.transition = Float64Array.from(transition);
    this.exponentials = Float64Array.from(
      { length: unit > 0 ? Math.min(SMALLEST_EXPONENT / unit, MOST_UNITS) : 0 },
      (_, k) => Math.exp(-k * unit),
    );
    this.refresh(transition);
  }

  /** Takes changed transition scores. */
  refresh(transition: ArrayLike<number>): void {
    for (const [a, b] of LEGAL) {
      const score = transition[a * LABELS + b] ?? 0;
      this.transition[a * LABELS + b] = score;
      this.step[a * LABELS + b] = Math.exp(score);
    }
    for (let o = 0; o < WAYS; o++) {
      for (let c = 0; c < WAYS; c++) {
        const at = CLOSED[c]! * LABELS + OPENING[o]!;
        this.opening[o * WAYS + c] = this.transition[at]!;
        this.openingStep[o * WAYS + c] = this.step[at]!;
      }
    }
    for (let a = 0; a < WAYS; a++) {
      for (let b = 0; b < WAYS; b++) {
        let most = -Infinity;
        for (let o = 0; o < WAYS; o++)
          most = Math.max(most, this.opening[o * WAYS + b]! - this.opening[o * WAYS + a]!);
        this.lead[a * WAYS + b] = most;
      }
    }
  }

  /**
   * The best legal labelling of tokens `from` to `to`, into {@link path}. Viterbi. What lies on either side is
   * another sequence, or, with `inner`, tokens of this one that are known to be outside every name.
   */
  decode(from: number, to: number, inner: Inner): void {
    const { emission, best, came, transition, opening, lead, ways } = this;
    const first = from * LABELS;
    best.fill(IMPOSSIBLE, first, first + LABELS);
    for (const label of OPENING)
      best[first + label] = emission[first + label]! + (inner.before ? transition[label]! : 0);
    for (let i = from + 1; i < to; i++) {
      const now = i * LABELS;
      const before = now - LABELS;
      let ahead = 0;
      for (let c = 1; c < WAYS; c++) {
        if (best[before + CLOSED[c]!]! > best[before + CLOSED[ahead]!]!) ahead = c;
      }
      let count = 0;
      for (let c = 0; c < WAYS; c++) {
        const behind = best[before + CLOSED[ahead]!]! - best[before + CLOSED[c]!]!;
        if (c === ahead || behind <= lead[ahead * WAYS + c]!) ways[count++] = c;
      }
      for (let o = 0; o < WAYS; o++) {
        const label = OPENING[o]!;
        let top = IMPOSSIBLE * 2;
        let who = 0;
        for (let w = 0; w < count; w++) {
          const c = ways[w]!;
          const score = best[before + CLOSED[c]!]! + opening[o * WAYS + c]!;
          if (score > top) {
            top = score;
            who = c;
          }
        }
        best[now + label] = top + emission[now + label]!;
        came[now + label] = CLOSED[who]!;
      }
      for (let k = 0; k < TYPES; k++) {
        const b = begin(k);
        const m = inside(k);
        for (let label = m; label <= m + 1; label++) {
          const opened = best[before + b]! + transition[b * LABELS + label]!;
          const continued = best[before + m]! + transition[m * LABELS + label]!;
          best[now + label] = emission[now + label]! + (opened >= continued ? opened : continued);
          came[now + label] = opened >= continued ? b : m;
        }
      }
    }
    const end = (to - 1) * LABELS;
    let label = 0;
    let top = -Infinity;
    for (const last of CLOSED) {
      const score = best[end + last]! + (inner.after ? transition[last * LABELS]! : 0);
      if (score <= top) continue;
      top = score;
      label = last;
    }
    for (let i = to - 1; i >= from; i--) {
      this.path[i] = label;
      label = came[i * LABELS + label]!;
    }
  }

  /**
   * Fills {@link forward} and {@link backward} for tokens `from` to `to` so that the marginal probability of
   * label l at token i is `forward[i, l] * backward[i, l]`; `inner` as for {@link decode}. Returns the logarithm
   * of the partition function.
   */
  forwardBackward(from: number, to: number, inner: Inner): number {
    const { emission, potential, forward, backward, scale, step, sums, openingStep, least } = this;
    const { unit, exponentials } = this;
    let logZ = 0;
    for (let i = from; i < to; i++) {
      const now = i * LABELS;
      let top = -Infinity;
      for (let l = 0; l < LABELS; l++) if (emission[now + l]! > top) top = emission[now + l]!;
      if (unit > 0) {
        for (let l = 0; l < LABELS; l++)
          potential[now + l] = exponentials[Math.round((top - emission[now + l]!) / unit)] ?? 0;
      } else {
        for (let l = 0; l < LABELS; l++) potential[now + l] = Math.exp(emission[now + l]! - top);
      }
      logZ += top;
    }
    const first = from * LABELS;
    const end = (to - 1) * LABELS;
    forward.fill(0, first, to * LABELS);
    for (const label of OPENING)
      forward[first + label] = potential[first + label]! * (inner.before ? step[label]! : 1);
    if (to - from === 1) for (const label of NOT_CLOSED) forward[first + label] = 0;
    logZ += this.normalise(from);
    for (let i = from + 1; i < to; i++) {
      const now = i * LABELS;
      const before = now - LABELS;
      sums.fill(0);
      for (let c = 0; c < WAYS; c++) {
        const closed = forward[before + CLOSED[c]!]!;
        if (closed < least) continue;
        for (let o = 0; o < WAYS; o++) sums[o]! += closed * openingStep[o * WAYS + c]!;
      }
      for (let o = 0; o < WAYS; o++) forward[now + OPENING[o]!] = sums[o]! * potential[now + OPENING[o]!]!;
      for (let k = 0; k < TYPES; k++) {
        const b = begin(k);
        const m = inside(k);
        const opened = forward[before + b]!;
        const going = forward[before + m]!;
        for (let label = m; label <= m + 1; label++) {
          const sum = opened * step[b * LABELS + label]! + going * step[m * LABELS + label]!;
          forward[now + label] = sum * potential[now + label]!;
        }
      }
      if (i === to - 1) for (const label of NOT_CLOSED) forward[now + label] = 0;
      logZ += this.normalise(i);
    }
    backward.fill(0, end, end + LABELS);
    for (const label of CLOSED) backward[end + label] = 1;
    if (inner.after) logZ += this.leave(end);
    for (let i = to - 2; i >= from; i--) {
      const now = i * LABELS;
      const after = now + LABELS;
      const factor = 1 / scale[i + 1]!;
      sums.fill(0);
      for (let o = 0; o < WAYS; o++) {
        const next = after + OPENING[o]!;
        const ahead = potential[next]!;
        if (forward[next]! * backward[next]! < least) continue;
        for (let c = 0; c < WAYS; c++) sums[c]! += openingStep[o * WAYS + c]! * ahead * backward[next]!;
      }
      for (let c = 0; c < WAYS; c++) backward[now + CLOSED[c]!] = sums[c]! * factor;
      for (let k = 0; k < TYPES; k++) {
        const m = inside(k);
        const stop = last(k);
        const goOn = potential[after + m]! * backward[after + m]! * factor;
        const finish = potential[after + stop]! * backward[after + stop]! * factor;
        for (let label = m - 1; label <= m; label++) {
          backward[now + label] = step[label * LABELS + m]! * goOn + step[label * LABELS + stop]! * finish;
        }
      }
    }
    return logZ;
  }

  /** The probability that tokens `first` to `end` (inclusive) are one name, after {@link forwardBackward}. */
  probability(first: number, end: number, type: number): number {
    const { forward, backward, potential, scale, step } = this;
    if (first === end) {
      const at = first * LABELS + unit(type);
      return forward[at]! * backward[at]!;
    }
    let label = begin(type);
    let p = forward[first * LABELS + label]!;
    for (let i = first + 1; i <= end; i++) {
      const next = i === end ? last(type) : inside(type);
      p *= (step[label * LABELS + next]! * potential[i * LABELS + next]!) / scale[i]!;
      label = next;
    }
    return p * backward[end * LABELS + label]!;
  }

  private normalise(i: number): number {
    const now = i * LABELS;
    let sum = 0;
    for (let l = 0; l < LABELS; l++) sum += this.forward[now + l]!;
    if (!(sum > 0)) sum = Number.MIN_VALUE;
    for (let l = 0; l < LABELS; l++) this.forward[now + l] = this.forward[now + l]! / sum;
    this.scale[i] = sum;
    return Math.log(sum);
  }

  /** Goes on to a token outside every name after the last one, whose labels begin at `end`. */
  private leave(end: number): number {
    let reached = 0;
    for (const label of CLOSED) reached += this.forward[end + label]! * this.step[label * LABELS]!;
    for (const label of CLOSED) this.backward[end + label] = this.step[label * LABELS]! / reached;
    return Math.log(reached);
  }
}

const NOT_CLOSED = Array.from({ length: LABELS }, (_, l) => l).filter((l) => !CLOSED.includes(l));

/** The label pairs that may follow one another. */
export const LEGAL: readonly (readonly [number, number])[] = [
  ...CLOSED.flatMap((a) => OPENING.map((b) => [a, b] as const)),
  ...Array.from({ length: TYPES }, (_, k) => k).flatMap((k) =>
    [begin(k), inside(k)].flatMap((a) => [[a, inside(k)] as const, [a, last(k)] as const]),
  ),
];

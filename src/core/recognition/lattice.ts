import { begin, CLOSED, inside, LABELS, last, OPENING, type LabelledSpan, unit } from './labels';

/** Longer sentences are decoded in pieces of this many tokens, which bounds memory. */
export const LONGEST_SEQUENCE = 256;

const TYPES = (LABELS - 1) / 4;
const IMPOSSIBLE = -1e30;

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
  private readonly from = new Uint8Array(LONGEST_SEQUENCE * LABELS);

  /** `transition[a * LABELS + b]` is the score of b after a; illegal ones are never looked at. */
  constructor(transition: ArrayLike<number>) {
    this.transition = Float64Array.from(transition);
    this.refresh(transition);
  }

  /** Takes changed transition scores. */
  refresh(transition: ArrayLike<number>): void {
    for (const [a, b] of LEGAL) {
      const score = transition[a * LABELS + b] ?? 0;
      this.transition[a * LABELS + b] = score;
      this.step[a * LABELS + b] = Math.exp(score);
    }
  }

  /** The best legal labelling of the first `n` tokens, into {@link path}. Viterbi. */
  decode(n: number): void {
    const { emission, best, from, transition } = this;
    best.fill(IMPOSSIBLE, 0, LABELS);
    for (const label of OPENING) best[label] = emission[label]!;
    for (let i = 1; i < n; i++) {
      const now = i * LABELS;
      const before = now - LABELS;
      for (let o = 0; o < OPENING.length; o++) {
        const label = OPENING[o]!;
        let top = IMPOSSIBLE * 2;
        let who = 0;
        for (let c = 0; c < CLOSED.length; c++) {
          const previous = CLOSED[c]!;
          const score = best[before + previous]! + transition[previous * LABELS + label]!;
          if (score > top) {
            top = score;
            who = previous;
          }
        }
        best[now + label] = top + emission[now + label]!;
        from[now + label] = who;
      }
      for (let k = 0; k < TYPES; k++) {
        const b = begin(k);
        const m = inside(k);
        for (let label = m; label <= m + 1; label++) {
          const opened = best[before + b]! + transition[b * LABELS + label]!;
          const continued = best[before + m]! + transition[m * LABELS + label]!;
          best[now + label] = emission[now + label]! + (opened >= continued ? opened : continued);
          from[now + label] = opened >= continued ? b : m;
        }
      }
    }
    let label = 0;
    for (const closed of CLOSED) {
      if (best[(n - 1) * LABELS + closed]! > best[(n - 1) * LABELS + label]!) label = closed;
    }
    for (let i = n - 1; i >= 0; i--) {
      this.path[i] = label;
      label = from[i * LABELS + label]!;
    }
  }

  /**
   * Fills {@link forward} and {@link backward} for the first `n` tokens so that the marginal probability of
   * label l at token i is `forward[i, l] * backward[i, l]`. Returns the logarithm of the partition function.
   */
  forwardBackward(n: number): number {
    const { emission, potential, forward, backward, scale, step } = this;
    let logZ = 0;
    for (let i = 0; i < n; i++) {
      const now = i * LABELS;
      let top = -Infinity;
      for (let l = 0; l < LABELS; l++) top = Math.max(top, emission[now + l]!);
      for (let l = 0; l < LABELS; l++) potential[now + l] = Math.exp(emission[now + l]! - top);
      logZ += top;
    }
    forward.fill(0, 0, n * LABELS);
    for (const label of OPENING) forward[label] = potential[label]!;
    logZ += this.normalise(0);
    for (let i = 1; i < n; i++) {
      const now = i * LABELS;
      const before = now - LABELS;
      for (let o = 0; o < OPENING.length; o++) {
        const label = OPENING[o]!;
        let sum = 0;
        for (let c = 0; c < CLOSED.length; c++) {
          const previous = CLOSED[c]!;
          sum += forward[before + previous]! * step[previous * LABELS + label]!;
        }
        forward[now + label] = sum * potential[now + label]!;
      }
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
      if (i === n - 1) for (const label of NOT_CLOSED) forward[now + label] = 0;
      logZ += this.normalise(i);
    }
    if (n === 1) {
      for (const label of NOT_CLOSED) forward[label] = 0;
      logZ += this.rescaleOnly();
    }
    backward.fill(0, (n - 1) * LABELS, n * LABELS);
    for (const label of CLOSED) backward[(n - 1) * LABELS + label] = 1;
    for (let i = n - 2; i >= 0; i--) {
      const now = i * LABELS;
      const after = now + LABELS;
      const factor = 1 / scale[i + 1]!;
      for (let c = 0; c < CLOSED.length; c++) {
        const label = CLOSED[c]!;
        let sum = 0;
        for (let o = 0; o < OPENING.length; o++) {
          const next = OPENING[o]!;
          sum += step[label * LABELS + next]! * potential[after + next]! * backward[after + next]!;
        }
        backward[now + label] = sum * factor;
      }
      for (let k = 0; k < TYPES; k++) {
        const m = inside(k);
        const end = last(k);
        const goOn = potential[after + m]! * backward[after + m]! * factor;
        const stop = potential[after + end]! * backward[after + end]! * factor;
        for (let label = m - 1; label <= m; label++) {
          backward[now + label] = step[label * LABELS + m]! * goOn + step[label * LABELS + end]! * stop;
        }
      }
    }
    return logZ;
  }

  /** The probability that exactly this name stands there, after {@link forwardBackward}. Indexes from 0. */
  probability(span: LabelledSpan): number {
    const { forward, backward, potential, scale, step } = this;
    if (span.first === span.last) {
      const at = span.first * LABELS + unit(span.type);
      return forward[at]! * backward[at]!;
    }
    let label = begin(span.type);
    let p = forward[span.first * LABELS + label]!;
    for (let i = span.first + 1; i <= span.last; i++) {
      const next = i === span.last ? last(span.type) : inside(span.type);
      p *= (step[label * LABELS + next]! * potential[i * LABELS + next]!) / scale[i]!;
      label = next;
    }
    return p * backward[span.last * LABELS + label]!;
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

  private rescaleOnly(): number {
    const scale = this.scale[0]!;
    const more = this.normalise(0);
    this.scale[0] = scale * this.scale[0]!;
    return more;
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

/** A run of `*`, `_`, `~` or `=` that may be emphasis. */
interface Run {
  readonly char: string;
  /** What is left of the run: offsets into the paragraph. */
  start: number;
  end: number;
}

const PUNCTUATION = /[\p{P}\p{S}]/u;
const SPACE = /\s/;

/**
 * Tells emphasis marks from literal ones, by CommonMark's flanking rules and nearest opener; each run is looked at
 * once and each opener dropped once.
 */
export class Emphasis {
  private readonly openers: Run[] = [];
  private readonly open = new Map<string, number>();

  /** @param drop takes the stretches that turn out to be marks */
  constructor(
    private readonly text: string,
    private readonly drop: (start: number, end: number) => void,
  ) {}

  /** Takes the run of marks at an offset; gives the offset after it. */
  run(start: number): number {
    const char = this.text[start]!;
    let end = start + 1;
    while (this.text[end] === char) end++;
    const length = end - start;
    if ((char === '~' || char === '=') && length !== 2) return end;
    const { canOpen, canClose } = this.flanks(char, start, end);
    const run: Run = { char, start, end };
    if (canClose) this.close(run);
    if (canOpen && run.start < run.end) {
      this.openers.push(run);
      this.open.set(char, (this.open.get(char) ?? 0) + 1);
    }
    return end;
  }

  private close(run: Run): void {
    while (run.start < run.end && (this.open.get(run.char) ?? 0) > 0) {
      let opener = this.openers[this.openers.length - 1]!;
      while (opener.char !== run.char) {
        this.pop();
        opener = this.openers[this.openers.length - 1]!;
      }
      const used = Math.min(2, opener.end - opener.start, run.end - run.start);
      this.drop(opener.end - used, opener.end);
      this.drop(run.start, run.start + used);
      opener.end -= used;
      run.start += used;
      if (opener.start === opener.end) this.pop();
    }
  }

  private pop(): void {
    const { char } = this.openers.pop()!;
    this.open.set(char, this.open.get(char)! - 1);
  }

  private flanks(char: string, start: number, end: number): { canOpen: boolean; canClose: boolean } {
    const before = this.text[start - 1] ?? ' ';
    const after = this.text[end] ?? ' ';
    const spaceBefore = SPACE.test(before);
    const spaceAfter = SPACE.test(after);
    const markBefore = PUNCTUATION.test(before);
    const markAfter = PUNCTUATION.test(after);
    const left = !spaceAfter && (!markAfter || spaceBefore || markBefore);
    const right = !spaceBefore && (!markBefore || spaceAfter || markAfter);
    if (char !== '_') return { canOpen: left, canClose: right };
    return { canOpen: left && (!right || markBefore), canClose: right && (!left || markAfter) };
  }
}

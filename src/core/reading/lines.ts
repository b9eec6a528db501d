/** The lines of a text without the blanks around them, as parallel arrays of offsets; an empty line has start = end. */
export interface Lines {
  readonly start: readonly number[];
  readonly end: readonly number[];
}

/** Splits at `\n`, `\r\n` and lone `\r`, as the editor does. */
export function linesOf(text: string, from = 0): Lines {
  const start: number[] = [];
  const end: number[] = [];
  const hasReturns = text.includes('\r');
  let at = from;
  for (;;) {
    const feed = text.indexOf('\n', at);
    const stop = feed < 0 ? text.length : feed;
    if (hasReturns) {
      const last = text.charCodeAt(stop - 1) === 13 ? stop - 1 : stop;
      for (let r = text.indexOf('\r', at); r >= 0 && r < last; r = text.indexOf('\r', at)) {
        push(at, r);
        at = r + 1;
      }
    }
    push(at, stop);
    if (feed < 0) break;
    at = feed + 1;
  }
  return { start, end };

  function push(a: number, b: number): void {
    while (a < b && isSpace(text.charCodeAt(a))) a++;
    while (b > a && isSpace(text.charCodeAt(b - 1))) b--;
    start.push(a);
    end.push(b);
  }
}

/** Blanks of every width, byte order mark and zero-width space included. */
export function isSpace(code: number): boolean {
  if (code > 32 && code < 160) return false;
  return (
    code <= 32 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200b) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000 ||
    code === 0xfeff
  );
}

/** The few assertions these tests need: Node's module does not exist in the browser. */

export function ok(value: unknown, message: string): asserts value {
  if (!value) throw new Error(message);
}

/** Compares values, and objects by what they hold. */
export function equal(actual: unknown, expected: unknown, message = 'Not what was expected'): void {
  const [is, should] = [String(JSON.stringify(actual)), String(JSON.stringify(expected))];
  if (is === should) return;
  let same = 0;
  while (is[same] === should[same]) same++;
  throw new Error(`${message}\n  expected: ${around(should, same)}\n  actual:   ${around(is, same)}`);
}

export function match(text: string, pattern: RegExp): void {
  ok(pattern.test(text), `${JSON.stringify(text)}\n  does not match ${pattern}`);
}

/** Long values cut to where they begin to differ. */
function around(text: string, at: number): string {
  const start = Math.max(0, at - 150);
  return `${start > 0 ? '…' : ''}${text.slice(start, at + 150)}${text.length > at + 150 ? '…' : ''}`;
}

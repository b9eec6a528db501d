/** The few assertions these tests need: Node's module does not exist in the browser. */

export function ok(value: unknown, message: string): asserts value {
  if (!value) throw new Error(message);
}

/** Compares values, and objects by what they hold. */
export function equal(actual: unknown, expected: unknown, message = 'Not what was expected'): void {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
  ok(is === should, `${message}\n  expected: ${should}\n  actual:   ${is}`);
}

export function match(text: string, pattern: RegExp): void {
  ok(pattern.test(text), `${JSON.stringify(text)}\n  does not match ${pattern}`);
}

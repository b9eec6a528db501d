/** The middle and the 95th of a hundred values, in milliseconds. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
}

/** Percentiles of a list, by nearest rank. */
export function percentiles(values: readonly number[]): Percentiles {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
  return { p50: at(0.5), p95: at(0.95) };
}

/** How long each call takes, one after the other. */
export async function timed<T>(
  items: readonly T[],
  call: (item: T) => Promise<unknown>,
): Promise<Percentiles> {
  const spent: number[] = [];
  for (const item of items) {
    const before = performance.now();
    await call(item);
    spent.push(performance.now() - before);
  }
  return percentiles(spent);
}

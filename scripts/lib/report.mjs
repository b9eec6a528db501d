/**
 * How a suite tells its result: a line `[gazetteer-test] result {"passed":1,"failed":0,"skipped":0}`.
 * Inside the extension host every line for people carries the mark too; the rest there is noise.
 */
export const MARK = '[gazetteer-test]';

export const noResult = () => ({ passed: 0, failed: 0, skipped: 0 });

/** Adds a result to a sum, in place. */
export function add(sum, result) {
  for (const key of Object.keys(sum)) sum[key] += result[key] ?? 0;
}

/** The result that a line tells, if it tells one. */
export function resultIn(line) {
  const rest = line.startsWith(`${MARK} result `) && line.slice(`${MARK} result `.length);
  return rest ? JSON.parse(rest) : undefined;
}

export const tell = (result) => console.log(`${MARK} result ${JSON.stringify(result)}`);

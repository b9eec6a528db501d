import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { lineStartsOf } from '../core/archive/lines';
import { joinDecisions, type DecisionSet } from '../core/decisions/decisionSet';
import { DECISIONS_FILE, type Decisions } from '../core/decisions/model';
import { parseDecisions } from '../core/decisions/parse';
import type { SoughtName } from '../core/recognition/sought';
import { UsageError } from './usage';

/** What the user decided in the folders among some paths, and the names that are looked for. */
export function decisionsAt(paths: readonly string[]): {
  readonly decisions: DecisionSet;
  readonly sought: readonly SoughtName[];
} {
  const folders = paths
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory())
    .map((path) => ({ folder: path.replace(/(?<=.)\/+$/, ''), decisions: decisionsIn(path) }));
  return {
    decisions: joinDecisions(folders),
    sought: folders.flatMap(({ decisions }) =>
      decisions.flatMap(({ type, find }) => find.map((name) => ({ name, type }))),
    ),
  };
}

/** Half of what was decided would be worse than nothing: a broken file ends the command. */
function decisionsIn(folder: string): Decisions {
  const path = join(folder, DECISIONS_FILE);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    throw new UsageError(`cannot read ${path} (${code})`);
  }
  const { decisions, problems } = parseDecisions(text);
  const [problem] = problems;
  if (!problem) return decisions;
  const starts = lineStartsOf(text);
  let line = 0;
  while (line + 1 < starts.length && starts[line + 1]! <= problem.span.start) line++;
  const { code, name, other, detail } = problem;
  const what = [code, name, other, detail].filter((part) => part !== undefined).join(', ');
  throw new UsageError(`${path}:${line + 1}:${problem.span.start - starts[line]! + 1}: ${what}`);
}

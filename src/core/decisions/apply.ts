import { decide } from './decide';
import { Book } from './book';
import type { Decision } from './action';
import { nodeOfName } from './model';
import { parseDecisions, type DecisionsProblem } from './parse';
import type { Refusal } from './refusal';
import { writeDecisions } from './write';

/** What is needed to take a decision back. */
export interface Undo {
  /** The whole file before and after; undefined for no file. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export interface Applied {
  readonly text: string;
  readonly undo: Undo;
}

/**
 * Writes a decision into the text of a decisions file (undefined: there is none yet). What the result
 * says can always be read again; when it could not, or nothing would change, the reason comes back
 * instead. Never throws.
 */
export function applyDecision(text: string | undefined, decision: Decision): Applied | { refusal: Refusal } {
  const parsed = parseDecisions(text ?? '');
  const [problem] = parsed.problems;
  if (problem) return { refusal: { code: 'broken', problem } };
  const book = new Book(parsed.decisions.map((value, i) => ({ value, node: parsed.nodes[i] })));
  const refusal = decide(book, decision) ?? (book.dirty ? undefined : ({ code: 'already' } as const));
  if (refusal) return { refusal };
  const written = writeDecisions(text ?? '', parsed, book.drafts());
  const [fault] = parseDecisions(written).problems;
  if (fault) {
    const { name, other } = fault;
    return {
      refusal: {
        code: fault.code === 'claimedTwice' ? 'nameTaken' : 'broken',
        problem: fault,
        ...(name !== undefined && { name }),
        ...(other !== undefined && { other }),
      },
    };
  }
  return { text: written, undo: { before: text, after: written } };
}

/**
 * Takes a decision back: a file that did not change since gets its bytes back (undefined: the file was not
 * there); in one that did, the blocks of the decision do, if nobody changed these. Otherwise `changed`.
 */
export function undoDecision(
  text: string | undefined,
  undo: Undo,
):
  | { text: string | undefined }
  | { refusal: Refusal | { readonly code: 'changed'; readonly problem?: DecisionsProblem } } {
  if (text === undo.after) return { text: undo.before };
  const now = parseDecisions(text ?? '');
  const [problem] = now.problems;
  if (problem) return { refusal: { code: 'broken', problem } };
  const was = blocksOf(undo.before ?? '');
  const became = blocksOf(undo.after ?? '');
  const changed = [...new Set([...was.keys(), ...became.keys()])].filter(
    (node) => was.get(node) !== became.get(node),
  );
  const current = blocksOf(text ?? '');
  if (changed.some((node) => current.get(node) !== became.get(node))) return { refusal: { code: 'changed' } };
  const restored = parseDecisions(undo.before ?? '');
  const book = new Book(now.decisions.map((value, i) => ({ value, node: now.nodes[i] })));
  for (const node of changed) {
    const value = restored.decisions.find((decision) => nodeOfName(decision) === node);
    const block = book.named(node);
    if (value && block) block.set(value);
    else if (value) book.insert(value);
    else if (block) book.remove(block);
  }
  const written = writeDecisions(text ?? '', now, book.drafts());
  return parseDecisions(written).problems.length > 0 ? { refusal: { code: 'changed' } } : { text: written };
}

/** The decisions of a file by the name they are about, as comparable text. */
function blocksOf(text: string): Map<string, string> {
  return new Map(
    parseDecisions(text).decisions.map((decision) => [nodeOfName(decision), JSON.stringify(decision)]),
  );
}

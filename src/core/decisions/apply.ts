import { decide } from './decide';
import { Book } from './book';
import type { Decision } from './action';
import { nodeOfName } from './model';
import { parseDecisions, type DecisionsProblem, type ParsedDecisions } from './parse';
import type { Refusal } from './refusal';
import { writeDecisions } from './write';

/** What is needed to take a decision back. */
export interface Undo {
  /** The whole file before and after; undefined for no file. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Why a decision was not taken back: somebody changed what it was about. */
export interface UndoRefusal {
  readonly code: 'changed';
  readonly problem?: DecisionsProblem;
}

export interface Applied {
  readonly text: string;
  readonly undo: Undo;
  /** The text, read. */
  readonly parsed: ParsedDecisions;
}

/**
 * Writes a decision into the text of a decisions file (undefined: there is none yet). What the result
 * says can always be read again; when it could not, or nothing would change, the reason comes back
 * instead. Never throws. A state of the file that is `known` saves reading what did not change since.
 */
export function applyDecision(
  text: string | undefined,
  decision: Decision,
  known?: ParsedDecisions,
): Applied | { refusal: Refusal } {
  const before = parseDecisions(text ?? '', known);
  const [problem] = before.problems;
  if (problem) return { refusal: { code: 'broken', problem } };
  const book = new Book(before.decisions);
  const refusal = decide(book, decision) ?? (book.dirty ? undefined : ({ code: 'already' } as const));
  if (refusal) return { refusal };
  const parsed = parseDecisions(writeDecisions(before, book.drafts()), before);
  const [fault] = parsed.problems;
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
  return { text: parsed.text, undo: { before: text, after: parsed.text }, parsed };
}

/**
 * Takes a decision back: a file that did not change since gets its bytes back (undefined: the file was not
 * there); in one that did, the blocks of the decision do, if nobody changed these. Otherwise `changed`.
 */
export function undoDecision(
  text: string | undefined,
  undo: Undo,
  known?: ParsedDecisions,
): { text: string | undefined } | { refusal: Refusal | UndoRefusal } {
  if (text === undo.after) return { text: undo.before };
  const now = parseDecisions(text ?? '', known);
  const [problem] = now.problems;
  if (problem) return { refusal: { code: 'broken', problem } };
  const restored = parseDecisions(undo.before ?? '', now);
  const [was, became, current] = [restored, parseDecisions(undo.after ?? '', restored), now].map(blocksOf);
  const changed = [...new Set([...was!.keys(), ...became!.keys()])].filter(
    (node) => was!.get(node) !== became!.get(node),
  );
  if (changed.some((node) => current!.get(node) !== became!.get(node)))
    return { refusal: { code: 'changed' } };
  const book = new Book(now.decisions);
  for (const node of changed) {
    const value = restored.decisions.find((decision) => nodeOfName(decision) === node);
    const block = book.named(node);
    if (value && block) block.set(value);
    else if (value) book.insert(value);
    else if (block) book.remove(block);
  }
  const written = writeDecisions(now, book.drafts());
  return parseDecisions(written, now).problems.length > 0
    ? { refusal: { code: 'changed' } }
    : { text: written };
}

/** The decisions of a file by the name they are about, as comparable text. */
function blocksOf({ decisions }: ParsedDecisions): Map<string, string> {
  return new Map(decisions.map((decision) => [nodeOfName(decision), JSON.stringify(decision)]));
}

import type { CompletionItem, CompletionList } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Completion } from '../../core/answers/completion';
import { isProse, typedNames } from '../../core/answers/typedName';
import { fold } from '../../core/french/fold';
import { formatOf } from '../../core/reading/format';
import type { Position } from '../../protocol/protocol';
import type { Indexer } from '../indexer';
import { PICTURES } from './pictures';
import { countsOf, kindOf } from '../wording';

/** Known names that go on from what is typed at a position; null where there are none. */
export function completionsAt(
  indexer: Indexer,
  document: TextDocument,
  position: Position,
  now: () => number,
): CompletionList | null {
  const format = formatOf(document.uri);
  const line = document.getText({
    start: { line: position.line, character: 0 },
    end: { line: position.line + 1, character: 0 },
  });
  const before = line.slice(0, position.character);
  const typed = typedNames(before);
  if (!format || typed.length === 0 || WORD_GOES_ON.test(line.slice(position.character))) return null;
  const started = now();
  const { items } = indexer.completion.complete(
    indexer.archive,
    typed,
    MOST,
    () => now() - started > SLICE_MS,
  );
  if (items.length === 0) return null;
  const offset = document.offsetAt({ line: position.line, character: 0 });
  const word = typed.at(-1)!;
  const span = { start: offset + word.start, end: offset + before.trimEnd().length };
  if (!isProse(document.getText(), format, span)) return null;
  // Asked again at each letter: only then are accents those of the writer (see `lengthOf`).
  return { isIncomplete: true, items: items.map((item, i) => completionItem(item, i, position)) };
}

function completionItem({ entity, text, typed }: Completion, rank: number, end: Position): CompletionItem {
  const isName = fold(text) === fold(entity.name);
  return {
    label: text,
    labelDetails: {
      description: [kindOf(entity), entity.mentions, ...(isName ? [] : [entity.name])].join(' · '),
    },
    kind: PICTURES[entity.type].completion,
    detail: countsOf(entity),
    sortText: String(rank).padStart(3, '0'),
    filterText: typed.text + text.slice(lengthOf(typed.text, text)),
    textEdit: {
      range: { start: { line: end.line, character: typed.start }, end: { ...end } },
      newText: text,
    },
  };
}

/**
 * How much of a name what is typed stands for. The editor compares letter by letter what is typed with what it may
 * be filtered by: accents and hyphens have to be those of the writer there.
 */
function lengthOf(typed: string, name: string): number {
  const wanted = fold(typed).length;
  let length = 0;
  while (length < name.length && fold(name.slice(0, length)).length < wanted) length++;
  return WORD_END.test(typed) || length === name.length ? length : length + 1;
}

const WORD_END = /[\p{L}\p{M}\p{N}&+]$/u;
const WORD_GOES_ON = /^[\p{L}\p{M}\p{N}]/u;
/** More are not looked through: another letter says more. */
const MOST = 30;
/** How long an answer waits for changes to be taken in. */
const SLICE_MS = 4;

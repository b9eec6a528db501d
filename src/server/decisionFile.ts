import * as l10n from '@vscode/l10n';
import { DiagnosticSeverity, type Connection, type Diagnostic } from 'vscode-languageserver';
import { lineStartsOf } from '../core/archive/lines';
import type { UndoRefusal } from '../core/decisions/apply';
import type { FolderConflict } from '../core/decisions/decisionSet';
import type { Decisions } from '../core/decisions/model';
import {
  LONGEST_FILE,
  parseDecisions,
  type DecisionsProblem,
  type ParsedDecisions,
} from '../core/decisions/parse';
import type { Refusal } from '../core/decisions/refusal';
import type { Span } from '../core/model';
import { DECISIONS_FILE, type Location } from '../protocol/protocol';
import { problemSentence } from './decisionWords';
import type { Host } from './host';
import type { OpenDocuments } from './indexer';
import { rangeOf } from './positions';

/** What became of a change to a decisions file. */
export type Change =
  | {
      readonly before: string | undefined;
      readonly after: string | undefined;
      /** The file is open with unsaved edits; the change was made there. */
      readonly isUnsaved: boolean;
    }
  | { readonly refusal: Refusal | UndoRefusal; readonly at: Location | undefined }
  /** A sentence in the user's language. */
  | { readonly failure: string };

/**
 * The decisions file of a workspace folder: reads it, holds its last good state, says what is wrong with it, and
 * is the one place that writes it. What an editor has open and unsaved counts before what is on disk.
 */
export class DecisionFile {
  readonly uri: string;
  private good: ParsedDecisions = parseDecisions('');
  /** The latest text, where it has problems. */
  private broken: { readonly text: string; readonly problems: readonly DecisionsProblem[] } | undefined;

  constructor(
    readonly folder: string,
    private readonly connection: Connection,
    private readonly host: Host,
    private readonly documents: OpenDocuments,
  ) {
    this.uri = `${folder}/${DECISIONS_FILE}`;
  }

  /** What holds: the file's decisions, while it is broken those of its last good state. */
  get decisions(): Decisions {
    return this.good.decisions;
  }

  async load(): Promise<void> {
    const text = this.documents.text(this.uri) ?? (await this.read());
    if (typeof text === 'object') this.broken = { text: '', problems: [text] };
    else this.take(text);
  }

  /** Reads, changes and writes the file; begins again when somebody else wrote in between. */
  async change(
    make: (
      text: string | undefined,
      known: ParsedDecisions,
    ) => { readonly text: string | undefined } | { readonly refusal: Refusal | UndoRefusal },
  ): Promise<Change> {
    const started = this.host.now();
    do {
      const onDisk = await this.read();
      if (typeof onDisk === 'object')
        return { refusal: { code: 'broken', problem: onDisk }, at: this.placeOf('', onDisk.span) };
      const open = this.documents.text(this.uri);
      const isUnsaved = open !== undefined && open !== (onDisk ?? '').replace(/^\uFEFF/, '');
      const before = isUnsaved ? open : onDisk;
      const next = make(before, this.good);
      if ('refusal' in next) {
        const { problem } = next.refusal;
        return { refusal: next.refusal, at: problem && this.placeOf(before ?? '', problem.span) };
      }
      if (isUnsaved) {
        if (!(await this.edit(open, next.text ?? '')))
          return { failure: l10n.t('The decisions file is being edited. Save it and try again.') };
      } else {
        const written = await this.host.replaceFile(this.uri, before, next.text);
        if (written === 'changed') continue;
        if (written !== 'done') {
          const reason = written.detail ?? written.code;
          return {
            failure: l10n.t('{0} cannot be written ({1}). Check its permissions.', this.uri, reason),
          };
        }
      }
      this.take(next.text);
      return { before, after: next.text, isUnsaved };
    } while (this.host.now() - started < PATIENCE_MS);
    return { failure: l10n.t('The decisions file changes all the time. Try again.') };
  }

  /** Marks in the file what is wrong with it, or else what of it is not in force. */
  report(conflicts: readonly FolderConflict[]): void {
    const diagnostics = this.broken
      ? this.broken.problems.map((problem) =>
          this.diagnostic(
            DiagnosticSeverity.Error,
            this.broken!.text,
            problem.span,
            problemSentence(problem),
          ),
        )
      : conflicts.map(({ index, name, other }) =>
          this.diagnostic(
            DiagnosticSeverity.Warning,
            this.good.text,
            this.good.places[index]!,
            l10n.t(
              'What this says of “{0}” is not in force: another folder of the workspace has it for “{1}”. Remove it from one of the two.',
              name,
              other,
            ),
          ),
        );
    void this.connection.sendDiagnostics({ uri: this.uri, diagnostics });
  }

  /** Takes away what was said of it. */
  forget(): void {
    void this.connection.sendDiagnostics({ uri: this.uri, diagnostics: [] });
  }

  private diagnostic(severity: DiagnosticSeverity, text: string, span: Span, message: string): Diagnostic {
    return { range: this.placeOf(text, span).range, severity, source: 'Gazetteer', message };
  }

  private placeOf(text: string, span: Span): Location {
    return { uri: this.uri, range: rangeOf({ lineStarts: lineStartsOf(text) }, span) };
  }

  /** Takes a text for the state; a broken one leaves the last good one in force. */
  private take(text = ''): void {
    const parsed = parseDecisions(text, this.good);
    this.broken = parsed.problems.length > 0 ? parsed : undefined;
    if (!this.broken) this.good = parsed;
  }

  /** Into a document with unsaved edits, as an edit of its own. */
  private async edit(before: string, after: string): Promise<boolean> {
    let start = 0;
    while (start < before.length && before[start] === after[start]) start++;
    let end = 0;
    const most = Math.min(before.length, after.length) - start;
    while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
    const { range } = this.placeOf(before, { start, end: before.length - end });
    const newText = after.slice(start, after.length - end);
    const { applied } = await this.connection.workspace.applyEdit({
      changes: { [this.uri]: [{ range, newText }] },
    });
    return applied;
  }

  /** The text on disk; undefined when there is no file, a problem when it cannot be had. */
  private async read(): Promise<string | undefined | DecisionsProblem> {
    const file = await this.host.readFile(this.uri, MOST_BYTES);
    const span = { start: 0, end: 0 };
    if ('code' in file) {
      if (file.code === 'gone') return undefined;
      const code = file.code === 'tooLarge' ? 'tooLarge' : 'unreadable';
      return { code, span, detail: file.detail ?? file.code };
    }
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file.bytes);
    } catch {
      return { code: 'unreadable', span, detail: 'UTF-8' };
    }
  }
}

/** Somebody else may write in between, many times over, but not without end. */
const PATIENCE_MS = 20_000;
/** A character takes four at most. */
const MOST_BYTES = 4 * LONGEST_FILE;

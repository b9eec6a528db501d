import * as l10n from '@vscode/l10n';
import { DiagnosticSeverity, type Connection } from 'vscode-languageserver';
import type { Entity } from '../core/archive/entity';
import { lineStartsOf } from '../core/archive/lines';
import { applyDecision, undoDecision, type Undo } from '../core/decisions/apply';
import type { Refusal } from '../core/decisions/refusal';
import { joinDecisions, NO_DECISIONS, pathBelow, type DecisionSet } from '../core/decisions/decisionSet';
import type { Decision } from '../core/decisions/action';
import { nodeOfName, type DecidedName, type Decisions } from '../core/decisions/model';
import { LONGEST_FILE, parseDecisions, type DecisionsProblem } from '../core/decisions/parse';
import type { SoughtName } from '../core/recognition/sought';
import { DECISIONS_FILE, type DecideParams, type DecideResult } from '../protocol/protocol';
import { askedBy, toldByArticles } from './decisionRefs';
import { doneMessage, problemSentence, refusalSentence } from './decisionWords';
import { entityItem } from './features/items';
import type { Host } from './host';
import type { Indexer, OpenDocuments } from './indexer';
import { rangeOf } from './positions';

/**
 * The decisions files of the workspace folders: reads them, holds the last good state of each, and is the one
 * place that writes them. What an editor has open and unsaved counts before what is on disk.
 */
export class DecisionFiles {
  private folders: readonly string[] = [];
  private readonly good = new Map<string, Decisions>();
  private readonly broken = new Map<string, DecisionsProblem>();
  private set: DecisionSet = NO_DECISIONS;
  private readonly undos = new Map<string, { readonly folder: string; readonly undo: Undo }>();
  private lastUndo = 0;
  private sought: ReadonlyMap<string, readonly SoughtName[]> = new Map();
  /** Writings follow each other, so that each begins with what the one before left. */
  private writing: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly connection: Connection,
    private readonly host: Host,
    private readonly indexer: Indexer,
    private readonly documents: OpenDocuments,
    private readonly changed: () => void,
  ) {}

  /** The workspace folders, all of them; their files are read. */
  async setFolders(uris: readonly string[]): Promise<void> {
    const folders = uris.map((uri) => uri.replace(/\/+$/, ''));
    for (const folder of this.folders) {
      if (folders.includes(folder)) continue;
      this.good.delete(folder);
      this.broken.delete(folder);
      void this.connection.sendDiagnostics({ uri: fileOf(folder), diagnostics: [] });
    }
    this.folders = folders;
    await Promise.all(folders.map((folder) => this.load(folder)));
    this.putInForce();
  }

  /** Whether a URI is that of a decisions file; if so it is read again. */
  fileChanged(uri: string): boolean {
    const folder = this.folders.find((known) => fileOf(known) === uri);
    if (folder === undefined) return false;
    void this.load(folder).then(() => this.putInForce());
    return true;
  }

  /** The folder of a file, and its path below it. */
  placeOf(uri: string): { readonly folder: string; readonly path: string } | undefined {
    const folder = this.folders
      .filter((known) => uri.startsWith(`${known}/`))
      .sort((a, b) => b.length - a.length)[0];
    return folder === undefined ? undefined : { folder, path: pathBelow(folder, uri) ?? '' };
  }

  async decide({ folder, action }: DecideParams): Promise<DecideResult> {
    const { archive } = this.indexer;
    const told = toldByArticles(archive, action);
    if (told) {
      return failure(
        l10n.t(
          'Articles tell “{0}” ({1}) from another of the name. Split this one off by its files first.',
          told.name,
          told.qualifier ?? '?',
        ),
      );
    }
    const asked = askedBy(archive, action);
    if (!asked) return failure(l10n.t('The archive no longer names this.'));
    const target = folder?.replace(/\/+$/, '') ?? this.folderOf(asked.entity) ?? this.folders[0];
    if (target === undefined || !this.folders.includes(target)) {
      return failure(l10n.t('Open a folder first: decisions are kept in it.'));
    }
    // A place outside the folder is refused as one that leads out of it.
    const decision = asked.decision((uri) => pathBelow(target, uri) ?? '..');
    const message = doneMessage(decision);
    return this.inTurn(() =>
      this.write(target, message, decision, (text) => {
        const applied = applyDecision(text, decision);
        return 'refusal' in applied ? applied : { text: applied.text };
      }),
    );
  }

  async undo(token: string): Promise<DecideResult> {
    const known = this.undos.get(token);
    if (!known) return failure(l10n.t('This can no longer be undone.'));
    return this.inTurn(async () => {
      const result = await this.write(known.folder, l10n.t('Undone.'), undefined, (text) =>
        undoDecision(text, known.undo),
      );
      if (result.done) this.undos.delete(token);
      return result;
    });
  }

  /** Reads, changes and writes a file; begins again when somebody else wrote in between. */
  private async write(
    folder: string,
    message: string,
    decision: Decision | undefined,
    change: (text: string | undefined) => { text: string | undefined } | { refusal: Refusal | UndoRefusal },
  ): Promise<DecideResult> {
    const uri = fileOf(folder);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const onDisk = await this.read(uri);
      if (typeof onDisk === 'object') return this.refused(folder, { code: 'broken', problem: onDisk });
      const open = this.documents.text(uri);
      const unsaved = open !== undefined && open !== (onDisk ?? '').replace(/^\uFEFF/, '');
      const before = unsaved ? open : onDisk;
      const next = change(before);
      if ('refusal' in next) return this.refused(folder, next.refusal, before);
      if (unsaved) {
        const applied = await this.editOpen(uri, open, next.text ?? '');
        if (!applied) return failure(l10n.t('The decisions file is being edited. Save it and try again.'));
      } else {
        const written = await this.host.replaceFile(uri, before, next.text);
        if (written === 'changed') continue;
        if (written !== 'done') {
          return failure(
            l10n.t(
              '{0} cannot be written ({1}). Check its permissions.',
              uri,
              written.detail ?? written.code,
            ),
          );
        }
      }
      this.take(folder, next.text);
      this.putInForce();
      const undo = String(++this.lastUndo);
      this.undos.set(undo, { folder, undo: { before, after: next.text } });
      if (this.undos.size > UNDOS) this.undos.delete(this.undos.keys().next().value!);
      const entity = decision && this.entityAfter(decision);
      return {
        done: true,
        message,
        undo,
        ...(entity && { entity: entityItem(entity) }),
        ...(unsaved && { unsaved: true as const }),
      };
    }
    return failure(l10n.t('The decisions file changes all the time. Try again.'));
  }

  private refused(folder: string, refusal: Refusal | UndoRefusal, text?: string): DecideResult {
    const { problem } = refusal;
    const taken = 'other' in refusal && refusal.other !== undefined ? this.named(refusal.other) : undefined;
    return {
      done: false,
      message: refusalSentence(refusal),
      ...(problem && {
        at: {
          uri: fileOf(folder),
          range: rangeOf({ lineStarts: lineStartsOf(text ?? '') }, problem.span),
        },
      }),
      ...(taken && { taken: entityItem(taken) }),
    };
  }

  private named(name: string): Entity | undefined {
    for (const [node, { decision }] of this.indexer.archive.decided()) {
      if (decision.name === name) return this.indexer.archive.entityOf({ node });
    }
    return undefined;
  }

  private entityAfter(decision: Decision): Entity | undefined {
    const { archive } = this.indexer;
    const at = (name: DecidedName): Entity | undefined => archive.entityOf({ node: nodeOfName(name) });
    switch (decision.kind) {
      case 'merge':
        return at(decision.into);
      case 'split':
        return at({ ...decision.entity, namesake: decision.namesake });
      case 'rename':
        return at({ ...decision.entity, name: decision.name });
      case 'retype':
        return at({ ...decision.entity, type: decision.type });
      case 'add':
        return at(decision);
      case 'move':
        return undefined;
      default:
        return at(decision.entity);
    }
  }

  /** The folder that decided about an entity before, else the one that names it most. */
  private folderOf(entity: Entity | undefined): string | undefined {
    if (!entity || this.folders.length < 2) return this.folders[0];
    const { archive } = this.indexer;
    const decided = archive.decisionAt(archive.rootOf(entity.id) ?? '')?.folder;
    if (decided !== undefined) return decided;
    const counts = new Map<string, number>();
    for (const { uri } of entity.occurrences.page(0, LOOKED_AT)) {
      const folder = this.placeOf(uri)?.folder;
      if (folder !== undefined) counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
    return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
  }

  /** Into a document with unsaved edits, as an edit of its own. */
  private async editOpen(uri: string, before: string, after: string): Promise<boolean> {
    let start = 0;
    while (start < before.length && before[start] === after[start]) start++;
    let end = 0;
    const most = Math.min(before.length, after.length) - start;
    while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
    const range = rangeOf({ lineStarts: lineStartsOf(before) }, { start, end: before.length - end });
    const newText = after.slice(start, after.length - end);
    const { applied } = await this.connection.workspace.applyEdit({
      changes: { [uri]: [{ range, newText }] },
    });
    return applied;
  }

  private async load(folder: string): Promise<void> {
    const uri = fileOf(folder);
    const text = this.documents.text(uri) ?? (await this.read(uri));
    if (typeof text === 'object') this.report(folder, text, '');
    else this.take(folder, text);
  }

  /** Takes a file's text for its state; a broken one leaves the last good state in force. */
  private take(folder: string, text: string | undefined): void {
    const { decisions, problems } = parseDecisions(text ?? '');
    if (problems.length === 0) this.good.set(folder, decisions);
    this.report(folder, problems[0], text ?? '', problems);
  }

  private report(
    folder: string,
    first: DecisionsProblem | undefined,
    text: string,
    problems: readonly DecisionsProblem[] = first ? [first] : [],
  ): void {
    if (first) this.broken.set(folder, first);
    else this.broken.delete(folder);
    const lines = { lineStarts: lineStartsOf(text) };
    void this.connection.sendDiagnostics({
      uri: fileOf(folder),
      diagnostics: problems.map((problem) => ({
        range: rangeOf(lines, problem.span),
        severity: DiagnosticSeverity.Error,
        source: 'Gazetteer',
        message: problemSentence(problem),
      })),
    });
  }

  private putInForce(): void {
    this.set = joinDecisions(
      this.folders.map((folder) => ({ folder, decisions: this.good.get(folder) ?? [] })),
    );
    this.indexer.archive.decide(this.set);
    this.seek();
    for (const { folder, name, other } of this.set.conflicts) {
      this.connection.console.warn(
        l10n.t(
          '{0}: what it says of “{1}” is not in force: another folder has it for “{2}”.',
          folder,
          name,
          other,
        ),
      );
    }
    this.changed();
  }

  /** Has the names looked for that each folder asks for, in its own files. */
  private seek(): void {
    const before = this.sought;
    this.sought = new Map(this.folders.map((folder) => [folder, soughtIn(this.good.get(folder) ?? [])]));
    const changed = this.folders.filter((folder) => {
      const was = before.get(folder);
      // What is kept of files from the start before was made with the names of that time.
      const known = was ?? (this.indexer.filesRead > 0 ? [] : this.sought.get(folder));
      return JSON.stringify(known) !== JSON.stringify(this.sought.get(folder));
    });
    this.indexer.seek(
      (uri) => this.sought.get(this.placeOf(uri)?.folder ?? '') ?? [],
      (uri) => changed.length > 0 && changed.includes(this.placeOf(uri)?.folder ?? ''),
    );
  }

  /** The text of a file; undefined when there is none, a problem when it cannot be had. */
  private async read(uri: string): Promise<string | undefined | DecisionsProblem> {
    const file = await this.host.readFile(uri, 4 * LONGEST_FILE);
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

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.writing.then(work, work);
    this.writing = turn.catch(() => undefined);
    return turn;
  }
}

type UndoRefusal = { readonly code: 'changed'; readonly problem?: DecisionsProblem };

/** Somebody else may write in between, but not all the time. */
const ATTEMPTS = 20;
const UNDOS = 200;
/** Articles looked at to tell which folder names an entity most. */
const LOOKED_AT = 200;

function soughtIn(decisions: Decisions): SoughtName[] {
  return decisions.flatMap(({ type, find }) => find.map((name) => ({ name, type })));
}

function fileOf(folder: string): string {
  return `${folder}/${DECISIONS_FILE}`;
}

function failure(message: string): DecideResult {
  return { done: false, message };
}

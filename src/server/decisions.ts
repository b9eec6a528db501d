import * as l10n from '@vscode/l10n';
import type { Connection } from 'vscode-languageserver';
import type { Entity } from '../core/archive/entity';
import type { Decision } from '../core/decisions/action';
import { applyDecision, undoDecision, type Undo } from '../core/decisions/apply';
import { joinDecisions, pathBelow } from '../core/decisions/decisionSet';
import { nodeOfName, type DecidedName, type Decisions } from '../core/decisions/model';
import type { SoughtName } from '../core/recognition/sought';
import type { DecideParams, DecideResult } from '../protocol/protocol';
import { DecisionFile, type Change } from './decisionFile';
import { askedBy } from './decisionRefs';
import { doneMessage, refusalSentence } from './decisionWords';
import { entityItem } from './features/items';
import type { Host } from './host';
import type { Indexer, OpenDocuments } from './indexer';

/**
 * What the user decides, in all workspace folders: makes decisions and takes them back, and keeps those of the
 * folders' files in force.
 */
export class DecisionFiles {
  /** By folder, in the order of the workspace. */
  private files = new Map<string, DecisionFile>();
  private readonly undos = new Map<string, { readonly folder: string; readonly undo: Undo }>();
  private lastUndo = 0;
  private sought: ReadonlyMap<string, readonly SoughtName[]> = new Map();
  /** Readings and writings follow each other, so that each begins with what the one before left. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly connection: Connection,
    private readonly host: Host,
    private readonly indexer: Indexer,
    private readonly documents: OpenDocuments,
    private readonly changed: () => void,
  ) {}

  /** The workspace folders, all of them; their files are read. */
  setFolders(uris: readonly string[]): Promise<void> {
    const folders = uris.map((uri) => uri.replace(/\/+$/, ''));
    return this.inTurn(async () => {
      for (const [folder, file] of this.files) if (!folders.includes(folder)) file.forget();
      this.files = new Map(
        folders.map((folder) => [
          folder,
          this.files.get(folder) ?? new DecisionFile(folder, this.connection, this.host, this.documents),
        ]),
      );
      await Promise.all(Array.from(this.files.values(), (file) => file.load()));
      this.putInForce();
    });
  }

  /** Whether a URI is that of a decisions file; if so it is read again. */
  fileChanged(uri: string): boolean {
    const file = [...this.files.values()].find((known) => known.uri === uri);
    if (!file) return false;
    void this.inTurn(async () => {
      await file.load();
      this.putInForce();
    });
    return true;
  }

  /** The folder of a file, and its path below it. */
  placeOf(uri: string): { readonly folder: string; readonly path: string } | undefined {
    const folder = [...this.files.keys()]
      .filter((known) => uri.startsWith(`${known}/`))
      .sort((a, b) => b.length - a.length)[0];
    return folder === undefined ? undefined : { folder, path: pathBelow(folder, uri) ?? '' };
  }

  async decide({ folder, action }: DecideParams): Promise<DecideResult> {
    const { archive } = this.indexer;
    const asked = askedBy(archive, action);
    if (!asked) return failure(l10n.t('The archive no longer names this.'));
    const target = folder?.replace(/\/+$/, '') ?? this.folderOf(asked.entity) ?? this.firstFolder;
    const file = target === undefined ? undefined : this.files.get(target);
    if (target === undefined || !file) {
      return failure(l10n.t('Open a folder first: decisions are kept in it.'));
    }
    // A place outside the folder is refused as one that leads out of it.
    const decision = asked.decision((uri) => pathBelow(target, uri) ?? '..');
    return this.inTurn(async () =>
      this.resultOf(
        target,
        await file.change((text, known) => applyDecision(text, decision, known)),
        doneMessage(decision),
        decision,
      ),
    );
  }

  async undo(token: string): Promise<DecideResult> {
    return this.inTurn(async () => {
      const known = this.undos.get(token);
      const file = known && this.files.get(known.folder);
      if (!file) return failure(l10n.t('This can no longer be undone.'));
      const change = await file.change((text, state) => undoDecision(text, known.undo, state));
      const result = this.resultOf(known.folder, change, l10n.t('Undone.'));
      if (result.done) this.undos.delete(token);
      return result;
    });
  }

  private resultOf(folder: string, change: Change, message: string, decision?: Decision): DecideResult {
    if ('failure' in change) return failure(change.failure);
    if ('refusal' in change) {
      const { refusal, at } = change;
      const taken = 'other' in refusal && refusal.other !== undefined ? this.named(refusal.other) : undefined;
      return {
        ...failure(refusalSentence(refusal)),
        ...(at && { at }),
        ...(taken && { taken: entityItem(taken) }),
      };
    }
    this.putInForce();
    const { before, after, isUnsaved } = change;
    const undo = String(++this.lastUndo);
    this.undos.set(undo, { folder, undo: { before, after } });
    if (this.undos.size > UNDOS) this.undos.delete(this.undos.keys().next().value!);
    const entity = decision && this.entityAfter(decision);
    return {
      done: true,
      message,
      undo,
      ...(entity && { entity: entityItem(entity) }),
      ...(isUnsaved && { unsaved: true as const }),
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
    if (!entity || this.files.size < 2) return this.firstFolder;
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

  private get firstFolder(): string | undefined {
    return this.files.keys().next().value;
  }

  private putInForce(): void {
    const set = joinDecisions(
      Array.from(this.files.values(), ({ folder, decisions }) => ({ folder, decisions })),
    );
    this.indexer.archive.decide(set);
    this.seek();
    for (const file of this.files.values())
      file.report(set.conflicts.filter(({ folder }) => folder === file.folder));
    this.changed();
  }

  /** Has the names looked for that each folder asks for, in its own files. */
  private seek(): void {
    const before = this.sought;
    this.sought = new Map(Array.from(this.files, ([folder, { decisions }]) => [folder, soughtIn(decisions)]));
    const changed = [...this.files.keys()].filter((folder) => {
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

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.turn.then(work, work);
    this.turn = turn.catch(() => undefined);
    return turn;
  }
}

const UNDOS = 200;
/** Articles looked at to tell which folder names an entity most. */
const LOOKED_AT = 200;

function soughtIn(decisions: Decisions): SoughtName[] {
  return decisions.flatMap(({ type, find }) => find.map((name) => ({ name, type })));
}

function failure(message: string): DecideResult & { readonly done: false } {
  return { done: false, message };
}

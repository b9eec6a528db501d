import * as vscode from 'vscode';
import {
  type DecideParams,
  type DecideResult,
  type DecisionAction,
  DECISIONS_FILE,
  Requests,
} from '../../protocol/protocol';
import type { Connection } from '../connection';
import { forNotification } from '../display';
import { openPlace } from '../places';

/** So many decisions can be taken back, the last first. */
const MOST_UNDOS = 50;
const CAN_UNDO = 'gazetteer.canUndoDecision';

/** Sends the user's decisions to the server, says what became of them, and takes them back. */
export class Decider implements vscode.Disposable {
  private readonly undos: string[] = [];
  private readonly decidedEmitter = new vscode.EventEmitter<void>();
  /** A decision was made or taken back. */
  readonly onDidDecide = this.decidedEmitter.event;

  constructor(private readonly connection: Connection) {}

  /** Makes a decision. Gives whether it was made; the user has been told by then. */
  async act(action: DecisionAction, folder?: string): Promise<boolean> {
    const params: DecideParams = { action, ...(folder !== undefined && { folder }) };
    return this.tell(await this.connection.request<DecideResult | null>(Requests.decide, params), true);
  }

  /** The same, without a word unless it was made. For what follows from an action elsewhere in the editor. */
  async actQuietly(action: DecisionAction): Promise<void> {
    const result = await this.connection.request<DecideResult | null>(Requests.decide, { action });
    if (result?.done) await this.tell(result, true);
  }

  /** Takes back the last decision of this window. */
  async undo(): Promise<void> {
    const last = this.undos.at(-1);
    if (last === undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('There is no decision to undo in this window.'),
      );
      return;
    }
    await this.undoOne(last);
  }

  /** Opens the decisions file of the workspace, or says that there is none. */
  async openFile(): Promise<void> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const found = await Promise.all(
      folders.map(async ({ uri, name }) => {
        const file = vscode.Uri.joinPath(uri, DECISIONS_FILE);
        try {
          await vscode.workspace.fs.stat(file);
          return [{ label: name, description: DECISIONS_FILE, file }];
        } catch {
          return [];
        }
      }),
    );
    const files = found.flat();
    const chosen = files.length > 1 ? await vscode.window.showQuickPick(files) : files[0];
    if (chosen !== undefined) await vscode.window.showTextDocument(chosen.file);
    else if (files.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'Nothing has been decided yet: the file {0} is made by the first decision.',
          DECISIONS_FILE,
        ),
      );
    }
  }

  dispose(): void {
    this.decidedEmitter.dispose();
  }

  private async tell(result: DecideResult | null, offersUndo: boolean): Promise<boolean> {
    if (result === null) throw new Error('The language server could not make the decision');
    if (!result.done) {
      await this.tellRefusal(result);
      return false;
    }
    this.remember(result.undo);
    this.decidedEmitter.fire();
    void this.offerUndo(result, offersUndo);
    return true;
  }

  private async offerUndo(
    { message, undo, unsaved }: DecideResult & { done: true },
    offersUndo: boolean,
  ): Promise<void> {
    const said = unsaved
      ? vscode.l10n.t('{0} The decisions file is open with unsaved changes: save it to keep this.', message)
      : message;
    const undoLabel = vscode.l10n.t('Undo');
    const choice = await vscode.window.showInformationMessage(
      forNotification(said),
      ...(offersUndo ? [undoLabel] : []),
    );
    // It may have been taken back by the keyboard meanwhile.
    if (choice === undoLabel && this.undos.includes(undo)) await this.undoOne(undo);
  }

  private async tellRefusal({ message, at, taken }: DecideResult & { done: false }): Promise<void> {
    const open = vscode.l10n.t('Open Decisions File');
    const show = vscode.l10n.t('Merge Into…');
    const choice = await vscode.window.showWarningMessage(
      forNotification(message),
      ...(at ? [open] : []),
      ...(taken ? [show] : []),
    );
    if (choice === open && at) await openPlace(at);
    if (choice === show && taken) await vscode.commands.executeCommand('_gazetteer.mergeEntity', taken.id);
  }

  private async undoOne(token: string): Promise<void> {
    const result = await this.connection.request<DecideResult | null>(Requests.undo, { undo: token });
    this.forget(token);
    if (result?.done) {
      this.decidedEmitter.fire();
      vscode.window.setStatusBarMessage(`$(discard) ${forNotification(result.message)}`, STATUS_MS);
    } else if (result) await this.tellRefusal(result);
  }

  private remember(token: string): void {
    this.undos.push(token);
    if (this.undos.length > MOST_UNDOS) this.undos.shift();
    void vscode.commands.executeCommand('setContext', CAN_UNDO, true);
  }

  private forget(token: string): void {
    const at = this.undos.indexOf(token);
    if (at >= 0) this.undos.splice(at, 1);
    void vscode.commands.executeCommand('setContext', CAN_UNDO, this.undos.length > 0);
  }
}

const STATUS_MS = 5000;

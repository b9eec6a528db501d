import * as vscode from 'vscode';
import {
  type DecideParams,
  type DecideResult,
  type DecisionAction,
  DECISIONS_FILE,
  HoverCommands,
  Requests,
} from '../../protocol/protocol';
import type { Connection } from '../connection';
import { forNotification, plain } from '../display';
import { openPlace } from '../places';

/** So many decisions can be taken back, the last first. */
const MOST_UNDOS = 50;
const CAN_UNDO = 'gazetteer.canUndoDecision';

/** Decisions made together: what was said of them, and the tokens that take them back, in order. */
interface Step {
  readonly message: string;
  readonly tokens: readonly string[];
  /** Whether a notification offers to undo it. */
  isOffered: boolean;
}

/** Sends the user's decisions to the server, says what became of them, and takes them back. */
export class Decider implements vscode.Disposable {
  private readonly steps: Step[] = [];
  private readonly decidedEmitter = new vscode.EventEmitter<void>();
  /** A decision was made or taken back. */
  readonly onDidDecide = this.decidedEmitter.event;

  constructor(private readonly connection: Connection) {}

  /** Makes a decision. Gives whether it was made; the user has been told by then. */
  async act(action: DecisionAction, folder?: string): Promise<boolean> {
    const result = await this.decide({ action, ...(folder !== undefined && { folder }) });
    if (result.done) this.tell(result.message, [result]);
    else void this.tellRefusal(result);
    return result.done;
  }

  /** Makes several decisions as one: they are told of, and taken back, together. Ends at the first refusal. */
  async actTogether(actions: readonly DecisionAction[], message: (made: number) => string): Promise<void> {
    const [only] = actions;
    if (actions.length === 1 && only) {
      await this.act(only);
      return;
    }
    const made: Done[] = [];
    for (const action of actions) {
      const result = await this.decide({ action });
      if (!result.done) {
        void this.tellRefusal(result);
        break;
      }
      made.push(result);
    }
    if (made.length > 0) this.tell(message(made.length), made);
  }

  /** The same, without a word unless it was made. For what follows from an action elsewhere in the editor. */
  async actQuietly(action: DecisionAction): Promise<void> {
    const result = await this.decide({ action });
    if (result.done) this.tell(result.message, [result]);
  }

  /** Takes back the last decision of this window. */
  async undo(): Promise<void> {
    const last = this.steps.at(-1);
    if (last === undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('There is no decision to undo in this window.'),
      );
      return;
    }
    await this.takeBack(last);
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

  private async decide(params: DecideParams): Promise<DecideResult> {
    const result = await this.connection.request<DecideResult | null>(Requests.decide, params);
    if (result === null) throw new Error('The language server could not make the decision');
    return result;
  }

  private tell(message: string, made: readonly Done[]): void {
    const step: Step = { message, tokens: made.map(({ undo }) => undo), isOffered: true };
    this.steps.push(step);
    if (this.steps.length > MOST_UNDOS) this.steps.shift();
    this.followed();
    const unsaved = made.some((result) => result.unsaved);
    void this.offerUndo(
      step,
      unsaved
        ? vscode.l10n.t('{0} The decisions file is open with unsaved changes: save it to keep this.', message)
        : message,
    );
  }

  private async offerUndo(step: Step, said: string): Promise<void> {
    const undo = vscode.l10n.t('Undo');
    const choice = await vscode.window.showInformationMessage(forNotification(said), undo);
    step.isOffered = false;
    if (choice !== undo) return;
    if (this.steps.includes(step)) await this.takeBack(step);
    // By the keyboard meanwhile: a notification cannot be taken away, only out of sight.
    else say(vscode.l10n.t('This is undone already.'));
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
    if (choice === show && taken) await vscode.commands.executeCommand(HoverCommands.mergeEntity, taken.id);
  }

  private async takeBack(step: Step): Promise<void> {
    this.steps.splice(this.steps.indexOf(step), 1);
    for (const undo of step.tokens.toReversed()) {
      const result = await this.connection.request<DecideResult | null>(Requests.undo, { undo });
      if (!result?.done) {
        this.followed();
        if (result) await this.tellRefusal(result);
        return;
      }
    }
    this.followed();
    if (step.isOffered) await vscode.commands.executeCommand('notifications.hideToasts');
    say(vscode.l10n.t('Undone: {0}', step.message));
  }

  private followed(): void {
    void vscode.commands.executeCommand('setContext', CAN_UNDO, this.steps.length > 0);
    this.decidedEmitter.fire();
  }
}

type Done = DecideResult & { readonly done: true };

/** How long the status bar says what was undone. */
const STATUS_MS = 5000;

function say(text: string): void {
  vscode.window.setStatusBarMessage(`$(discard) ${plain(text)}`, STATUS_MS);
}

import * as vscode from 'vscode';
import { DECISIONS_FILE, Notifications, Requests, type FilesChanged } from '../../protocol/protocol';
import type { Connection } from '../connection';
import type { Decider } from './decider';

const DECISIONS_FOLDER = DECISIONS_FILE.replace(/\/[^/]*$/, '');

/**
 * Keeps the server told of the workspace folders and of changes to their decisions files by others: git,
 * another window, a hand in another editor. What is said of a file follows it when it is moved here.
 */
export class DecisionFiles implements vscode.Disposable {
  private readonly disposables: vscode.Disposable[];
  private watchers: vscode.Disposable[] = [];

  constructor(
    private readonly connection: Connection,
    decider: Decider,
  ) {
    this.disposables = [
      connection.onDidStart(() => void this.sendFolders()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.watch();
        if (connection.running) void this.sendFolders();
      }),
      vscode.workspace.onDidRenameFiles(async ({ files }) => {
        if (!connection.running) return;
        for (const { oldUri, newUri } of files) {
          await decider.actQuietly({ kind: 'move', from: oldUri.toString(), to: newUri.toString() });
        }
      }),
    ];
    this.watch();
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables, ...this.watchers).dispose();
  }

  private watch(): void {
    vscode.Disposable.from(...this.watchers).dispose();
    this.watchers = (vscode.workspace.workspaceFolders ?? []).map((folder) => {
      const watcher = vscode.workspace.createFileSystemWatcher(
        // Of a folder that comes or goes nothing is said about what lies in it.
        new vscode.RelativePattern(folder, `{${DECISIONS_FILE},${DECISIONS_FOLDER}}`),
      );
      const file = vscode.Uri.joinPath(folder.uri, DECISIONS_FILE).toString();
      const tell = (changes: FilesChanged) => (): void =>
        void this.connection.notify(Notifications.filesChanged, changes);
      const changed = tell({ changed: [file], deleted: [] });
      watcher.onDidCreate(changed);
      watcher.onDidChange(changed);
      watcher.onDidDelete(tell({ changed: [], deleted: [file] }));
      return watcher;
    });
  }

  private async sendFolders(): Promise<void> {
    const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString());
    await this.connection.request(Requests.setFolders, { folders });
  }
}

/** What {@link replaceFile} was asked to do. */
export interface Replacement {
  readonly uri: string;
  /** What the file holds, null when there is none. */
  readonly before: string | null;
  readonly after: string | null;
}

/** Writes a file for a server without a disk; `changed` when it does not hold what the server thought. */
export async function replaceFile({
  uri,
  before,
  after,
}: Replacement): Promise<'done' | 'changed' | { error: string }> {
  const file = vscode.Uri.parse(uri);
  const { fs } = vscode.workspace;
  try {
    if ((await textOf(file)) !== before) return 'changed';
    if (after === null) await fs.delete(file);
    else {
      await fs.createDirectory(vscode.Uri.joinPath(file, '..'));
      await fs.writeFile(file, new TextEncoder().encode(after));
    }
    return 'done';
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

async function textOf(file: vscode.Uri): Promise<string | null> {
  try {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await vscode.workspace.fs.readFile(file));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return null;
    throw error;
  }
}

import { fork, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type InitializeResult,
  type ProtocolConnection,
} from 'vscode-languageserver-protocol/node';
import { SERVER_EXEC_ARGV } from '../src/protocol/serverProcess';
import { Notifications, Requests, type IndexState, type InitOptions } from '../src/protocol/protocol';

/** The language server as the extension runs it: forked, over the same channel. */
export class BenchServer {
  /** Milliseconds, on the clock of `performance.now()`. */
  readonly started = performance.now();
  readonly connection: ProtocolConnection;
  readonly files: readonly string[];
  private readonly child: ChildProcess;
  private last: IndexState | undefined;
  private readonly watchers = new Set<() => void>();
  private readonly versions = new Map<string, number>();

  constructor(
    private readonly root: string,
    archive: string,
  ) {
    this.files = filesBelow(archive).map((path) => pathToFileURL(path).href);
    this.child = fork(join(root, 'dist', 'server.js'), ['--node-ipc', `--clientProcessId=${process.pid}`], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: [...SERVER_EXEC_ARGV],
    });
    this.connection = createProtocolConnection(
      new IPCMessageReader(this.child),
      new IPCMessageWriter(this.child),
    );
    this.connection.onNotification(Notifications.state, (state: IndexState) => {
      this.last = state;
      for (const look of this.watchers) look();
    });
    this.connection.onNotification(Notifications.changed, () => {
      for (const look of this.watchers) look();
    });
    this.connection.listen();
  }

  /** Starts it with `storage` as the folder of its cache and gives it the files. */
  async open(storage: string): Promise<InitializeResult> {
    const options: InitOptions = {
      modelUri: pathToFileURL(join(this.root, 'model', 'recogniser.bin')).href,
      codeUri: pathToFileURL(join(this.root, 'dist', 'server.js')).href,
      storageUri: pathToFileURL(storage).href,
      l10n: undefined,
      settings: SETTINGS,
    };
    const result: InitializeResult = await this.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
      locale: 'fr',
      initializationOptions: options,
    });
    await this.connection.sendNotification('initialized', {});
    await this.connection.sendRequest(Requests.setFiles, { files: this.files });
    return result;
  }

  /** Resolves when all files are read and known. */
  async ready(): Promise<IndexState> {
    return this.until((state) => state.phase === 'ready' && state.done === state.total && state.total > 0);
  }

  /** Resolves at the first state that `accept` takes. */
  until(accept: (state: IndexState) => boolean): Promise<IndexState> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (this.last?.phase === 'failed') reject(new Error(this.last.message));
        if (!this.last || !accept(this.last)) return;
        this.watchers.delete(look);
        resolve(this.last);
      };
      this.watchers.add(look);
      this.child.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)));
      look();
    });
  }

  request<T>(method: string, params: unknown): Promise<T> {
    return this.connection.sendRequest(method, params);
  }

  openDocument(uri: string, text: string): Promise<void> {
    this.versions.set(uri, 1);
    return this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'plaintext', version: 1, text },
    });
  }

  /** Types `text` at a position of an open document. */
  type(uri: string, position: { line: number; character: number }, text: string): Promise<void> {
    const version = this.versions.get(uri)! + 1;
    this.versions.set(uri, version);
    return this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range: { start: position, end: position }, text }],
    });
  }

  /** Megabytes of memory it holds now, and held at most; of the process alone. Undefined where /proc is not. */
  memory(): { readonly now: number; readonly peak: number } | undefined {
    try {
      const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
      const of = (key: string): number => Number(new RegExp(`${key}:\\s+(\\d+)`).exec(status)?.[1]) / 1000;
      return { now: of('VmRSS'), peak: of('VmHWM') };
    } catch {
      return undefined;
    }
  }

  /** Ends it as the editor does: it may finish writing. */
  async stop(): Promise<void> {
    const exited = new Promise((resolve) => this.child.once('exit', resolve));
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    await exited;
    this.connection.dispose();
  }
}

/** Every file below a folder, in order. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Megabytes of the files below a folder. */
export function sizeOf(folder: string): number {
  return filesBelow(folder).reduce((sum, file) => sum + statSync(file).size, 0) / 1e6;
}

const SETTINGS: InitOptions['settings'] = { maxFileSizeMB: 5, hoverEnabled: true, hoverExcerpts: 3 };

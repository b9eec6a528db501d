import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { createConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import {
  createProtocolConnection,
  type InitializeResult,
  type ProtocolConnection,
} from 'vscode-languageserver-protocol/node';
import { digest } from '../../../src/core/archive/digest';
import type { FileContent } from '../../../src/core/archive/extractFile';
import type { Problem } from '../../../src/core/model';
import { Notifications, Requests, type IndexState, type Settings } from '../../../src/protocol/protocol';
import type { Host, Storage } from '../../../src/server/host';
import { startServer } from '../../../src/server/server';

/** Files of an invented workspace: text, bytes, or the problem that reading them meets. */
export type Files = Record<string, string | Uint8Array | Problem>;

/** A language server and its client, joined in memory. */
export interface Session {
  readonly client: ProtocolConnection;
  readonly files: Files;
  /** URIs in the order in which the server read them. */
  readonly reads: string[];
  readonly initialised: InitializeResult;
  state(): IndexState | undefined;
  /** Resolves at the first state that `accept` takes; at once if the last one does. */
  until(accept: (state: IndexState) => boolean): Promise<IndexState>;
  /** Resolves after the next `changed` notification. */
  changed(): Promise<void>;
  setFiles(): Promise<void>;
  request<T>(method: string, params: unknown): Promise<T>;
  open(uri: string, text: string): void;
  edit(uri: string, text: string): void;
  close(uri: string): void;
  stop(): Promise<void>;
}

export const SETTINGS: Settings = { maxFileSizeMB: 5, hoverEnabled: true, hoverExcerpts: 3 };
const MODEL = 'file:///extension/model/recogniser.bin';
const ALIASES = 'file:///extension/model/aliases.bin';
const CODE = 'file:///extension/dist/server.js';
const ROOT = join(__dirname, '..', '..', '..');
const aliasBytes = new Uint8Array(readFileSync(join(ROOT, 'model', 'aliases.bin')));
const modelBytes = new Uint8Array(readFileSync(join(ROOT, 'model', 'recogniser.bin')));

export interface SessionOptions {
  readonly model?: Uint8Array;
  readonly locale?: string;
  /** Where the index is kept; nowhere by default. */
  readonly storage?: Storage;
  /** Files that can be read, not written. */
  readonly readOnly?: ReadonlySet<string>;
  /** Stands for the code of the server: another one makes other records. */
  readonly code?: string;
  /** Done before the server is told the files. */
  readonly before?: (session: Session) => void | Promise<void>;
}

/** Starts a server over the given files and waits until it has read them all (unless it cannot). */
export async function startSession(files: Files, options: SessionOptions = {}): Promise<Session> {
  const reads: string[] = [];
  const codeBytes = new TextEncoder().encode(options.code ?? '');
  const host: Host = {
    async readFile(uri, maxBytes) {
      const shipped = { [ALIASES]: aliasBytes, [MODEL]: options.model ?? modelBytes, [CODE]: codeBytes }[uri];
      if (shipped) return { bytes: shipped, mtime: 0 };
      reads.push(uri);
      await Promise.resolve();
      const file = contentOf(files[uri]);
      return 'code' in file || file.bytes.length <= maxBytes
        ? file
        : { code: 'tooLarge', detail: (file.bytes.length / 1e6).toFixed(1) };
    },
    async stat(uris) {
      await Promise.resolve();
      return uris.map((uri) => {
        const file = contentOf(files[uri]);
        return 'code' in file ? file : { size: file.bytes.length, mtime: file.mtime };
      });
    },
    async replaceFile(uri, before, after) {
      await Promise.resolve();
      const now = files[uri];
      if (now !== undefined && typeof now !== 'string') return { code: 'unreadable', detail: 'EACCES' };
      if (options.readOnly?.has(uri)) return { code: 'unreadable', detail: 'EROFS' };
      if (now !== before) return 'changed';
      if (after === undefined) delete files[uri];
      else files[uri] = after;
      return 'done';
    },
    storage: () => options.storage!,
    now: () => performance.now(),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  };
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const server = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
  startServer(server, host);
  const client = createProtocolConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );

  let last: IndexState | undefined;
  const waiting = new Set<() => void>();
  const waitingForChange = new Set<() => void>();
  client.onNotification(Notifications.state, (state: IndexState) => {
    last = state;
    for (const look of waiting) look();
  });
  client.onNotification(Notifications.changed, () => {
    for (const resolve of waitingForChange) resolve();
    waitingForChange.clear();
  });
  client.listen();
  const initialised = await client.sendRequest<InitializeResult>('initialize', {
    processId: null,
    rootUri: null,
    capabilities: {},
    locale: options.locale ?? 'en',
    initializationOptions: {
      modelUri: MODEL,
      codeUri: CODE,
      storageUri: options.storage && 'file:///storage',
      l10n: undefined,
      settings: SETTINGS,
    },
  });
  void client.sendNotification('initialized', {});

  const versions = new Map<string, number>();
  const session: Session = {
    client,
    files,
    reads,
    initialised,
    state: () => last,
    until: (accept) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!last || !accept(last)) return;
          waiting.delete(look);
          resolve(last);
        };
        waiting.add(look);
        look();
      }),
    changed: () => new Promise((resolve) => waitingForChange.add(resolve)),
    setFiles: async () => {
      await client.sendRequest(Requests.setFiles, { files: Object.keys(files) });
    },
    request: (method, params) => client.sendRequest(method, params),
    open(uri, text) {
      versions.set(uri, 1);
      void client.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'plaintext', version: 1, text },
      });
    },
    edit(uri, text) {
      const version = (versions.get(uri) ?? 1) + 1;
      versions.set(uri, version);
      void client.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      });
    },
    close(uri) {
      void client.sendNotification('textDocument/didClose', { textDocument: { uri } });
    },
    async stop() {
      await client.sendRequest('shutdown');
      client.dispose();
      server.dispose();
    },
  };
  await options.before?.(session);
  await session.setFiles();
  await session.until(({ phase }) => phase === 'ready' || phase === 'failed');
  return session;
}

/** A file that is written anew has another time. */
function contentOf(file: Files[string] | undefined): FileContent | Problem {
  if (file === undefined) return { code: 'gone' };
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  return 'code' in bytes ? bytes : { bytes, mtime: digest(bytes) % 1e9 };
}

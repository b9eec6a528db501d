import * as vscode from 'vscode';
import type * as languageClient from 'vscode-languageclient';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import {
  ClientRequests,
  DECISIONS_FILE,
  HoverCommands,
  type IndexState,
  type InitOptions,
  Notifications,
  type StorageRequest,
} from '../protocol/protocol';
import { readFile, stat, storage } from './hostRequests';
import { replaceFile } from './mend/decisionFiles';
import { inWorkspaceOnly } from './middleware';
import { ARTICLE_LANGUAGES, serverSettings } from './settings';
import { breathe, inTurns } from './timing';

/** The library, loaded when it is needed: evaluating it takes as long as the whole activation may. */
type Library = typeof languageClient;

/** Makes a client of the language server; the platform chooses the transport. */
export type CreateClient = (
  id: string,
  name: string,
  options: LanguageClientOptions,
) => Promise<BaseLanguageClient>;

/** What the library is made of, from the bottom up: evaluated piece by piece. */
const LIBRARY_PARTS = [
  () => import('vscode-jsonrpc'),
  () => import('vscode-languageserver-types'),
  () => import('vscode-languageserver-protocol'),
  () => import('vscode-languageclient'),
];

/** Where the server finds what it needs. */
export interface ServerPlaces {
  readonly model: vscode.Uri;
  readonly code: vscode.Uri;
  /** Where it may keep files; undefined when the window has no folder. */
  readonly storage: vscode.Uri | undefined;
}

/** A server that ends this often within {@link RESTART_WINDOW} is not started again. */
const MAX_RESTARTS = 3;
const RESTART_WINDOW = 3 * 60_000;

const NOTHING: IndexState = {
  phase: 'starting',
  done: 0,
  total: 0,
  articles: 0,
  mentions: 0,
  entities: { ORG: 0, EVENT: 0, PER: 0, LOC: 0, PROD: 0 },
  problems: 0,
};

/** The language server as the rest of the client sees it: its state, its requests, its news. */
export class Connection implements vscode.Disposable {
  private readonly stateEmitter = new vscode.EventEmitter<IndexState>();
  private readonly changeEmitter = new vscode.EventEmitter<void>();
  private readonly startEmitter = new vscode.EventEmitter<void>();
  /** The index moved on. */
  readonly onDidChangeState = this.stateEmitter.event;
  /** Entities, counts or sentences may differ from what was last asked. */
  readonly onDidChangeEntities = this.changeEmitter.event;
  /** A server runs that knows no file yet: at first, and after each restart. */
  readonly onDidStart = this.startEmitter.event;

  private client: BaseLanguageClient | undefined;
  private starting: Promise<void> | undefined;
  private current: IndexState = NOTHING;
  private ends: number[] = [];

  constructor(
    private readonly createClient: CreateClient,
    private readonly places: ServerPlaces,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  get state(): IndexState {
    return this.current;
  }

  /** Whether a server was asked for; none is while the workspace holds no article. */
  get started(): boolean {
    return this.starting !== undefined;
  }

  get running(): boolean {
    return this.client?.isRunning() === true;
  }

  /** Starts the server unless it runs. Never rejects: a failure becomes the state `failed`. */
  start(): Promise<void> {
    return (this.starting ??= this.startClient());
  }

  /** Ends the server, if any, and starts one. */
  async restart(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    this.starting = undefined;
    this.ends = [];
    this.setState(NOTHING);
    try {
      await client?.dispose();
    } catch (error) {
      this.log.debug('The ended server did not answer', error);
    }
    await this.start();
  }

  /** The workspace holds no article: there is nothing to start a server for. */
  setEmpty(): void {
    this.setState({ ...NOTHING, phase: 'ready' });
  }

  async request<T>(method: string, params: unknown, token?: vscode.CancellationToken): Promise<T> {
    await this.start();
    if (this.client === undefined) throw new Error(this.current.message ?? 'Gazetteer does not run');
    // An undefined token would be sent as a second parameter.
    return token
      ? this.client.sendRequest<T>(method, params, token)
      : this.client.sendRequest<T>(method, params);
  }

  /** Tells a running server; one that starts later learns everything from {@link onDidStart}. */
  async notify(method: string, params: unknown): Promise<void> {
    if (this.running) await this.client?.sendNotification(method, params);
  }

  async whenReady(): Promise<void> {
    while (this.current.phase !== 'ready') {
      if (this.current.phase === 'failed') throw new Error(this.current.message);
      await new Promise<void>((resolve) => {
        const once = this.onDidChangeState(() => {
          once.dispose();
          resolve();
        });
      });
    }
  }

  dispose(): void {
    void this.client?.dispose().catch((error: unknown) => this.log.debug('While ending the server', error));
    this.stateEmitter.dispose();
    this.changeEmitter.dispose();
    this.startEmitter.dispose();
  }

  private async startClient(): Promise<void> {
    // Each a turn of its own, none of them the one that activates: together they would be felt.
    await inTurns(LIBRARY_PARTS);
    const library = await import('vscode-languageclient');
    const client = await this.createClient('gazetteer', 'Gazetteer', this.options(library));
    this.client = client;
    await breathe();
    const whileCurrent = (run: () => void): void => {
      if (this.client === client) run();
    };
    client.onNotification(Notifications.state, (state: IndexState) =>
      whileCurrent(() => this.setState(state)),
    );
    client.onNotification(Notifications.changed, () => whileCurrent(() => this.changeEmitter.fire()));
    client.onRequest(ClientRequests.readFile, readFile);
    client.onRequest(ClientRequests.stat, stat);
    client.onRequest(ClientRequests.storage, (request: StorageRequest) => {
      if (!this.places.storage) throw new Error('There is no folder to keep files in');
      return storage(this.places.storage, request);
    });
    client.onRequest(ClientRequests.replaceFile, replaceFile);
    client.onDidChangeState(({ newState }) => {
      if (newState === library.State.Running) whileCurrent(() => this.startEmitter.fire());
    });
    try {
      await client.start();
    } catch (error) {
      whileCurrent(() => this.fail(error));
    }
  }

  private options({ CloseAction, ErrorAction, RevealOutputChannelOn }: Library): LanguageClientOptions {
    return {
      documentSelector: [
        ...ARTICLE_LANGUAGES.map((language) => ({ language })),
        // What is wrong in it is shown as it is typed.
        { pattern: `**/${DECISIONS_FILE}` },
      ],
      outputChannel: this.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: (): InitOptions => ({
        modelUri: this.places.model.toString(),
        codeUri: this.places.code.toString(),
        storageUri: this.places.storage?.toString(),
        l10n: vscode.l10n.bundle,
        settings: serverSettings(),
      }),
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => ({
          action: this.onEnd() ? CloseAction.Restart : CloseAction.DoNotRestart,
          handled: true,
        }),
      },
      middleware: inWorkspaceOnly,
      markdown: { isTrusted: { enabledCommands: Object.values(HoverCommands) }, supportHtml: false },
    };
  }

  /** Whether the server, which ended, is to be started again. */
  private onEnd(): boolean {
    const now = Date.now();
    this.ends = [...this.ends.filter((end) => now - end < RESTART_WINDOW), now];
    if (this.ends.length > MAX_RESTARTS) {
      this.fail(new Error(vscode.l10n.t('The language server ended {0} times in a row.', this.ends.length)));
      return false;
    }
    this.log.warn('The language server ended; starting it again.');
    this.setState(NOTHING);
    return true;
  }

  private fail(error: unknown): void {
    this.log.error('Gazetteer cannot start:', error instanceof Error ? error : String(error));
    this.log.error('Run "Gazetteer: Restart" to try again. The lines above say what went wrong.');
    this.client = undefined;
    this.setState({
      ...NOTHING,
      phase: 'failed',
      message: error instanceof Error ? error.message : String(error),
    });
  }

  private setState(state: IndexState): void {
    this.current = state;
    this.stateEmitter.fire(state);
  }
}

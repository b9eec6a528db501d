import type { CancellationToken, Connection } from 'vscode-languageserver';
import { Notifications, type IndexState } from '../protocol/protocol';
import type { Indexer, IndexListener } from './indexer';

/** Tells the client what the index is doing, at most twenty times a second. */
export class StateNotifier implements IndexListener {
  private loaded = false;
  private failure: string | undefined;
  private hasFiles = false;
  private changes = false;
  private stopped = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private due = 0;
  private lastSent = 0;
  /** How long the last state took to work out, in milliseconds. */
  private cost = 0;

  constructor(
    private readonly connection: Connection,
    private readonly indexer: () => Indexer,
  ) {}

  started(): void {
    this.loaded = true;
    this.progressed();
  }

  failed(message: string): void {
    this.failure = message;
    this.progressed();
  }

  /** The list of files is known. */
  filesKnown(): void {
    this.hasFiles = true;
    this.progressed();
  }

  changed(): void {
    this.changes = true;
    this.progressed();
  }

  progressed(): void {
    if (this.stopped) return;
    const pause = this.indexer().progress.busy ? Math.max(BUSY_PAUSE_MS, SHARE * this.cost) : PAUSE_MS;
    const due = Math.max(Date.now(), this.lastSent + pause);
    if (this.timer !== undefined && this.due <= due) return;
    clearTimeout(this.timer);
    this.due = due;
    this.timer = setTimeout(() => this.send(), due - Date.now());
  }

  /** Says nothing from now on: the connection is about to end. */
  stop(): void {
    clearTimeout(this.timer);
    this.stopped = true;
  }

  /** Resolves when all files are read, or nobody waits any more. */
  async whenRead(token: CancellationToken): Promise<void> {
    const isReading = (): boolean =>
      ['starting', 'indexing'].includes(this.phase(this.indexer().progress.busy));
    while (isReading() && !token.isCancellationRequested && !this.stopped) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  state(): IndexState {
    const { archive, progress, problems } = this.indexer();
    const { articles, mentions } = archive.totals;
    return {
      phase: this.phase(progress.busy),
      done: progress.done,
      total: progress.total,
      articles,
      mentions,
      entities: archive.lists.counts(false),
      problems: problems.size,
      ...(this.failure !== undefined && { message: this.failure }),
    };
  }

  private phase(busy: boolean): IndexState['phase'] {
    if (this.failure !== undefined) return 'failed';
    if (!this.loaded || !this.hasFiles) return 'starting';
    return busy ? 'indexing' : 'ready';
  }

  private send(): void {
    this.timer = undefined;
    const started = Date.now();
    const state = this.state();
    this.lastSent = Date.now();
    this.cost = this.lastSent - started;
    void this.connection.sendNotification(Notifications.state, state);
    if (!this.changes) return;
    this.changes = false;
    void this.connection.sendNotification(Notifications.changed, null);
  }
}

/** An edit must show within 100 ms of the last keystroke; views need some of these themselves. */
const PAUSE_MS = 50;
/** While files are read all counts move all the time: working them out has a price. */
const BUSY_PAUSE_MS = 200;
/** While files are read, so many times as long as it takes passes before it is worked out again. */
const SHARE = 15;

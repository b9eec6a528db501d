import { fork, type ChildProcess } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import type { Stopwatch } from '../core/archive/extract';
import type { ExtractionJob, PackedExtraction } from '../core/archive/extractFile';

export interface PoolOptions {
  /** Path of the bundle of extractor.ts. */
  readonly script: string;
  /** Path of the recogniser's model. */
  readonly model: string;
  /** How many processes. */
  readonly size: number;
  /** Whether everything else on the machine goes first. */
  readonly background: boolean;
  /** What the processes spend is added here. */
  readonly watch?: Stopwatch;
}

/**
 * Makes records in several processes. Processes, not threads: a file that exhausts memory takes one of them down and
 * not us, and they can be given a lower priority.
 */
export class ExtractionPool {
  /** How many files it takes at once: some wait in the processes and here, so that these never do. */
  readonly width: number;
  private readonly workers = new Set<Worker>();
  private readonly waiting: Task[] = [];
  private restarts = 0;
  private willPump = false;
  private failure: Error | undefined;
  private peak = 0;

  constructor(private readonly options: PoolOptions) {
    this.width = options.size * FILES_A_BATCH * (BATCHES_A_WORKER + 1);
    for (let i = 0; i < options.size; i++) this.startWorker();
  }

  /** The record of a file. Rejects when no process can be had; a file that ends its process is a problem of that file. */
  extract(job: ExtractionJob): Promise<PackedExtraction> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ job, resolve, reject, isSuspect: false });
      if (this.willPump) return;
      this.willPump = true;
      // The files that are asked for in one go also go in one message.
      setImmediate(() => this.pump());
    });
  }

  /** Ends the processes; gives the sum of the most memory that each held, in bytes. */
  async close(): Promise<number> {
    const workers = [...this.workers];
    for (const worker of workers) {
      worker.isEnding = true;
      if (worker.child.connected) worker.child.send(END);
    }
    await Promise.all(workers.map(({ ended }) => ended));
    return this.peak;
  }

  private startWorker(): void {
    const child = fork(this.options.script, [], {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    const worker: Worker = { child, batches: [], ended, isReady: false, isEnding: false };
    this.workers.add(worker);
    child.on('message', (reply: Reply) => this.onReply(worker, reply));
    child.once('error', (error) => this.onEnd(worker, error.message));
    child.once('exit', (code, signal) => this.onEnd(worker, String(signal ?? code)));
    if (this.options.background) giveWay(child);
    // An end while it is being sent to is told by the events above.
    child.send({ model: this.options.model } satisfies Setup, () => undefined);
    this.pump();
  }

  private pump(): void {
    this.willPump = false;
    if (this.failure) {
      for (const { reject } of this.waiting.splice(0)) reject(this.failure);
      return;
    }
    for (let rounds = 0; rounds < BATCHES_A_WORKER; rounds++) {
      for (const worker of this.workers) {
        if (this.waiting.length === 0) return;
        if (worker.batches.length > rounds || worker.isEnding) continue;
        const batch = this.nextBatch();
        worker.batches.push(batch);
        worker.child.send(
          batch.map(({ job }) => job),
          () => undefined,
        );
      }
    }
  }

  /** Files that wait, few when few do; one that may have ended a process is sent alone. */
  private nextBatch(): Task[] {
    const share = Math.ceil(this.waiting.length / (this.workers.size * BATCHES_A_WORKER));
    const suspect = this.waiting.findIndex(({ isSuspect }) => isSuspect);
    const most = suspect < 0 ? FILES_A_BATCH : Math.max(1, suspect);
    return this.waiting.splice(0, Math.min(share, most));
  }

  private onReply(worker: Worker, reply: Reply): void {
    if ('ready' in reply) worker.isReady = true;
    else if ('failed' in reply) this.giveUp(reply.failed, worker.batches.splice(0).flat());
    else if ('peak' in reply) this.peak += reply.peak;
    else {
      const { watch } = this.options;
      if (watch) for (const stage of STAGES) watch[stage] += reply.spent[stage];
      // It answers in the order in which it is asked.
      worker.batches.shift()?.forEach(({ resolve }, i) => resolve(reply.extractions[i]!));
      this.pump();
    }
  }

  private onEnd(worker: Worker, reason: string): void {
    if (!this.workers.delete(worker) || worker.isEnding) return;
    const [read = [], ...others] = worker.batches.splice(0);
    if (!worker.isReady)
      return this.giveUp(`a process that reads files ended at once (${reason})`, [...read, ...others.flat()]);
    // One of these it was: each is tried alone.
    for (const task of read) task.isSuspect = true;
    if (read.length === 1)
      read
        .pop()!
        .resolve({ problem: { code: 'failed', detail: `the process that read it ended: ${reason}` } });
    const tasks = [...read, ...others.flat()];
    if (++this.restarts > MAX_RESTARTS)
      return this.giveUp(`the processes that read files end again and again (${reason})`, tasks);
    this.waiting.unshift(...tasks);
    this.startWorker();
  }

  private giveUp(reason: string, tasks: readonly Task[]): void {
    this.failure ??= new Error(reason);
    this.waiting.unshift(...tasks);
    this.pump();
  }
}

/** The last message to a process. */
export const END = 'end';

/** The first message to a process; then come jobs, some in a message, and {@link END}. */
export interface Setup {
  readonly model: string;
}

/** What a process says: that it can begin or why not, what became of a batch, and at its end the memory it held. */
export type Reply =
  | { readonly ready: true }
  | { readonly failed: string }
  | { readonly extractions: readonly PackedExtraction[]; readonly spent: Omit<Stopwatch, 'now'> }
  | { readonly peak: number };

export const STAGES = ['reading', 'recognition', 'resolution'] as const;

interface Task {
  readonly job: ExtractionJob;
  readonly resolve: (extraction: PackedExtraction) => void;
  readonly reject: (error: Error) => void;
  /** Whether it was among those that a process ended with. */
  isSuspect: boolean;
}

interface Worker {
  readonly child: ChildProcess;
  /** What it was given and has not answered, in order. */
  readonly batches: Task[][];
  readonly ended: Promise<void>;
  isReady: boolean;
  isEnding: boolean;
}

/** A message costs as much as a tenth of a file, and more where the other side has gone to sleep meanwhile. */
const FILES_A_BATCH = 16;
/** One that is read, and one that is next. */
const BATCHES_A_WORKER = 2;
/** Of all processes together: more, and something is wrong that is not in the files. */
const MAX_RESTARTS = 16;

function giveWay({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Not all systems let us; then it goes on as it is.
  }
}

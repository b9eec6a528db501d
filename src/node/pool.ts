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
  /** How many files it takes at once: some wait in the processes, so that these never do. */
  readonly width: number;
  private readonly workers = new Set<Worker>();
  private readonly waiting: Task[] = [];
  private restarts = 0;
  private failure: Error | undefined;
  private peak = 0;

  constructor(private readonly options: PoolOptions) {
    this.width = options.size * FILES_A_WORKER;
    for (let i = 0; i < options.size; i++) this.startWorker();
  }

  /** The record of a file. Rejects when no process can be had; a file that ends its process is a problem of that file. */
  extract(job: ExtractionJob): Promise<PackedExtraction> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ job, resolve, reject });
      this.pump();
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
    const worker: Worker = { child, tasks: [], ended, isReady: false, isEnding: false };
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
    if (this.failure) {
      for (const { reject } of this.waiting.splice(0)) reject(this.failure);
      return;
    }
    for (const worker of this.workers) {
      while (worker.tasks.length < FILES_A_WORKER && !worker.isEnding) {
        const task = this.waiting.shift();
        if (!task) return;
        worker.tasks.push(task);
        worker.child.send(task.job, () => undefined);
      }
    }
  }

  private onReply(worker: Worker, reply: Reply): void {
    if ('ready' in reply) worker.isReady = true;
    else if ('failed' in reply) this.giveUp(reply.failed, worker.tasks.splice(0));
    else if ('peak' in reply) this.peak += reply.peak;
    else {
      const { watch } = this.options;
      if (watch) for (const stage of STAGES) watch[stage] += reply.spent[stage];
      // It answers in the order in which it is asked.
      worker.tasks.shift()?.resolve(reply.extraction);
      this.pump();
    }
  }

  private onEnd(worker: Worker, reason: string): void {
    if (!this.workers.delete(worker) || worker.isEnding) return;
    const tasks = worker.tasks.splice(0);
    if (!worker.isReady) return this.giveUp(`a process that reads files ended at once (${reason})`, tasks);
    tasks
      .shift()
      ?.resolve({ problem: { code: 'failed', detail: `the process that read it ended: ${reason}` } });
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

/** The first message to a process; then come jobs, and {@link END}. */
export interface Setup {
  readonly model: string;
}

/** What a process says: that it can begin or why not, what became of each job, and at its end the memory it held. */
export type Reply =
  | { readonly ready: true }
  | { readonly failed: string }
  | { readonly extraction: PackedExtraction; readonly spent: Omit<Stopwatch, 'now'> }
  | { readonly peak: number };

export const STAGES = ['reading', 'recognition', 'resolution'] as const;

interface Task {
  readonly job: ExtractionJob;
  readonly resolve: (extraction: PackedExtraction) => void;
  readonly reject: (error: Error) => void;
}

interface Worker {
  readonly child: ChildProcess;
  /** What it was given and has not answered, in order. */
  readonly tasks: Task[];
  readonly ended: Promise<void>;
  isReady: boolean;
  isEnding: boolean;
}

/** One that is read, one that is next, and one on its way back. */
const FILES_A_WORKER = 3;
/** Of all processes together: more, and something is wrong that is not in the files. */
const MAX_RESTARTS = 8;

function giveWay({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Not all systems let us; then it goes on as it is.
  }
}

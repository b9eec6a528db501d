import { Archive } from '../core/archive/archive';
import { extract, type Stopwatch } from '../core/archive/extract';
import { SearchIndex } from '../core/answers/search';
import type { Problem, ReadFile } from '../core/model';
import { decode } from '../core/reading/decode';
import { formatOf } from '../core/reading/format';
import { read as readText } from '../core/reading/read';
import type { Model } from '../core/recognition/recognise';
import { NO_ALIASES, type Aliases } from '../core/resolution/aliases';
import type { Host } from './host';

/** The text of a document that is open in the editor, unsaved edits included. */
export interface OpenDocuments {
  text(uri: string): string | undefined;
  uris(): readonly string[];
}

/** Hears what the indexer does; both may be called often. */
export interface IndexListener {
  /** Entities, counts or places may have changed. */
  changed(): void;
  /** The queue grew or shrank. */
  progressed(): void;
}

/**
 * Keeps the archive equal to the files: reads what is new or changed in the background, one file at a
 * time, open documents first, and lets requests in between.
 */
export class Indexer {
  readonly search = new SearchIndex();
  private aliases = NO_ALIASES;
  readonly archive = new Archive(this.search, {
    fullNames: (type, key) => this.aliases.fullNames(type, key),
  });
  readonly stopwatch: Stopwatch;
  /** What is odd about a file, by URI; only files with something to say. */
  readonly problems = new Map<string, readonly Problem[]>();

  private model: Model | undefined;
  private maxBytes = Infinity;
  private readonly files = new Set<string>();
  private readonly queue = new Set<string>();
  private readonly cache = new Map<string, { readonly text: string; readonly file: ReadFile }>();
  private read = 0;
  private running: Promise<void> | undefined;

  constructor(
    private readonly host: Host,
    private readonly documents: OpenDocuments,
    private readonly listener: IndexListener,
  ) {
    this.stopwatch = { now: () => host.now(), reading: 0, recognition: 0, resolution: 0 };
  }

  /** Gives the recogniser and the known short names; files wait until then. */
  start(model: Model, aliases: Aliases): void {
    this.model = model;
    this.aliases = aliases;
    this.run();
  }

  /** Files above this size are left out. Applies at once, to files already read as well. */
  setMaxFileSize(megabytes: number): void {
    const maxBytes = megabytes * 1_000_000;
    if (maxBytes === this.maxBytes) return;
    const first = this.maxBytes === Infinity;
    this.maxBytes = maxBytes;
    if (!first) this.refresh();
  }

  /** The files of the workspace: all of them. Those not known yet are read, those gone are forgotten. */
  setFiles(uris: readonly string[]): void {
    const wanted = new Set(uris.filter((uri) => formatOf(uri) !== undefined));
    for (const uri of [...this.files]) if (!wanted.has(uri)) this.forget(uri);
    for (const uri of wanted) {
      if (this.files.has(uri)) continue;
      this.files.add(uri);
      this.enqueue(uri);
    }
    this.listener.changed();
    this.listener.progressed();
    this.run();
  }

  /** Files created or changed, and files deleted, on disk. */
  filesChanged(changed: readonly string[], deleted: readonly string[]): void {
    for (const uri of deleted) this.forget(uri);
    for (const uri of changed) {
      if (formatOf(uri) === undefined) continue;
      this.files.add(uri);
      this.enqueue(uri);
    }
    if (deleted.length > 0) this.listener.changed();
    this.listener.progressed();
    this.run();
  }

  /** An open document changed, or was closed: what counts now is its text, or the file. */
  documentChanged(uri: string): void {
    if (!this.files.has(uri)) return;
    const text = this.documents.text(uri);
    if (text !== undefined && this.model) {
      this.queue.delete(uri);
      this.index(uri, text, this.model);
      this.listener.progressed();
    } else {
      this.enqueue(uri);
      this.run();
    }
  }

  /** Reads every file again. */
  refresh(): void {
    this.stopwatch.reading = this.stopwatch.recognition = this.stopwatch.resolution = 0;
    for (const uri of this.files) this.enqueue(uri);
    this.listener.progressed();
    this.run();
  }

  /** Resolves when nothing waits to be read. */
  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  get progress(): { readonly done: number; readonly total: number; readonly busy: boolean } {
    const busy = this.queue.size > 0 || this.running !== undefined;
    return { done: this.files.size - this.queue.size, total: this.files.size, busy };
  }

  /** How many files have been read since the start; a test watches it. */
  get filesRead(): number {
    return this.read;
  }

  /** A file of the archive read again for its sentences; undefined when it cannot be read now. */
  async reread(uri: string): Promise<ReadFile | undefined> {
    const format = formatOf(uri);
    const text = this.documents.text(uri) ?? (await this.textOnDisk(uri));
    if (format === undefined || text === undefined) return undefined;
    const cached = this.cache.get(uri);
    this.cache.delete(uri);
    const entry = cached?.text === text ? cached : { text, file: readText(text, format) };
    this.cache.set(uri, entry);
    if (this.cache.size > CACHED_FILES) this.cache.delete(this.cache.keys().next().value!);
    return entry.file;
  }

  private async textOnDisk(uri: string): Promise<string | undefined> {
    const bytes = await this.host.readFile(uri, this.maxBytes);
    if ('code' in bytes) return undefined;
    const decoded = decode(bytes);
    return 'text' in decoded ? decoded.text : undefined;
  }

  private enqueue(uri: string): void {
    this.queue.add(uri);
  }

  private forget(uri: string): void {
    this.files.delete(uri);
    this.queue.delete(uri);
    this.cache.delete(uri);
    this.problems.delete(uri);
    this.archive.remove(uri);
  }

  private run(): void {
    if (!this.model || this.running || this.queue.size === 0) return;
    this.running = this.work(this.model).finally(() => {
      this.running = undefined;
      this.listener.progressed();
      // What came in between the last look at the queue and now.
      this.run();
    });
  }

  private async work(model: Model): Promise<void> {
    let sliceStart = this.host.now();
    for (let uri = this.next(); uri !== undefined; uri = this.next()) {
      this.queue.delete(uri);
      const open = this.documents.text(uri);
      if (open !== undefined) this.index(uri, open, model);
      else await this.indexFromDisk(uri, model);
      this.read++;
      this.listener.progressed();
      if (this.host.now() - sliceStart > SLICE_MS) {
        await this.host.breathe();
        sliceStart = this.host.now();
      }
    }
  }

  private next(): string | undefined {
    return this.documents.uris().find((uri) => this.queue.has(uri)) ?? this.queue.values().next().value;
  }

  private async indexFromDisk(uri: string, model: Model): Promise<void> {
    const bytes = await this.host.readFile(uri, this.maxBytes);
    // While it was read it may have been deleted, opened, or changed again.
    if (!this.files.has(uri) || this.queue.has(uri) || this.documents.text(uri) !== undefined) return;
    if ('code' in bytes) return this.leaveOut(uri, bytes);
    const decoded = decode(bytes);
    if ('problem' in decoded) return this.leaveOut(uri, decoded.problem);
    this.index(uri, decoded.text, model, decoded.problems);
  }

  private index(uri: string, text: string, model: Model, problems: readonly Problem[] = []): void {
    const format = formatOf(uri);
    if (format === undefined) return;
    if (text.length > this.maxBytes) {
      this.leaveOut(uri, { code: 'tooLarge', detail: (text.length / 1_000_000).toFixed(1) });
      return;
    }
    try {
      const record = extract(uri, text, format, model, this.stopwatch);
      const before = this.host.now();
      this.archive.insert(record);
      this.stopwatch.resolution += this.host.now() - before;
      this.note(uri, [...problems, ...record.problems]);
    } catch (error) {
      // The core is not to fail; should it, one file is lost and not the index.
      this.leaveOut(uri, { code: 'failed', detail: error instanceof Error ? error.message : String(error) });
    }
    this.listener.changed();
  }

  private leaveOut(uri: string, problem: Problem): void {
    this.archive.remove(uri);
    this.note(uri, [problem]);
    this.listener.changed();
  }

  private note(uri: string, problems: readonly Problem[]): void {
    if (problems.length > 0) this.problems.set(uri, problems);
    else this.problems.delete(uri);
  }
}

/** How long files are read on end before waiting requests have their turn. */
const SLICE_MS = 10;
/** Files kept read for excerpts: a hover shows four, an unfolded article one. */
const CACHED_FILES = 32;

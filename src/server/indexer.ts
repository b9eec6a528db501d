import { SearchIndex } from '../core/answers/search';
import { Archive } from '../core/archive/archive';
import { decodeRecord, encodeRecord } from '../core/archive/codec';
import { extract, type Stopwatch } from '../core/archive/extract';
import { extractFile, type Extraction } from '../core/archive/extractFile';
import type { FileRecord } from '../core/archive/records';
import type { Problem, ReadFile } from '../core/model';
import { formatOf } from '../core/reading/format';
import type { Model } from '../core/recognition/recognise';
import { NO_ALIASES, type Aliases } from '../core/resolution/aliases';
import type { RecordCache } from './cache/recordCache';
import type { Entry } from './cache/shard';
import type { Host } from './host';
import { ReadFiles } from './readFiles';

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
 * Keeps the archive equal to the files, in the background: begins with what is remembered of them, looks at size and
 * time of each, and reads what is new or changed, the latest first. Requests have their turn in between, and open
 * documents come before all else.
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
  private cache: RecordCache | undefined;
  private maxBytes = Infinity;
  private readonly files = new Set<string>();
  private isListed = false;
  /** Files to be compared with what is remembered of them. */
  private readonly unchecked = new Set<string>();
  /** Files to be read, in this order. */
  private readonly queue = new Set<string>();
  /** Files that are being read, each with the token of its reading. */
  private readonly reading = new Map<string, symbol>();
  /** Files whose record is that of the open document. */
  private readonly fromText = new Set<string>();
  private readonly readFiles: ReadFiles;
  private read = 0;
  private running: Promise<void> | undefined;

  constructor(
    private readonly host: Host,
    private readonly documents: OpenDocuments,
    private readonly listener: IndexListener,
  ) {
    this.stopwatch = { now: () => host.now(), reading: 0, recognition: 0, resolution: 0 };
    this.readFiles = new ReadFiles(host, documents);
  }

  /** Gives the known short names, and the records that were kept: these are answered from at once. */
  async recall(aliases: Aliases, cache: RecordCache | undefined): Promise<void> {
    this.aliases = aliases;
    this.cache = cache;
    await cache?.load((entry) => this.take(entry));
  }

  /** Gives the recogniser; files wait until then. */
  start(model: Model): void {
    this.model = model;
    this.run();
  }

  /** Files above this size are left out. Applies at once, to files already read as well. */
  setMaxFileSize(megabytes: number): void {
    const maxBytes = megabytes * 1_000_000;
    if (maxBytes === this.maxBytes) return;
    this.maxBytes = maxBytes;
    for (const uri of this.files) this.enqueue(uri);
    this.run();
  }

  /** The files of the workspace: all of them. Those not known yet are read, those gone are forgotten. */
  setFiles(uris: readonly string[]): void {
    const wanted = new Set(uris.filter((uri) => formatOf(uri) !== undefined));
    for (const uri of [...this.files]) if (!wanted.has(uri)) this.forget(uri);
    for (const uri of wanted) {
      if (this.files.has(uri)) continue;
      this.files.add(uri);
      this.unchecked.add(uri);
    }
    this.isListed = true;
    this.listener.changed();
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
    this.run();
  }

  /** An open document changed, or was closed: what counts now is its text, or the file. */
  documentChanged(uri: string): void {
    if (!this.files.has(uri)) return;
    const text = this.documents.text(uri);
    if (text === undefined) this.enqueue(uri);
    else if (this.model) this.indexText(uri, text, this.model);
    this.run();
  }

  /** Reads every file again, whatever is remembered of it. */
  refresh(): void {
    this.stopwatch.reading = this.stopwatch.recognition = this.stopwatch.resolution = 0;
    for (const uri of this.files) {
      this.cache?.remove(uri);
      this.enqueue(uri);
    }
    this.run();
  }

  /** Resolves when nothing waits to be read. */
  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  get progress(): { readonly done: number; readonly total: number; readonly busy: boolean } {
    const waiting = this.unchecked.size + this.queue.size + this.reading.size;
    const total = this.files.size;
    return { done: total - waiting, total, busy: waiting > 0 || this.running !== undefined };
  }

  /** How many records were made since the start; a test watches it. */
  get filesRead(): number {
    return this.read;
  }

  /** A file of the archive read again for its sentences; undefined when it cannot be read now. */
  reread(uri: string): Promise<ReadFile | undefined> {
    return this.readFiles.get(uri, this.maxBytes);
  }

  /** Takes over what was kept of a file, unless it is not of the workspace any more. */
  private take({ uri, record }: Entry): boolean {
    if (this.isListed && !this.files.has(uri)) return false;
    // The text of an open document may be another one; it is indexed as soon as there is a recogniser.
    if (this.documents.text(uri) === undefined && !this.archive.file(uri)) {
      const known = decodeRecord(record);
      if (known?.uri !== uri) return false;
      this.insert(known);
    }
    this.files.add(uri);
    if (!this.queue.has(uri)) this.unchecked.add(uri);
    return true;
  }

  private enqueue(uri: string): void {
    this.unchecked.delete(uri);
    this.reading.delete(uri);
    this.queue.add(uri);
  }

  private forget(uri: string): void {
    this.files.delete(uri);
    this.unchecked.delete(uri);
    this.queue.delete(uri);
    this.reading.delete(uri);
    this.fromText.delete(uri);
    this.readFiles.forget(uri);
    this.problems.delete(uri);
    this.archive.remove(uri);
    this.cache?.remove(uri);
  }

  private run(): void {
    this.listener.progressed();
    if (!this.model) return;
    this.indexOpen(this.model);
    if (this.running || this.queue.size + this.unchecked.size === 0) return;
    this.running = this.work(this.model).finally(() => {
      this.running = undefined;
      // What came in between the last look at the queue and now.
      this.run();
    });
  }

  private async work(model: Model): Promise<void> {
    if (this.unchecked.size > 0) await this.check();
    let sliceStart = this.host.now();
    for (let uri = this.next(); uri !== undefined; uri = this.next()) {
      await this.readOne(uri, model);
      this.listener.progressed();
      if (this.host.now() - sliceStart > SLICE_MS) {
        await this.host.breathe();
        sliceStart = this.host.now();
      }
    }
  }

  /** Moves files of which anything is new to the queue, those written last first. */
  private async check(): Promise<void> {
    const times = new Map<string, number>();
    while (this.unchecked.size > 0) {
      const uris = [...take(this.unchecked, CHECKED_AT_ONCE)];
      const stats = await this.host.stat(uris);
      uris.forEach((uri, i) => {
        const stat = stats[i]!;
        // Meanwhile it may have changed or gone.
        if (!this.unchecked.delete(uri)) return;
        if ('size' in stat && this.isAsKnown(uri, stat)) return;
        this.queue.add(uri);
        times.set(uri, 'mtime' in stat ? stat.mtime : 0);
      });
      this.listener.progressed();
      await this.host.breathe();
    }
    const latest = [...this.queue].sort(
      (a, b) => (times.get(b) ?? Infinity) - (times.get(a) ?? Infinity) || 0,
    );
    this.queue.clear();
    for (const uri of latest) this.queue.add(uri);
  }

  private isAsKnown(uri: string, { size, mtime }: { size: number; mtime: number }): boolean {
    const known = this.cache?.known(uri);
    return known?.size === size && known.mtime === mtime && size <= this.maxBytes;
  }

  private next(): string | undefined {
    const uri = this.queue.values().next().value;
    if (uri !== undefined) this.queue.delete(uri);
    return uri;
  }

  private async readOne(uri: string, model: Model): Promise<void> {
    // What is read of an open document is only kept for the next start.
    if (!this.cache && this.documents.text(uri) !== undefined) return;
    const isShown = this.archive.file(uri) !== undefined && !this.fromText.has(uri);
    const known = isShown ? this.cache?.known(uri)?.digest : undefined;
    const token = Symbol();
    this.reading.set(uri, token);
    const job = { name: uri, maxBytes: this.maxBytes, known };
    const extraction = await extractFile(
      job,
      (name, max) => this.host.readFile(name, max),
      model,
      this.stopwatch,
    );
    // While it was read it may have been deleted, or have changed again.
    if (this.reading.get(uri) !== token) return;
    this.reading.delete(uri);
    this.read++;
    this.settle(uri, extraction);
  }

  private settle(uri: string, extraction: Extraction): void {
    const isOpen = this.documents.text(uri) !== undefined;
    if ('problem' in extraction) {
      this.cache?.remove(uri);
      if (!isOpen) this.leaveOut(uri, extraction.problem);
      return;
    }
    const { digest, size, record } = extraction;
    const mtime = isSettled(extraction.mtime) ? extraction.mtime : NaN;
    if (record) this.cache?.put({ uri, digest, size, mtime, record: encodeRecord(record) });
    else this.cache?.restamp(uri, size, mtime);
    if (!record || isOpen) return;
    this.insert(record);
    this.fromText.delete(uri);
  }

  /** Indexes the documents that were opened while there was no recogniser, or whose file was not known. */
  private indexOpen(model: Model): void {
    for (const uri of this.documents.uris()) {
      const text = this.documents.text(uri);
      if (text !== undefined && this.files.has(uri) && !this.fromText.has(uri))
        this.indexText(uri, text, model);
    }
  }

  private indexText(uri: string, text: string, model: Model): void {
    const format = formatOf(uri);
    if (format === undefined) return;
    this.fromText.add(uri);
    if (text.length > this.maxBytes) {
      this.leaveOut(uri, { code: 'tooLarge', detail: (text.length / 1_000_000).toFixed(1) });
      return;
    }
    try {
      this.insert(extract(uri, text, format, model, this.stopwatch));
    } catch (error) {
      // As in `extractFile`.
      this.leaveOut(uri, { code: 'failed', detail: error instanceof Error ? error.message : String(error) });
    }
  }

  private insert(record: FileRecord): void {
    const before = this.host.now();
    this.archive.insert(record);
    this.stopwatch.resolution += this.host.now() - before;
    this.note(record.uri, record.problems);
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
/** How many files are looked at together. */
const CHECKED_AT_ONCE = 128;
/** A file written so shortly before it was read may be written again within the same tick of the disk's clock. */
const UNSETTLED_MS = 3000;

function isSettled(mtime: number): boolean {
  return mtime < Date.now() - UNSETTLED_MS;
}

function* take<T>(items: Iterable<T>, count: number): Iterable<T> {
  let left = count;
  for (const item of items) {
    if (left-- === 0) return;
    yield item;
  }
}

import { Completer } from '../core/answers/completion';
import { HouseForms } from '../core/answers/houseForms';
import { restoreIndex, saveIndex } from '../core/answers/keptIndex';
import { NameIndex } from '../core/answers/nameIndex';
import { MergeSuggestions } from '../core/answers/suggestions';
import { Archive, observers } from '../core/archive/archive';
import { decodeRecord, encodeRecord } from '../core/archive/codec';
import { extract, type Stopwatch } from '../core/archive/extract';
import { extractFile, type Extraction, type PackedExtraction } from '../core/archive/extractFile';
import type { FileRecord } from '../core/archive/records';
import type { Problem, ReadFile } from '../core/model';
import { formatOf } from '../core/reading/format';
import type { Model } from '../core/recognition/recognise';
import type { SoughtName } from '../core/recognition/sought';
import { NO_ALIASES, type Aliases } from '../core/resolution/aliases';
import type { RecordCache } from './cache/recordCache';
import type { Entry } from './cache/shard';
import type { ExtractionPool, Host } from './host';
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
  /** What names are looked up in. */
  readonly names = new NameIndex();
  private aliases = NO_ALIASES;
  readonly houseForms: HouseForms = new HouseForms(() => this.archive, this.names);
  readonly completion: Completer = new Completer(this.names, this.houseForms);
  readonly suggestions: MergeSuggestions = new MergeSuggestions(() => this.archive);
  readonly archive = new Archive(observers(this.names, this.houseForms, this.suggestions), {
    fullNames: (type, key) => this.aliases.fullNames(type, key),
  });
  readonly stopwatch: Stopwatch;
  /** What is odd about a file, by URI; only files with something to say. */
  readonly problems = new Map<string, readonly Problem[]>();

  private sought: (uri: string) => readonly SoughtName[] = () => [];
  private model: Model | undefined;
  private modelUri = '';
  private cache: RecordCache | undefined;
  private maxBytes = Infinity;
  private readonly files = new Set<string>();
  private isListed = false;
  /** The pieces of a list of files that is not whole yet. */
  private listing = new Set<string>();
  /** What is known of these is to be forgotten, unless they are among the files again by then. */
  private readonly leaving = new Set<string>();
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
  /** Records that came into the archive since garbage was last collected. */
  private filesMoved = 0;
  private running: Promise<void> | undefined;
  private isPoolBroken = false;

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
    await cache?.load(
      (entry) => this.take(entry),
      (state, recordOf) => {
        restoreIndex(state, this.archive, this.names, recordOf);
        this.filesMoved += state.archive.uris.length;
      },
    );
    for (const uri of [...this.archive.uris()]) if (!this.files.has(uri)) this.archive.remove(uri);
    for (const { uri, problems } of this.archive.odd()) this.note(uri, problems);
    this.listener.changed();
  }

  /** Writes what is not written yet. Nothing is kept of what comes after. */
  async end(): Promise<void> {
    await this.keepArchive();
    await this.cache?.flush();
    this.cache?.dispose();
  }

  /** Gives the recogniser, and where it lies; files wait until then. */
  start(model: Model, modelUri: string): void {
    this.model = model;
    this.modelUri = modelUri;
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

  /**
   * The files of the workspace: all of them, at once or in pieces, the first not `after` another and the last with no
   * `more` to come. Those not known yet are read, those gone are forgotten.
   */
  setFiles(uris: readonly string[], after = false, more = false): void {
    if (!after) this.listing.clear();
    for (const uri of uris) if (formatOf(uri) !== undefined) this.listing.add(uri);
    if (more) return;
    const wanted = this.listing;
    this.listing = new Set();
    for (const uri of this.files) if (!wanted.has(uri)) this.forget(uri);
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

  /** Gives the names to look for in a file; the files for which they are others now are read again. */
  seek(sought: (uri: string) => readonly SoughtName[], isChanged: (uri: string) => boolean): void {
    this.sought = sought;
    for (const uri of this.files) {
      if (!isChanged(uri)) continue;
      this.cache?.remove(uri);
      const text = this.documents.text(uri);
      if (text !== undefined && this.model) this.indexText(uri, text, this.model);
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
    const busy = waiting + this.leaving.size > 0 || this.running !== undefined;
    return { done: total - waiting, total, busy };
  }

  /** How many records were made since the start; a test watches it. */
  get filesRead(): number {
    return this.read;
  }

  /** A file of the archive read again for its sentences; undefined when it cannot be read now. */
  reread(uri: string): Promise<ReadFile | undefined> {
    return this.readFiles.get(uri, this.maxBytes);
  }

  /** The text that {@link reread} read last. */
  textRead(uri: string): string | undefined {
    return this.readFiles.text(uri);
  }

  /** Takes over what was kept of a file, unless it is not of the workspace any more. */
  private take({ uri, record }: Entry): boolean {
    if (this.isListed && !this.files.has(uri)) return false;
    // The text of an open document may be another one; it is indexed as soon as there is a recogniser.
    if (this.documents.text(uri) === undefined && this.archive.bytes(uri) !== record) {
      const known = decodeRecord(record);
      if (known?.uri !== uri) return false;
      this.insert(known, record);
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
    this.leaving.add(uri);
  }

  /** Forgets what was known of files that are gone, slice by slice: thousands may go at once. */
  private async clear(): Promise<void> {
    let sliceStart = this.host.now();
    for (const uri of this.leaving) {
      this.leaving.delete(uri);
      if (this.files.has(uri)) continue;
      this.fromText.delete(uri);
      this.readFiles.forget(uri);
      this.problems.delete(uri);
      this.archive.remove(uri);
      this.cache?.remove(uri);
      this.listener.changed();
      if (this.host.now() - sliceStart < SLICE_MS) continue;
      await this.host.breathe();
      sliceStart = this.host.now();
    }
  }

  private run(): void {
    this.listener.progressed();
    if (!this.model) return;
    this.indexOpen(this.model);
    if (this.running || this.queue.size + this.unchecked.size + this.leaving.size === 0) return;
    this.running = this.work(this.model).finally(() => {
      this.running = undefined;
      // What came in between the last look at the queue and now.
      this.run();
      if (!this.running) void this.settleDown();
    });
  }

  /** Works in slices, with requests in between, while `step` says that more is to be done. */
  async inSlices(step: (isLong: () => boolean) => boolean, longest = SLICE_MS): Promise<void> {
    let sliceStart = this.host.now();
    while (step(() => this.host.now() - sliceStart > longest)) {
      await this.host.breathe();
      sliceStart = this.host.now();
    }
  }

  private async keepArchive(): Promise<void> {
    if (!this.cache?.wantsArchive) return;
    await this.cache.saveArchive(() => ({
      state: saveIndex(this.archive, this.names),
      recordOf: (uri) => this.archive.bytes(uri)!,
    }));
  }

  /** Gets ready for the first search and completion. */
  private async settleDown(): Promise<void> {
    await this.inSlices((isLong) => !this.running && this.names.update(this.archive, isLong));
    if (this.running) return;
    this.archive.compact(FEW_NAMES);
    await this.keepArchive();
    if (this.filesMoved < MANY_FILES) return;
    this.filesMoved = 0;
    this.host.collectGarbage?.();
  }

  private async work(model: Model): Promise<void> {
    await this.clear();
    if (this.unchecked.size > 0) await this.check();
    const pool = this.needsPool() ? this.startPool() : undefined;
    const lanes = Array.from({ length: pool?.width ?? 1 }, () => this.readQueue(model, pool));
    await Promise.all(lanes);
    await pool?.close();
  }

  /** Reads until nothing waits, or something else is to be done first. */
  private async readQueue(model: Model, pool: ExtractionPool | undefined): Promise<void> {
    let sliceStart = this.host.now();
    while (this.unchecked.size === 0 && (pool || !this.needsPool())) {
      await this.clear();
      const uri = this.queue.values().next().value;
      if (uri === undefined) return;
      this.queue.delete(uri);
      await this.readOne(uri, model, pool);
      this.listener.progressed();
      if (this.host.now() - sliceStart > SLICE_MS) {
        await this.host.breathe();
        sliceStart = this.host.now();
      }
    }
  }

  private needsPool(): boolean {
    return this.queue.size >= POOL_FROM && !this.isPoolBroken && this.host.startPool !== undefined;
  }

  private startPool(): ExtractionPool | undefined {
    const pool = this.host.startPool?.(this.modelUri, this.stopwatch);
    this.isPoolBroken = pool === undefined;
    return pool;
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

  private async readOne(uri: string, model: Model, pool: ExtractionPool | undefined): Promise<void> {
    // What is read of an open document is only kept for the next start.
    if (!this.cache && this.documents.text(uri) !== undefined) return;
    const isShown = this.archive.has(uri) && !this.fromText.has(uri);
    const known = isShown ? this.cache?.known(uri)?.digest : undefined;
    const token = Symbol();
    this.reading.set(uri, token);
    const job = { name: uri, maxBytes: this.maxBytes, known, sought: this.sought(uri) };
    const isPooled = pool && !this.isPoolBroken && uri.startsWith('file:');
    const packed = isPooled ? await pool.extract(job).catch(() => undefined) : undefined;
    if (isPooled && !packed) this.isPoolBroken = true;
    const extraction = packed
      ? unpacked(packed)
      : await extractFile(job, (name, max) => this.host.readFile(name, max), model, this.stopwatch);
    // While it was read it may have been deleted, or have changed again.
    if (this.reading.get(uri) !== token) return;
    this.reading.delete(uri);
    this.read++;
    this.settle(uri, extraction, packed && 'record' in packed ? packed.record : undefined);
  }

  private settle(uri: string, extraction: Extraction, packed: Uint8Array | undefined): void {
    const isOpen = this.documents.text(uri) !== undefined;
    if ('problem' in extraction) {
      this.cache?.remove(uri);
      if (!isOpen) this.leaveOut(uri, extraction.problem);
      return;
    }
    const { digest, size, record } = extraction;
    const mtime = isSettled(extraction.mtime) ? extraction.mtime : NaN;
    if (!record) return this.cache?.restamp(uri, size, mtime);
    const bytes = packed ?? encodeRecord(record);
    this.cache?.put({ uri, digest, size, mtime, record: bytes });
    if (isOpen) return;
    this.insert(record, bytes);
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
      this.insert(extract(uri, text, format, model, this.stopwatch, this.sought(uri)));
    } catch (error) {
      // As in `extractFile`.
      this.leaveOut(uri, { code: 'failed', detail: error instanceof Error ? error.message : String(error) });
    }
  }

  private insert(record: FileRecord, bytes?: Uint8Array): void {
    const before = this.host.now();
    this.archive.insert(record, bytes);
    this.filesMoved++;
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
/** So many files are worth starting processes for, which takes as long as reading some hundred of them. */
const POOL_FROM = 500;
/** After an edit there are fewer names to be packed. */
const FEW_NAMES = 5000;
/** So many files leave garbage that is worth a pause of a tenth of a second to be rid of. */
const MANY_FILES = 500;
/** How many files are looked at together. */
const CHECKED_AT_ONCE = 128;
/** A file written so shortly before it was read may be written again within the same tick of the disk's clock. */
const UNSETTLED_MS = 3000;

function unpacked(packed: PackedExtraction): Extraction {
  if ('problem' in packed || packed.record === undefined) return { ...packed, record: undefined };
  const record = decodeRecord(packed.record);
  return record ? { ...packed, record } : { problem: { code: 'failed', detail: 'its record is damaged' } };
}

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

import type { Stopwatch } from '../core/archive/extract';
import type { ExtractionJob, FileContent, PackedExtraction } from '../core/archive/extractFile';
import type { Problem } from '../core/model';

/** What the server needs of the machine it runs on. */
export interface Host {
  /** A file, or why it cannot be had. Never rejects. */
  readFile(uri: string, maxBytes: number): Promise<FileContent | Problem>;
  /** Size and time of files, in the order asked, or why there are none. Never rejects. */
  stat(uris: readonly string[]): Promise<readonly (FileStat | Problem)[]>;
  /** The folder of that URI, for files of our own. */
  storage(uri: string): Storage;
  /**
   * Puts `after` in the place of a file that holds `before` (undefined: no file), as a whole and with the folder
   * it needs; `changed` when the file holds something else. Never rejects.
   */
  replaceFile(
    uri: string,
    before: string | undefined,
    after: string | undefined,
  ): Promise<'done' | 'changed' | Problem>;
  /** Processes that make records, where there can be some; they read `file:` URIs. */
  startPool?(modelUri: string, watch: Stopwatch): ExtractionPool | undefined;
  /** Collects garbage now, where that can be asked for: much of what was made while thousands of files were read. */
  collectGarbage?(): void;
  /** Milliseconds from some fixed moment. */
  now(): number;
  /** Resolves when the requests that wait have had their turn. */
  breathe(): Promise<void>;
}

/** Makes records beside the server. */
export interface ExtractionPool {
  /** How many files it takes at once. */
  readonly width: number;
  /** Rejects when it cannot go on; the file is then to be read here. */
  extract(job: ExtractionJob): Promise<PackedExtraction>;
  close(): Promise<unknown>;
}

/** Size in bytes, and time of last writing in milliseconds of the clock. */
export interface FileStat {
  readonly size: number;
  readonly mtime: number;
}

/** A folder of our own, for small files that outlive the server. What fails rejects. */
export interface Storage {
  /** The names of its files; none when there is no such folder yet. */
  list(): Promise<readonly string[]>;
  /** Undefined when there is no such file. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Puts the whole file in the place of the one that was, or leaves that as it was. Makes the folder. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Nothing happens if there is no such file. */
  remove(name: string): Promise<void>;
}

import type { Problem } from '../model';
import { decode } from '../reading/decode';
import { formatOf } from '../reading/format';
import type { Model } from '../recognition/recognise';
import type { SoughtName } from '../recognition/sought';
import { digest } from './digest';
import { extract, type Stopwatch } from './extract';
import type { FileRecord } from './records';

/** A file to be read. */
export interface ExtractionJob {
  /** URI or path; its ending tells how the file is to be read. */
  readonly name: string;
  readonly maxBytes: number;
  /** Digest of the bytes whose record is known already, if any. */
  readonly known?: number | undefined;
  /** Names to look for beside those that the recogniser finds. */
  readonly sought?: readonly SoughtName[] | undefined;
}

/** A file as it was read: its bytes, and when it was last written as known before (milliseconds of the clock). */
export interface FileContent {
  readonly bytes: Uint8Array;
  readonly mtime: number;
}

/** What came of a file. */
export type Extraction = ExtractionOf<FileRecord>;
/** The same with the record as bytes; see `encodeRecord`. */
export type PackedExtraction = ExtractionOf<Uint8Array>;

type ExtractionOf<Record> =
  | { readonly problem: Problem }
  | {
      readonly digest: number;
      readonly size: number;
      readonly mtime: number;
      /** Undefined when the bytes are those that were known. */
      readonly record: Record | undefined;
    };

/** Reads a file and makes its record, with all that was odd about it; or says why not. Never rejects. */
export async function extractFile(
  { name, maxBytes, known, sought }: ExtractionJob,
  readFile: (name: string, maxBytes: number) => FileContent | Problem | Promise<FileContent | Problem>,
  model: Model,
  watch?: Stopwatch,
): Promise<Extraction> {
  try {
    const content = await readFile(name, maxBytes);
    if ('code' in content) return { problem: content };
    const { bytes, mtime } = content;
    const started = watch?.now() ?? 0;
    const found = { digest: digest(bytes), size: bytes.length, mtime };
    if (found.digest === known) return { ...found, record: undefined };
    const decoded = decode(bytes);
    if (watch) watch.reading += watch.now() - started;
    if ('problem' in decoded) return decoded;
    const record = extract(name, decoded.text, formatOf(name) ?? 'text', model, watch, sought);
    const problems = [...decoded.problems, ...record.problems];
    return { ...found, record: decoded.problems.length === 0 ? record : { ...record, problems } };
  } catch (error) {
    // The core is not to fail; should it, one file is lost and not the index.
    return { problem: { code: 'failed', detail: error instanceof Error ? error.message : String(error) } };
  }
}

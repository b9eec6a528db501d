import { digest } from '../../core/archive/digest';

/** What is kept of one file: how to tell whether it has changed, and its record, packed. */
export interface Entry {
  readonly uri: string;
  /** Digest of the file's bytes. */
  readonly digest: number;
  /** In bytes. */
  readonly size: number;
  /** When the file was last written, as the disk says; NaN where that cannot be relied on. */
  readonly mtime: number;
  readonly record: Uint8Array;
}

/** An entry as it stands in a shard. */
export interface StoredEntry extends Entry {
  readonly recordDigest: number;
  /** The file has another record by now, or is gone: this one is kept for the archive that counted it. */
  readonly isFormer: boolean;
}

/** A shard, read: its whole entries, and whether anything else was in it. */
export interface Shard {
  readonly entries: readonly StoredEntry[];
  /** Entries were cut off or damaged, and are lost. */
  readonly damaged: boolean;
}

/*
 * File, little endian: "GZSH", SHARD_FORMAT u32, extractor version f64; then entries, each MARK u32, length of its
 * body u32, digest of its head f64, body. Body: the head, and the record. Head: digest, size, mtime and digest of the
 * record f64, length of the URI u32, 1 for a former record u32, URI (UTF-8).
 */
const MAGIC = 0x48535a47;
export const SHARD_FORMAT = 2;
const HEADER = 16;
/** Begins each entry, so that the next one can be found after one that is damaged. */
const MARK = 0x9ae7c35b;
const ENTRY_HEADER = 16;
const HEAD = 40;

/** How many bytes an entry takes in a shard, about. */
export function sizeOf({ uri, record }: Pick<Entry, 'uri' | 'record'>): number {
  return ENTRY_HEADER + HEAD + uri.length + record.length;
}

/** Packs entries made by the extractor of that version. */
export function writeShard(version: number, entries: readonly StoredEntry[]): Uint8Array {
  const uris = entries.map(({ uri }) => new TextEncoder().encode(uri));
  const length = entries.reduce(
    (sum, { record }, i) => sum + ENTRY_HEADER + HEAD + uris[i]!.length + record.length,
    HEADER,
  );
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, SHARD_FORMAT, true);
  view.setFloat64(8, version, true);
  let at = HEADER;
  entries.forEach((entry, i) => {
    const uri = uris[i]!;
    const start = at + ENTRY_HEADER;
    const end = start + HEAD + uri.length + entry.record.length;
    view.setFloat64(start, entry.digest, true);
    view.setFloat64(start + 8, entry.size, true);
    view.setFloat64(start + 16, entry.mtime, true);
    view.setFloat64(start + 24, entry.recordDigest, true);
    view.setUint32(start + 32, uri.length, true);
    view.setUint32(start + 36, Number(entry.isFormer), true);
    bytes.set(uri, start + HEAD);
    bytes.set(entry.record, start + HEAD + uri.length);
    view.setUint32(at, MARK, true);
    view.setUint32(at + 4, end - start, true);
    view.setFloat64(at + 8, digest(bytes.subarray(start, start + HEAD + uri.length)), true);
    at = end;
  });
  return bytes;
}

/**
 * Unpacks what {@link writeShard} packed, as far as it is whole; records are views of the given bytes. Undefined for
 * what is no shard, or of another format or extractor. Never throws.
 */
export function readShard(bytes: Uint8Array, version: number): Shard | undefined {
  if (bytes.length < HEADER) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== MAGIC || view.getUint32(4, true) !== SHARD_FORMAT) return undefined;
  if (view.getFloat64(8, true) !== version) return undefined;
  const entries: StoredEntry[] = [];
  let damaged = false;
  let at = HEADER;
  while (at < bytes.length) {
    const end = endOfEntry(bytes, view, at);
    if (end !== undefined) {
      entries.push(entryAt(bytes, view, at + ENTRY_HEADER, end));
      at = end;
    } else {
      damaged = true;
      at = nextMark(bytes, at + 1);
    }
  }
  return { entries, damaged };
}

/** Where the entry that begins at `at` ends; undefined when none begins there or it is not whole. */
function endOfEntry(bytes: Uint8Array, view: DataView, at: number): number | undefined {
  const start = at + ENTRY_HEADER;
  if (start + HEAD > bytes.length || view.getUint32(at, true) !== MARK) return undefined;
  const end = start + view.getUint32(at + 4, true);
  if (end > bytes.length || end < start + HEAD) return undefined;
  const headEnd = start + HEAD + view.getUint32(start + 32, true);
  if (headEnd > end || digest(bytes.subarray(start, headEnd)) !== view.getFloat64(at + 8, true))
    return undefined;
  return digest(bytes.subarray(headEnd, end)) === view.getFloat64(start + 24, true) ? end : undefined;
}

function entryAt(bytes: Uint8Array, view: DataView, start: number, end: number): StoredEntry {
  const uriStart = start + HEAD;
  const uriEnd = uriStart + view.getUint32(start + 32, true);
  return {
    uri: new TextDecoder().decode(bytes.subarray(uriStart, uriEnd)),
    digest: view.getFloat64(start, true),
    size: view.getFloat64(start + 8, true),
    mtime: view.getFloat64(start + 16, true),
    recordDigest: view.getFloat64(start + 24, true),
    isFormer: view.getUint32(start + 36, true) !== 0,
    record: bytes.subarray(uriEnd, end),
  };
}

function nextMark(bytes: Uint8Array, from: number): number {
  const first = MARK & 0xff;
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    const word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    if (word >>> 0 === MARK) return at;
  }
  return bytes.length;
}

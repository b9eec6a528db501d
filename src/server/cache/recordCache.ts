import type { KeptIndex } from '../../core/answers/keptIndex';
import { digest as digestOf } from '../../core/archive/digest';
import { decodeState, encodeState } from '../../core/archive/state';
import type { Storage } from '../host';
import { readShard, sizeOf, writeShard, type Entry, type Shard, type StoredEntry } from './shard';

/** What is remembered of a file beside its record. */
export type Known = Pick<Entry, 'digest' | 'size' | 'mtime'>;

export interface CacheOptions {
  /** A shard is full at this size, in bytes. */
  readonly shardBytes: number;
  /** How long changes are gathered before they are written, and at most; milliseconds. */
  readonly pause: number;
  readonly longestPause: number;
  /** How long nothing is written after a failure, in milliseconds. */
  readonly retry: number;
  /** Of so many files and more the archive is kept as well: it takes longer to make than to read. */
  readonly archiveFrom: number;
  /** Lets the requests that wait have their turn. */
  readonly breathe: () => Promise<void>;
  /** Writing failed, for this reason, or works again. */
  readonly onFailure: (reason: string | undefined) => void;
}

/**
 * The records of files, kept from one start to the next in shards: files of about {@link CacheOptions.shardBytes},
 * filled in the order in which records come. A record stays in its shard; a shard of which an entry changed is written
 * again as a whole, in the background, one shard at a time. Records are held in memory only until they are written.
 *
 * Of many files the archive itself is kept beside them, from time to time. A record that it counts stays in its shard
 * when the file has another one (`isFormer`), so that the archive can be brought up to date instead of made anew.
 *
 * Whatever the folder holds or fails to do costs at most reading files again: an entry counts only whole, of this very
 * extractor, and for a file of the same content.
 */
export class RecordCache {
  private readonly places = new Map<string, Place>();
  private readonly dirty = new Set<ShardFile>();
  /** Those of them that were filled just now: these do not wait. */
  private readonly full: ShardFile[] = [];
  private filling: ShardFile | undefined;
  private saving: Promise<void> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private waitingSince = 0;
  private failedAt: number | undefined;
  /** The records that the kept archive counts, by URI: their digests. */
  private counted: ReadonlyMap<string, number> = new Map();
  /** Records that came or went since. */
  private changes = 0;

  /** @param version of the extractor: entries of another are dropped */
  constructor(
    private readonly storage: Storage,
    private readonly version: number,
    private readonly options: CacheOptions,
  ) {}

  /**
   * Gives the archive that was kept to `restore`, if there is one, then all entries that are whole, shard by shard.
   * `take` says whether an entry is of use; one that is not is forgotten. Shards that are none are removed.
   */
  async load(
    take: (entry: Entry) => boolean,
    restore: (state: KeptIndex, recordOf: (uri: string) => Uint8Array) => void,
  ): Promise<void> {
    let names: readonly string[];
    try {
      names = await this.storage.list();
    } catch (error) {
      this.fail(error);
      return;
    }
    const kept = names.includes(ARCHIVE) ? await this.readArchive() : undefined;
    const counted = countedBy(kept);
    const records = new Map<string, Uint8Array>();
    const shards: { readonly name: string; readonly shard: Shard }[] = [];
    names = names.filter((name) => name.endsWith(ENDING));
    // The next shard is read while the entries of one are taken.
    let next = this.readFile(names[0]);
    for (let i = 0; i < names.length; i++) {
      const bytes = await next;
      next = this.readFile(names[i + 1]);
      const shard = bytes && readShard(bytes, this.version);
      if (!shard) {
        if (bytes) await this.removeFile(names[i]!);
      } else if (kept) {
        for (const { uri, recordDigest, record } of shard.entries)
          if (counted.get(uri) === recordDigest) records.set(uri, record);
        shards.push({ name: names[i]!, shard });
      } else {
        await this.loadShard(names[i]!, shard, take);
      }
    }
    if (kept && records.size === counted.size) {
      try {
        restore(kept, (uri) => records.get(uri)!);
        this.counted = counted;
      } catch {
        // Of no use: the records are.
      }
    }
    for (const { name, shard } of shards) await this.loadShard(name, shard, take);
    this.schedule();
  }

  /** Whether so much has changed that the archive is worth keeping anew. */
  get wantsArchive(): boolean {
    const { archiveFrom } = this.options;
    if (this.places.size < archiveFrom || this.isResting()) return false;
    return this.counted.size === 0 || this.changes >= Math.max(archiveFrom, this.counted.size * MOST_CHANGED);
  }

  /** Keeps an archive for the next start. `make` gives it, and the record that it has of a file. */
  async saveArchive(make: () => { state: KeptIndex; recordOf: (uri: string) => Uint8Array }): Promise<void> {
    // The records that it counts are to be on the disk before it is.
    await this.flush();
    while (this.saving) await this.saving;
    this.saving = this.writeArchive(make).finally(() => {
      this.saving = undefined;
      this.schedule();
    });
    await this.saving;
  }

  private async writeArchive(
    make: () => { state: KeptIndex; recordOf: (uri: string) => Uint8Array },
  ): Promise<void> {
    if (this.isResting()) return;
    const { state, recordOf } = make();
    const before = this.counted;
    this.counted = countedBy(state);
    // Of an open document the archive has the text, the cache what is on the disk.
    const others = [...this.counted].flatMap(([uri, counted]) =>
      this.places.get(uri)?.recordDigest === counted ? [] : [[uri, recordOf(uri)] as const],
    );
    try {
      await this.storage.write(ARCHIVE, encodeState(state, this.version));
    } catch (error) {
      this.counted = before;
      return this.fail(error);
    }
    this.changes = 0;
    for (const [uri, record] of others) {
      const file = this.fillingShard();
      file.former.set(uri, record);
      this.dirty.add(file);
    }
  }

  known(uri: string): Known | undefined {
    return this.places.get(uri);
  }

  /** Remembers a record in the place of what was remembered of its file. */
  put(entry: Entry): void {
    const before = this.places.get(entry.uri);
    this.remove(entry.uri);
    if (this.isResting()) return;
    const isRoomy = before && before.file.bytes < 2 * this.options.shardBytes;
    const file = isRoomy ? before.file : this.fillingShard();
    this.place(entry, file);
    file.pending.set(entry.uri, entry.record);
    this.changes++;
    this.touch(file);
    if (file !== this.filling || file.bytes < this.options.shardBytes) return;
    this.filling = undefined;
    this.full.push(file);
    this.startSaving(false);
  }

  /** Remembers that a file whose content is known was written again with the same. */
  restamp(uri: string, size: number, mtime: number): void {
    const place = this.places.get(uri);
    if (!place || (place.size === size && place.mtime === mtime)) return;
    this.places.set(uri, { ...place, size, mtime });
    this.touch(place.file);
  }

  remove(uri: string): void {
    const place = this.places.get(uri);
    if (!place) return;
    this.places.delete(uri);
    const { file } = place;
    file.bytes -= place.bytes;
    const pending = file.pending.get(uri);
    if (pending && this.counted.get(uri) === place.recordDigest) file.former.set(uri, pending);
    file.pending.delete(uri);
    this.changes++;
    this.touch(file);
  }

  /** Resolves when everything is written. */
  async flush(): Promise<void> {
    do {
      this.startSaving(true);
      await this.saving;
    } while (this.dirty.size > 0 && !this.isResting());
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** Writes nothing more. */
  dispose(): void {
    clearTimeout(this.timer);
    this.failedAt = Infinity;
  }

  private async loadShard(
    name: string,
    { entries: all, damaged }: Shard,
    take: (entry: Entry) => boolean,
  ): Promise<void> {
    const entries = all.filter(({ isFormer }) => !isFormer);
    const size = entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
    const file = newShard(name, true);
    // Shards that were emptied are put together: their number follows the size of the archive.
    const isSmall = size < this.options.shardBytes / 4;
    const target =
      isSmall && this.filling && this.filling.bytes < this.options.shardBytes ? this.filling : file;
    let isStale = damaged || target !== file || (entries.length < all.length && this.counted.size === 0);
    let since = performance.now();
    for (const entry of entries) {
      if (!this.places.has(entry.uri) && take(entry)) {
        this.place(entry, target);
        if (target !== file) target.pending.set(entry.uri, entry.record);
      } else {
        isStale = true;
      }
      if (performance.now() - since < SLICE_MS) continue;
      await this.options.breathe();
      since = performance.now();
    }
    if (target !== file) this.dirty.add(target);
    if (isStale) this.dirty.add(file);
    if (file.bytes < this.options.shardBytes / 2) this.filling ??= file;
  }

  private place(entry: Entry & Partial<StoredEntry>, file: ShardFile): void {
    const { uri, record, digest, size, mtime, recordDigest = digestOf(record) } = entry;
    const bytes = sizeOf({ uri, record });
    this.places.set(uri, { digest, size, mtime, bytes, file, recordDigest });
    file.bytes += bytes;
  }

  private fillingShard(): ShardFile {
    return (this.filling ??= newShard(Math.random().toString(36).slice(2) + ENDING, false));
  }

  private touch(file: ShardFile): void {
    this.dirty.add(file);
    this.schedule();
  }

  private schedule(): void {
    if (this.dirty.size === 0) return;
    const now = performance.now();
    if (this.timer === undefined) this.waitingSince = now;
    else if (now - this.waitingSince > this.options.longestPause - this.options.pause) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    const rest = this.failedAt === undefined ? 0 : this.failedAt + this.options.retry - now;
    if (rest === Infinity) return;
    const fire = (): void => {
      this.timer = undefined;
      this.startSaving(true);
    };
    this.timer = setTimeout(fire, Math.max(this.options.pause, rest));
  }

  private startSaving(all: boolean): void {
    this.saving ??= this.save(all).finally(() => {
      this.saving = undefined;
      this.schedule();
    });
  }

  private async save(all: boolean): Promise<void> {
    const due = all ? [...this.dirty] : [];
    for (let file = due.shift() ?? this.full.shift(); file; file = due.shift() ?? this.full.shift()) {
      if (!this.dirty.has(file)) continue;
      if (this.isResting()) return;
      try {
        await this.saveShard(file);
        if (this.failedAt !== undefined) this.options.onFailure((this.failedAt = undefined));
      } catch (error) {
        this.fail(error);
      }
    }
  }

  private async saveShard(file: ShardFile): Promise<void> {
    this.dirty.delete(file);
    const isOurs = ({ uri }: { uri: string }): boolean => this.places.get(uri)?.file === file;
    const stored = file.isStored ? await this.readFile(file.name) : undefined;
    const old = (stored && readShard(stored, this.version)?.entries) ?? [];
    const { pending, former } = file;
    const entries: StoredEntry[] = [];
    for (const entry of old) {
      if (!entry.isFormer && isOurs(entry) && !pending.has(entry.uri))
        entries.push({ ...entry, ...this.places.get(entry.uri)! });
      else if (this.isFormer(entry)) entries.push({ ...entry, isFormer: true });
    }
    for (const [uri, record] of pending)
      entries.push({ uri, record, isFormer: false, ...this.places.get(uri)! });
    for (const [uri, record] of former) {
      const entry = {
        uri,
        record,
        recordDigest: digestOf(record),
        digest: 0,
        size: 0,
        mtime: 0,
        isFormer: true,
      };
      if (this.isFormer(entry)) entries.push(entry);
    }
    file.pending = new Map();
    file.former = new Map();
    try {
      if (entries.length > 0) {
        await this.storage.write(file.name, writeShard(this.version, entries));
        file.isStored = true;
      } else {
        if (file === this.filling) this.filling = undefined;
        if (file.isStored) await this.storage.remove(file.name);
      }
    } catch (error) {
      // They are read again at the next start.
      for (const uri of pending.keys())
        if (isOurs({ uri }) && !file.pending.has(uri)) this.places.delete(uri);
      throw error;
    }
  }

  /** Whether the kept archive counts this record, and no shard has it as that of the file. */
  private isFormer({ uri, recordDigest }: Pick<StoredEntry, 'uri' | 'recordDigest'>): boolean {
    return this.counted.get(uri) === recordDigest && this.places.get(uri)?.recordDigest !== recordDigest;
  }

  private async readArchive(): Promise<KeptIndex | undefined> {
    try {
      const bytes = await this.storage.read(ARCHIVE);
      return bytes && (decodeState(bytes, this.version) as KeptIndex | undefined);
    } catch {
      return undefined;
    }
  }

  private fail(error: unknown): void {
    const first = this.failedAt === undefined;
    this.failedAt = performance.now();
    if (first) this.options.onFailure(error instanceof Error ? error.message : String(error));
  }

  private isResting(): boolean {
    return this.failedAt !== undefined && performance.now() < this.failedAt + this.options.retry;
  }

  private async readFile(name: string | undefined): Promise<Uint8Array | undefined> {
    if (!name?.endsWith(ENDING)) return undefined;
    try {
      return await this.storage.read(name);
    } catch {
      return undefined;
    }
  }

  private async removeFile(name: string): Promise<void> {
    try {
      await this.storage.remove(name);
    } catch {
      // A shard of no use does no harm.
    }
  }
}

interface ShardFile {
  readonly name: string;
  /** Of its entries, about. */
  bytes: number;
  isStored: boolean;
  /** Records that are not written yet, by URI. */
  pending: Map<string, Uint8Array>;
  /** The same of records that only the kept archive counts. */
  former: Map<string, Uint8Array>;
}

interface Place extends Known {
  readonly file: ShardFile;
  readonly bytes: number;
  readonly recordDigest: number;
}

const ENDING = '.shard';
/** The archive as it was when it was last kept. */
const ARCHIVE = 'archive.state';
/** So large a part of the records is brought up to date more quickly than it would take to keep the archive again. */
const MOST_CHANGED = 0.05;
/** How long entries are taken on end before waiting requests have their turn. */
const SLICE_MS = 10;

/** The digest of each record that an archive counts, by the URI of its file. */
function countedBy(kept: KeptIndex | undefined): Map<string, number> {
  return new Map(kept?.archive.uris.map((uri, i) => [uri, kept.archive.digests[i]!]));
}

function newShard(name: string, isStored: boolean): ShardFile {
  return { name, isStored, bytes: 0, pending: new Map(), former: new Map() };
}

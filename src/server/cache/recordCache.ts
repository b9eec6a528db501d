import type { Storage } from '../host';
import { readShard, sizeOf, writeShard, type Entry } from './shard';

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

  /** @param version of the extractor: entries of another are dropped */
  constructor(
    private readonly storage: Storage,
    private readonly version: number,
    private readonly options: CacheOptions,
  ) {}

  /**
   * Gives all entries that are whole, shard by shard. `take` says whether an entry is of use; one that is not is
   * forgotten. Files that are no shard of ours are removed.
   */
  async load(take: (entry: Entry) => boolean): Promise<void> {
    let names: readonly string[];
    try {
      names = await this.storage.list();
    } catch (error) {
      this.fail(error);
      return;
    }
    // The next shard is read while the entries of one are taken.
    let next = this.readFile(names[0]);
    for (let i = 0; i < names.length; i++) {
      const bytes = await next;
      next = this.readFile(names[i + 1]);
      const shard = bytes && readShard(bytes, this.version);
      if (shard) await this.loadShard(names[i]!, shard.entries, shard.damaged, take);
      else if (bytes) await this.removeFile(names[i]!);
    }
    this.schedule();
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
    place.file.bytes -= place.bytes;
    place.file.pending.delete(uri);
    this.touch(place.file);
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
    entries: readonly Entry[],
    damaged: boolean,
    take: (entry: Entry) => boolean,
  ): Promise<void> {
    const size = entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
    const file = newShard(name, true);
    // Shards that were emptied are put together: their number follows the size of the archive.
    const isSmall = size < this.options.shardBytes / 4;
    const target =
      isSmall && this.filling && this.filling.bytes < this.options.shardBytes ? this.filling : file;
    let isStale = damaged || target !== file;
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

  private place({ uri, record, digest, size, mtime }: Entry, file: ShardFile): void {
    const bytes = sizeOf({ uri, record });
    this.places.set(uri, { digest, size, mtime, bytes, file });
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
    const records = new Map(old.filter(isOurs).map(({ uri, record }) => [uri, record] as const));
    const { pending } = file;
    for (const [uri, record] of pending) records.set(uri, record);
    file.pending = new Map();
    try {
      if (records.size > 0) {
        const entries = [...records].map(([uri, record]) => ({ uri, record, ...this.places.get(uri)! }));
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
}

interface Place extends Known {
  readonly file: ShardFile;
  readonly bytes: number;
}

const ENDING = '.shard';
/** How long entries are taken on end before waiting requests have their turn. */
const SLICE_MS = 10;

function newShard(name: string, isStored: boolean): ShardFile {
  return { name, isStored, bytes: 0, pending: new Map() };
}

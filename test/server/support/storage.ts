import type { Storage } from '../../../src/server/host';

/** A folder in memory that can be made to fail. */
export interface MemoryStorage extends Storage {
  readonly files: Map<string, Uint8Array>;
  /** The error of whatever writes, while there is one. */
  failure: Error | undefined;
}

export function memoryStorage(): MemoryStorage {
  const files = new Map<string, Uint8Array>();
  const storage: MemoryStorage = {
    files,
    failure: undefined,
    list: () => Promise.resolve([...files.keys()]),
    read: (name) => Promise.resolve(files.get(name)?.slice()),
    async write(name, bytes) {
      await Promise.resolve();
      if (storage.failure) throw storage.failure;
      files.set(name, bytes.slice());
    },
    async remove(name) {
      await Promise.resolve();
      if (storage.failure) throw storage.failure;
      files.delete(name);
    },
  };
  return storage;
}

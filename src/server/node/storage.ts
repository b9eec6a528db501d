import { mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Storage } from '../host';

/**
 * A folder of our own on this machine: the only place the server writes to. A file is written beside its place, forced
 * to the disk and then renamed, so that whoever reads it, after whatever end of ours, finds the old or the new one.
 */
export function folderStorage(folder: string): Storage {
  return {
    async list() {
      const names = await readdir(folder).catch(orIfMissing<string[]>([]));
      const torn = names.filter(isTorn);
      await Promise.all(torn.map((name) => removeIfThere(join(folder, name))));
      return names.filter((name) => !name.endsWith(TEMPORARY));
    },
    read: (name) => readFile(join(folder, name)).catch(orIfMissing<undefined>(undefined)),
    async write(name, bytes) {
      await mkdir(folder, { recursive: true });
      const temporary = join(folder, `${name}.${process.pid}${TEMPORARY}`);
      try {
        const file = await open(temporary, 'w');
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(temporary, join(folder, name));
      } catch (error) {
        await removeIfThere(temporary).catch(() => undefined);
        throw error;
      }
    },
    remove: (name) => removeIfThere(join(folder, name)),
  };
}

const TEMPORARY = '.tmp';

/** Whether a file was left half written: the process it is named after is gone, or is this one, which just started. */
function isTorn(name: string): boolean {
  if (!name.endsWith(TEMPORARY)) return false;
  const writer = Number(name.slice(0, -TEMPORARY.length).split('.').at(-1));
  if (!(writer > 0) || writer === process.pid) return true;
  try {
    process.kill(writer, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

async function removeIfThere(path: string): Promise<void> {
  await unlink(path).catch(orIfMissing<void>(undefined));
}

function orIfMissing<T>(value: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT') return value;
    throw error;
  };
}

import { constants } from 'node:fs';
import {
  access,
  mkdir,
  open,
  readFile,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  writeFile,
} from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Problem } from '../core/model';
import { pathOf, problemOf } from './disk';

/**
 * Puts a text in the place of a file that holds `before` (undefined: no file), or takes the file away. Several
 * processes may do so at once: each has the file for itself while it compares and writes, and a reader sees the
 * one text or the other. `changed` when the file holds something else.
 */
export async function replaceOnDisk(
  name: string,
  before: string | undefined,
  after: string | undefined,
): Promise<'done' | 'changed' | Problem> {
  try {
    const given = pathOf(name);
    await mkdir(dirname(given), { recursive: true });
    // A link stays one.
    const path = await realpath(given).catch(() => given);
    const release = await lock(`${path}.lock`);
    try {
      return await replace(path, before, after);
    } finally {
      await release();
      // What no longer holds anything was only made for this.
      if (after === undefined) await rmdir(dirname(path)).catch(() => undefined);
    }
  } catch (error) {
    return problemOf(error);
  }
}

async function replace(
  path: string,
  before: string | undefined,
  after: string | undefined,
): Promise<'done' | 'changed'> {
  const now = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (now !== before) return 'changed';
  if (after === undefined) {
    await rm(path, { force: true });
    return 'done';
  }
  // Renaming would replace a file that its owner protects.
  if (now !== undefined) await access(path, constants.W_OK);
  const part = `${path}.${process.pid}.part`;
  try {
    await writeFile(part, after);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  return 'done';
}

/** Waits for a lock file; gives what releases it. One that was left behind is broken after a while. */
async function lock(path: string): Promise<() => Promise<void>> {
  for (const started = Date.now(); ;) {
    try {
      const file = await open(path, 'wx');
      await file.close();
      return () => rm(path, { force: true });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if ((code !== 'EEXIST' && code !== 'ENOENT') || Date.now() - started > PATIENCE_MS) throw error;
      // Who took the last of it away took its folder too.
      if (code === 'ENOENT') {
        await mkdir(dirname(path), { recursive: true });
        continue;
      }
      const age = await stat(path).then(
        ({ mtimeMs }) => Date.now() - mtimeMs,
        () => 0,
      );
      if (age > STALE_MS) await rm(path, { force: true });
      else await wait(PAUSE_MS);
    }
  }
}

/** Writing takes milliseconds: a lock of this age is that of a process that died. */
const STALE_MS = 5000;
const PATIENCE_MS = 15_000;
const PAUSE_MS = 3;

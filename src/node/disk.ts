import { constants } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FileContent } from '../core/archive/extractFile';
import type { Problem } from '../core/model';

/**
 * Reads a file of this machine, or says why not.
 *
 * @param name a path or a `file:` URI
 */
export async function readFromDisk(name: string, maxBytes: number): Promise<FileContent | Problem> {
  try {
    const path = pathOf(name);
    const { size, mtimeMs } = await stat(path);
    return tooLarge(size, maxBytes) ?? { bytes: await readFile(path), mtime: mtimeMs };
  } catch (error) {
    return problemOf(error);
  }
}

/** The same for a process that has nothing else to do meanwhile: half the work, and no waiting for other threads. */
export function readFromDiskAtOnce(name: string, maxBytes: number): FileContent | Problem {
  try {
    const path = pathOf(name);
    const { size, mtimeMs } = statSync(path);
    return tooLarge(size, maxBytes) ?? { bytes: readFileSync(path), mtime: mtimeMs };
  } catch (error) {
    return problemOf(error);
  }
}

function tooLarge(size: number, maxBytes: number): Problem | undefined {
  if (size <= Math.min(maxBytes, constants.MAX_STRING_LENGTH)) return undefined;
  return { code: 'tooLarge', detail: (size / 1_000_000).toFixed(1) };
}

/** Size in bytes and time of last writing of a file of this machine, or why there are none. */
export async function statOnDisk(
  name: string,
): Promise<{ readonly size: number; readonly mtime: number } | Problem> {
  try {
    const { size, mtimeMs } = await stat(pathOf(name));
    return { size, mtime: mtimeMs };
  } catch (error) {
    return problemOf(error);
  }
}

/** The path of a file given by path or `file:` URI. */
export function pathOf(name: string): string {
  return name.startsWith('file:') ? fileURLToPath(name) : name;
}

/** Why a file cannot be had, from what Node says. */
export function problemOf(error: unknown): Problem {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return code === 'ENOENT' ? { code: 'gone' } : { code: 'unreadable', detail: code || String(error) };
}

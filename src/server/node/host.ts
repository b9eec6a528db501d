import { constants } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Problem } from '../../core/model';
import type { Host } from '../host';

/** A host with a disk; files of other schemes are asked of `elsewhere`. */
export function nodeHost(elsewhere: Pick<Host, 'readFile'>): Host {
  return {
    readFile: (uri, maxBytes) =>
      uri.startsWith('file:') ? fromDisk(uri, maxBytes) : elsewhere.readFile(uri, maxBytes),
    now: () => performance.now(),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

/** Reads a file of this machine, or says why not. */
export async function fromDisk(uri: string, maxBytes: number): Promise<Uint8Array | Problem> {
  try {
    const path = fileURLToPath(uri);
    const { size } = await stat(path);
    if (size > Math.min(maxBytes, constants.MAX_STRING_LENGTH)) {
      return { code: 'tooLarge', detail: megabytes(size) };
    }
    return await readFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    return code === 'ENOENT' ? { code: 'gone' } : { code: 'unreadable', detail: code || String(error) };
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}

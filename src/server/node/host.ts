import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ExtractionPool } from '../../node/pool';
import { readFromDisk, statOnDisk } from '../../node/disk';
import { replaceOnDisk } from '../../node/replace';
import type { FileStat, Host } from '../host';
import type { Problem } from '../../core/model';
import { folderStorage } from './storage';

/** A host with a disk; what has another scheme is asked of `elsewhere`. */
export function nodeHost(elsewhere: Pick<Host, 'readFile' | 'stat' | 'storage' | 'replaceFile'>): Host {
  return {
    readFile: (uri, maxBytes) =>
      isOnDisk(uri) ? readFromDisk(uri, maxBytes) : elsewhere.readFile(uri, maxBytes),
    async stat(uris) {
      const others = uris.filter((uri) => !isOnDisk(uri));
      const found = new Map<string, FileStat | Problem>();
      (await elsewhere.stat(others)).forEach((stat, i) => found.set(others[i]!, stat));
      return Promise.all(uris.map(async (uri) => found.get(uri) ?? (await statOnDisk(uri))));
    },
    replaceFile: (uri, before, after) =>
      isOnDisk(uri) ? replaceOnDisk(uri, before, after) : elsewhere.replaceFile(uri, before, after),
    storage: (uri) => (isOnDisk(uri) ? folderStorage(fileURLToPath(uri)) : elsewhere.storage(uri)),
    startPool: (modelUri, watch) =>
      isOnDisk(modelUri)
        ? new ExtractionPool({
            script: join(__dirname, 'extractor.js'),
            model: fileURLToPath(modelUri),
            size: Math.min(availableParallelism(), MOST_PROCESSES),
            background: true,
            watch,
          })
        : undefined,
    collectGarbage,
    now: () => performance.now(),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

/** V8 collects when it is asked for more memory, and after thousands of files nobody asks. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

function isOnDisk(uri: string): boolean {
  return uri.startsWith('file:');
}

/** Each holds the model; the server itself has its hands full with what four of them make. */
const MOST_PROCESSES = 4;

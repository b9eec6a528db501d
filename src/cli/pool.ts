import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { extract, type Stopwatch } from '../core/archive/extract';
import type { FileRecord } from '../core/archive/records';
import type { Problem } from '../core/model';
import { loadModel, type Model } from '../core/recognition/recognise';
import { loadAliases, type Aliases } from '../core/resolution/aliases';
import { readArticleFile } from './files';
import { UsageError } from './usage';

/** What extraction gives for one file. */
export type Extracted = { readonly path: string } & (
  { readonly record: FileRecord } | { readonly problem: Problem }
);

/** Extracts files in their order with `jobs` threads; reports after each. */
export async function extractAll(
  paths: readonly string[],
  jobs: number | undefined,
  watch: Stopwatch,
  progress: (done: number) => void,
): Promise<Extracted[]> {
  const threads = Math.min(jobs ?? availableParallelism(), Math.ceil(paths.length / MIN_FILES_A_THREAD));
  if (threads <= 1) {
    const model = shippedModel();
    return paths.map((path, i) => {
      const extracted = extractFile(path, model, watch);
      progress(i + 1);
      return extracted;
    });
  }
  const results = new Array<Extracted>(paths.length);
  let next = 0;
  let done = 0;
  const work = (worker: Worker): Promise<void> =>
    new Promise((resolve, reject) => {
      const give = (): void => {
        if (next < paths.length) worker.postMessage({ index: next, path: paths[next++] });
        else worker.postMessage(null);
      };
      worker.on('message', (message: { index: number; extracted: Extracted } | { spent: Spent }) => {
        if ('spent' in message) {
          watch.reading += message.spent.reading;
          watch.recognition += message.spent.recognition;
          watch.resolution += message.spent.resolution;
          return;
        }
        results[message.index] = message.extracted;
        progress(++done);
        give();
      });
      worker.on('error', reject);
      worker.on('exit', () => resolve());
      give();
    });
  await Promise.all(
    Array.from({ length: threads }, () => work(new Worker(__filename, { workerData: 'extract' }))),
  );
  return results;
}

/** The other side of {@link extractAll}: what a thread of the pool runs. */
export function serveExtraction(): void {
  if (workerData !== 'extract' || !parentPort) return;
  const port = parentPort;
  const model = shippedModel();
  const watch: Stopwatch = { now: () => performance.now(), reading: 0, recognition: 0, resolution: 0 };
  port.on('message', (message: { index: number; path: string } | null) => {
    if (message) {
      port.postMessage({ index: message.index, extracted: extractFile(message.path, model, watch) });
      return;
    }
    const { reading, recognition, resolution } = watch;
    port.postMessage({ spent: { reading, recognition, resolution } });
    port.close();
  });
}

/** The recogniser's model that ships with the command line. */
function shippedModel(): Model {
  return shipped('recogniser.bin', loadModel);
}

/** The short names that ship with the command line. */
export function shippedAliases(): Aliases {
  return shipped('aliases.bin', loadAliases);
}

function shipped<T extends object>(
  name: string,
  load: (bytes: Uint8Array) => T | { readonly error: string },
): T {
  const path = join(__dirname, '..', 'model', name);
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new UsageError(
      `the model ${path} cannot be read (${(error as NodeJS.ErrnoException).code}); run npm run train`,
    );
  }
  const content = load(bytes);
  if ('error' in content)
    throw new UsageError(`the model ${path} cannot be used (${content.error}); run npm run train`);
  return content;
}

type Spent = Omit<Stopwatch, 'now'>;

/** A thread pays for its start (loading the model) with this many files. */
const MIN_FILES_A_THREAD = 50;

function extractFile(path: string, model: Model, watch: Stopwatch): Extracted {
  const started = watch.now();
  const file = readArticleFile(path);
  watch.reading += watch.now() - started;
  if ('code' in file) return { path, problem: file };
  return { path, record: extract(path, file.text, file.format, model, watch) };
}

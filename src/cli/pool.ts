import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { decodeRecord } from '../core/archive/codec';
import type { Stopwatch } from '../core/archive/extract';
import { extractFile } from '../core/archive/extractFile';
import type { FileRecord } from '../core/archive/records';
import type { Problem } from '../core/model';
import { loadModel } from '../core/recognition/recognise';
import type { SoughtName } from '../core/recognition/sought';
import { loadAliases, type Aliases } from '../core/resolution/aliases';
import { readFromDiskAtOnce } from '../node/disk';
import { ExtractionPool } from '../node/pool';
import { readShipped } from '../node/shipped';
import { MAX_BYTES } from './files';
import { UsageError } from './usage';

/** What extraction gives for one file. */
export type Extracted = { readonly path: string } & (
  { readonly record: FileRecord } | { readonly problem: Problem }
);

/** What extraction gives for files in their order, and the most memory its processes held, in bytes. */
export interface AllExtracted {
  readonly extracted: readonly Extracted[];
  readonly peak: number;
}

/** Extracts files with `jobs` processes (as many as there are cores); reports after each file. */
export async function extractAll(
  paths: readonly string[],
  jobs: number | undefined,
  watch: Stopwatch,
  progress: (done: number) => void,
  sought: readonly SoughtName[] = [],
): Promise<AllExtracted> {
  const size = Math.min(jobs ?? availableParallelism(), Math.ceil(paths.length / MIN_FILES_A_PROCESS));
  const path = join(__dirname, '..', 'model', 'recogniser.bin');
  try {
    return await (size <= 1
      ? alone(path, paths, watch, progress, sought)
      : together(path, paths, size, watch, progress, sought));
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The short names that ship with the command line. */
export function shippedAliases(): Aliases {
  try {
    return readShipped(join(__dirname, '..', 'model', 'aliases.bin'), loadAliases);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** A process pays for its start (loading the model) with this many files. */
const MIN_FILES_A_PROCESS = 50;

async function alone(
  modelPath: string,
  paths: readonly string[],
  watch: Stopwatch,
  progress: (done: number) => void,
  sought: readonly SoughtName[],
): Promise<AllExtracted> {
  const model = readShipped(modelPath, loadModel);
  const extracted: Extracted[] = [];
  for (const path of paths) {
    const found = await extractFile(
      { name: path, maxBytes: MAX_BYTES, sought },
      readFromDiskAtOnce,
      model,
      watch,
    );
    extracted.push('problem' in found ? { path, ...found } : { path, record: found.record! });
    progress(extracted.length);
  }
  return { extracted, peak: 0 };
}

async function together(
  model: string,
  paths: readonly string[],
  size: number,
  watch: Stopwatch,
  progress: (done: number) => void,
  sought: readonly SoughtName[],
): Promise<AllExtracted> {
  const pool = new ExtractionPool({
    script: join(__dirname, 'extractor.js'),
    model,
    size,
    background: false,
    watch,
  });
  let done = 0;
  try {
    const extracted = await Promise.all(
      paths.map(async (path): Promise<Extracted> => {
        const found = await pool.extract({ name: path, maxBytes: MAX_BYTES, sought });
        progress(++done);
        const record = 'problem' in found ? undefined : found.record && decodeRecord(found.record);
        if (record) return { path, record };
        return { path, problem: 'problem' in found ? found.problem : { code: 'failed' } };
      }),
    );
    return { extracted, peak: await pool.close() };
  } catch (error) {
    await pool.close();
    throw error;
  }
}

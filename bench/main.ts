import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Requests, type EntityItem, type IndexReport, type Page } from '../src/protocol/protocol';
import { makeArchive } from './archive';
import { compromise, fullTextIndex, plainReading } from './baselines';
import { measureLatencies, type Latencies } from './latency';
import { BenchServer, filesBelow, sizeOf } from './server';

/** What is measured at one size of the archive. Seconds and milliseconds of one run, megabytes. */
export interface SizeFigures extends Latencies {
  readonly plainSeconds: number;
  readonly coldSeconds: number;
  readonly coldOverPlain: number;
  readonly minisearchSeconds: number;
  readonly tokensPerSecond: number;
  readonly compromiseWordsPerSecond: number;
  readonly stages: IndexReport['seconds'];
  readonly warmSeconds: number;
  readonly serverMemoryMB: number | undefined;
  readonly peakMemoryMB: number | undefined;
  readonly diskMB: number;
}

/** A full-text index of more articles than these does not fit into memory: the rest is reckoned. */
const MOST_FULL_TEXT = 20_000;
/** fr-compromise reads some 10,000 words a second. */
const COMPROMISE_SAMPLE = 100;

/**
 * Measures one size and prints its figures, and where the archive is, as JSON:
 *
 *   node dist/bench.js SIZE ARCHIVES_FOLDER
 *
 * `npm run bench` runs it, a process a size, and makes the table.
 */
async function main([size = '1000', home = '.cache/bench']: readonly string[]): Promise<void> {
  if (size === 'baseline') return baseline(home);
  const root = process.cwd();
  const archive = makeArchive(resolve(home), Number(size), join(root, 'training', 'corpus'));
  const storage = resolve(home, `storage-${size}`);
  rmSync(storage, { recursive: true, force: true });
  mkdirSync(storage, { recursive: true });

  const { plainSeconds, minisearchSeconds, compromiseWordsPerSecond } = JSON.parse(
    // Another process: what it leaves on the heap must not slow us.
    execFileSync(process.execPath, ['--max-old-space-size=8000', __filename, 'baseline', archive], {
      encoding: 'utf8',
    }),
  ) as Pick<SizeFigures, 'plainSeconds' | 'minisearchSeconds' | 'compromiseWordsPerSecond'>;

  const cold = new BenchServer(root, archive);
  await cold.open(storage);
  const read = await cold.ready();
  const coldSeconds = (performance.now() - cold.started) / 1000;
  const report = await cold.request<IndexReport>(Requests.report, null);
  const peak = cold.memory()?.peak;
  await cold.stop();

  const warm = new BenchServer(root, archive);
  const { capabilities } = await warm.open(storage);
  await warm.until(
    ({ entities }) => entities.ORG === read.entities.ORG && entities.PER === read.entities.PER,
  );
  await warm.request<Page<EntityItem>>(Requests.entities, {
    type: 'ORG',
    sort: 'mentions',
    filter: '',
    offset: 0,
    limit: 100,
  });
  const warmSeconds = (performance.now() - warm.started) / 1000;
  await warm.ready();
  const latencies = await measureLatencies(warm, capabilities.completionProvider !== undefined);
  const memory = warm.memory()?.now;
  await warm.stop();

  const { reading, recognition, resolution } = report.seconds;
  const figures: SizeFigures = {
    plainSeconds,
    coldSeconds,
    coldOverPlain: coldSeconds / plainSeconds,
    minisearchSeconds,
    tokensPerSecond: report.tokens / (recognition + resolution),
    compromiseWordsPerSecond,
    stages: { reading, recognition, resolution },
    warmSeconds,
    ...latencies,
    serverMemoryMB: memory,
    peakMemoryMB: peak,
    diskMB: sizeOf(storage),
  };
  rmSync(storage, { recursive: true, force: true });
  console.log(JSON.stringify({ archive, ...figures }));
}

function baseline(archive: string): void {
  const files = filesBelow(archive);
  const { seconds } = plainReading(files);
  const sample = files.slice(0, MOST_FULL_TEXT);
  console.log(
    JSON.stringify({
      plainSeconds: seconds,
      minisearchSeconds: (fullTextIndex(sample) * files.length) / sample.length,
      compromiseWordsPerSecond: compromise(files.slice(0, COMPROMISE_SAMPLE)),
    }),
  );
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);

/** A process of the pool (see pool.ts): reads files one after the other and answers each batch with its records. */
import { encodeRecord } from '../core/archive/codec';
import type { Stopwatch } from '../core/archive/extract';
import { extractFile, type ExtractionJob, type PackedExtraction } from '../core/archive/extractFile';
import { loadModel, type Model } from '../core/recognition/recognise';
import { readFromDiskAtOnce } from './disk';
import { END, type Reply, type Setup } from './pool';
import { readShipped } from './shipped';

let model: Model | undefined;
let last = Promise.resolve();

process.on('disconnect', () => process.exit());
process.on('message', (message: Setup | readonly ExtractionJob[] | typeof END) => {
  last = last.then(async () => {
    if (message === END) end();
    else if ('model' in message) begin(message);
    else if (model) await answer(message, model);
  });
});

function begin(setup: Setup): void {
  try {
    model = readShipped(setup.model, loadModel);
    send({ ready: true });
  } catch (error) {
    send({ failed: error instanceof Error ? error.message : String(error) });
  }
}

async function answer(jobs: readonly ExtractionJob[], recogniser: Model): Promise<void> {
  const before = { clock: performance.now(), processor: processorTime() };
  const spent: Stopwatch = { now: () => performance.now(), reading: 0, recognition: 0, resolution: 0 };
  const extractions: PackedExtraction[] = [];
  for (const job of jobs) {
    const found = await extractFile(job, readFromDiskAtOnce, recogniser, spent);
    extractions.push(
      'problem' in found ? found : { ...found, record: found.record && encodeRecord(found.record) },
    );
  }
  // By the clock alone it would count how long others had the processor; to ask for its time at each stage costs more.
  const share = (processorTime() - before.processor) / (performance.now() - before.clock);
  const { reading, recognition, resolution } = spent;
  send({
    extractions,
    spent: { reading: reading * share, recognition: recognition * share, resolution: resolution * share },
  });
}

/** Milliseconds of this process. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function end(): void {
  process.send?.({ peak: process.resourceUsage().maxRSS * 1024 } satisfies Reply, () => process.disconnect());
}

function send(reply: Reply): void {
  process.send?.(reply);
}

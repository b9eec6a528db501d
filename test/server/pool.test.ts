import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeRecord } from '../../src/core/archive/codec';
import { extractFile } from '../../src/core/archive/extractFile';
import { loadModel } from '../../src/core/recognition/recognise';
import { readFromDisk } from '../../src/node/disk';
import { ExtractionPool } from '../../src/node/pool';
import { readShipped } from '../../src/node/shipped';

/** The project's folder: mocha runs there. */
const MODEL = join(process.cwd(), 'model', 'recogniser.bin');
const SCRIPT = join(process.cwd(), 'dist', 'extractor.js');

describe('a pool of processes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gazetteer-pool-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  function file(name: string, content: string): string {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  }

  /** A process that ends at some files, and answers to others that they are gone. */
  function fragile(begin: string): string {
    return file(
      'fragile.js',
      `let ended = false;
      process.on('message', (message) => {
        if (message === 'end') return process.disconnect();
        if ('model' in message) return ${begin};
        ended ||= message.some(({ name }) => name.includes('deadly'));
        // What it answered before is on its way.
        if (ended) return setTimeout(() => process.exit(7), 50);
        process.send({
          extractions: message.map(({ name }) => ({ problem: { code: 'gone', detail: name } })),
          spent: { reading: 1, recognition: 2, resolution: 3 },
        });
      });`,
    );
  }

  it('makes the same records as we do', async () => {
    const names = Array.from({ length: 7 }, (_, i) =>
      file(
        `article-${i}.txt`,
        `Un titre\n\nLa société Tafraline ${'ABCDEFG'[i]} a signé à Rabat avec Maroc Telecom.\n`,
      ),
    );
    const jobs = [...names, join(folder, 'gone.txt')].map((name) => ({ name, maxBytes: 1e6 }));
    const watch = { now: () => 0, reading: 0, recognition: 0, resolution: 0 };
    const pool = new ExtractionPool({ script: SCRIPT, model: MODEL, size: 2, background: true, watch });
    const found = await Promise.all(jobs.map((job) => pool.extract(job)));
    assert.ok((await pool.close()) > 0);
    const model = readShipped(MODEL, loadModel);
    for (const [i, job] of jobs.entries()) {
      const packed = found[i]!;
      const unpacked = 'record' in packed ? { ...packed, record: decodeRecord(packed.record!) } : packed;
      assert.deepEqual(unpacked, await extractFile(job, readFromDisk, model));
    }
    assert.ok(watch.recognition > 0);
  });

  it('loses a file that ends its process, and no other', async () => {
    const script = fragile('process.send({ ready: true })');
    const pool = new ExtractionPool({ script, model: '', size: 2, background: false });
    const many = Array.from({ length: 90 }, (_, i) => `file-${i}`);
    const names = ['a', 'b', 'deadly-1', 'c', 'd', 'e', 'deadly-2', 'f', ...many, 'deadly-3', 'g'];
    const found = await Promise.all(names.map((name) => pool.extract({ name, maxBytes: 1 })));
    await pool.close();
    const codes = found.map((extraction) => 'problem' in extraction && extraction.problem.code);
    assert.deepEqual(
      codes,
      names.map((name) => (name.startsWith('deadly') ? 'failed' : 'gone')),
    );
  });

  it('gives up where processes end at once, or cannot read the model', async () => {
    const ending = new ExtractionPool({
      script: fragile('process.exit(3)'),
      model: '',
      size: 2,
      background: true,
    });
    const jobs = ['a', 'b', 'c'].map((name) =>
      assert.rejects(ending.extract({ name, maxBytes: 1 }), /at once \(3\)/),
    );
    await Promise.all(jobs);
    await ending.close();
    const blind = new ExtractionPool({
      script: SCRIPT,
      model: join(folder, 'no.bin'),
      size: 1,
      background: true,
    });
    await assert.rejects(blind.extract({ name: 'a', maxBytes: 1 }), /no\.bin cannot be read \(ENOENT\)/);
    await blind.close();
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { listEntities } from '../../src/core/answers/entities';
import { restoreIndex, saveIndex } from '../../src/core/answers/keptIndex';
import { NameIndex } from '../../src/core/answers/nameIndex';
import { Archive } from '../../src/core/archive/archive';
import { decodeRecord, encodeRecord } from '../../src/core/archive/codec';
import { digest } from '../../src/core/archive/digest';
import { ENTITY_TYPES } from '../../src/core/model';
import { RecordCache } from '../../src/server/cache/recordCache';
import { memoryStorage, type MemoryStorage } from '../server/support/storage';
import { markedFile } from './support/marked';

const OPTIONS = {
  shardBytes: 400,
  pause: 100_000,
  longestPause: 100_000,
  retry: 100_000,
  archiveFrom: 3,
  breathe: () => Promise.resolve(),
  onFailure: () => undefined,
};
const NAMES = ['Ouzgane', 'Banque du Détroit', 'Tafraline Industries', 'Berkamed Énergie', 'Zelmat 2024'];
const URIS = Array.from({ length: 8 }, (_, i) => `/${i}.txt`);

/** A cache and the archive of its records, as the server has them. */
class Life {
  readonly archive = new Archive();
  readonly cache: RecordCache;
  restored = false;

  constructor(storage: MemoryStorage) {
    this.cache = new RecordCache(storage, 1, OPTIONS);
  }

  async start(): Promise<this> {
    const taken = new Set<string>();
    await this.cache.load(
      ({ uri, record }) => {
        if (this.archive.bytes(uri) !== record) this.archive.insert(decodeRecord(record)!, record);
        taken.add(uri);
        return true;
      },
      (state, recordOf) => {
        restoreIndex(state, this.archive, new NameIndex(), recordOf);
        this.restored = true;
      },
    );
    for (const uri of [...this.archive.uris()]) if (!taken.has(uri)) this.archive.remove(uri);
    return this;
  }

  put(uri: string, version: number): void {
    const names = NAMES.filter((_, i) => (version >> i) % 2 === 1).map((name) => `[ORG|${name}]`);
    const record = markedFile(uri, `Un titre ${version}\n\nLe texte cite ${names.join(' et ')} sans plus.\n`);
    const bytes = encodeRecord(record);
    this.cache.put({ uri, digest: digest(bytes), size: bytes.length, mtime: version, record: bytes });
    this.archive.insert(record, bytes);
  }

  remove(uri: string): void {
    this.cache.remove(uri);
    this.archive.remove(uri);
  }

  keep(): Promise<void> {
    return this.cache.saveArchive(() => ({
      state: saveIndex(this.archive, new NameIndex()),
      recordOf: (uri) => this.archive.bytes(uri)!,
    }));
  }

  answers(): unknown {
    return ENTITY_TYPES.map((type) =>
      listEntities(this.archive, { type, sort: 'name', filter: '', uncertain: true }).entities.map(
        (entity) => ({
          ...entity,
          occurrences: entity.occurrences.page(),
        }),
      ),
    );
  }
}

function fresh(files: ReadonlyMap<string, number>): unknown {
  const life = new Life(memoryStorage());
  for (const [uri, version] of files) life.put(uri, version);
  life.cache.dispose();
  return life.answers();
}

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ put: fc.constantFrom(...URIS), version: fc.nat({ max: 31 }) }) },
  { weight: 2, arbitrary: fc.record({ remove: fc.constantFrom(...URIS) }) },
  { weight: 2, arbitrary: fc.constantFrom('flush' as const, 'keep' as const) },
  { weight: 1, arbitrary: fc.constant('restart' as const) },
);

describe('The archive that is kept', () => {
  it('is brought up to date at the next start, whatever changed since', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const storage = memoryStorage();
        let life = await new Life(storage).start();
        const files = new Map<string, number>();
        let isKept = false;
        const restart = async (): Promise<void> => {
          await life.cache.flush();
          life.cache.dispose();
          life = await new Life(storage).start();
          // Whatever came, went or changed back: what it counts is still there.
          assert.equal(life.restored, isKept);
          assert.deepEqual(life.answers(), fresh(files));
        };
        for (const action of steps) {
          if (action === 'flush') await life.cache.flush();
          else if (action === 'restart') await restart();
          else if (action === 'keep') {
            await life.keep();
            isKept = true;
          } else if ('put' in action) {
            life.put(action.put, action.version);
            files.set(action.put, action.version);
          } else {
            life.remove(action.remove);
            files.delete(action.remove);
          }
        }
        await restart();
        life.cache.dispose();
      }),
      { numRuns: 150 },
    );
  });

  async function filled(): Promise<MemoryStorage> {
    const storage = memoryStorage();
    const life = await new Life(storage).start();
    URIS.forEach((uri, i) => life.put(uri, i + 1));
    assert.ok(life.cache.wantsArchive);
    await life.keep();
    assert.ok(!life.cache.wantsArchive);
    life.put(URIS[0]!, 30);
    await life.cache.flush();
    life.cache.dispose();
    return storage;
  }

  const files = new Map(URIS.map((uri, i) => [uri, i === 0 ? 30 : i + 1]));

  it('is not trusted when any bit of it is another', async () => {
    const storage = await filled();
    const bytes = storage.files.get('archive.state')!;
    for (let at = 0; at < bytes.length; at += 97) {
      storage.files.set('archive.state', bytes.with(at, bytes[at]! ^ 4));
      const life = await new Life(storage).start();
      assert.equal(life.restored, false, `at ${at}`);
      assert.deepEqual(life.answers(), fresh(files));
      life.cache.dispose();
    }
  });

  it('is of no use when a record that it counts is lost', async () => {
    for (const lost of (await filled()).files.keys()) {
      const storage = await filled();
      if (lost !== 'archive.state')
        storage.files.delete([...storage.files.keys()].find((name) => name !== 'archive.state')!);
      else storage.files.delete(lost);
      const life = await new Life(storage).start();
      assert.equal(life.restored, false);
      life.cache.dispose();
    }
  });

  it('stays the former one when it cannot be written', async () => {
    const storage = await filled();
    const life = await new Life(storage).start();
    life.put(URIS[1]!, 29);
    await life.cache.flush();
    storage.failure = new Error('disk full');
    await life.keep();
    life.cache.dispose();
    storage.failure = undefined;
    const next = await new Life(storage).start();
    assert.ok(next.restored);
    assert.deepEqual(next.answers(), fresh(new Map([...files, [URIS[1]!, 29]])));
    next.cache.dispose();
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ENTITY_TYPES } from '../../src/core/model';
import {
  Notifications,
  Requests,
  type EntityItem,
  type IndexReport,
  type Page,
} from '../../src/protocol/protocol';
import { startSession, type Files, type Session, type SessionOptions } from './support/session';
import { memoryStorage, type MemoryStorage } from './support/storage';

const NAMES = ['Ouzgane Technologies', 'Banque du Détroit', 'Tafraline Industries', 'Berkamed Énergie'];
const uriOf = (i: number): string => `file:///press/article-${i}.txt`;

function archive(count: number): Files {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [uriOf(i), article(NAMES[i % 4]!, i)]));
}

function article(name: string, i: number): string {
  return `Un accord à Rabat\n\nRABAT - La société ${name} a signé mardi ${i} accords avec Maroc Telecom, à Tanger.\n`;
}

/** All that lists say. */
async function answers(session: Session): Promise<unknown> {
  const pages = ENTITY_TYPES.map((type) =>
    session.request<Page<EntityItem>>(Requests.entities, {
      type,
      sort: 'name',
      filter: '',
      uncertain: true,
      offset: 0,
      limit: 1000,
    }),
  );
  return { pages: await Promise.all(pages), files: (await report(session)).files };
}

function report(session: Session): Promise<IndexReport> {
  return session.request<IndexReport>(Requests.report, null);
}

describe('what is kept from one start to the next', () => {
  /** Starts, asks and ends; gives what it read and answered. */
  async function run(
    files: Files,
    options: SessionOptions,
    during?: (session: Session) => Promise<void>,
  ): Promise<{ reads: string[]; answers: unknown; unsaved: string | undefined }> {
    const session = await startSession(files, options);
    try {
      await during?.(session);
      const result = { answers: await answers(session), unsaved: (await report(session)).unsaved };
      return { reads: [...session.reads].sort(), ...result };
    } finally {
      await session.stop();
    }
  }

  async function filled(files: Files): Promise<MemoryStorage> {
    const storage = memoryStorage();
    await run(files, { storage });
    return storage;
  }

  /** The next start answers as a fresh one does, and reads these files only. */
  async function check(
    files: Files,
    storage: MemoryStorage,
    reads: readonly string[],
    code = '',
  ): Promise<void> {
    const next = await run(files, { storage, code });
    assert.deepEqual(next.answers, (await run(files, {})).answers);
    assert.deepEqual(next.reads, [...reads].sort());
  }

  it('is read in place of the files', async () => {
    const files = archive(12);
    const storage = await filled(files);
    assert.equal(storage.files.size, 1);
    await check(files, storage, []);
  });

  it('is read again where the file has changed, come or gone', async () => {
    const files = archive(12);
    const storage = await filled(files);
    files[uriOf(3)] = article('Nouvelle Compagnie du Souss', 3);
    files[uriOf(20)] = article('Banque du Détroit', 20);
    delete files[uriOf(5)];
    await check(files, storage, [uriOf(3), uriOf(20)]);
    await check(files, storage, []);
  });

  it('follows what happens meanwhile', async () => {
    const files = archive(12);
    const storage = memoryStorage();
    await run(files, { storage }, async (session) => {
      files[uriOf(3)] = article('Nouvelle Compagnie du Souss', 3);
      delete files[uriOf(4)];
      const changes = { changed: [uriOf(3)], deleted: [uriOf(4)] };
      void session.client.sendNotification(Notifications.filesChanged, changes);
      await session.until(({ total, phase }) => phase === 'ready' && total === 11);
    });
    await check(files, storage, []);
  });

  it('keeps what is on the disk, not what is typed', async () => {
    const files = archive(4);
    const storage = memoryStorage();
    await run(files, { storage }, async (session) => {
      session.open(uriOf(1), files[uriOf(1)] as string);
      session.edit(uriOf(1), article('Nouvelle Compagnie du Souss', 1));
      await session.until(({ phase }) => phase === 'ready');
      await session.request(Requests.search, { query: 'souss', limit: 1 });
    });
    await check(files, storage, []);
  });

  it('gives way to the text of an open document', async () => {
    const files = archive(4);
    const storage = await filled(files);
    const session = await startSession(files, {
      storage,
      before: (starting) => starting.open(uriOf(1), article('Nouvelle Compagnie du Souss', 1)),
    });
    const { items } = await session.request<Page<EntityItem>>(Requests.entities, {
      type: 'ORG',
      sort: 'name',
      filter: 'souss',
      uncertain: true,
      offset: 0,
      limit: 10,
    });
    assert.equal(items.length, 1);
    session.close(uriOf(1));
    await session.until(({ phase }) => phase === 'ready');
    await session.stop();
    await check(files, storage, []);
  });

  it('answers before the list of files is there', async () => {
    const files = archive(12);
    const storage = await filled(files);
    let early: number | undefined;
    const session = await startSession(files, {
      storage,
      before: async (starting) => {
        await starting.until(({ articles, phase }) => articles === 12 && phase === 'starting');
        early = ((await answers(starting)) as { files: number }).files;
      },
    });
    await session.stop();
    assert.equal(early, 12);
  });

  it('is of no use to another extractor, and makes place for its own', async () => {
    const files = archive(12);
    const storage = await filled(files);
    const [before] = storage.files.keys();
    await check(files, storage, Object.keys(files), 'other');
    assert.equal(storage.files.has(before!), false);
    await check(files, storage, [], 'other');
  });

  it('may be deleted at any time', async () => {
    const files = archive(12);
    const storage = memoryStorage();
    await run(files, { storage }, async (session) => {
      storage.files.clear();
      files[uriOf(3)] = article('Nouvelle Compagnie du Souss', 3);
      const changes = { changed: [uriOf(3)], deleted: [] };
      void session.client.sendNotification(Notifications.filesChanged, changes);
      await session.until(({ phase }) => phase === 'ready');
    });
    storage.files.clear();
    await check(files, storage, Object.keys(files));
    await check(files, storage, []);
  });

  it('is not missed where it cannot be kept, and the report says so', async () => {
    const files = archive(12);
    const storage = memoryStorage();
    storage.failure = new Error('ENOSPC');
    const session = await startSession(files, { storage });
    const lines: string[] = [];
    session.client.onNotification('window/logMessage', ({ message }: { message: string }) =>
      lines.push(message),
    );
    for (let told: string | undefined; told === undefined;) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      told = (await report(session)).unsaved;
      if (told !== undefined) assert.match(told, /file:\/\/\/storage.*ENOSPC/);
    }
    await session.stop();
    assert.equal(lines.filter((line) => line.includes('ENOSPC')).length, 1);
    storage.failure = undefined;
    await check(files, storage, Object.keys(files));
    await check(files, storage, []);
  });

  it('loses no more than what is damaged', async () => {
    const files = archive(12);
    const storage = await filled(files);
    const [[name, whole]] = [...storage.files] as [[string, Uint8Array]];
    const fresh = (await run(files, {})).answers;
    const damage = fc.oneof(
      fc.record({ cut: fc.nat({ max: whole.length - 1 }) }),
      fc.record({ flip: fc.nat({ max: whole.length - 1 }), bit: fc.nat({ max: 7 }) }),
    );
    await fc.assert(
      fc.asyncProperty(damage, async (how) => {
        const bytes = 'cut' in how ? whole.slice(0, how.cut) : whole.slice();
        if ('flip' in how) bytes[how.flip]! ^= 1 << how.bit;
        storage.files.clear();
        storage.files.set(name, bytes);
        const next = await run(files, { storage });
        assert.deepEqual(next.answers, fresh);
        // A bit is in one entry, or in the header.
        if ('flip' in how) assert.ok(next.reads.length === 1 || how.flip < 16, `${next.reads.length} read`);
        assert.deepEqual((await run(files, { storage })).reads, []);
      }),
      { numRuns: 5 },
    );
  });
});

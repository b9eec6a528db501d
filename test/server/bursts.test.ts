import assert from 'node:assert/strict';
import { ENTITY_TYPES } from '../../src/core/model';
import {
  Notifications,
  Requests,
  type EntityItem,
  type Page,
  type SearchHit,
} from '../../src/protocol/protocol';
import { startSession, type Files, type Session } from './support/session';

/** A branch switched, a folder renamed. */
const MANY = 2500;

const uriOf = (folder: string, i: number): string => `file:///press/${folder}/article-${i}.txt`;

function archive(folder: string, seed: number): Files {
  return Object.fromEntries(
    Array.from({ length: MANY }, (_, i) => [uriOf(folder, i), article(seed + (i % 9))]),
  );
}

function article(seed: number): string {
  return `Un accord à Rabat\n\nLa société Tafraline ${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[seed % 26]} a signé avec Maroc Telecom.\n`;
}

describe('a burst of changes', () => {
  let session: Session;
  const files: Files = {};
  before(async () => {
    Object.assign(files, archive('mars', 0));
    session = await startSession(files);
  });
  after(() => session.stop());

  function tell(changed: readonly string[], deleted: readonly string[]): void {
    void session.client.sendNotification(Notifications.filesChanged, { changed, deleted });
  }

  /** Answers come before the burst is over, and afterwards equal those of a fresh start. */
  async function check(): Promise<void> {
    const hits = await session.request<SearchHit[]>(Requests.search, { query: 'tafraline', limit: 3 });
    assert.ok(hits.length > 0, 'nothing is found meanwhile');
    const { phase } = await session.until(() => true);
    assert.equal(phase, 'indexing', 'the answer came when all was over');
    await session.until((state) => state.phase === 'ready');
    const fresh = await startSession(files);
    assert.deepEqual(await lists(session), await lists(fresh));
    await fresh.stop();
  }

  it('of files written again costs a reading each, and none where a newer one follows', async () => {
    session.reads.length = 0;
    Object.assign(files, archive('mars', 5));
    const uris = Object.keys(files);
    tell(uris, []);
    await session.until(({ phase }) => phase === 'indexing');
    Object.assign(files, archive('mars', 11));
    tell(uris, []);
    await check();
    assert.ok(session.reads.length < 2 * MANY, `${session.reads.length} files read`);
  });

  it('of a folder that is renamed leaves nothing behind', async () => {
    const before_ = Object.keys(files);
    for (const uri of before_) delete files[uri];
    Object.assign(files, archive('avril', 11));
    tell(Object.keys(files), []);
    tell([], before_);
    await session.until(({ phase }) => phase === 'indexing');
    await check();
  });

  it('of files that vanish and partly come back', async () => {
    const uris = Object.keys(files);
    const kept = files[uris[7]!]!;
    for (const uri of uris.slice(3)) delete files[uri];
    tell([], uris.slice(3));
    files[uris[7]!] = kept;
    tell([uris[7]!], []);
    await session.until(({ total, phase }) => phase === 'ready' && total === 4);
    const fresh = await startSession(files);
    assert.deepEqual(await lists(session), await lists(fresh));
    await fresh.stop();
  });

  it('of a list in pieces is one list', async () => {
    const some = Object.keys(files);
    await session.request(Requests.setFiles, { files: some.slice(0, 2), more: true });
    assert.equal((await session.until(() => true)).total, 4);
    await session.request(Requests.setFiles, { files: some.slice(0, 1), more: true });
    await session.request(Requests.setFiles, { files: some.slice(1, 3), after: true });
    await session.until(({ total, phase, articles }) => phase === 'ready' && total === 3 && articles === 3);
  });
});

async function lists(session: Session): Promise<unknown> {
  const params = { sort: 'name', filter: '', uncertain: true, offset: 0, limit: 1000 };
  return Promise.all(
    ENTITY_TYPES.map((type) => session.request<Page<EntityItem>>(Requests.entities, { ...params, type })),
  );
}

import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type ProtocolConnection,
} from 'vscode-languageserver-protocol/node';
import { ENTITY_TYPES } from '../../src/core/model';
import { Notifications, Requests, type IndexReport, type IndexState } from '../../src/protocol/protocol';
import { SETTINGS } from './support/session';

/** The project's folder: mocha runs there. */
const ROOT = process.cwd();
/** More than enough to see a torn file; GAZETTEER_KILLS=200 is for who changed what is written, or when. */
const KILLS = Number(process.env['GAZETTEER_KILLS'] ?? 8);
const FILES = 40;
/** A start is over by then, and what it read is on the disk. */
const LONGEST_LIFE_MS = 2200;

describe('a server that is killed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gazetteer-kill-'));
  const press = join(folder, 'press');
  const storage = join(folder, 'index');
  const paths = Array.from({ length: FILES }, (_, i) => join(press, `article-${i}.txt`));
  after(() => rmSync(folder, { recursive: true, force: true }));

  before(() => {
    mkdirSync(press);
    paths.forEach((path, i) => write(path, i));
  });

  it(`at ${KILLS} random instants answers at its next start as a fresh one does`, async function () {
    this.timeout(KILLS * 30_000);
    for (let kill = 0; kill < KILLS; kill++) {
      const life = Math.random() * LONGEST_LIFE_MS;
      // Something to read and to write in each life.
      for (let i = kill % 5; i < FILES; i += 5) write(paths[i]!, kill * FILES + i);
      const server = startServer(storage);
      void server.index(paths).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, life));
      await server.kill();
    }
    const fresh = await answersOf(undefined);
    assert.deepEqual(await answersOf(storage), fresh);
    // What was left half written is gone, and all is kept.
    assert.deepEqual(
      readdirSync(storage).filter((name) => !name.endsWith('.shard')),
      [],
    );
    const last = startServer(storage);
    assert.deepEqual(await last.index(paths), fresh);
    assert.equal((await last.report()).seconds.recognition, 0);
    await last.end();
  });

  async function answersOf(storageFolder: string | undefined): Promise<unknown> {
    const server = startServer(storageFolder);
    const answers = await server.index(paths);
    await server.end();
    return answers;
  }
});

interface Server {
  /** Answers once it has read these files. */
  index(paths: readonly string[]): Promise<unknown>;
  report(): Promise<IndexReport>;
  end(): Promise<void>;
  kill(): Promise<void>;
}

/** The server as it ships, in a process of its own. */
function startServer(storage: string | undefined): Server {
  const process_ = fork(join(ROOT, 'dist', 'server.js'), ['--node-ipc'], { stdio: 'ignore' });
  const exited = new Promise((resolve) => process_.once('exit', resolve));
  const client = connect(process_);
  const ready = new Promise<void>((resolve) => {
    client.onNotification(Notifications.state, ({ phase }: IndexState) => phase === 'ready' && resolve());
  });
  const uriOf = (path: string): string => pathToFileURL(path).toString();
  const report = (): Promise<IndexReport> => client.sendRequest(Requests.report, null);
  return {
    report,
    async index(paths) {
      await client.sendRequest('initialize', {
        processId: null,
        rootUri: null,
        capabilities: {},
        initializationOptions: {
          modelUri: uriOf(join(ROOT, 'model', 'recogniser.bin')),
          codeUri: uriOf(join(ROOT, 'dist', 'server.js')),
          storageUri: storage === undefined ? undefined : uriOf(storage),
          settings: SETTINGS,
        },
      });
      await client.sendNotification('initialized', {});
      await client.sendRequest(Requests.setFiles, { files: paths.map(uriOf) });
      await ready;
      const lists = ENTITY_TYPES.map((type) =>
        client.sendRequest(Requests.entities, {
          type,
          sort: 'name',
          filter: '',
          uncertain: true,
          offset: 0,
          limit: 1e4,
        }),
      );
      return { lists: await Promise.all(lists), files: (await report()).files };
    },
    async end() {
      await client.sendRequest('shutdown');
      void client.sendNotification('exit');
      await exited;
    },
    async kill() {
      process_.kill('SIGKILL');
      await exited;
      client.dispose();
    },
  };
}

function connect(child: ChildProcess): ProtocolConnection {
  const client = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  client.onError(() => undefined);
  client.listen();
  return client;
}

/** An article like no other, written a while ago: at the next start its time is enough. */
function write(path: string, seed: number): void {
  const text = `Un accord à Rabat\n\nRABAT - La société Tafraline ${'ABCDEFGH'[seed % 8]} a signé ${seed} accords avec Maroc Telecom, à Tanger.\n`;
  writeFileSync(path, text);
  const time = Date.now() / 1000 - 10_000 + seed;
  utimesSync(path, time, time);
}

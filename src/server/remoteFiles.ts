import type { Connection } from 'vscode-languageserver';
import type { FileContent } from '../core/archive/extractFile';
import type { Problem } from '../core/model';
import {
  ClientRequests,
  type ReadFileAnswer,
  type ReplaceFileAnswer,
  type StatAnswer,
  type StorageAnswer,
  type StorageRequest,
} from '../protocol/protocol';
import { binaryOf, bytesOf } from '../protocol/binary';
import type { Host, Storage } from './host';

/** Reads files, and keeps its own, through the client: the way of the web and of virtual workspaces. */
export function filesOfClient(
  connection: Connection,
): Pick<Host, 'readFile' | 'stat' | 'storage' | 'replaceFile'> {
  return {
    async readFile(uri, maxBytes): Promise<FileContent | Problem> {
      try {
        const answer = await connection.sendRequest<ReadFileAnswer>(ClientRequests.readFile, {
          uri,
          maxBytes,
        });
        return 'bytes' in answer
          ? { bytes: bytesOf(answer.bytes), mtime: answer.mtime }
          : problemOf(answer.error, answer.detail);
      } catch (error) {
        return { code: 'unreadable', detail: messageOf(error) };
      }
    },
    async stat(uris) {
      if (uris.length === 0) return [];
      try {
        const answers = await connection.sendRequest<StatAnswer>(ClientRequests.stat, { uris });
        return answers.map((answer) => ('error' in answer ? problemOf(answer.error, answer.detail) : answer));
      } catch (error) {
        return uris.map(() => ({ code: 'unreadable', detail: messageOf(error) }));
      }
    },
    async replaceFile(uri, before, after) {
      try {
        const answer = await connection.sendRequest<ReplaceFileAnswer>(ClientRequests.replaceFile, {
          uri,
          before: before ?? null,
          after: after ?? null,
        });
        return typeof answer === 'string' ? answer : { code: 'unreadable', detail: answer.error };
      } catch (error) {
        return { code: 'unreadable', detail: messageOf(error) };
      }
    },
    storage: () => storageOfClient(connection),
  };
}

/** The client knows its folder; it would not write elsewhere. */
function storageOfClient(connection: Connection): Storage {
  const ask = (request: StorageRequest): Promise<StorageAnswer> =>
    connection.sendRequest<StorageAnswer>(ClientRequests.storage, request);
  return {
    list: async () => (await ask({ action: 'list' })).names ?? [],
    async read(name) {
      const { bytes } = await ask({ action: 'read', name });
      return bytes === undefined ? undefined : bytesOf(bytes);
    },
    async write(name, bytes) {
      await ask({ action: 'write', name, bytes: binaryOf(bytes) });
    },
    async remove(name) {
      await ask({ action: 'remove', name });
    },
  };
}

function problemOf(code: Problem['code'], detail: string | undefined): Problem {
  return detail === undefined ? { code } : { code, detail };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

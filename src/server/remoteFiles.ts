import type { Connection } from 'vscode-languageserver';
import type { Problem } from '../core/model';
import { ClientRequests } from '../protocol/protocol';
import type { Host } from './host';

/** Reads files through the client: the way of the web and of virtual workspaces. */
export function filesOfClient(connection: Connection): Pick<Host, 'readFile'> {
  return {
    async readFile(uri, maxBytes): Promise<Uint8Array | Problem> {
      try {
        const answer = await connection.sendRequest<Answer>(ClientRequests.readFile, { uri, maxBytes });
        if ('bytes' in answer) return bytesOf(answer.bytes);
        return answer.detail === undefined
          ? { code: answer.error }
          : { code: answer.error, detail: answer.detail };
      } catch (error) {
        return { code: 'unreadable', detail: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}

type Answer = { bytes: string } | { error: 'gone' | 'unreadable' | 'tooLarge'; detail?: string };

function bytesOf(binary: string): Uint8Array {
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

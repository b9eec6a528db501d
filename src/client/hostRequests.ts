import * as vscode from 'vscode';
import { binaryOf, bytesOf } from '../protocol/binary';
import type {
  FileError,
  ReadFileAnswer,
  StatAnswer,
  StorageAnswer,
  StorageRequest,
} from '../protocol/protocol';

/** As the setting counts; the detail of a file that is too large is its size in megabytes. */
const BYTES_IN_MB = 1_000_000;

/** Reads a file for the server through the editor, so that virtual workspaces work too. */
export async function readFile(params: { uri: string; maxBytes: number }): Promise<ReadFileAnswer> {
  try {
    const uri = vscode.Uri.parse(params.uri, true);
    const { size, mtime } = await vscode.workspace.fs.stat(uri);
    if (size > params.maxBytes) return { error: 'tooLarge', detail: (size / BYTES_IN_MB).toFixed(1) };
    return { bytes: binaryOf(await vscode.workspace.fs.readFile(uri)), mtime };
  } catch (error) {
    return fileError(error);
  }
}

/** Sizes and times of files, for the server. */
export function stat({ uris }: { uris: readonly string[] }): Promise<StatAnswer> {
  return Promise.all(
    uris.map(async (uri) => {
      try {
        const { size, mtime } = await vscode.workspace.fs.stat(vscode.Uri.parse(uri, true));
        return { size, mtime };
      } catch (error) {
        return fileError(error);
      }
    }),
  );
}

/** Keeps files for the server in a folder, and nowhere else. Rejects when that fails. */
export async function storage(folder: vscode.Uri, request: StorageRequest): Promise<StorageAnswer> {
  const { fs } = vscode.workspace;
  if (request.action === 'list') {
    const entries = await fs.readDirectory(folder).then(undefined, orIfMissing([]));
    return { names: entries.map(([name]) => name) };
  }
  if (!FILE_NAME.test(request.name)) throw new Error(`No name for a file: ${request.name}`);
  const uri = vscode.Uri.joinPath(folder, request.name);
  switch (request.action) {
    case 'read': {
      const bytes = await fs.readFile(uri).then(undefined, orIfMissing(undefined));
      return bytes ? { bytes: binaryOf(bytes) } : {};
    }
    case 'write':
      await fs.createDirectory(folder);
      await fs.writeFile(uri, bytesOf(request.bytes));
      return {};
    case 'remove':
      await fs.delete(uri).then(undefined, orIfMissing(undefined));
      return {};
  }
}

/** Neither a path nor a hidden file. */
const FILE_NAME = /^\w[\w.]*$/;

function orIfMissing<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (isMissing(error)) return value;
    throw error;
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
}

function fileError(error: unknown): FileError {
  return {
    error: isMissing(error) ? 'gone' : 'unreadable',
    detail: error instanceof Error ? error.message : String(error),
  };
}

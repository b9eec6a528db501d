import * as vscode from 'vscode';

/** The answer to `gazetteer/readFile`: the file as one char a byte, or why it cannot be read. */
export type ReadFileAnswer =
  | { readonly bytes: string }
  | { readonly error: 'gone' | 'unreadable' | 'tooLarge'; readonly detail?: string };

/** As the setting counts; the detail of a file that is too large is its size in megabytes. */
const BYTES_IN_MB = 1_000_000;

/** `String.fromCharCode` takes its arguments on the stack, which holds far more than this. */
const CHUNK = 8192;

/** Reads a file for the server through the editor, so that virtual workspaces work too. */
export async function readFile(params: { uri: string; maxBytes?: number }): Promise<ReadFileAnswer> {
  try {
    const uri = vscode.Uri.parse(params.uri, true);
    if (params.maxBytes !== undefined) {
      const { size } = await vscode.workspace.fs.stat(uri);
      if (size > params.maxBytes) return { error: 'tooLarge', detail: (size / BYTES_IN_MB).toFixed(1) };
    }
    return { bytes: toBinaryString(await vscode.workspace.fs.readFile(uri)) };
  } catch (error) {
    const gone = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
    return {
      error: gone ? 'gone' : 'unreadable',
      detail: error instanceof Error ? error.message : String(error),
    };
  }
}

function toBinaryString(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  }
  return parts.join('');
}

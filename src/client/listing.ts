import * as vscode from 'vscode';
import { ARTICLE_GLOB, anyOf } from './globs';
import { IgnoreRules, type IgnoreFile } from './ignoreRules';
import { excludesOf, usesIgnoreFiles } from './settings';
import { breathe } from './timing';

/** The files that say what is left out. */
export const IGNORE_GLOB = '**/.gitignore';

/** The article files of a folder of the workspace, and what its `.gitignore` files leave out. */
export interface Listing {
  readonly uris: readonly string[];
  readonly rules: IgnoreRules;
}

/** Lists a folder. Rejects when it cannot be listed. */
export async function listFolder(folder: vscode.WorkspaceFolder): Promise<Listing> {
  const find = (glob: string): Thenable<vscode.Uri[]> =>
    vscode.workspace.findFiles(new vscode.RelativePattern(folder, glob), anyOf(excludesOf(folder.uri)));
  const ignoreFiles = usesIgnoreFiles(folder.uri) ? await find(IGNORE_GLOB) : [];
  const rules = new IgnoreRules(await Promise.all(ignoreFiles.map((uri) => readIgnoreFile(folder, uri))));
  const found = await find(ARTICLE_GLOB);
  const uris: string[] = [];
  let since = performance.now();
  for (const uri of found) {
    if (!rules.leavesOut(pathIn(folder, uri))) uris.push(uri.toString());
    if (performance.now() - since < SLICE_MS) continue;
    await breathe();
    since = performance.now();
  }
  return { uris, rules };
}

/** The path of a file from its workspace folder. */
export function pathIn(folder: vscode.WorkspaceFolder, uri: vscode.Uri): string {
  return uri.path.slice(folder.uri.path.length).replace(/^\/+/, '');
}

/** How long the extension host, where others run too, is held up on end. */
const SLICE_MS = 5;

async function readIgnoreFile(folder: vscode.WorkspaceFolder, uri: vscode.Uri): Promise<IgnoreFile> {
  const path = pathIn(folder, uri);
  const place = path.slice(0, path.lastIndexOf('/') + 1);
  try {
    return { folder: place, text: new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)) };
  } catch {
    // It may have gone meanwhile.
    return { folder: place, text: '' };
  }
}

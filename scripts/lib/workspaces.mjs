import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './vscode.mjs';

/** What a window of the integration suite opens, by what it is called: each makes it anew. */
export const WORKSPACES = {
  'the sample archive': () => {
    const folder = temporaryFolder('gazetteer-archive-', 'seeds');
    // A loop. Windows wants rights for it that not everybody has.
    if (process.platform !== 'win32') symlinkSync(folder.path, join(folder.path, 'boucle'));
    return folder;
  },
  'an empty folder': () => temporaryFolder('gazetteer-empty-'),
  'a workspace of two folders': () => {
    const { path, remove } = temporaryFolder('gazetteer-folders-');
    const folders = ['economie', 'sport'];
    for (const folder of folders) mkdirSync(join(path, folder));
    const file = join(path, 'redaction.code-workspace');
    writeFileSync(file, JSON.stringify({ folders: folders.map((folder) => ({ path: folder })) }));
    return { path: file, remove };
  },
  'no folder': () => ({ path: undefined, remove: () => {} }),
};

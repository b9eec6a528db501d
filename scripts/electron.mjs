/** Runs the integration suite in a desktop VS Code, which @vscode/test-electron downloads. */
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { root } from './lib/paths.mjs';
import { end, run } from './lib/processes.mjs';
import { WORKSPACES } from './lib/workspaces.mjs';

if ((await run(process.execPath, ['esbuild.mjs'], { cwd: root })) !== 0) await end(1);
let failed = false;
for (const open of Object.values(WORKSPACES)) {
  const { path, remove } = open();
  try {
    await runTests({
      extensionDevelopmentPath: root,
      extensionTestsPath: join(root, 'dist/test/index.js'),
      launchArgs: [...(path ? [path] : []), '--disable-extensions', '--disable-workspace-trust'],
    });
  } catch (error) {
    console.error(error.message);
    failed = true;
  }
  remove();
}
await end(failed ? 1 : 0);

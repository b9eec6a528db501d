/** Runs the integration suite in a desktop VS Code, which @vscode/test-electron downloads. */
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { root } from './lib/paths.mjs';
import { end, run } from './lib/processes.mjs';
import { temporaryFolder } from './lib/vscode.mjs';

if ((await run(process.execPath, ['esbuild.mjs'], { cwd: root })) !== 0) await end(1);
const workspaces = [
  temporaryFolder('gazetteer-archive-', 'seeds'),
  temporaryFolder('gazetteer-empty-'),
  undefined,
];
let failed = false;
for (const workspace of workspaces) {
  try {
    await runTests({
      extensionDevelopmentPath: root,
      extensionTestsPath: join(root, 'dist/test/index.js'),
      launchArgs: [
        ...(workspace ? [workspace.path] : []),
        '--disable-extensions',
        '--disable-workspace-trust',
      ],
    });
  } catch (error) {
    console.error(error.message);
    failed = true;
  }
}
await end(failed ? 1 : 0);

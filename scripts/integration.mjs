/**
 * Runs dist/test inside the extension host of a real VS Code.
 *
 *   node scripts/integration.mjs desktop   the extension from this folder, in the Node extension host
 *   node scripts/integration.mjs web       the same in the browser's extension host
 *   node scripts/integration.mjs package FILE.vsix   as installed from the package
 *
 * One window for each kind of workspace; the tests look at what is open and pick theirs.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { logs, root } from './lib/paths.mjs';
import { end } from './lib/processes.mjs';
import { MARK, add, noResult, resultIn, tell } from './lib/report.mjs';
import { launchBrowser, runInWindow, startServer, temporaryFolder } from './lib/vscode.mjs';
import { WORKSPACES } from './lib/workspaces.mjs';

/** How long one window may take, in milliseconds; the slowest machine needs a fraction of it. */
const WINDOW_TIMEOUT = 240_000;

/** Not in the browser's extension host: its window opens a workspace file without its folders now and then. */
const TWO_FOLDERS = 'a workspace of two folders';

/**
 * Where the browser finds this folder, as it finds the extensions of vscode.dev on the web. A browser's
 * extension host starts no Worker for an extension that lies on the remote machine, and a browser's
 * workbench ignores extensionDevelopmentKind.
 */
const SERVED = '/gazetteer-under-test';

const [kind, vsix] = process.argv.slice(2);
const sum = noResult();
const server = await startServer({ vsix, driver: true });
const browser = await launchBrowser();
for (const [name, open] of Object.entries(WORKSPACES)) {
  if (kind === 'web' && name === TWO_FOLDERS) continue;
  const workspace = open();
  console.log(`\n${name}`);
  add(sum, await runWindow(name, workspace.path));
  workspace.remove();
}
tell(sum);
await end(sum.failed > 0 ? 1 : 0);

/** Opens a window that runs the tests and gives their result. */
async function runWindow(name, folder) {
  let result;
  const { exitCode, log } = await runInWindow({
    server,
    browser,
    folder,
    payload: payload(),
    timeout: WINDOW_TIMEOUT,
    prepare: kind === 'web' ? serveToBrowser : undefined,
    mark: MARK,
    onLine(line) {
      if (resultIn(line)) result = resultIn(line);
      else console.log(line.slice(MARK.length + 1));
    },
  });
  if (exitCode === 0 && result?.failed === 0) return result;
  mkdirSync(logs, { recursive: true });
  const file = join(logs, `${kind}-${name.replaceAll(' ', '-')}.log`);
  writeFileSync(file, log.join('\n') + '\n');
  console.log(`\nThe window ended with ${exitCode}. Its console, also in ${file}:\n${log.join('\n')}`);
  // A window that dies before it reports must not pass.
  return result?.failed ? result : { passed: 0, failed: 1, skipped: 0 };
}

function payload() {
  const items = [['skipWelcome', 'true']];
  if (kind === 'web') return items;
  const remote = (path) => `vscode-remote://${server.authority}${path}`;
  return [
    ['extensionDevelopmentPath', remote(kind === 'package' ? bystander() : root)],
    ['extensionTestsPath', remote(join(root, 'dist/test/index'))],
    ...items,
  ];
}

/** Serves this folder to the page, and tells the page's workbench of the extension and the tests in it. */
async function serveToBrowser(page) {
  const uri = (path) => ({ scheme: 'http', authority: server.authority, path: SERVED + path });
  const developmentOptions = { extensions: [uri('')], extensionTestsPath: uri('/dist/test/web/index') };
  // Not in the page's source: Chromium keeps a page that was tampered with from the local network.
  await page.addInitScript((options) => {
    const { getAttribute } = Element.prototype;
    Element.prototype.getAttribute = function (name) {
      const value = getAttribute.call(this, name);
      if (this.id !== 'vscode-workbench-web-configuration' || name !== 'data-settings') return value;
      return JSON.stringify({ ...JSON.parse(value), developmentOptions: options });
    };
  }, developmentOptions);
  await page.context().route(`**${SERVED}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    const path = join(root, decodeURIComponent(pathname.slice(SERVED.length)));
    return existsSync(path) ? route.fulfill({ path }) : route.fulfill({ status: 404 });
  });
}

/** VS Code runs tests only beside an extension under development: an empty one. */
function bystander() {
  const folder = temporaryFolder('gazetteer-bystander-').path;
  const manifest = { name: 'bystander', publisher: 'gazetteer', version: '0.0.0', engines: { vscode: '*' } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

/** A real VS Code: its server, and its workbench in a browser. */
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser, ensureServer } from './install.mjs';
import { root } from './paths.mjs';
import { atEnd, run, start } from './processes.mjs';

const HOST = '127.0.0.1';
/** How long the server may take to answer, in seconds. */
const START_TIMEOUT = 60;

/** Nothing but the extension in the picture. */
const SETTINGS = {
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  // A browser's workbench saves by itself otherwise.
  'files.autoSave': 'off',
  'files.hotExit': 'off',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.restoreWindows': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts a VS Code server with a profile of its own.
 *
 * @param {{port?: number, vsix?: string, settings?: object, driver?: boolean, onLine?: (line: string) => void}} options
 *   `port` defaults to a free one; `vsix` is installed as a user would; `settings` are the user's;
 *   `driver` lets tests run in it.
 */
export async function startServer({ port, vsix, settings = {}, driver = false, onLine = () => {} }) {
  const { node, main } = await ensureServer();
  const data = temporaryFolder('gazetteer-vscode-');
  for (const scope of ['User', 'Machine']) {
    mkdirSync(join(data.path, 'data', scope), { recursive: true });
    const content = JSON.stringify({ ...SETTINGS, ...settings }, undefined, 2);
    writeFileSync(join(data.path, 'data', scope, 'settings.json'), content);
  }
  const own = ['--server-data-dir', data.path, '--accept-server-license-terms', '--telemetry-level', 'off'];
  if (vsix) {
    const lines = [];
    const installation = { onLine: (line) => lines.push(line), timeout: START_TIMEOUT };
    const code = await run(node, [main, ...own, '--install-extension', vsix], installation);
    lines.forEach(onLine);
    if (code !== 0) throw new Error(`VS Code did not install ${vsix}:\n${lines.join('\n')}`);
  }
  const authority = `${HOST}:${port ?? (await freePort())}`;
  const options = ['--host', HOST, '--port', authority.split(':')[1], '--without-connection-token'];
  if (driver) options.push('--enable-smoke-test-driver');
  const server = start(node, [main, ...own, ...options, '--disable-workspace-trust'], { onLine });
  const forget = atEnd(stop);
  async function stop() {
    await server.stop();
    data.remove();
    forget();
  }
  let gone = false;
  void server.exited.then(() => (gone = true));
  const address = `http://${authority}/`;
  for (let waited = 0; !(await answers(`${address}version`)); waited += 0.1) {
    if (gone || waited > START_TIMEOUT) {
      await stop();
      throw new Error(`The VS Code server did not start on ${authority}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { authority, exited: server.exited, stop, urlOf };

  /** The address that opens a folder, a .code-workspace file, or neither. */
  function urlOf(folder, payload) {
    const url = new URL(address);
    if (folder?.endsWith('.code-workspace')) url.searchParams.set('workspace', folder);
    else if (folder) url.searchParams.set('folder', folder);
    else url.searchParams.set('ew', 'true');
    if (payload) url.searchParams.set('payload', JSON.stringify(payload));
    return url.href;
  }
}

/** A headless browser with an English workbench in a window of 1440 × 900. */
export async function launchBrowser() {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({
    executablePath: await ensureBrowser(),
    args: BROWSER_FLAGS,
    // We end it ourselves, in the right order.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  const forget = atEnd(close);
  async function close() {
    await browser.close();
    forget();
  }
  return { newPage, close };

  async function newPage() {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
    return context.newPage();
  }
}

/**
 * Opens a window in which VS Code runs a script (`extensionTestsPath` of the payload) and waits for its end.
 *
 * @param {{server: object, browser: object, folder?: string, payload: string[][], timeout: number, mark: string,
 *   prepare?: (page: object) => Promise<void>, onLine: (line: string) => void}} options
 *   `onLine` gets what the script says in lines that begin with `mark`; `timeout` in milliseconds.
 * @returns {Promise<{exitCode: number | string, log: string[]}>} `log` is all else that was said.
 */
export async function runInWindow({
  server,
  browser,
  folder,
  payload,
  timeout,
  prepare = () => {},
  mark,
  onLine,
}) {
  const page = await browser.newPage();
  const log = [];
  const exitCode = await new Promise((resolve) => {
    const timer = setTimeout(() => resolve('timeout'), timeout);
    const finish = (code) => {
      clearTimeout(timer);
      resolve(code);
    };
    // The page repeats what the extension host says.
    page.on('console', (message) => message.text().includes(mark) || log.push(`page: ${message.text()}`));
    page.on('crash', () => finish('crash'));
    void (async () => {
      await page.exposeFunction('codeAutomationLog', (type, args) => {
        for (const line of args.map(String).join(' ').split('\n')) {
          if (line.startsWith(mark)) onLine(line);
          else log.push(`${type}: ${line}`);
        }
      });
      await page.exposeFunction('codeAutomationExit', finish);
      await prepare(page);
      await page.goto(server.urlOf(folder, payload));
    })().catch((error) => {
      log.push(String(error));
      finish('failed to open');
    });
  });
  await page.context().close();
  return { exitCode, log };
}

/** A folder to work in that goes when we do: a copy of `source`, or empty. */
export function temporaryFolder(prefix, source) {
  // Resolved: VS Code reports the real path of what it watches.
  const path = realpathSync(mkdtempSync(join(tmpdir(), prefix)));
  if (source) cpSync(join(root, source), path, { recursive: true });
  const forget = atEnd(remove);
  function remove() {
    rmSync(path, { recursive: true, force: true, maxRetries: 3 });
    forget();
  }
  return { path, remove };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, HOST, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function answers(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

/**
 * Everything the commands need, installed on first use: our own dependencies with `npm ci`; Node 24
 * and the VS Code server from npm into .cache/; a browser from the system, or from apt.
 *
 * Built-ins only: this runs before anything is installed.
 */
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { cache, root } from './paths.mjs';
import { npm, run } from './processes.mjs';

/** code-server is VS Code's own server, built; its minor version is VS Code's. */
const CODE_SERVER = '4.139.1';
/** That server wants Node 24, whatever runs us. */
const NODE = '24.21.0';

/** The dependencies of package-lock.json, exactly: installs them when they are missing or others. */
export async function ensureDependencies() {
  if (dependenciesAreInstalled()) return;
  console.log('Installing dependencies …');
  await must(npm(['ci', '--no-audit', '--no-fund'], { cwd: root }), 'npm ci failed.');
}

/**
 * The VS Code server.
 *
 * @returns {Promise<{node: string, main: string}>} the Node that runs it and its script.
 */
export async function ensureServer() {
  const home = join(cache, `code-server-${CODE_SERVER}-node-${NODE}`);
  const nodePackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const server = {
    node: join('node_modules', nodePackage, 'bin', process.platform === 'win32' ? 'node.exe' : 'node'),
    vscode: join('node_modules', 'code-server', 'lib', 'vscode'),
  };
  if (!existsSync(home)) {
    console.log(`Installing the VS Code server (code-server ${CODE_SERVER}) into .cache …`);
    // Under another name until it is whole: an interrupted installation must not pass for a server.
    const making = `${home}.${process.pid}`;
    mkdirSync(making, { recursive: true });
    try {
      const dependencies = { 'code-server': CODE_SERVER, [nodePackage]: NODE };
      writeFileSync(join(making, 'package.json'), JSON.stringify({ private: true, dependencies }));
      // Scripts would build native modules that are not needed here.
      const options = [
        'install',
        '--omit=dev',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
      ];
      await must(npm(options, { cwd: making }), 'The VS Code server could not be downloaded from npm.');
      const PATH = `${join(making, dirname(server.node))}${delimiter}${process.env['PATH']}`;
      const inner = { cwd: join(making, server.vscode), env: { ...process.env, PATH } };
      await must(npm(options, inner), "The VS Code server's own dependencies could not be downloaded.");
      if (existsSync(home)) rmSync(making, { recursive: true });
      else renameSync(making, home);
    } catch (error) {
      rmSync(making, { recursive: true, force: true });
      throw error;
    }
  }
  return { node: join(home, server.node), main: join(home, server.vscode, 'out', 'server-main.js') };
}

/** The file of a Chromium-like browser. CHROME_PATH overrides; root on Debian and Ubuntu gets one installed. */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  if (process.platform === 'linux' && process.getuid?.() === 0 && onPath('apt-get')) {
    console.log('Installing chromium with apt-get …');
    const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, onLine: () => {} };
    await run('apt-get', ['update'], options);
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], options);
    const installed = findBrowser();
    if (installed) return installed;
  }
  throw new Error('The tests need a browser: install Chromium, Chrome or Edge, or set CHROME_PATH to one.');
}

/** The file that a command name stands for, if any. */
export function onPath(command) {
  const extensions = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => extensions.map((extension) => join(folder, command + extension)))
    .find(isExecutable);
}

/** Whether node_modules holds what package-lock.json asks for; npm keeps its own list in there. */
function dependenciesAreInstalled() {
  try {
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    const present = JSON.parse(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8')).packages;
    return Object.entries(wanted).every(
      ([path, { version, optional }]) => path === '' || optional || present[path]?.version === version,
    );
  } catch {
    return false;
  }
}

function findBrowser() {
  const chosen = process.env['CHROME_PATH'];
  if (chosen) return chosen;
  const names = [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
    'chrome',
  ];
  const programs = process.env['ProgramFiles'] ?? 'C:\\Program Files';
  const places = {
    darwin: [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ],
    win32: [
      `${programs}\\Google\\Chrome\\Application\\chrome.exe`,
      `${programs} (x86)\\Microsoft\\Edge\\Application\\msedge.exe`,
    ],
  };
  return names.map(onPath).find(Boolean) ?? (places[process.platform] ?? []).find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function must(exitCode, message) {
  if ((await exitCode) !== 0) throw new Error(message);
}

/**
 * Installs, builds, indexes a folder of articles and opens it in VS Code with the extension.
 *
 *   npm start [-- DIR] [--port N] [--desktop]
 *
 * DIR is the sample archive by default. VS Code is served on 127.0.0.1 until Ctrl+C; `--desktop`
 * opens the person's own instead.
 */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies, onPath } from './lib/install.mjs';
import { root, testOutput } from './lib/paths.mjs';
import { end, isEnding, run } from './lib/processes.mjs';
import { startServer } from './lib/vscode.mjs';

/** Wrong use of the command, as for `gazetteer` itself. */
const WRONG_USE = 2;

const { folder, port, desktop } = await readArguments();
const VSIX = join(testOutput, 'start.vsix');
const cli = join(root, 'dist/cli.js');
try {
  await ensureDependencies();
  await must(run(process.execPath, ['esbuild.mjs'], { cwd: root }), 'The build failed.');
  if (existsSync(cli))
    await must(run(process.execPath, [cli, 'index', folder]), `${folder} was not indexed.`);
  await (desktop ? openDesktop() : serve());
} catch (error) {
  console.error(error.message);
  await end(1);
}

async function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { port: { type: 'string' }, desktop: { type: 'boolean', default: false } },
    });
    if (positionals.length > 1) throw new Error('Give one folder.');
    // npm changes to the project's folder and keeps the person's here.
    const folder = resolve(process.env['INIT_CWD'] ?? '.', positionals[0] ?? join(root, 'seeds'));
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
      throw new Error(`${folder} is not a folder.`);
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65536)) {
      throw new Error(`${values.port} is not a port.`);
    }
    return { folder: realpathSync(folder), port, desktop: values.desktop };
  } catch (error) {
    console.error(`${error.message} Use: npm start [-- DIR] [--port N] [--desktop]`);
    return end(WRONG_USE);
  }
}

/** The packaged extension in a VS Code server, until Ctrl+C. */
async function serve() {
  const printed = [];
  const packaging = { cwd: root, onLine: (line) => printed.push(line) };
  if ((await run(process.execPath, ['scripts/package.mjs', VSIX], packaging)) !== 0) {
    throw new Error(printed.join('\n'));
  }
  const server = await startServer({ port, vsix: VSIX });
  console.log(`\nGazetteer in VS Code, on ${folder}:\n\n  ${server.urlOf(folder)}\n\nCtrl+C ends it.`);
  const code = await server.exited;
  if (!isEnding()) throw new Error(`The VS Code server ended with ${code}.`);
}

async function openDesktop() {
  const code = onPath('code');
  if (!code)
    throw new Error('There is no `code` on the PATH: in VS Code, run "Shell Command: Install \'code\'".');
  const args = [`--extensionDevelopmentPath=${root}`, '--new-window', folder];
  await must(run(code, args, { shell: process.platform === 'win32' }), 'VS Code did not open.');
  await end(0);
}

async function must(exitCode, message) {
  if ((await exitCode) !== 0) throw new Error(message);
}

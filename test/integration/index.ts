/**
 * What the extension host runs: mocha over the tests for what is open in the window. The same code
 * in Node's extension host and the browser's.
 */
import Mocha from 'mocha';
import * as vscode from 'vscode';
import { Reporter } from './reporter';
import { ARCHIVE_FILE, exists } from './support';

/** A test waits on conditions; this only ends one that hangs. In milliseconds. */
const TIMEOUT = 90_000;

/** Mocha for browsers is one instance, set up once. */
interface BrowserMocha {
  setup(options: Mocha.MochaOptions): Mocha;
}

export async function run(): Promise<void> {
  const options: Mocha.MochaOptions = {
    ui: 'bdd',
    timeout: TIMEOUT,
    reporter: Reporter as unknown as Mocha.ReporterConstructor,
  };
  const mocha =
    typeof Mocha === 'function' ? new Mocha(options) : (Mocha as unknown as BrowserMocha).setup(options);
  // Defines `describe` and `it`, which the files below call when they are loaded.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await loadTests();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}

async function loadTests(): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (vscode.workspace.workspaceFile) await import('./twoFolders.test');
  else if (folder === undefined) await import('./noFolder.test');
  else if (!(await exists(ARCHIVE_FILE))) await import('./emptyFolder.test');
  else {
    await import('./activation.test');
    await import('./names.test');
    await import('./lists.test');
    await import('./edits.test');
    await import('./files.test');
    await import('./settings.test');
    await import('./badInput.test');
    await import('./mend.test');
  }
}

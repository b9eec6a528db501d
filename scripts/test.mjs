/**
 * Installs, builds, and runs every suite, or the ones named, in this order:
 *
 *   node scripts/test.mjs [check] [unit] [server] [desktop] [web] [package] [journey]
 *
 * Closes with the line `N passed, N failed` (and `, N skipped`), summed over all suites.
 */
import { join } from 'node:path';
import { ensureBrowser, ensureDependencies, ensureServer } from './lib/install.mjs';
import { root, testOutput, tool } from './lib/paths.mjs';
import { end, run } from './lib/processes.mjs';
import { add, noResult, resultIn } from './lib/report.mjs';

const VSIX = join(testOutput, 'gazetteer.vsix');

/** A step that does not count tests itself counts as one. Timeouts, in seconds, only stop what hangs. */
const STEPS = [
  { suite: 'check', title: 'Types', args: [tool('typescript/bin/tsc'), '--noEmit', '-p', '.'] },
  { suite: 'check', title: 'Lint', args: [tool('eslint/bin/eslint.js'), '.', '--max-warnings=0'] },
  {
    suite: 'check',
    title: 'Format',
    args: [tool('prettier/bin/prettier.cjs'), '--check', '.', '--log-level=warn'],
  },
  { suite: 'unit', title: 'Unit tests', args: mocha('unit'), timeout: 120 },
  { suite: 'server', title: 'Language server', args: mocha('server'), timeout: 300 },
  integration('desktop', 'In VS Code, from this folder'),
  integration('web', "In VS Code, in the browser's extension host"),
  {
    suite: ['package', 'journey'],
    title: 'Package',
    args: ['scripts/package.mjs', VSIX],
  },
  integration('package', 'In VS Code, installed from the package', VSIX),
  {
    suite: 'journey',
    title: 'A journey in the browser',
    args: ['test/e2e/journey.mjs', VSIX],
    timeout: 600,
    editor: true,
  },
];

try {
  const chosen = process.argv.slice(2);
  const steps = STEPS.filter(
    ({ suite }) => chosen.length === 0 || chosen.some((name) => [suite].flat().includes(name)),
  );
  const known = STEPS.flatMap(({ suite }) => suite);
  const unknown = chosen.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Error(`No such suite: ${unknown.join(', ')}. There are ${known.join(', ')}.`);
  await ensureDependencies();
  if (steps.some(({ editor }) => editor)) {
    await ensureServer();
    await ensureBrowser();
  }
  const sum = noResult();
  if (steps.some(({ suite }) => suite !== 'check')) {
    add(sum, await runStep({ title: 'Build', args: ['esbuild.mjs'] }));
  }
  for (const step of steps) add(sum, await runStep(step));
  const skipped = sum.skipped > 0 ? `, ${sum.skipped} skipped` : '';
  console.log(`\n${sum.passed} passed, ${sum.failed} failed${skipped}`);
  await end(sum.failed > 0 ? 1 : 0);
} catch (error) {
  console.error(error.message);
  console.log('\n0 passed, 1 failed');
  await end(1);
}

/** Runs one step, showing what it prints, and gives its result. */
async function runStep({ title, args, timeout = 300 }) {
  console.log(`\n── ${title}`);
  const started = Date.now();
  const result = noResult();
  const counted = [];
  const exitCode = await run(process.execPath, args, {
    cwd: root,
    timeout,
    // The channel tells the child when we are gone.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    onLine(line, stream) {
      const counts = resultIn(line);
      if (counts) counted.push(counts);
      else console[stream === 'stdout' ? 'log' : 'error'](line);
    },
  });
  for (const counts of counted) add(result, counts);
  if (exitCode === 124) console.log(`${title}: stopped after ${timeout} s.`);
  // A suite that ends badly without saying why must not pass.
  if (exitCode !== 0 && result.failed === 0) result.failed = 1;
  else if (counted.length === 0) result.passed = 1;
  console.log(
    `${title}: ${exitCode === 0 ? 'ok' : 'failed'}, ${((Date.now() - started) / 1000).toFixed(0)} s`,
  );
  return result;
}

/** Arguments that run the test files of a folder, bundled, in plain mocha. */
function mocha(name) {
  return [
    '--enable-source-maps',
    tool('mocha/bin/mocha.js'),
    '--no-config',
    '--reporter=scripts/mocha-reporter.cjs',
    // Only stops what hangs: a busy machine is no failure.
    '--timeout=60000',
    `dist/test/${name}/*.test.js`,
  ];
}

function integration(suite, title, ...rest) {
  return { suite, title, args: ['scripts/integration.mjs', suite, ...rest], timeout: 800, editor: true };
}

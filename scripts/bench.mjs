/**
 * Measures Gazetteer on archives of several sizes, in its language server and in a real VS Code, against
 * what the same machine needs at the same time for plainer work.
 *
 *   node scripts/bench.mjs [--sizes 1000,10000,100000] [--json FILE] [--no-host]
 *
 * Archives are made once, in .cache/bench (100,000 articles take 400 MB).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './lib/install.mjs';
import { cache, root } from './lib/paths.mjs';
import { end, run } from './lib/processes.mjs';

/** Far above what the largest takes; only ends what hangs. In seconds. */
const SIZE_TIMEOUT = 3600;
/** For VS Code's window, in milliseconds. */
const WINDOW_TIMEOUT = 900_000;
/** The size that the real VS Code opens, if it is among the measured ones. */
const HOST_SIZE = 10_000;
/** VS Code is opened this often: what else the machine does stretches single slices. */
const WINDOWS = 3;
const MARK = '[gazetteer-bench]';
/** The largest size may cost this many times more an article than the smallest. */
const MOST_GROWTH = 1.3;
/** And answers there may take this many times longer. */
const MOST_RISE = 1.5;
/** Seconds, milliseconds (of the 95th of a hundred), megabytes: see design.md. */
const BUDGETS = [
  { size: 10_000, key: 'coldOverPlain', most: 4 },
  { size: 10_000, key: 'warmSeconds', most: 1 },
  ...['hoverMs', 'definitionMs', 'searchMs', 'completionMs'].map((key) => ({ size: 10_000, key, most: 10 })),
  { size: 10_000, key: 'editMs', most: 100 },
  { size: 10_000, key: 'decisionMs', most: 100 },
  { size: 10_000, key: 'serverMemoryMB', most: 300 },
  { size: 100_000, key: 'serverMemoryMB', most: 1200 },
];

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,100000' },
    json: { type: 'string' },
    'no-host': { type: 'boolean', default: false },
  },
});
const sizes = values.sizes.split(',').map(Number);
if (sizes.some((size) => !Number.isInteger(size) || size < 1)) {
  console.error(`--sizes takes numbers of articles, with commas: ${values.sizes}`);
  await end(2);
}
try {
  await ensureDependencies();
  if ((await run(process.execPath, ['esbuild.mjs'], { cwd: root })) !== 0)
    throw new Error('The build failed.');
  const home = join(cache, 'bench');
  mkdirSync(home, { recursive: true });
  const figures = { sizes: {} };
  const archives = {};
  for (const size of sizes) {
    const { archive, ...measured } = await measure(size, home);
    figures.sizes[size] = measured;
    archives[size] = archive;
  }
  if (!values['no-host']) {
    const size = sizes.includes(HOST_SIZE) ? HOST_SIZE : sizes[0];
    const windows = [];
    for (let k = 0; k < WINDOWS; k++) {
      // A window may come up with the extension started already, and cannot be measured then.
      const window = await measureHost(size, archives[size]);
      if (window) windows.push(window);
    }
    if (windows.length === 0) throw new Error('No window of VS Code could be measured.');
    figures.host = least(windows);
  }
  figures.checks = checks(figures);
  if (values.json) writeFileSync(values.json, JSON.stringify(figures, undefined, 2) + '\n');
  console.log(table(figures));
  await end(0);
} catch (error) {
  console.error(error.message);
  await end(1);
}

async function measure(size, home) {
  console.error(`${size.toLocaleString('en')} articles …`);
  let last = '';
  const code = await run(process.execPath, ['dist/bench.js', String(size), home], {
    cwd: root,
    timeout: SIZE_TIMEOUT,
    onLine(line, stream) {
      if (stream === 'stdout') last = line;
      else console.error(line);
    },
  });
  if (code !== 0) throw new Error(`${size} articles: ended with ${code}.`);
  return JSON.parse(last);
}

/** Opens the archive in a real VS Code and has bench/host.ts look at the extension host. */
async function measureHost(size, archive) {
  console.error(`${size.toLocaleString('en')} articles in VS Code …`);
  const { launchBrowser, runInWindow, startServer } = await import('./lib/vscode.mjs');
  const server = await startServer({ driver: true });
  const browser = await launchBrowser();
  const remote = (path) => `vscode-remote://${server.authority}${path}`;
  let figures;
  const { exitCode, log } = await runInWindow({
    server,
    browser,
    folder: archive,
    payload: [
      ['extensionDevelopmentPath', remote(root)],
      ['extensionTestsPath', remote(join(root, 'dist/bench-host'))],
      ['skipWelcome', 'true'],
    ],
    timeout: WINDOW_TIMEOUT,
    mark: MARK,
    onLine: (line) => (figures = JSON.parse(line.slice(MARK.length))),
  });
  await browser.close();
  await server.stop();
  if (!figures)
    console.error(`VS Code ended with ${exitCode}: ${log.findLast((line) => line.includes('Error')) ?? ''}`);
  return figures;
}

/** Of each figure the smallest: the run that was disturbed least. */
function least(windows) {
  const [first] = windows;
  return Object.fromEntries(
    Object.keys(first).map((key) => [key, Math.min(...windows.map((figures) => figures[key]))]),
  );
}

/**
 * What holds whatever the machine: growth from the smallest size to the largest, and the budgets of the
 * design. A check that these sizes cannot answer is left out.
 */
function checks({ sizes: bySize, host }) {
  const found = {};
  const ordered = Object.keys(bySize)
    .map(Number)
    .sort((a, b) => a - b);
  const [small, large] = [ordered[0], ordered.at(-1)];
  const check = (name, value, most) => {
    if (value !== undefined) found[name] = value <= most;
  };
  if (large > small) {
    const [a, b] = [bySize[small], bySize[large]];
    check('coldGrowsLinearly', b.coldSeconds / large / (a.coldSeconds / small), MOST_GROWTH);
    check('editIsFlat', b.editMs.p50 / a.editMs.p50, MOST_RISE);
    check('hoverIsFlat', b.hoverMs.p50 / a.hoverMs.p50, MOST_RISE);
  }
  for (const { size, key, most } of BUDGETS) {
    const value = bySize[size]?.[key];
    check(`${key}At${size}`, value?.p95 ?? value, most);
  }
  check('activationMs', host?.activationMs, 50);
  check('longestSliceMs', host?.longestSliceMs, 20);
  return found;
}

/** The report as Markdown. */
function table({ sizes: bySize, host, checks: found }) {
  const ordered = Object.keys(bySize)
    .map(Number)
    .sort((a, b) => a - b);
  const row = (name, value) =>
    `| ${name} | ${ordered.map((size) => value(bySize[size], size)).join(' | ')} |`;
  const both = (key) => (figures) =>
    figures[key] ? `${figures[key].p50.toFixed(1)} / ${figures[key].p95.toFixed(1)}` : '-';
  const fixed = (key, digits) => (figures) => figures[key]?.toFixed(digits) ?? '-';
  const lines = [
    row('articles', (_, size) => size.toLocaleString('en')),
    row('---', () => '---:'),
    row('words cut out by one regular expression, s', fixed('plainSeconds', 2)),
    row('cold index, s', fixed('coldSeconds', 1)),
    row('… times the plain reading', fixed('coldOverPlain', 1)),
    row('minisearch over the same text, s', fixed('minisearchSeconds', 1)),
    row('seconds of a core: reading', ({ stages }) => stages.reading.toFixed(1)),
    row('recognition', ({ stages }) => stages.recognition.toFixed(1)),
    row('resolution', ({ stages }) => stages.resolution.toFixed(1)),
    row('tokens/s, one core', ({ tokensPerSecond }) => Math.round(tokensPerSecond).toLocaleString('en')),
    row('… times fr-compromise', (figures) =>
      (figures.tokensPerSecond / figures.compromiseWordsPerSecond).toFixed(1),
    ),
    row('warm start to usable, s', fixed('warmSeconds', 2)),
    ...['edit', 'hover', 'definition', 'references', 'search', 'completion', 'decision'].map((name) =>
      row(`${name}, ms (p50 / p95)`, both(`${name}Ms`)),
    ),
    row('memory of the server, MB', fixed('serverMemoryMB', 0)),
    row('… at most, while it reads', fixed('peakMemoryMB', 0)),
    row('on disk, MB', fixed('diskMB', 1)),
  ];
  if (host) {
    lines.push(
      '',
      `In VS Code with ${host.articles.toLocaleString('en')} articles: activation ${host.activationMs.toFixed(0)} ms, ` +
        `longest slice after it ${host.longestSliceMs.toFixed(0)} ms, tree filled after ${(host.readyMs / 1000).toFixed(1)} s (the least of ${WINDOWS} windows).`,
    );
  }
  lines.push('', ...Object.entries(found).map(([name, holds]) => `${holds ? '✔' : '✘'} ${name}`));
  return lines.join('\n');
}

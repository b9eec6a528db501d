/**
 * Bundles every part of Gazetteer into dist/.
 *
 *   node esbuild.mjs [--production] [--watch]
 *
 * `--production` minifies and leaves source maps out: that is what the package ships. A part whose
 * source is not there is skipped.
 */
import { chmodSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';

const root = dirname(fileURLToPath(import.meta.url));
const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** On a person's machine or in the extension host's process. ES modules first: UMD does not bundle. */
const onNode = { platform: 'node', target: 'node20', format: 'cjs', mainFields: ['module', 'main'] };
/** In a Worker of the browser. */
const onWeb = {
  platform: 'browser',
  target: 'es2022',
  mainFields: ['browser', 'module', 'main'],
  define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
};
const command = { ...onNode, banner: { js: '#!/usr/bin/env node' } };
/** The editor gives `vscode` to extensions and their tests. */
const inEditor = { external: ['vscode'] };

const parts = [
  part('dist/extension.js', 'src/client/node/main.ts', { ...onNode, ...inEditor }),
  part('dist/web/extension.js', 'src/client/browser/main.ts', { ...onWeb, ...inEditor, format: 'cjs' }),
  part('dist/server.js', 'src/server/node/main.ts', onNode),
  part('dist/extractor.js', 'src/node/extractor.ts', onNode),
  part('dist/web/server.js', 'src/server/browser/main.ts', { ...onWeb, format: 'iife' }),
  part('dist/cli.js', 'src/cli/main.ts', command),
  part('dist/train.js', 'training/trainer/main.ts', command),
  part('dist/evaluate.js', 'training/evaluate/main.ts', command),
  part('dist/compare.js', 'training/compare/main.ts', command),
  part('dist/bench.js', 'bench/main.ts', onNode),
  part('dist/bench-host.js', 'bench/host.ts', { ...onNode, ...inEditor }),
  part('dist/test/index.js', 'test/integration/index.ts', {
    ...onNode,
    external: ['vscode', 'mocha'],
  }),
  part('dist/test/web/index.js', 'test/integration/index.ts', {
    ...onWeb,
    ...inEditor,
    format: 'cjs',
    // Mocha's own build for browsers; its package has no `browser` entry point of its own.
    alias: { mocha: 'mocha/mocha.js' },
  }),
  ...suite('unit'),
  ...suite('server'),
].filter(({ entryPoints, outfile = 'dist/test' }) => {
  return entryPoints.length > 0 && !(production && outfile.includes('dist/test'));
});

if (!watch && !production) {
  // A test file that was renamed must not go on being run.
  rmSync(join(root, 'dist/test'), { recursive: true, force: true });
}
const contexts = await Promise.all(parts.map((options) => esbuild.context(options)));
try {
  if (watch) {
    await Promise.all(contexts.map((context) => context.watch()));
    console.log(`Watching ${parts.length} bundles. Ctrl+C ends.`);
    await new Promise(() => {});
  }
  const results = await Promise.allSettled(contexts.map((context) => context.rebuild()));
  const failed = results.filter(({ status }) => status === 'rejected').length;
  if (failed > 0) {
    console.error(`${failed} of ${results.length} bundles failed.`);
    process.exitCode = 1;
  }
  for (const { outfile, banner } of parts) {
    if (banner && outfile && existsSync(outfile)) chmodSync(outfile, 0o755);
  }
} finally {
  await Promise.all(contexts.map((context) => context.dispose()));
}

/** Options for one bundle; no entry points when its source does not exist. */
function part(outfile, entry, options) {
  return {
    ...shared(),
    ...options,
    outfile: join(root, outfile),
    entryPoints: existsSync(join(root, entry)) ? [join(root, entry)] : [],
  };
}

/** The mocha files of a folder under test/, run in plain Node. */
function suite(name) {
  const folder = join(root, 'test', name);
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.test.ts')) : [];
  return [
    {
      ...shared(),
      ...onNode,
      external: ['typescript'],
      entryPoints: files.map((file) => join(folder, file)),
      outdir: join(root, 'dist/test', name),
    },
  ];
}

function shared() {
  return {
    absWorkingDir: root,
    bundle: true,
    minify: production,
    sourcemap: production ? false : 'linked',
    legalComments: 'none',
    logLevel: 'warning',
  };
}

/**
 * Packages the extension: gazetteer-VERSION.vsix, or the file given.
 *
 *   node scripts/package.mjs [FILE.vsix]
 *
 * Fails when the package lacks a part, holds what it should not, or is too large.
 */
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { createVSIX, listFiles } from '@vscode/vsce';
import { root } from './lib/paths.mjs';

/** The budget for the package, in bytes: what people wait for when they install. */
const MAX_SIZE = 5_000_000;

/** Without one of these the extension does not work. */
const REQUIRED = [
  'package.json',
  'package.nls.json',
  'README.md',
  'LICENSE',
  'dist/extension.js',
  'dist/extractor.js',
  'dist/server.js',
  'dist/web/extension.js',
  'dist/web/server.js',
  'model/recogniser.bin',
  'model/aliases.bin',
];

/** What may be in there besides; .vscodeignore should let nothing else through. */
const ALLOWED = [
  /^(CHANGELOG|THIRD-PARTY-NOTICES)\.md$/,
  /^package\.nls(\.[a-z-]+)?\.json$/,
  /^l10n\/bundle\.l10n\.[a-z-]+\.json$/,
  /^media\/[^/]+\.(png|svg|md)$/,
  /^media\/walkthrough\/[^/]+\.(png|svg|md)$/,
  /^model\/[^/]+\.bin$/,
  /^(syntaxes|schema)\/[^/]+\.json$/,
];

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const file = resolve(process.argv[2] ?? join(root, `gazetteer-${version}.vsix`));
mkdirSync(dirname(file), { recursive: true });

// This runs the script vscode:prepublish, which builds for production.
await createVSIX({
  cwd: root,
  packagePath: file,
  dependencies: false,
  allowMissingRepository: true,
  // Without a public repository there is nothing to rewrite them to; pictures come along.
  rewriteRelativeLinks: false,
});

const files = (await listFiles({ cwd: root, dependencies: false })).map((path) => path.replaceAll('\\', '/'));
const size = statSync(file).size;
const faults = [
  ...REQUIRED.filter((path) => !files.includes(path)).map((path) => `${path} is missing.`),
  ...files
    .filter((path) => !REQUIRED.includes(path) && !ALLOWED.some((pattern) => pattern.test(path)))
    .map((path) => `${path} does not belong in the package.`),
  ...(size > MAX_SIZE ? [`${size} bytes are more than ${MAX_SIZE}.`] : []),
];
if (faults.length > 0) {
  rmSync(file);
  console.error(['No package was made:', ...faults].join('\n  '));
  process.exitCode = 1;
} else {
  console.log(`${relative(process.cwd(), file)}: ${files.length} files, ${(size / 1e6).toFixed(2)} MB`);
}

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

/** The project's folder: mocha runs there. */
const SRC = join(process.cwd(), 'src');

/** What each layer may import from src/, itself included. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: ['core'],
  protocol: ['core', 'protocol'],
  node: ['core', 'node'],
  server: ['core', 'protocol', 'server', 'node'],
  client: ['core', 'protocol', 'client'],
  cli: ['core', 'cli', 'node'],
  webview: ['core', 'protocol', 'webview'],
};

/** Layers that run without Node, and without the editor. */
const WITHOUT_NODE = ['core', 'protocol', 'webview'];
const WITHOUT_EDITOR = ['core', 'protocol', 'node', 'server', 'cli', 'webview'];
/** In a layer that also runs in the browser, only these folders know Node. */
const NODE_FOLDERS = ['node/', 'server/node/', 'client/node/', 'cli/'];

describe('Layers', () => {
  const files = sourceFiles(SRC);

  it('are all known here', () => {
    const layers = files.map(layerOf);
    assert.deepEqual(
      [...new Set(layers)].filter((layer) => !(layer in MAY_IMPORT)),
      [],
    );
    assert.ok(layers.includes('core'));
  });

  for (const layer of Object.keys(MAY_IMPORT)) {
    it(`src/${layer} imports only what it may`, () => {
      const faults = files
        .filter((file) => layerOf(file) === layer)
        .flatMap((file) =>
          importsOf(file)
            .filter((name) => !mayImport(file, name))
            .map((name) => `${file}: ${name}`),
        );
      assert.deepEqual(faults, []);
    });
  }

  it('are told apart by the names they import', () => {
    assert.equal(mayImport('core/a.ts', 'vscode'), false);
    assert.equal(mayImport('core/a.ts', 'node:fs'), false);
    assert.equal(mayImport('core/a.ts', 'fs'), false);
    assert.equal(mayImport('core/a.ts', 'fs/promises'), false);
    assert.equal(mayImport('core/a.ts', 'vscode-languageserver'), false);
    assert.equal(mayImport('core/reading/a.ts', '../../server/b'), false);
    assert.equal(mayImport('client/a.ts', '../server/b'), false);
    assert.equal(mayImport('client/a.ts', 'node:path'), false);
    assert.equal(mayImport('client/node/a.ts', 'node:path'), true);
    assert.equal(mayImport('server/a.ts', '../node/b'), false);
    assert.equal(mayImport('server/node/a.ts', '../../node/b'), true);
    assert.equal(mayImport('core/reading/a.ts', '../model'), true);
    assert.equal(mayImport('core/a.ts', 'parse5'), true);
    assert.equal(mayImport('client/a.ts', 'vscode'), true);
  });

  it('are read from every form of import', () => {
    const text = `
      import a from 'one'; import type { B } from "two"; export * from 'three'; export { c } from 'four';
      const d = await import('five'); const e = require('six'); type F = import('seven').F;
      // import g from 'comment'
      const h = "import i from 'string'";`;
    assert.deepEqual(importsIn(text), ['one', 'two', 'three', 'four', 'five', 'six', 'seven']);
  });
});

/** Whether a file, named from src/, may import a module by that name. */
function mayImport(file: string, name: string): boolean {
  const layer = layerOf(file);
  if (name.startsWith('.')) {
    const target = layerOf(relative(SRC, join(SRC, dirname(file), name)));
    if (target === 'node' && !NODE_FOLDERS.some((folder) => file.startsWith(folder))) return false;
    return MAY_IMPORT[layer]?.includes(target) ?? false;
  }
  const [first = ''] = name.split('/');
  if (name.startsWith('node:') || builtinModules.includes(first)) {
    return !WITHOUT_NODE.includes(layer) && NODE_FOLDERS.some((folder) => file.startsWith(folder));
  }
  if (name === 'vscode') return !WITHOUT_EDITOR.includes(layer);
  if (layer === 'core') return !first.startsWith('vscode') && first !== '@vscode';
  return true;
}

/** The TypeScript files under a folder, named from src/ with forward slashes. */
function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(SRC, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

function layerOf(file: string): string {
  return file.replaceAll('\\', '/').split('/')[0] ?? '';
}

function importsOf(file: string): string[] {
  return importsIn(readFileSync(join(SRC, file), 'utf8'));
}

function importsIn(text: string): string[] {
  const found: string[] = [];
  visit(ts.createSourceFile('file.ts', text, ts.ScriptTarget.ESNext));
  return found;

  function visit(node: ts.Node): void {
    const name = moduleNamed(node);
    if (name && ts.isStringLiteral(name)) found.push(name.text);
    ts.forEachChild(node, visit);
  }
}

function moduleNamed(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node))
    return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
  if (!ts.isCallExpression(node)) return undefined;
  const called = node.expression;
  const imports =
    called.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(called) && called.text === 'require');
  return imports ? node.arguments[0] : undefined;
}

import assert from 'node:assert/strict';
import { IgnoreRules } from '../../src/client/ignoreRules';

/** The paths, of those given, that are left in. */
function check(
  files: Readonly<Record<string, string>>,
  paths: readonly string[],
  left: readonly string[],
): void {
  const rules = new IgnoreRules(Object.entries(files).map(([folder, text]) => ({ folder, text })));
  assert.deepEqual(
    paths.filter((path) => !rules.leavesOut(path)),
    left,
  );
}

describe('What .gitignore files leave out', () => {
  it('is nothing where there is none', () => check({}, ['a.txt', 'b/c.txt', ''], ['a.txt', 'b/c.txt', '']));

  it('is what their patterns match', () => {
    check(
      { '': '# notes\n*.html\n/tmp\nold/\n!garder.html\n' },
      [
        'a.txt',
        'a.html',
        'b/a.html',
        'garder.html',
        'tmp/a.txt',
        'b/tmp/a.txt',
        'old/a.txt',
        'b/old/a.txt',
        'old.txt',
      ],
      ['a.txt', 'garder.html', 'b/tmp/a.txt', 'old.txt'],
    );
  });

  it('counts from the folder they lie in', () => {
    check(
      { 'b/': '/a.txt\nc\n' },
      ['a.txt', 'b/a.txt', 'b/d/a.txt', 'b/c/a.txt', 'c/a.txt'],
      ['a.txt', 'b/d/a.txt', 'c/a.txt'],
    );
  });

  it('is said last by the deepest', () => {
    check(
      { '': '*.txt\n', 'b/': '!*.txt\n', 'b/c/': 'x.txt\n' },
      ['a.txt', 'b/a.txt', 'b/c/a.txt', 'b/c/x.txt'],
      ['b/a.txt', 'b/c/a.txt'],
    );
  });

  it('does not come back from a folder that is left out', () => {
    check({ '': 'b/\n', 'b/': '!*\n' }, ['b/a.txt', 'b/c/a.txt', 'a.txt'], ['a.txt']);
  });

  it('is found in names of any language', () => {
    check({ '': 'Été 2024/\nà*.md\n' }, ['Été 2024/a.txt', 'Été/a.txt', 'à lire.md'], ['Été/a.txt']);
  });
});

import assert from 'node:assert/strict';
import { escapeMarkdown, linkTo } from '../../src/server/features/markdown';

describe('escapeMarkdown', () => {
  const cases: [string, string][] = [
    ['*a* _b_', '\\*a\\* \\_b\\_'],
    ['[x](command:y)', '\\[x\\]\\(command\\:y\\)'],
    ['<img src=x>', '\\<img src\\=x\\>'],
    ['a\n# b', 'a \\# b'],
    ['www.x.ma', 'www\\.x\\.ma'],
    ['$(zap)', '\\$\\(zap\\)'],
    ['Été, « oui »', 'Été\\, « oui »'],
  ];
  for (const [text, expected] of cases) it(text, () => assert.equal(escapeMarkdown(text), expected));
});

describe('linkTo', () => {
  it('keeps brackets and parentheses of names from ending it', () =>
    assert.equal(linkTo('a](b', 'file:///x(1).txt', 4, 2), '[a\\]\\(b](file:///x%281%29.txt#L5,3)'));
});

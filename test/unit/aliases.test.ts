import assert from 'node:assert/strict';
import { loadAliases, writeAliases, type Aliases } from '../../src/core/resolution/aliases';

const ROWS = [
  { type: 'ORG', short: 'aes', full: 'agence des eaux du sud' },
  { type: 'ORG', short: 'aes', full: 'association des ecoles du sahel' },
  { type: 'ORG', short: 'aesm', full: 'agence des eaux du sud et de la mer' },
  { type: 'EVENT', short: 'aes', full: 'assises des eaux' },
  { type: 'ORG', short: 'meme nom', full: 'meme nom' },
] as const;

describe('aliases', () => {
  const bytes = writeAliases(ROWS);
  const aliases = loadAliases(bytes) as Aliases;

  it('come back as they were written', () => {
    assert.deepEqual(aliases.fullNames('ORG', 'aes'), [
      'agence des eaux du sud',
      'association des ecoles du sahel',
    ]);
    assert.deepEqual(aliases.fullNames('ORG', 'aesm'), ['agence des eaux du sud et de la mer']);
    assert.deepEqual(aliases.fullNames('EVENT', 'aes'), ['assises des eaux']);
    assert.deepEqual(aliases.fullNames('LOC', 'aes'), []);
    assert.deepEqual(aliases.fullNames('ORG', 'meme nom'), []);
  });
  it('are written alike in whatever order they come', () =>
    assert.deepEqual(writeAliases([...ROWS].reverse()), bytes));
  it('say so when they are cut off or something else', () => {
    assert.ok('error' in loadAliases(bytes.slice(0, -9)));
    assert.ok('error' in loadAliases(new TextEncoder().encode('autre chose\n')));
    assert.ok('error' in loadAliases(new Uint8Array()));
  });
});

import assert from 'node:assert/strict';
import type { Profiler } from 'node:inspector';
import { percentiles } from '../../bench/percentiles';
import { Random } from '../../bench/random';
import { slicesOf } from '../../bench/slices';
import { NameVocabulary } from '../../bench/vocabulary';

describe('bench', () => {
  it('takes percentiles by nearest rank', () => {
    assert.deepEqual(percentiles([5, 1, 3]), { p50: 3, p95: 5 });
    assert.deepEqual(percentiles(Array.from({ length: 100 }, (_, i) => i + 1)), { p50: 50, p95: 95 });
  });

  it('finds the stretches of a profile in which our script was on the stack', () => {
    const node = (
      id: number,
      functionName: string,
      url: string,
      children: number[],
    ): Profiler.ProfileNode => ({
      id,
      callFrame: { functionName, scriptId: '0', url, lineNumber: 0, columnNumber: 0 },
      children,
    });
    const nodes = [
      node(1, '(root)', '', [2, 4, 5]),
      node(2, 'ours', 'file:///x/dist/extension.js', [3]),
      node(3, 'called', 'node:fs', []),
      node(4, '(idle)', '', []),
      node(5, '(garbage collector)', '', []),
    ];
    const samples = [4, 2, 3, 5, 3, 4, 2, 4];
    const profile = { nodes, startTime: 0, endTime: 8000, samples, timeDeltas: samples.map(() => 1000) };
    const slices = slicesOf(profile, (url) => url.endsWith('extension.js'));
    assert.deepEqual(
      slices.map(({ ms }) => ms),
      [4, 1],
    );
  });

  it('invents the same names from the same seed, and fewer new ones as the archive grows', () => {
    const parts = { firstNames: ['Amina'], surnames: ['Berrada'], places: ['Fès'] };
    const draw = (count: number): string[] => {
      const vocabulary = new NameVocabulary(new Random(1), parts);
      return Array.from({ length: count }, () => vocabulary.draw('ORG').full);
    };
    const many = draw(4000);
    assert.deepEqual(many.slice(0, 50), draw(50));
    const fresh = (names: readonly string[]): number => new Set(names).size;
    assert.ok(fresh(many.slice(0, 1000)) > 1.2 * (fresh(many) - fresh(many.slice(0, 3000))));
  });
});

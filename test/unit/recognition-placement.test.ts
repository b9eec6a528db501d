import assert from 'node:assert/strict';
import { mix } from '../../src/core/recognition/hashing';
import { place, placeOf } from '../../src/core/recognition/placement';

describe('placement of hashes', () => {
  function check(hashes: readonly number[]): void {
    const ascending = Int32Array.from([...hashes].sort((a, b) => (a >>> 0) - (b >>> 0)));
    const placement = place(ascending);
    assert.ok(placement);
    const places = new Set([...ascending].map((hash) => placeOf(hash, placement)));
    assert.equal(places.size, hashes.length);
    assert.ok(!places.has(0) && Math.max(...places) < placement.size);
    assert.ok(placement.size <= Math.max(160, hashes.length * 2));
  }

  it('gives each hash a place of its own, and few more places than there are hashes', () => {
    check([1]);
    check([0, -1, 1, 0x7fffffff, -0x80000000]);
    check(Array.from({ length: 1000 }, (_, i) => mix(7, i)));
    check(Array.from({ length: 20_000 }, (_, i) => mix(7, i)));
  });

  it('says so where there is none to be found', () => {
    assert.equal(place(Int32Array.of(5, 5)), undefined);
  });
});

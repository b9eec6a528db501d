import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { digest } from '../../src/core/archive/digest';
import { readShard, writeShard, type StoredEntry } from '../../src/server/cache/shard';

const VERSION = 12_345_678_901;

const bytes = fc.uint8Array({ maxLength: 60 });
const entry: fc.Arbitrary<StoredEntry> = fc
  .record(
    {
      uri: fc.webUrl(),
      digest: fc.nat(),
      size: fc.nat(),
      mtime: fc.oneof(fc.double({ noNaN: true }), fc.constant(NaN)),
      isFormer: fc.boolean(),
      record: bytes,
    },
    { noNullPrototype: true },
  )
  .map((parts) => ({ ...parts, recordDigest: digest(parts.record) }));
const entries = fc.array(entry, { maxLength: 8 });

function read(shard: Uint8Array): readonly StoredEntry[] | undefined {
  return readShard(shard, VERSION)?.entries.map((found) => ({ ...found, record: found.record.slice() }));
}

describe('A shard', () => {
  it('gives back what was put in', () => {
    fc.assert(
      fc.property(entries, (list) => {
        assert.deepEqual(read(writeShard(VERSION, list)), list);
        assert.equal(readShard(writeShard(VERSION, list), VERSION)?.damaged, false);
      }),
    );
  });

  it('loses one entry to a bit that flips, or all to one in its header', () => {
    fc.assert(
      fc.property(entries, fc.nat(), fc.nat({ max: 7 }), (list, place, bit) => {
        const shard = writeShard(VERSION, list);
        const at = place % shard.length;
        shard[at]! ^= 1 << bit;
        const found = read(shard);
        if (at < 16) return assert.equal(found, undefined);
        assert.equal(found?.length, list.length - 1);
        const others = list.map((_, lost) => list.filter((_entry, i) => i !== lost));
        assert.ok(others.some((rest) => isDeepStrictEqual(rest, found)));
        assert.equal(readShard(shard, VERSION)?.damaged, true);
      }),
    );
  });

  it('keeps what was written before it was cut off', () => {
    fc.assert(
      fc.property(entries, fc.nat(), (list, place) => {
        const shard = writeShard(VERSION, list);
        const cut = shard.slice(0, place % (shard.length + 1));
        const found = read(cut);
        if (cut.length < 16) return assert.equal(found, undefined);
        assert.deepEqual(found, list.slice(0, found?.length));
        const whole = writeShard(VERSION, found).length;
        const more = list[found.length];
        assert.ok(!more || cut.length < writeShard(VERSION, [...found, more]).length);
        assert.equal(readShard(cut, VERSION)?.damaged, cut.length > whole);
      }),
    );
  });

  it('is none when it is of another version, or anything else', () => {
    const shard = writeShard(VERSION, []);
    assert.equal(readShard(shard, VERSION + 1), undefined);
    shard[4]!++;
    assert.equal(readShard(shard, VERSION), undefined);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (any) => readShard(any, VERSION) === undefined));
  });
});

describe('A digest', () => {
  it('differs where bytes do', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 40 }),
        fc.nat(),
        fc.nat({ max: 7 }),
        (data, place, bit) => {
          const other = data.slice();
          other[place % data.length]! ^= 1 << bit;
          assert.notEqual(digest(data), digest(other));
          assert.equal(digest(data), digest(data.slice()));
          assert.ok(Number.isSafeInteger(digest(data)) && digest(data) >= 0);
        },
      ),
    );
  });

  it('tells lengths of zeros apart, and what is exchanged', () => {
    const lengths = Array.from({ length: 500 }, (_, n) => digest(new Uint8Array(n)));
    assert.equal(new Set(lengths).size, lengths.length);
    assert.notEqual(
      digest(Uint8Array.of(0, 0, 0, 128, 0, 0, 0, 0)),
      digest(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 128)),
    );
    assert.notEqual(digest(Uint8Array.of(0, 0, 0, 128, 0, 0, 0, 128)), digest(new Uint8Array(8)));
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lineStartsOf } from '../../src/core/archive/lines';
import { offsetAt, positionAt } from '../../src/server/positions';

describe('positions', () => {
  it('counts \\n, \\r\\n and a lone \\r as line ends', () => {
    const lineStarts = lineStartsOf('a\r\nb\rc\nd');
    assert.deepEqual([...lineStarts], [0, 3, 5, 7]);
    assert.deepEqual(positionAt({ lineStarts }, 7), { line: 3, character: 0 });
    assert.deepEqual(positionAt({ lineStarts }, 4), { line: 1, character: 1 });
  });
  it('leads back to the offset', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'é', '😀', '\n', '\r', '\r\n', ' ')).map((parts) => parts.join('')),
        (text) => {
          const lines = { lineStarts: lineStartsOf(text) };
          for (let offset = 0; offset <= text.length; offset++)
            assert.equal(offsetAt(lines, positionAt(lines, offset)), offset);
        },
      ),
    );
  });
});

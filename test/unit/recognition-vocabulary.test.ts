import assert from 'node:assert/strict';
import { NO_KNOWLEDGE } from '../../src/core/recognition/knowledge';
import { Vocabulary } from '../../src/core/recognition/vocabulary';

describe('Vocabulary', () => {
  const seen = (vocabulary: Vocabulary, text: string) => vocabulary.of(`« ${text} »`, 2, 2 + text.length);

  it('gives equal tokens one lexeme, and equal words one word', () => {
    const vocabulary = new Vocabulary(NO_KNOWLEDGE);
    const port = seen(vocabulary, 'port');
    assert.equal(seen(vocabulary, 'port'), port);
    assert.notEqual(seen(vocabulary, 'Port'), port);
    assert.equal(seen(vocabulary, 'Port').word, port.word);
    assert.equal(vocabulary.at(port.index), port);
    assert.equal(vocabulary.trim(), undefined);
  });

  it('forgets what is rare when there is too much, and keeps the rest in order', () => {
    const vocabulary = new Vocabulary(NO_KNOWLEDGE);
    const rare = seen(vocabulary, 'quai');
    const often = ['Port', 'port', 'digue'].map((text) => seen(vocabulary, text));
    const former = often.map(({ index }) => index);
    for (const { text } of often) seen(vocabulary, text);
    for (let n = 0; n < 80_000; n++) seen(vocabulary, `n${n}`);

    assert.deepEqual(vocabulary.trim(), [0, ...former]);
    assert.equal(vocabulary.size, 4);
    assert.deepEqual(
      often.map(
        (lexeme) => seen(vocabulary, lexeme.text) === lexeme && vocabulary.at(lexeme.index) === lexeme,
      ),
      [true, true, true],
    );
    assert.equal(often[0]!.word, often[1]!.word);
    assert.notEqual(seen(vocabulary, 'quai'), rare);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeRecord, encodeRecord, RECORD_FORMAT, titlesIn } from '../../src/core/archive/codec';
import {
  mentionTable,
  SCORE_STEPS,
  type FileRecord,
  type NamedMentions,
} from '../../src/core/archive/records';
import { ENTITY_TYPES, type Problem } from '../../src/core/model';
import { markedFile } from './support/marked';

/** Plain objects only: records are compared with what the reader makes. */
const fields = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(model, { noNullPrototype: true });
const offset = fc.oneof(fc.nat(5000), fc.nat(0xffffffff));
/** Any code units, lone surrogates and all. */
const text = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 })
    .map((units) => String.fromCharCode(...units)),
);
const optional = fc.option(text, { nil: undefined });
const type = fc.constantFrom(...ENTITY_TYPES);
const offsets = fc.array(offset, { maxLength: 8 }).map((list) => Uint32Array.from(list));

const name = fields({
  type,
  key: text,
  node: text,
  regular: fc.boolean(),
  acronyms: fc.array(text, { maxLength: 2 }),
  confidence: fc.nat(SCORE_STEPS).map((steps) => steps / SCORE_STEPS),
  forms: fc.array(fields({ surface: text, key: text, count: fc.nat(100_000) }), { maxLength: 3 }),
}).map(({ regular, ...rest }) => (regular ? { ...rest, node: `${rest.type}|${rest.key}?` } : rest));

const named: fc.Arbitrary<NamedMentions> = fc
  .tuple(
    fc.array(name, { maxLength: 4 }),
    fc.array(fc.tuple(offset, offset, fc.nat(3), offset, offset, fc.nat(SCORE_STEPS), fc.nat(9)), {
      maxLength: 6,
    }),
  )
  .map(([names, rows]) => {
    const mentions = mentionTable(names.length === 0 ? 0 : rows.length);
    for (let i = 0; i < mentions.count; i++) {
      const [start, end, which, sentenceStart, sentenceEnd, score, introduction] = rows[i]!;
      mentions.start[i] = start;
      mentions.end[i] = end;
      mentions.name[i] = which % names.length;
      mentions.sentenceStart[i] = sentenceStart;
      mentions.sentenceEnd[i] = sentenceEnd;
      mentions.score[i] = score;
      mentions.introduction[i] = introduction;
    }
    return { names, mentions };
  });

const article = fc
  .tuple(
    fields({
      span: fc.tuple(fc.nat(1e6), fc.nat(1e6)).map(([start, length]) => ({ start, end: start + length })),
      title: optional,
      date: optional,
      place: optional,
      language: fc.constantFrom(undefined, 'fr' as const, 'ar' as const),
      sketch: offsets,
    }),
    named,
  )
  .map(([head, rest]) => ({ ...head, ...rest }));

const problem: fc.Arbitrary<Problem> = fc.oneof(
  fc.constantFrom<Problem>({ code: 'binary' }, { code: 'malformed-front-matter' }),
  text.map((detail): Problem => ({ code: 'failed', detail })),
);
const record: fc.Arbitrary<FileRecord> = fields({
  uri: text,
  lineStarts: offsets,
  tokens: fc.nat(1e9),
  articles: fc.array(article, { maxLength: 3 }),
  margin: named,
  problems: fc.array(problem, { maxLength: 2 }),
});

/** Whatever the bytes: no record, or one that can be written again. */
function survives(bytes: Uint8Array): void {
  titlesIn(bytes);
  const decoded = decodeRecord(bytes);
  if (decoded) assert.deepEqual(decodeRecord(encodeRecord(decoded)), decoded);
}

describe('codec', () => {
  it('gives back any record', () =>
    fc.assert(
      fc.property(record, (any) => assert.deepEqual(decodeRecord(encodeRecord(any)), any)),
      { numRuns: 200 },
    ));

  it('gives the titles by themselves', () =>
    fc.assert(
      fc.property(record, (any) =>
        assert.deepEqual(
          titlesIn(encodeRecord(any)),
          any.articles.map(({ title }) => title),
        ),
      ),
    ));

  it('gives back what extraction makes', () => {
    const made = markedFile(
      'file:///a.txt',
      "date: 2024-05-02\n---\nTitre\n\nL'[ORG|Agence des eaux du Sud] ([ORG|AES]) agit au [EVENT|Salon Atlas].\n",
      0.77,
    );
    assert.deepEqual(decodeRecord(encodeRecord(made)), made);
  });

  it('finds no record in cut bytes, in longer ones, or in those of another format', () => {
    const bytes = encodeRecord(markedFile('a.txt', 'Titre\n\nChez [ORG|Fluvia], [PER|Omar Tazi] rit.\n'));
    for (let length = 0; length < bytes.length; length++)
      assert.equal(decodeRecord(bytes.subarray(0, length)), undefined, `${length} bytes`);
    assert.equal(decodeRecord(Uint8Array.of(...bytes, 0)), undefined);
    assert.equal(decodeRecord(Uint8Array.of(RECORD_FORMAT + 1, ...bytes.subarray(1))), undefined);
  });

  it('survives any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), survives));
    const changes = fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(record, changes, (any, list) => {
        const bytes = encodeRecord(any);
        for (const [at, value] of list) bytes[at % bytes.length] = value;
        survives(bytes);
      }),
      { numRuns: 300 },
    );
  });

  it('refuses counts that the bytes cannot hold', () => {
    assert.equal(decodeRecord(Uint8Array.of(RECORD_FORMAT, 0xff, 0xff, 0xff, 0xff, 0x0f)), undefined);
  });
});

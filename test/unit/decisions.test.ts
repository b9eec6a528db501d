import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { applyDecision, undoDecision, type Undo } from '../../src/core/decisions/apply';
import type { Decision } from '../../src/core/decisions/action';
import type { EntityRef } from '../../src/core/decisions/model';
import { LONGEST_FILE, parseDecisions } from '../../src/core/decisions/parse';
import { KNOWN_KEYS } from '../../src/core/decisions/write';
import { ENTITY_TYPES } from '../../src/core/model';
import { randomDecision } from './support/randomDecision';

const org = (name: string): EntityRef => ({ name, type: 'ORG' });
const per = (name: string, namesake?: string): EntityRef => ({ name, type: 'PER', namesake });

const hide = (entity: EntityRef): Decision => ({ kind: 'hide', entity });

/** The file that decisions make of one. */
function apply(text: string | undefined, ...decisions: Decision[]): string {
  for (const decision of decisions) {
    const applied = applyDecision(text, decision);
    assert.ok('text' in applied, JSON.stringify(applied));
    text = applied.text;
  }
  return text ?? '';
}

/** The blocks of a file, each on a line, without what is empty. */
function check(start: string | undefined, decisions: Decision[], expected: string[]): void {
  const text = apply(start, ...decisions);
  const { entities } = JSON.parse(text) as { entities: unknown[] };
  assert.deepEqual(
    entities.map((entity) => JSON.stringify(entity)),
    expected,
  );
}

/** The problem of a file as `line: code`. */
function checkBroken(text: string, expected: string[]): void {
  const { problems } = parseDecisions(text);
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
  assert.deepEqual(
    problems.map(({ code, span }) => `${lineOf(span.start)}: ${code}`),
    expected,
  );
  if (expected.length > 0) {
    const applied = applyDecision(text, { kind: 'hide', entity: org('Fluvia') });
    assert.ok('refusal' in applied && applied.refusal.code === 'broken', 'never written while broken');
  }
}

function checkRefused(text: string | undefined, decision: Decision, code: string): void {
  const applied = applyDecision(text, decision);
  assert.equal('refusal' in applied ? applied.refusal.code : applied.text, code);
}

const file = (...lines: string[]): string => `{\n"entities": [\n${lines.join(',\n')}\n]\n}\n`;

describe('A decision', () => {
  it('makes a file with a block an entity', () =>
    assert.equal(
      apply(undefined, { kind: 'merge', into: org('Mastercard'), others: [org('Master Card')] }),
      `{
  "version": 1,
  "entities": [
    {
      "name": "Mastercard",
      "type": "ORG",
      "aliases": [
        "Master Card"
      ]
    }
  ]
}
`,
    ));
  it('renames, and keeps the old name if it is another', () => {
    check(
      undefined,
      [{ kind: 'rename', entity: org('Fluvia Cargo'), name: ' Fluvia\u00a0 Fret ' }],
      ['{"name":"Fluvia Fret","type":"ORG","aliases":["Fluvia Cargo"]}'],
    );
    check(
      undefined,
      [{ kind: 'rename', entity: org('Télécommerce'), name: 'Telecommerce' }],
      ['{"name":"Telecommerce","type":"ORG"}'],
    );
    check(
      undefined,
      [
        { kind: 'rename', entity: org('Fluvia'), name: 'Atlas' },
        { kind: 'rename', entity: org('Atlas'), name: 'Fluvia' },
      ],
      ['{"name":"Fluvia","type":"ORG","aliases":["Atlas"]}'],
    );
  });
  it('merges with all that was decided about both', () =>
    check(
      undefined,
      [
        { kind: 'alias', entity: org('Master Card'), alias: 'MC' },
        { kind: 'notSame', entity: org('Mastercard'), other: org('Master Card') },
        { kind: 'accept', entity: org('Master Card'), variant: 'MasterCard' },
        {
          kind: 'merge',
          into: org('Mastercard'),
          others: [org('Master Card'), { name: 'MC', type: 'PROD' }],
        },
      ],
      [
        '{"name":"Mastercard","type":"ORG","aliases":["Master Card","MC",{"name":"MC","type":"PROD"}],"accepted":["MasterCard"]}',
      ],
    ));
  it('refuses a likeness, and takes a merge back by that', () => {
    const merged: Decision[] = [
      { kind: 'merge', into: org('Fluvia'), others: [org('Fluvya'), org('Fluvia Fret')] },
      { kind: 'notSame', entity: org('Fluvia'), other: org('Fluvya') },
    ];
    check(undefined, merged, [
      '{"name":"Fluvia","type":"ORG","aliases":["Fluvia Fret"],"notSame":["Fluvya"]}',
    ]);
    check(
      undefined,
      [...merged, { kind: 'merge', into: org('Fluvya'), others: [org('Fluvia')] }],
      ['{"name":"Fluvya","type":"ORG","aliases":["Fluvia","Fluvia Fret"]}'],
    );
  });
  it('changes the type, hides and restores, accepts and ignores, adds', () => {
    check(
      undefined,
      [{ kind: 'retype', entity: { name: 'Fluvia', type: 'PROD' }, type: 'ORG' }],
      ['{"name":"Fluvia","type":"ORG","aliases":[{"name":"Fluvia","type":"PROD"}]}'],
    );
    check(
      undefined,
      [
        { kind: 'hide', entity: org('Fluvia') },
        { kind: 'hide', entity: org('Atlas') },
        { kind: 'restore', entity: org('Fluvia') },
      ],
      ['{"name":"Atlas","type":"ORG","hidden":true}'],
    );
    check(
      undefined,
      [
        { kind: 'ignore', entity: org('Fluvia'), file: './2024\\port.md' },
        { kind: 'move', from: '2024', to: 'archives/2024' },
      ],
      ['{"name":"Fluvia","type":"ORG","ignoredIn":["archives/2024/port.md"]}'],
    );
    check(
      undefined,
      [{ kind: 'add', name: 'pacte du littoral', type: 'EVENT' }],
      ['{"name":"pacte du littoral","type":"EVENT","find":["pacte du littoral"]}'],
    );
  });
  it('splits namesakes by folder, and takes that back', () => {
    const decisions: Decision[] = [
      { kind: 'split', entity: per('Omar Tazi'), namesake: 'footballeur', in: ['sport/', 'une.md'] },
      { kind: 'rename', entity: per('Omar Tazi', 'footballeur'), name: 'Omar Tazi Jr' },
      { kind: 'merge', into: per('Amal Tazi'), others: [per('Omar Tazi Jr', 'footballeur')] },
    ];
    check(undefined, decisions, [
      '{"name":"Amal Tazi","type":"PER","aliases":[{"name":"Omar Tazi Jr","type":"PER","namesake":"footballeur"}]}',
      '{"name":"Omar Tazi Jr","type":"PER","namesake":"footballeur","in":["sport/","une.md"],"aliases":["Omar Tazi"]}',
    ]);
    checkRefused(
      apply(undefined, decisions[0]!, {
        kind: 'merge',
        into: per('Omar Tazi'),
        others: [per('Omar Tazi', 'footballeur'), per('O. Tazi')],
      }),
      { kind: 'merge', into: per('O. Tazi'), others: [per('Omar Tazi')] },
      'already',
    );
  });
  it('is refused with a reason', () => {
    const taken = apply(undefined, { kind: 'alias', entity: org('Fluvia'), alias: 'FLV' });
    checkRefused(taken, { kind: 'alias', entity: org('Atlas'), alias: 'FLV' }, 'nameTaken');
    checkRefused(taken, { kind: 'rename', entity: org('Atlas'), name: 'Fluvia' }, 'nameTaken');
    checkRefused(taken, { kind: 'alias', entity: org('Fluvia'), alias: 'FLV' }, 'already');
    checkRefused(taken, { kind: 'rename', entity: org('Fluvia'), name: '  ' }, 'emptyName');
    checkRefused(taken, { kind: 'rename', entity: org('Fluvia'), name: '«»' }, 'emptyName');
    checkRefused(taken, { kind: 'rename', entity: org('Fluvia'), name: 'x'.repeat(1000) }, 'longName');
    checkRefused(taken, { kind: 'ignore', entity: org('Fluvia'), file: '../secret.md' }, 'badPath');
    checkRefused(taken, { kind: 'split', entity: per('Omar Tazi'), namesake: 'a', in: [] }, 'badPath');
    checkRefused(taken, { kind: 'restore', entity: org('Fluvia') }, 'already');
  });
  it('changes its own lines only, in the layout of the file', () => {
    const start =
      '\uFEFF{\r\n\t"note": "ours",\r\n\t"entities": [\r\n' +
      '\t\t{ "name": "Atlas", "type": "ORG", "since": 2 },\r\n' +
      '\t\t{\r\n\t\t\t"name": "Fluvia",\r\n\t\t\t"type": "ORG",\r\n\t\t\t"later": {"a": [1,2]},\r\n\t\t\t"aliases": ["FLV"]\r\n\t\t}\r\n' +
      '\t]\r\n}';
    const after = apply(
      start,
      { kind: 'hide', entity: org('Fluvia') },
      { kind: 'hide', entity: org('Bora') },
    );
    assert.equal(
      after,
      start
        .replace(
          '"type": "ORG",\r\n\t\t\t"later": {"a": [1,2]},\r\n\t\t\t"aliases": ["FLV"]',
          '"type": "ORG",\r\n\t\t\t"aliases": ["FLV"],\r\n\t\t\t"hidden": true,\r\n\t\t\t"later": {"a": [1,2]}',
        )
        .replace(
          '"since": 2 },',
          '"since": 2 },\r\n\t\t{\r\n\t\t\t"name": "Bora",\r\n\t\t\t"type": "ORG",\r\n\t\t\t"hidden": true\r\n\t\t},',
        ),
    );
    const merged = apply(start, { kind: 'merge', into: org('Fluvia'), others: [org('Atlas')] });
    assert.match(merged, /"since": 2/, 'what a newer version wrote about the other moves along');
  });
  it('finds its place in any object', () => {
    check('{}', [{ kind: 'hide', entity: org('Fluvia') }], ['{"name":"Fluvia","type":"ORG","hidden":true}']);
    check(' \n', [{ kind: 'hide', entity: org('Fluvia') }], ['{"name":"Fluvia","type":"ORG","hidden":true}']);
    assert.match(
      apply('{\n  "version": 1\n}\n', { kind: 'hide', entity: org('Fluvia') }),
      /^\{\n {2}"version": 1,\n {2}"entities": \[\n {4}\{\n/,
    );
  });
});

describe('The schema of the decisions file', () => {
  it('knows the keys and types that the parser knows', () => {
    const { definitions } = JSON.parse(readFileSync('schema/entities.schema.json', 'utf8')) as {
      definitions: { entity: { properties: object }; type: { enum: string[] } };
    };
    assert.deepEqual(Object.keys(definitions.entity.properties), [...KNOWN_KEYS]);
    assert.deepEqual(definitions.type.enum, [...ENTITY_TYPES]);
  });
});

describe('A broken decisions file', () => {
  const ok = '{"name": "Fluvia", "type": "ORG"}';
  it('is none if it is empty or has keys of a newer version', () => {
    checkBroken('', []);
    checkBroken('{"version": 2, "entities": [{"name": "A", "type": "ORG", "x": {}}], "y": 1}', []);
  });
  it('is no JSON', () => checkBroken(`{\n"entities": [\n${ok}\n${ok}\n]}`, ['4: syntax']));
  it('has comments or a comma too many', () => {
    checkBroken('{\n// no\n"entities": []}', ['2: syntax']);
    checkBroken(`{"entities": [\n${ok},\n]}`, ['3: syntax']);
  });
  it('is too large, or nested to no end', () => {
    checkBroken(`{"entities": [${' '.repeat(LONGEST_FILE)}]}`, ['1: tooLarge']);
    checkBroken('['.repeat(1_000_000), ['1: syntax']);
  });
  it('holds both sides of a merge', () =>
    checkBroken(file(ok, `<<<<<<< HEAD\n${ok}\n=======\n${ok}\n>>>>>>> b`), ['4: conflictMarkers']));
  it('is of another shape', () => {
    checkBroken('[]', ['1: shape']);
    checkBroken('{"entities": {}}', ['1: shape']);
    checkBroken(file('3', '{"type": "ORG"}', '{"name": "A"}'), ['3: shape', '4: shape', '5: shape']);
    checkBroken(file('{"name": "A", "type": "ORG", "hidden": "yes"}'), ['3: shape']);
    checkBroken(file('{"name": "A", "type": "ORG", "aliases": "B"}'), ['3: shape']);
    checkBroken(file('{"name": "A", "type": "ORG", "type": "PER"}'), ['3: shape']);
    checkBroken(file('{"name": "A", "type": "PER", "namesake": "b"}'), ['3: shape']);
    checkBroken(file('{"name": "A", "type": "PER", "namesake": "Sport"}'), []);
    checkBroken(file('{"name": "A", "type": "PER", "in": ["b.md"]}'), ['3: shape']);
  });
  it('has an unknown type, an empty or an endless name', () => {
    checkBroken(file('{"name": "A",\n"type": "FIRM"}'), ['4: unknownType']);
    checkBroken(file('{"name": " ", "type": "ORG"}'), ['3: emptyName']);
    checkBroken(file(`{"name": "${'x'.repeat(1000)}", "type": "ORG"}`), ['3: longName']);
    checkBroken(file('{"name": "A", "type": "ORG", "aliases": [\n"B",\n""]}'), ['5: emptyName']);
  });
  it('claims a name twice', () => {
    checkBroken(file(ok, '{"name": "FLUVIA", "type": "ORG"}'), ['4: claimedTwice']);
    checkBroken(
      file(
        '{"name": "A", "type": "ORG", "aliases": ["C"]}',
        '{"name": "B", "type": "ORG", "aliases": [\n"C"]}',
      ),
      ['5: claimedTwice'],
    );
  });
  it('merges in a circle, but a chain is fine', () => {
    const block = (name: string, alias: string): string =>
      `{"name": "${name}", "type": "ORG", "aliases": ["${alias}"]}`;
    checkBroken(file(block('A', 'B'), block('B', 'C'), block('C', 'D')), []);
    checkBroken(file(block('X', 'A'), block('A', 'B'), block('B', 'C'), block('C', 'A')), [
      '6: claimedTwice',
    ]);
    checkBroken(file(block('A', 'B'), block('B', 'C'), block('C', 'A')), ['3: circle']);
  });
  it('joins what it tells apart', () =>
    checkBroken(file('{"name": "A", "type": "ORG", "aliases": ["B"],\n"notSame": ["B"]}'), [
      '4: contradiction',
    ]));
});

const NAMES = ['Fluvia', 'Fluvya', 'FLV', 'Atlas', 'Écluse', 'écluses', 'Bora', 'X1'].flatMap((name) =>
  ['', 'Groupe ', 'Port de ', 'Ligue '].flatMap((head) => [head + name, `${head}${name} SA`]),
);
const someName = fc.constantFrom(...NAMES);
const someRef = fc.record({
  name: someName,
  type: fc.constantFrom(...ENTITY_TYPES.slice(0, 3)),
  namesake: fc.constantFrom('nord', 'sport', ...new Array<undefined>(12).fill(undefined)),
});
const somePath = fc.constantFrom('a.md', 'sport/', 'sport/b.md', 'x/y.txt');
const someDecision = randomDecision({ ref: someRef, name: someName, path: somePath });
const STARTS = [
  undefined,
  '{"entities":[]}',
  '{ "entities": [ {"name":"Atlas","type":"ORG","k":1} , {"type":"PER","name":"Bora"} ], "z": 0 }',
  '{\r\n    "version": 1,\r\n    "entities": [\r\n        {\r\n            "name": "Zeta",\r\n            "type": "LOC"\r\n        },\r\n        {\r\n            "name": "Fluvia",\r\n            "type": "ORG",\r\n            "aliases": ["FLV"]\r\n        }\r\n    ]\r\n}\r\n',
];

describe('A decisions file read again', () => {
  it('is what it would be read afresh, whatever changed in it', function () {
    this.timeout(30_000);
    const pieces = fc.constantFrom(
      ...['', ' ', '\n', ',', '{', '}', '[', ']', '"', '//', '<<<<<<< a\n', '\uFEFF', 'é', '"type": "PER"'],
      ...['{"name": "Atlas", "type": "ORG"}', ', {"name": "Dune", "type": "PER", "aliases": ["D"]}'],
    );
    const base = apply(STARTS[3], ...['Atlas', 'Bora', 'Cap'].map((name) => hide(org(name))));
    fc.assert(
      fc.property(fc.nat(base.length), fc.nat(60), pieces, fc.boolean(), (at, cut, piece, atBlock) => {
        const start = atBlock ? Math.max(0, base.indexOf('}', at)) : at;
        const text = base.slice(0, start) + piece + base.slice(start + (atBlock ? 0 : cut));
        const known = parseDecisions(base);
        assert.deepEqual(parseDecisions(text, known), parseDecisions(text));
        assert.deepEqual(parseDecisions(base, parseDecisions(text)), known);
      }),
      { numRuns: 500 },
    );
  });
});

describe('Undo', () => {
  it('gives back the same bytes, in a file laid out in any way', () => {
    STARTS.forEach((start, run) => {
      let text = start;
      const done: { undo: Undo; text: string | undefined }[] = [];
      for (const decision of fc.sample(someDecision, { numRuns: 100, seed: run })) {
        const applied = applyDecision(text, decision);
        if ('refusal' in applied) {
          assert.notEqual(applied.refusal.code, 'broken', JSON.stringify([decision, applied, text]));
          continue;
        }
        done.push({ undo: applied.undo, text });
        text = applied.text;
      }
      assert.ok(done.length > 50, `${done.length} were applied`);
      for (const { undo, text: before } of done.reverse()) {
        const undone = undoDecision(text, undo);
        assert.ok('text' in undone);
        assert.equal(undone.text, before);
        text = undone.text;
      }
      assert.equal(text, start);
    });
  });
  it('leaves alone what somebody else did meanwhile', () => {
    const first = applyDecision(undefined, { kind: 'hide', entity: org('Fluvia') });
    assert.ok('undo' in first);
    const more = apply(first.text, { kind: 'hide', entity: org('Atlas') });
    assert.deepEqual(undoDecision(more, first.undo), {
      text: apply(undefined, { kind: 'hide', entity: org('Atlas') }),
    });
    const changed = apply(more, { kind: 'alias', entity: org('Fluvia'), alias: 'FLV' });
    assert.deepEqual(undoDecision(changed, first.undo), { refusal: { code: 'changed' } });
    const undone = undoDecision('{', first.undo);
    assert.equal('refusal' in undone && undone.refusal.code, 'broken');
  });
});

import assert from 'node:assert/strict';
import { NameIndex } from '../../src/core/answers/nameIndex';
import { neighboursOf } from '../../src/core/answers/neighbours';
import { searchArchive } from '../../src/core/answers/search';
import { suggestMerges } from '../../src/core/answers/suggestions';
import { outlineOf } from '../../src/core/answers/symbols';
import { Archive } from '../../src/core/archive/archive';
import { applyDecision } from '../../src/core/decisions/apply';
import { joinDecisions, NO_DECISIONS, type DecisionSet } from '../../src/core/decisions/decisionSet';
import type { Decision } from '../../src/core/decisions/action';
import type { EntityRef } from '../../src/core/decisions/model';
import { parseDecisions } from '../../src/core/decisions/parse';
import { ENTITY_TYPES } from '../../src/core/model';
import type { DecisionAction } from '../../src/protocol/protocol';
import { askedBy } from '../../src/server/decisionRefs';
import { markedFile } from './support/marked';

const ref = (name: string, type: EntityRef['type'] = 'ORG', namesake?: string): EntityRef => ({
  name,
  type,
  namesake,
});

function entities(archive: Archive): string[] {
  return ENTITY_TYPES.flatMap((type) => archive.entitiesOf(type))
    .map(({ type, name, qualifier, aliases, mentions }) =>
      [type, qualifier === undefined ? name : `${name} (${qualifier})`, mentions, ...aliases].join(' '),
    )
    .sort();
}

function insert(archive: Archive, path: string, text: string): void {
  archive.insert(markedFile(`file:///w/${path}`, `Titre\n\n${text}\n`));
}

/** The archive of articles, by path. */
function archiveOf(articles: Record<string, string>): Archive {
  const archive = new Archive(new NameIndex());
  for (const [path, text] of Object.entries(articles)) insert(archive, path, text);
  return archive;
}

function decisionsOf(file: string | undefined): DecisionSet {
  return joinDecisions([{ folder: 'file:///w', decisions: parseDecisions(file ?? '').decisions }]);
}

/** The entities of articles (by path) before and after decisions; and before again, once they are taken back. */
function check(articles: Record<string, string>, decisions: Decision[], expected: string[]): Archive {
  const archive = archiveOf(articles);
  const before = entities(archive);
  let file: string | undefined;
  for (const decision of decisions) {
    const applied = applyDecision(file, decision);
    assert.ok('text' in applied, JSON.stringify(applied));
    file = applied.text;
  }
  const set = decisionsOf(file);
  archive.decide(set);
  assert.deepEqual(entities(archive), expected);
  archive.decide(NO_DECISIONS);
  assert.deepEqual(entities(archive), before);
  archive.decide(set);
  return archive;
}

describe('The decisions of the user', () => {
  const cards = { 'a.txt': '[ORG|Fluvia] et [ORG|Bora Fret].', 'b.txt': '[ORG|Bora Fret] et [PROD|Bora].' };
  it('merge entities, of other types too', () => {
    check(
      cards,
      [{ kind: 'merge', into: ref('Fluvia'), others: [ref('Bora Fret'), ref('Bora', 'PROD')] }],
      ['ORG Fluvia 4 Bora Fret Bora'],
    );
  });
  it('rename: every name stays findable', () => {
    const archive = check(
      cards,
      [{ kind: 'rename', entity: ref('Bora Fret'), name: 'Boréal' }],
      ['ORG Boréal 2 Bora Fret', 'ORG Fluvia 1', 'PROD Bora 1'],
    );
    assert.equal(archive.entity('org:bora-fret')?.id, 'org:boreal');
    const index = new NameIndex();
    const found = new Archive(index);
    found.insert(markedFile('x.txt', 'Titre\n\n[ORG|Bora Fret] va.\n'));
    found.decide(
      joinDecisions([
        {
          folder: '',
          decisions: parseDecisions(
            '{"entities": [{"name": "Boréal", "type": "ORG", "aliases": ["Bora Fret", "BF3"]}]}',
          ).decisions,
        },
      ]),
    );
    for (const query of ['boreal', 'bora', 'bf3']) {
      const [hit] = searchArchive(found, index, query, 5);
      assert.equal(hit?.kind === 'entity' && hit.entity.name, 'Boréal', query);
    }
  });
  it('choose the spelling among those of one name', () => {
    check(
      { 'a.txt': '[ORG|Télécommerce] et [ORG|Télécommerce].', 'b.txt': '[ORG|Tele Commerce].' },
      [{ kind: 'rename', entity: ref('Télécommerce'), name: 'Tele Commerce' }],
      ['ORG Tele Commerce 3 Télécommerce'],
    );
  });
  it('change the type', () => {
    check(
      cards,
      [{ kind: 'retype', entity: ref('Bora', 'PROD'), type: 'LOC' }],
      ['LOC Bora 1', 'ORG Bora Fret 2', 'ORG Fluvia 1'],
    );
  });
  it('hide from lists and search, not from the archive', () => {
    const archive = check(
      cards,
      [{ kind: 'hide', entity: ref('Fluvia') }],
      ['ORG Bora Fret 2', 'PROD Bora 1'],
    );
    assert.equal(archive.entity('org:fluvia')?.hidden, true);
    const neighbours = neighboursOf(archive, archive.entity('org:bora-fret')!, 5);
    assert.deepEqual(
      neighbours.map(({ entity: { id } }) => id),
      ['prod:bora'],
    );
    const [outline] = outlineOf(archive, 'file:///w/a.txt');
    assert.deepEqual(
      outline?.entities.map(({ entity: { name } }) => name),
      ['Bora Fret'],
    );
    assert.equal(archive.lists.counts(true).ORG, 1);
  });
  it('keep apart what resolution joins', () => {
    const joined = {
      'a.txt': 'L’[ORG|Agence des eaux du Sud] ([ORG|AES]) agit.',
      'b.txt': 'L’[ORG|AES].',
      'c.txt': 'L’[ORG|Agence des eaux de Sud].',
    };
    check(
      joined,
      [{ kind: 'notSame', entity: ref('Agence des eaux du Sud'), other: ref('Agence des eaux de Sud') }],
      ['ORG Agence des eaux de Sud 1', 'ORG Agence des eaux du Sud 3 AES'],
    );
  });
  it('tell namesakes by file and folder', () => {
    check(
      {
        'sport/a.txt': '[PER|Omar Tazi] marque. [PER|Tazi] rit.',
        'eco/b.txt': '[PER|Omar Tazi] vend.',
        'une.txt': '[PER|Omar Tazi] part.',
      },
      [
        { kind: 'split', entity: ref('Omar Tazi', 'PER'), namesake: 'joueur', in: ['sport/'] },
        { kind: 'split', entity: ref('Omar Tazi', 'PER'), namesake: 'maire', in: ['une.txt'] },
      ],
      ['PER Omar Tazi (joueur) 2 Tazi', 'PER Omar Tazi (maire) 1', 'PER Omar Tazi 1'],
    );
  });
  it('are about one of two persons whom the articles tell apart, whatever articles come', () => {
    const articles = {
      'a.txt': '[PER|Omar Tazi], entraîneur du [ORG|Racing Zaouia], attend.',
      'b.txt': 'Chez eux, [PER|Omar Tazi], PDG de la [ORG|Banque du Sous], investit.',
      'c.txt': 'Chez eux, [PER|Omar Tazi], PDG de la [ORG|Banque du Sous], vend.',
    };
    const more = ['d', 'e', 'f'].map((name): [string, string] => [
      `${name}.txt`,
      'Voici [PER|Omar Tazi], entraîneur du [ORG|Racing Zaouia].',
    ]);
    const [coach, banker] = ['per:omar-tazi#sport', 'per:omar-tazi'];
    const persons = (archive: Archive): string[] =>
      entities(archive).filter((line) => line.startsWith('PER') || line.startsWith('LOC'));
    const decided = (actions: DecisionAction[], now: string[], later: string[]): Archive => {
      const archive = archiveOf(articles);
      const before = entities(archive);
      let file: string | undefined;
      for (const action of actions) {
        const decision = askedBy(archive, action)?.decision((uri) => uri);
        const applied = decision && applyDecision(file, decision);
        assert.ok(applied && 'text' in applied, JSON.stringify(applied));
        file = applied.text;
        archive.decide(decisionsOf(file));
      }
      assert.deepEqual(persons(archive), now);
      // The coach is named more from now on.
      for (const [path, text] of more) insert(archive, path, text);
      assert.deepEqual(persons(archive), later);
      const fresh = archiveOf({ ...Object.fromEntries<string>(more), ...articles });
      fresh.decide(decisionsOf(file));
      assert.deepEqual(entities(fresh), entities(archive), 'the order of files is nothing');
      for (const [path] of more) archive.remove(`file:///w/${path}`);
      assert.deepEqual(persons(archive), now);
      archive.decide(NO_DECISIONS);
      assert.deepEqual(entities(archive), before);
      archive.decide(decisionsOf(file));
      return archive;
    };
    const hidden = decided(
      [{ kind: 'hide', entity: coach }],
      ['PER Omar Tazi (Banque du Sous) 2'],
      ['PER Omar Tazi (Banque du Sous) 2'],
    );
    assert.equal(hidden.entity(coach)?.hidden, true, 'an id of yesterday leads there');
    decided(
      [{ kind: 'hide', entity: banker }],
      ['PER Omar Tazi (Racing Zaouia) 1'],
      ['PER Omar Tazi (Racing Zaouia) 4'],
    );
    decided(
      [
        { kind: 'rename', entity: coach, name: 'Omar Tazi Alami' },
        { kind: 'alias', entity: 'per:omar-tazi-alami~sport', alias: 'Le Lion' },
        { kind: 'rename', entity: 'per:omar-tazi-alami~sport', name: 'Omar Alami' },
      ],
      [
        'PER Omar Alami (Racing Zaouia) 1 Omar Tazi Le Lion Omar Tazi Alami',
        'PER Omar Tazi (Banque du Sous) 2',
      ],
      [
        'PER Omar Alami (Racing Zaouia) 4 Omar Tazi Le Lion Omar Tazi Alami',
        'PER Omar Tazi (Banque du Sous) 2',
      ],
    );
    decided(
      [{ kind: 'rename', entity: banker, name: 'O. Tazi' }],
      ['PER O. Tazi 2 Omar Tazi', 'PER Omar Tazi (Racing Zaouia) 1'],
      ['PER O. Tazi 2 Omar Tazi', 'PER Omar Tazi (Racing Zaouia) 4'],
    );
    decided([{ kind: 'merge', into: banker, others: [coach] }], ['PER Omar Tazi 3'], ['PER Omar Tazi 6']);
    decided(
      [{ kind: 'merge', into: coach, others: [banker] }],
      ['PER Omar Tazi (Banque du Sous) 3'],
      ['PER Omar Tazi (Racing Zaouia) 6'],
    );
    decided(
      [{ kind: 'notSame', entity: banker, other: coach }],
      ['PER Omar Tazi (Banque du Sous) 2', 'PER Omar Tazi (Racing Zaouia) 1'],
      ['PER Omar Tazi (Banque du Sous) 2', 'PER Omar Tazi (Racing Zaouia) 4'],
    );
    decided(
      [{ kind: 'retype', entity: coach, type: 'LOC' }],
      ['LOC Omar Tazi (Racing Zaouia) 1', 'PER Omar Tazi (Banque du Sous) 2'],
      ['LOC Omar Tazi (Racing Zaouia) 4', 'PER Omar Tazi (Banque du Sous) 2'],
    );
    decided(
      [{ kind: 'split', entity: coach, namesake: 'joueur', in: ['a.txt'] }],
      ['PER Omar Tazi (Banque du Sous) 2', 'PER Omar Tazi (joueur) 1'],
      ['PER Omar Tazi (Banque du Sous) 2', 'PER Omar Tazi (Racing Zaouia) 3', 'PER Omar Tazi (joueur) 1'],
    );
  });
  it('win over suggestions', () => {
    const articles = { 'a.txt': '[ORG|Fluvia Cargo]', 'b.txt': '[ORG|Fluvya Cargo]' };
    const archive = check(
      articles,
      [{ kind: 'notSame', entity: ref('Fluvia Cargo'), other: ref('Fluvya Cargo') }],
      ['ORG Fluvia Cargo 1', 'ORG Fluvya Cargo 1'],
    );
    assert.deepEqual(suggestMerges(archive), []);
  });
  it('of two folders hold both, and the first where they disagree', () => {
    const parse = (entity: string) => parseDecisions(`{"entities": [${entity}]}`).decisions;
    const set = joinDecisions([
      { folder: 'file:///a', decisions: parse('{"name": "A", "type": "ORG", "aliases": ["C"]}') },
      { folder: 'file:///b', decisions: parse('{"name": "B", "type": "ORG", "aliases": ["C", "D"]}') },
      { folder: 'file:///c', decisions: parse('{"name": "C", "type": "ORG", "aliases": ["A"]}') },
    ]);
    assert.equal(set.links.get('ORG|c'), 'ORG|a');
    assert.equal(set.links.get('ORG|d'), 'ORG|b');
    assert.deepEqual(
      set.conflicts.map(({ folder, name }) => `${folder} ${name}`),
      ['file:///b C', 'file:///c A'],
    );
  });
});

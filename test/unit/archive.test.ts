import assert from 'node:assert/strict';
import fc from 'fast-check';
import { listEntities } from '../../src/core/answers/entities';
import { NameIndex } from '../../src/core/answers/nameIndex';
import { restoreIndex, saveIndex, type KeptIndex } from '../../src/core/answers/keptIndex';
import { searchArchive } from '../../src/core/answers/search';
import { mentionsOf } from '../../src/core/answers/places';
import { Archive } from '../../src/core/archive/archive';
import { decodeState, encodeState } from '../../src/core/archive/state';
import { applyDecision, undoDecision, type Undo } from '../../src/core/decisions/apply';
import { joinDecisions, NO_DECISIONS } from '../../src/core/decisions/decisionSet';
import type { DecidedName, EntityDecision, EntityRef } from '../../src/core/decisions/model';
import { parseDecisions } from '../../src/core/decisions/parse';
import type { FileRecord } from '../../src/core/archive/records';
import { ENTITY_TYPES, type EntityType } from '../../src/core/model';
import type { Aliases } from '../../src/core/resolution/aliases';
import { Random } from '../../bench/random';
import { markedFile } from './support/marked';
import { randomDecision } from './support/randomDecision';

const SORTS = ['mentions', 'name', 'recent'] as const;

/** Everything an archive answers, as plain data. */
function snapshot(archive: Archive): unknown {
  return ENTITY_TYPES.flatMap((type) =>
    listEntities(archive, { type, sort: 'name', filter: '', uncertain: true }).entities.map((entity) => ({
      ...entity,
      occurrences: entity.occurrences.page(),
      mentions: mentionsOf(archive, entity),
    })),
  );
}

function totals(archive: Archive): unknown {
  return [archive.totals, archive.lists.counts(true), archive.lists.counts(false)];
}

/** The ids of every list: each type in each order, with and without uncertain names, whole and filtered. */
function lists(archive: Archive): unknown {
  return ENTITY_TYPES.flatMap((type) =>
    SORTS.flatMap((sort) =>
      ['', 'at', 'maroc pa'].flatMap((filter) =>
        [false, true].map((uncertain) => {
          const { total, entities } = listEntities(archive, { type, sort, filter, uncertain });
          return [type, sort, filter, uncertain, total, ...entities.map(({ id }) => id)];
        }),
      ),
    ),
  );
}

/** The archive and the index as the next start has them, which hears of decisions later. */
function restarted(
  archive: Archive,
  index: NameIndex,
  decisions = NO_DECISIONS,
): { archive: Archive; index: NameIndex } {
  const records = new Map([...archive.uris()].map((uri) => [uri, archive.bytes(uri)!]));
  // What waits to be taken up is not kept.
  if (archive.totals.mentions % 2 === 0) index.update(archive);
  const bytes = encodeState(saveIndex(archive, index), 1);
  const nextIndex = new NameIndex();
  const next = new Archive(nextIndex, ALIASES);
  // Somebody looks before anything is known.
  lists(next);
  restoreIndex(decodeState(bytes, 1) as KeptIndex, next, nextIndex, (uri) => records.get(uri)!);
  next.decide(decisions);
  return { archive: next, index: nextIndex };
}

function found(archive: Archive, index: NameIndex): unknown {
  return ['maroc', 'atlas', 'tazi', 'salon', 'mastercard', 'aes', 'agance'].map((query) =>
    searchArchive(archive, index, query, 100).map((hit) =>
      hit.kind === 'entity' ? hit.entity.id : `${hit.file.uri}#${hit.index}`,
    ),
  );
}

/** Long enough to be known again. */
const DISPATCH =
  'La compagnie a annoncé jeudi la mise en service de douze navires neufs sur la ligne qui relie les deux rives du détroit, avec une fréquence portée à huit départs quotidiens pendant la saison haute, des tarifs en baisse pour les résidents et une billetterie entièrement numérique dès le mois prochain selon son directeur.';

const NAMES = [
  '[ORG|Agence des eaux du Sud] ([ORG|AES])',
  '[ORG|Association des écoles du Sahel] ([ORG|AES])',
  '[ORG|AES]',
  '[ORG|Master Card]',
  '[ORG|Mastercard]',
  '[ORG|MASTERCARD]',
  '[ORG|Groupe Atlas]',
  '[ORG|Atlas SA]',
  '[LOC|Atlas]',
  '[PER|Omar Tazi]',
  '[PER|Tazi]',
  '[PER|Amal Tazi]',
  '[PER|Omar Tazi], entraîneur du [ORG|Racing Zaouia]',
  '[PER|Omar Tazi], avocat au [ORG|Barreau de Zagmar]',
  '[PER|Omar Tazi], avocat et joueur',
  '[PER|Omar Tazi] et le [ORG|Barreau de Zagmar]',
  '[PER|Omar Tazi], notaire',
  '[EVENT|Salon Atlas]',
  '[EVENT|Salon Atlas 2024]',
  '[ORG|Agence des eaux de Sud]',
  '[ORG|Caisse générale des épargnes du Moulouya]',
  '[ORG|Caisse générale des étudiants du Moulouya]',
  '[ORG|CGEM]',
  '[EVENT|Salon Atlas 2023]',
  '[EVENT|Foire]',
  '[EVENT|Foire 2024]',
  '[EVENT|Zelmat 2024]',
  '[EVENT|Zelmat]',
  '[EVENT|Zelmat Africa 2024]',
  '[EVENT|Zelmat Africa Rif 2024]',
  '[EVENT|Zelmat Asia 2024]',
  '[PROD|Pay]',
  '[PROD|Maroc Pay]',
  '[PROD|MarocPay]',
];
/** What lists might know of these names. */
const LISTED: ReadonlyMap<string, readonly string[]> = new Map([
  ['ORG|mastercard', ['fluvia', 'groupe carte']],
  ['ORG|cgem', ['caisse generale des epargnes du moulouya']],
  ['ORG|atlas', ['agence des eaux du sud']],
  ['EVENT|foire', ['salon atlas']],
  ['PROD|pay', ['maroc pay']],
  ['ORG|agence des eaux du sud', ['agence des eaux']],
  ['ORG|master card', ['groupe carte']],
]);
const ALIASES: Aliases = {
  fullNames: (type, key) => LISTED.get(`${type}|${key}`) ?? [],
};

const article = fc
  .tuple(fc.array(fc.constantFrom(...NAMES), { maxLength: 6 }), fc.integer({ min: 1, max: 28 }), fc.boolean())
  .map(
    ([names, day, dated]) =>
      `${dated ? `date: 2024-05-${String(day).padStart(2, '0')}\n---\n` : ''}Un titre\n\nLe texte cite ${names.join(', puis ')} sans plus.\n${day % 3 === 0 ? DISPATCH : ''}\n`,
  );
const edit = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      uri: fc.constantFrom('/a.txt', '/b.txt', '/c.txt', '/d.txt', '/e.txt'),
      text: article,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ uri: fc.constantFrom('/a.txt', '/b.txt', '/c.txt', '/d.txt', '/e.txt') }),
  },
);

const decided = fc.record({
  decide: fc.subarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]).map((list) => list.map((i) => DECISIONS[i]!)),
});

const restart = fc.record({ restart: fc.boolean() });

const NOTHING = { in: [], aliases: [], notSame: [], accepted: [], find: [], ignoredIn: [], hidden: false };
const org = (name: string): DecidedName => ({ name, type: 'ORG' });
const lawyer: DecidedName = { name: 'Omar Tazi', type: 'PER', namesake: 'civil' };
const DECISIONS: EntityDecision[] = [
  { ...NOTHING, ...org('Maître Carte'), aliases: [org('Mastercard')] },
  { ...NOTHING, ...org('Atlas'), aliases: [{ name: 'Atlas', type: 'LOC' }, org('AES')] },
  { ...NOTHING, ...org('Agence des eaux du Sud'), notSame: [org('Agence des eaux de Sud'), org('AES')] },
  { ...NOTHING, name: 'Amal Tazi', type: 'PER', notSame: [{ name: 'Tazi', type: 'PER' }] },
  { ...NOTHING, name: 'Omar Tazi', type: 'PER', namesake: 'nord', in: ['a.txt', 'b.txt'] },
  { ...NOTHING, name: 'Pay', type: 'PROD', hidden: true },
  { ...NOTHING, name: 'Salon Atlas', type: 'EVENT', aliases: [{ name: 'Foire 2024', type: 'EVENT' }] },
  { ...NOTHING, ...org('Master Card'), notSame: [org('Mastercard')] },
  { ...NOTHING, name: 'Omar Tazi', type: 'PER', namesake: 'sport' },
  {
    ...NOTHING,
    name: 'Me Tazi',
    type: 'PER',
    namesake: 'civil',
    aliases: [lawyer, { ...lawyer, name: 'Amal Tazi' }],
  },
];

const DECISIONS_MADE = 1000;
/** After so many decisions somebody looks at everything. */
const LOOK = 100;

describe('Archive', () => {
  it('equals one built afresh after random edits, in whatever order the files come', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            { weight: 8, arbitrary: edit },
            { weight: 2, arbitrary: decided },
            { weight: 1, arbitrary: restart },
          ),
          { minLength: 1, maxLength: 25 },
        ),
        fc.boolean(),
        (edits, lookBetween) => {
          let index = new NameIndex();
          let archive = new Archive(index, ALIASES);
          const files = new Map<string, FileRecord>();
          let decisions = joinDecisions([]);
          for (const step of edits) {
            if ('decide' in step) {
              decisions = joinDecisions([{ folder: '', decisions: step.decide }]);
              archive.decide(decisions);
            } else if ('restart' in step) {
              if (step.restart) ({ archive, index } = restarted(archive, index, decisions));
              else archive.compact(0);
            } else if ('text' in step) {
              const record = markedFile(step.uri, step.text, step.text.length % 3 === 0 ? 0.5 : 1);
              files.set(step.uri, record);
              archive.insert(record);
            } else {
              files.delete(step.uri);
              archive.remove(step.uri);
            }
            // Answers fill caches; a stale one would show below.
            if (lookBetween) {
              snapshot(archive);
              found(archive, index);
            }
          }
          const freshIndex = new NameIndex();
          const fresh = new Archive(freshIndex, ALIASES);
          if (edits.length % 2 === 0) fresh.decide(decisions);
          for (const record of [...files.values()].reverse()) fresh.insert(record);
          fresh.decide(decisions);
          assert.deepEqual(snapshot(archive), snapshot(fresh));
          assert.deepEqual(found(archive, index), found(fresh, freshIndex));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('equals one built afresh all along ten thousand edits: counts, lists, places and search', function () {
    this.timeout(60_000);
    const random = new Random(5);
    const uris = Array.from({ length: 30 }, (_, i) => `${i}.txt`);
    const texts = fc.sample(article, { seed: 5, numRuns: 200 });
    const pool = texts.map((text, i) => markedFile('', text, i % 3 === 0 ? 0.5 : 1));
    let index = new NameIndex();
    let archive = new Archive(index, ALIASES);
    const files = new Map<string, FileRecord>();
    for (let step = 1; step <= 10_000; step++) {
      const uri = random.of(uris);
      if (random.next() < 0.75) {
        const record = { ...random.of(pool), uri };
        files.set(uri, record);
        archive.insert(record);
      } else {
        files.delete(uri);
        archive.remove(uri);
      }
      // Somebody looks at one list or another meanwhile.
      if (step % 7 === 0) {
        const sort = random.of(SORTS);
        listEntities(archive, { type: random.of(ENTITY_TYPES), sort, filter: '', uncertain: step % 2 === 0 });
      }
      if (step % 13 === 0) searchArchive(archive, index, 'atl', 5);
      if (step % 17 === 0) archive.compact(random.below(40));
      if (step % 470 === 0) ({ archive, index } = restarted(archive, index));
      if (step % 500 > 0) continue;
      const freshIndex = new NameIndex();
      const fresh = new Archive(freshIndex, ALIASES);
      for (const record of files.values()) fresh.insert(record);
      assert.deepEqual(totals(archive), totals(fresh), `after ${step} edits`);
      assert.deepEqual(lists(archive), lists(fresh), `after ${step} edits`);
      assert.deepEqual(snapshot(archive), snapshot(fresh), `after ${step} edits`);
      assert.deepEqual(found(archive, index), found(fresh, freshIndex), `after ${step} edits`);
    }
  });

  it('and the file equal what they were, byte for byte, once 1,000 random decisions are undone', function () {
    this.timeout(60_000);
    const uris = ['a.txt', 'b.txt', 'sport/c.txt', 'sport/d.txt', 'eco/e.txt', 'une.txt'];
    const refs = NAMES.flatMap((text) =>
      [...text.matchAll(/\[(\w+)\|([^\]]+)\]/g)].map(([, type, name]): EntityRef => ({
        type: type as EntityType,
        name: name!,
      })),
    );
    // What no article names makes the file as long as that of a newsroom.
    const others = Array.from({ length: 240 }, (_, i): EntityRef => ({
      type: ENTITY_TYPES[i % 3]!,
      name: `Fonds ${(i * 7919).toString(36)}`,
    }));
    const decision = randomDecision({
      ref: fc
        .tuple(
          fc.oneof(fc.constantFrom(...refs), fc.constantFrom(...others)),
          fc.constantFrom('nord', 'sport', 'civil', ...new Array<undefined>(12).fill(undefined)),
        )
        .map(([ref, namesake]) => ({ ...ref, namesake })),
      name: fc.constantFrom('Fluvia', 'Atlas', ...[...refs, ...others].map(({ name }) => name)),
      path: fc.constantFrom('sport/', 'eco/', ...uris),
    });
    const index = new NameIndex();
    const archive = new Archive(index, ALIASES);
    fc.sample(article, { seed: 11, numRuns: uris.length }).forEach((text, i) => {
      archive.insert(markedFile(`file:///w/${uris[i]!}`, text, i % 3 === 0 ? 0.5 : 1));
    });
    const everything = (): unknown => [
      totals(archive),
      lists(archive),
      snapshot(archive),
      found(archive, index),
    ];
    const start = '\uFEFF{ "entities": [ ], "ours": 1 }\r\n';
    let known = parseDecisions(start);
    const obey = (text: string): void => {
      known = parseDecisions(text, known);
      archive.decide(joinDecisions([{ folder: 'file:///w', decisions: known.decisions }]));
    };
    const done: { undo: Undo; text: string; answers: unknown }[] = [];
    const before = everything();
    const kinds = new Set<string>();
    for (const some of fc.sample(decision, { seed: 1, numRuns: 3 * DECISIONS_MADE })) {
      const result = applyDecision(known.text, some, known);
      if ('refusal' in result) continue;
      const answers = done.length % LOOK === 0 ? everything() : undefined;
      done.push({ undo: result.undo, text: known.text, answers });
      obey(result.text);
      kinds.add(some.kind);
      if (done.length === DECISIONS_MADE) break;
    }
    assert.equal(done.length, DECISIONS_MADE);
    assert.equal(kinds.size, 12, 'all kinds of decisions');
    assert.notDeepEqual(everything(), before);
    assert.deepEqual(known, parseDecisions(known.text), 'what was read piece by piece is what is there');
    for (const { undo, text: was, answers } of done.reverse()) {
      const undone = undoDecision(known.text, undo);
      assert.ok('text' in undone);
      assert.equal(undone.text, was);
      obey(was);
      if (answers !== undefined) assert.deepEqual(everything(), answers);
    }
    assert.equal(known.text, start);
    assert.deepEqual(everything(), before);
  });

  it('counts nothing of a removed file', () => {
    const archive = new Archive();
    archive.insert(markedFile('a.txt', 'Titre\n\nLa [ORG|Banque du Détroit] prête.\n'));
    assert.equal(archive.entitiesOf('ORG').length, 1);
    archive.remove('a.txt');
    assert.equal(archive.entitiesOf('ORG').length, 0);
    assert.equal(archive.entity('org:banque-du-detroit'), undefined);
  });

  it('takes an event without a year for the edition of the article, if the archive names that one', () => {
    const archive = new Archive();
    archive.insert(markedFile('a.txt', 'date: 2024-05-02\n---\nTitre\n\nLe [EVENT|Salon Atlas] ouvre.\n'));
    assert.equal(archive.entitiesOf('EVENT')[0]!.id, 'event:salon-atlas');
    archive.insert(markedFile('b.txt', 'Titre\n\nLe [EVENT|Salon Atlas 2024] ferme.\n'));
    assert.deepEqual(
      archive.entitiesOf('EVENT').map(({ id, articles }) => `${id} ${articles}`),
      ['event:salon-atlas-2024 2'],
    );
    archive.remove('b.txt');
    assert.equal(archive.entitiesOf('EVENT')[0]!.id, 'event:salon-atlas');
  });

  it('takes a name of uncertain type for what the archive knows it as', () => {
    const archive = new Archive();
    archive.insert(markedFile('a.txt', 'Titre\n\nAvec [PROD|Fluvia] on livre.\n', 0.5));
    assert.equal(archive.entity('prod:fluvia')?.type, 'PROD');
    archive.insert(markedFile('b.txt', 'Titre\n\nChez [ORG|Fluvia], la direction de [ORG|Fluvia] attend.\n'));
    assert.equal(archive.entitiesOf('PROD').length, 0);
    assert.equal(archive.entity('org:fluvia')?.mentions, 3);
    archive.insert(markedFile('c.txt', 'Titre\n\nAvec [PROD|Fluvia], avec [PROD|Fluvia].\n'));
    assert.equal(archive.entity('org:fluvia')?.mentions, 2, 'where both are sure, the sentence decides');
    assert.equal(archive.entity('prod:fluvia')?.mentions, 3);
  });

  it('takes a listed short name for the full one that the archive has, with its year', () => {
    const archive = new Archive(undefined, ALIASES);
    archive.insert(markedFile('a.txt', 'Titre\n\nLa [EVENT|Foire 2024] et le [PROD|Pay].\n'));
    assert.equal(archive.entity('event:foire-2024')?.name, 'Foire 2024', 'the full name is not there yet');
    archive.insert(markedFile('b.txt', 'Titre\n\nLe [EVENT|Salon Atlas 2024], [PROD|Maroc Pay].\n'));
    assert.equal(archive.entity('event:foire-2024')?.name, 'Salon Atlas 2024');
    assert.equal(archive.entity('prod:pay')?.name, 'Maroc Pay');
    archive.remove('b.txt');
    assert.equal(archive.entity('event:foire-2024')?.name, 'Foire 2024');
  });

  it('joins listed short names of one full name that the archive does not have', () => {
    const archive = new Archive(undefined, {
      fullNames: (_, key) =>
        ['uaz', 'universite atlas de zagmar'].includes(key) ? ['universite atlas'] : [],
    });
    archive.insert(markedFile('a.txt', 'Titre\n\nL’[ORG|UAZ] ouvre.\n'));
    assert.equal(archive.entity('org:uaz')?.name, 'UAZ');
    archive.insert(
      markedFile('b.txt', 'Titre\n\nL’[ORG|Université Atlas de Zagmar], [ORG|Université Atlas de Zagmar].\n'),
    );
    assert.equal(archive.entity('org:uaz')?.name, 'Université Atlas de Zagmar');
    archive.insert(markedFile('c.txt', 'Titre\n\nL’[ORG|Université Atlas] ferme.\n'));
    assert.equal(archive.entity('org:uaz')?.id, 'org:universite-atlas');
  });

  it('does not take an acronym for what one article explains it by when the lists know another', () => {
    const archive = new Archive(undefined, {
      fullNames: (_, key) => (key === 'aes' ? ['assemblee des etudiants'] : []),
    });
    archive.insert(markedFile('a.txt', "Titre\n\nL'[ORG|Agence des eaux du Sud] ([ORG|AES]) agit.\n"));
    archive.insert(markedFile('b.txt', "Autre\n\nL'[ORG|AES] paie.\n"));
    assert.equal(archive.entity('org:aes')?.mentions, 1);
  });

  it('takes the beginning of an edition’s name for the only edition that goes on from it', () => {
    const archive = new Archive();
    archive.insert(markedFile('a.txt', 'date: 2024-05-02\n---\nTitre\n\nLe [EVENT|Zelmat] ouvre.\n'));
    archive.insert(markedFile('b.txt', 'Titre\n\nLe [EVENT|Zelmat 2024] ferme. Le [EVENT|Salon 2024].\n'));
    archive.insert(
      markedFile('c.txt', 'Titre\n\nLes [EVENT|Zelmat Africa 2024], [EVENT|Salon Atlas 2024].\n'),
    );
    assert.equal(archive.entity('event:zelmat-2024')?.name, 'Zelmat Africa 2024');
    assert.equal(archive.entity('event:zelmat-2024')?.mentions, 3);
    assert.equal(archive.entity('event:salon-2024')?.mentions, 1, 'a kind of event is no name');
    archive.insert(markedFile('d.txt', 'Titre\n\nLe [EVENT|Zelmat Asia 2024].\n'));
    assert.equal(archive.entity('event:zelmat-2024')?.mentions, 2, 'two go on from it');
  });

  describe('namesakes', () => {
    const coach = '[PER|Omar Tazi], entraîneur du [ORG|Racing Zaouia], attend.';
    const banker = 'Chez eux, [PER|Omar Tazi], PDG de la [ORG|Banque du Sous], investit.';
    const check = (texts: string[], expected: string[]): void => {
      const archive = new Archive();
      texts.forEach((text, i) => archive.insert(markedFile(`${i}.txt`, `Titre\n\n${text}\n`)));
      const found = archive
        .entitiesOf('PER')
        .map(({ id, name, qualifier, articles }) => `${id} ${name} (${qualifier ?? ''}) ${articles}`);
      assert.deepEqual(found.sort(), expected);
    };

    it('in sport and outside, of different organisations, are two persons', () =>
      check(
        [coach, banker, banker],
        ['per:omar-tazi Omar Tazi (Banque du Sous) 2', 'per:omar-tazi#sport Omar Tazi (Racing Zaouia) 1'],
      ));
    it('who was there first is told by his organisation once another comes', () => {
      const archive = new Archive();
      const qualifier = (): string | undefined => archive.entity('per:omar-tazi')?.qualifier;
      archive.insert(markedFile('0.txt', `Titre\n\n${banker}\n`));
      assert.equal(qualifier(), undefined);
      archive.insert(markedFile('1.txt', `Titre\n\n${coach}\n`));
      assert.equal(qualifier(), 'Banque du Sous');
      archive.remove('1.txt');
      assert.equal(qualifier(), undefined);
    });
    it('an article that tells nothing speaks of the one who is named more', () =>
      check(
        [coach, banker, banker, '[PER|Omar Tazi] parle.'],
        ['per:omar-tazi Omar Tazi (Banque du Sous) 3', 'per:omar-tazi#sport Omar Tazi (Racing Zaouia) 1'],
      ));
    it('unless the organisation beside him says who he is', () =>
      check(
        [coach, banker, banker, 'Le [ORG|Racing Zaouia] salue [PER|Omar Tazi].'],
        ['per:omar-tazi Omar Tazi (Banque du Sous) 2', 'per:omar-tazi#sport Omar Tazi (Racing Zaouia) 2'],
      ));
    it('one who changes bank, or goes from a bank to a ministry, stays one', () =>
      check(
        [
          banker,
          '[PER|Omar Tazi], directeur de la [ORG|Caisse du Nord], part.',
          'Le ministre [PER|Omar Tazi] arrive.',
          '[PER|Omar Tazi], ministre à la tête du [ORG|ministère des Ports], arrive.',
        ],
        ['per:omar-tazi Omar Tazi () 4'],
      ));
    it('an article that gives both callings keeps them together', () =>
      check(
        [coach, banker, '[PER|Omar Tazi], PDG de la [ORG|Banque du Rif]. L’entraîneur [PER|Omar Tazi] rit.'],
        ['per:omar-tazi Omar Tazi () 3'],
      ));
    it('a coach who comes to head a club stays one', () =>
      check(
        [coach, '[PER|Omar Tazi], président du [ORG|Sporting Zaouia], signe.'],
        ['per:omar-tazi Omar Tazi () 2'],
      ));
    it('a former player at the head of a bank stays one', () =>
      check(
        [banker, '[PER|Omar Tazi], ancien joueur du [ORG|Racing Zaouia], investit.'],
        ['per:omar-tazi Omar Tazi () 2'],
      ));
    it('without organisations nothing is told apart', () =>
      check(
        ['L’attaquant [PER|Omar Tazi] marque.', 'Le ministre [PER|Omar Tazi] arrive.'],
        ['per:omar-tazi Omar Tazi () 2'],
      ));
  });

  it('counts copies of one dispatch once, and keeps every copy in the list', () => {
    const archive = new Archive();
    archive.insert(
      markedFile('a.txt', `date: 2024-01-02\n---\nPorts : douze navires\n\n${DISPATCH} [ORG|Fluvia] suit.\n`),
    );
    archive.insert(
      markedFile('b.txt', `date: 2024-01-03\n---\nMer\n\nNADOR - ${DISPATCH} [ORG|Fluvia] suit.\n`),
    );
    archive.insert(markedFile('c.txt', 'Autre\n\n[ORG|Fluvia] recule.\n'));
    const fluvia = archive.entity('org:fluvia');
    assert.equal(fluvia?.articles, 2);
    assert.deepEqual(
      fluvia.occurrences.page().map(({ uri, copy }) => `${uri} ${copy}`),
      ['b.txt false', 'a.txt true', 'c.txt false'],
    );
    archive.remove('b.txt');
    assert.equal(archive.entity('org:fluvia')?.articles, 2, 'the copy that is left counts');
  });

  it('counts two articles once while a third is a copy of both, though it does not name the entity', () => {
    const words = Array.from({ length: 200 }, (_, i) => `mot${i * 7919}`);
    const text = (from: number, name: string): string =>
      `Titre\n\n${words.slice(from, from + 120).join(' ')} ${name}.\n`;
    const archive = new Archive();
    archive.insert(markedFile('a.txt', text(0, '[ORG|Fluvia]')));
    archive.insert(markedFile('c.txt', text(60, '[ORG|Fluvia]')));
    assert.equal(archive.entity('org:fluvia')?.articles, 2);
    archive.insert(markedFile('b.txt', text(30, 'rien')));
    assert.equal(archive.entity('org:fluvia')?.articles, 1);
    archive.remove('b.txt');
    assert.equal(archive.entity('org:fluvia')?.articles, 2);
  });

  it('takes the edition that the sentence speaks of before that of the article', () => {
    const archive = new Archive();
    archive.insert(
      markedFile(
        'a.txt',
        'date: 2025-05-02\n---\nTitre\n\nLe [EVENT|Salon Atlas] ouvre. L’édition 2024 du [EVENT|Salon Atlas] a plu. Au [EVENT|Salon Atlas] (2023), rien.\n',
      ),
    );
    archive.insert(
      markedFile(
        'b.txt',
        'Titre\n\nLes [EVENT|Salon Atlas 2023], [EVENT|Salon Atlas 2024] et [EVENT|Salon Atlas 2025].\n',
      ),
    );
    const counts = archive.entitiesOf('EVENT').map(({ id, mentions }) => `${id} ${mentions}`);
    assert.deepEqual(counts.sort(), [
      'event:salon-atlas-2023 2',
      'event:salon-atlas-2024 2',
      'event:salon-atlas-2025 2',
    ]);
  });

  it('counts the year of an edition from that of the article', () => {
    const years = (sentence: string): string => {
      const archive = new Archive();
      archive.insert(markedFile('a.txt', `date: 2025-05-02\n---\nTitre\n\n${sentence}\n`));
      archive.insert(
        markedFile('b.txt', [2023, 2024, 2025, 2026].map((y) => `Le [EVENT|Salon Atlas ${y}].\n`).join('\n')),
      );
      const more = archive.entitiesOf('EVENT').filter(({ mentions }) => mentions > 1);
      return more.map(({ name }) => name.slice(-4)).join(' ');
    };
    for (const [sentence, expected] of [
      ['Il était au [EVENT|Salon Atlas] de l’an dernier.', '2024'],
      ["L'année dernière, lors du [EVENT|Salon Atlas], il a plu.", '2024'],
      ["L'édition précédente du [EVENT|Salon Atlas] a perdu de l'argent.", '2024'],
      ["Le [EVENT|Salon Atlas], l'an prochain, sera plus court.", '2026'],
      ['La prochaine édition du [EVENT|Salon Atlas] ouvrira en mars 2026.', '2026'],
      // The next one may be that of this year, and a year at a distance that of something else.
      ['La prochaine édition du [EVENT|Salon Atlas] ouvrira en juin.', '2025'],
      ["Le [EVENT|Salon Atlas] compte 900 exposants, contre 700 l'an dernier.", '2025'],
    ] as const)
      assert.equal(years(sentence), expected, sentence);
  });

  it('resolves a long acronym through the only full name with its initials', () => {
    const archive = new Archive();
    archive.insert(markedFile('a.txt', 'Titre\n\nLa [ORG|CGEM] vote.\n'));
    archive.insert(
      markedFile('b.txt', 'Titre\n\nLa [ORG|Caisse générale des épargnes du Moulouya] prête.\n'),
    );
    assert.equal(archive.entity('org:cgem')?.name, 'Caisse générale des épargnes du Moulouya');
    archive.insert(
      markedFile('c.txt', 'Titre\n\nLa [ORG|Caisse générale des étudiants du Moulouya] paie.\n'),
    );
    assert.equal(archive.entity('org:cgem')?.name, 'CGEM', 'two fit: neither is taken');
  });

  it('resolves an acronym through the article that explains it', () => {
    const archive = new Archive();
    archive.insert(markedFile('a.txt', "Titre\n\nL'[ORG|Agence des eaux du Sud] ([ORG|AES]) agit.\n"));
    archive.insert(markedFile('b.txt', "Autre\n\nL'[ORG|AES] paie.\n"));
    const entity = archive.entity('org:aes');
    assert.equal(entity?.id, 'org:agence-des-eaux-du-sud');
    assert.equal(entity.name, 'Agence des eaux du Sud');
    assert.deepEqual(entity.aliases, ['AES']);
    assert.equal(entity.mentions, 3);
    assert.equal(entity.articles, 2);
  });
});

import assert from 'node:assert/strict';
import { listEntities, placeInList } from '../../src/core/answers/entities';
import { excerpt } from '../../src/core/answers/excerpt';
import { knownNameAt } from '../../src/core/answers/knownName';
import { neighboursOf } from '../../src/core/answers/neighbours';
import { introductionsOf, recentPlaces, sentencesOf } from '../../src/core/answers/places';
import { NameIndex } from '../../src/core/answers/nameIndex';
import { searchArchive } from '../../src/core/answers/search';
import { outlineOf } from '../../src/core/answers/symbols';
import { Archive } from '../../src/core/archive/archive';
import type { Entity } from '../../src/core/archive/entity';
import { read } from '../../src/core/reading/read';
import { marked, markedFile } from './support/marked';

const SOURCES: Record<string, string> = {
  'a.txt':
    'date: 2023-01-10\n---\nLe port de [LOC|Nador] attend\n\nLe port de [LOC|Nador] attend toujours. [ORG|Fluvia] hésite, selon [PER|Omar Tazi].\n',
  'b.txt':
    "date: 2024-05-02\n---\nFret\n\n[ORG|Fluvia], filiale du transporteur [ORG|Atlas Cargo], livre [LOC|Nador]. Chez [ORG|Fluvia], on s'en félicite.\n",
  'c.txt':
    'Sans date\n\nÀ [LOC|Nador], [ORG|Fluvia] recrute. [PROD|Mastercard] aussi, ou [PROD|Master Card].\n',
};

function archiveOf(sources: Record<string, string>): { archive: Archive; index: NameIndex } {
  const index = new NameIndex();
  const archive = new Archive(index);
  for (const [uri, source] of Object.entries(sources)) archive.insert(markedFile(uri, source));
  return { archive, index };
}

const { archive, index } = archiveOf(SOURCES);
const entity = (id: string): Entity => archive.entity(id)!;
const textOf = (uri: string, { start, end }: { start: number; end: number }): string =>
  marked(SOURCES[uri]!).text.slice(start, end);

describe('listEntities', () => {
  const names = (sort: 'mentions' | 'name' | 'recent', filter = '', type: Entity['type'] = 'ORG'): string[] =>
    listEntities(archive, { type, sort, filter }).entities.map(({ name }) => name);
  it('sorts by mentions', () => assert.deepEqual(names('mentions'), ['Fluvia', 'Atlas Cargo']));
  it('sorts by name', () => assert.deepEqual(names('name'), ['Atlas Cargo', 'Fluvia']));
  it('sorts by latest article, then by mentions', () =>
    assert.deepEqual(names('recent'), ['Fluvia', 'Atlas Cargo']));
  it('sorts numbers by their size', () => {
    const numbered = new Archive();
    numbered.insert(
      markedFile('n.txt', 'Titre\n\nLes [EVENT|Nuits 10], [EVENT|Nuits 9], [EVENT|Nuits bleues].\n'),
    );
    const { entities } = listEntities(numbered, { type: 'EVENT', sort: 'name', filter: '' });
    assert.deepEqual(
      entities.map(({ name }) => name),
      ['Nuits 9', 'Nuits 10', 'Nuits bleues'],
    );
  });
  it('gives a page of a list, its length, and the place of an entity in it', () => {
    const query = { type: 'ORG', sort: 'mentions', filter: '' } as const;
    const { total, entities } = listEntities(archive, query, 1, 1);
    assert.equal(total, 2);
    assert.deepEqual(
      entities.map(({ name }) => name),
      ['Atlas Cargo'],
    );
    assert.equal(placeInList(archive, query, 'org:atlas-cargo'), 1);
    assert.equal(placeInList(archive, query, 'loc:nador'), -1);
  });
  it('leaves out what is named once and not surely, unless asked', () => {
    const unsure = new Archive();
    const record = markedFile('u.txt', 'Titre\n\nChez [ORG|Fluvia], rien.\n', 0.4);
    unsure.insert(record);
    const query = { type: 'ORG', sort: 'name', filter: '' } as const;
    assert.equal(listEntities(unsure, query).total, 0);
    assert.equal(listEntities(unsure, { ...query, uncertain: true }).total, 1);
    unsure.insert(markedFile('v.txt', 'Titre\n\n[ORG|Fluvia] encore.\n', 0.4));
    assert.equal(listEntities(unsure, query).total, 1, 'twice is enough');
  });
  it('filters by the beginning of any word', () => assert.deepEqual(names('name', 'carg'), ['Atlas Cargo']));
  it('filters by every word, in any order', () =>
    assert.deepEqual(names('name', 'CARGO átlas'), ['Atlas Cargo']));
  it('filters by aliases', () => assert.deepEqual(names('name', 'master', 'PROD').length, 1));
  it('finds nothing for a word inside', () => assert.deepEqual(names('name', 'argo'), []));
});

describe('places', () => {
  it('introduces with the sentence that explains', () => {
    const [place] = introductionsOf(archive, entity('org:fluvia'));
    assert.equal(place?.uri, 'b.txt');
    assert.match(textOf('b.txt', place.sentence), /^Fluvia, filiale/);
  });
  it('introduces with the earliest sentence of an article when none explains', () => {
    const places = introductionsOf(archive, entity('loc:nador'));
    assert.equal(places.length, 1);
    assert.equal(places[0]!.uri, 'a.txt');
  });
  it('gives one recent sentence an article, the introduction not among them', () => {
    const introduction = introductionsOf(archive, entity('org:fluvia'))[0];
    const places = recentPlaces(archive, entity('org:fluvia'), 3, introduction);
    assert.deepEqual(
      places.map(({ uri }) => uri),
      ['b.txt', 'a.txt', 'c.txt'],
    );
    assert.match(textOf('b.txt', places[0]!.sentence), /^Chez Fluvia/);
  });
  it('groups mentions by sentence', () => {
    const sentences = sentencesOf(
      archive,
      entity('prod:mastercard') ?? entity('prod:master-card'),
      'c.txt',
      0,
    );
    assert.equal(sentences.length, 1);
    assert.deepEqual(
      sentences[0]!.mentions.map((span) => textOf('c.txt', span)),
      ['Mastercard', 'Master Card'],
    );
  });
});

describe('neighboursOf', () => {
  it('counts shared articles', () => {
    const [first] = neighboursOf(archive, entity('org:fluvia'), 5);
    assert.equal(first?.entity.id, 'loc:nador');
    assert.equal(first.articles, 3);
  });
});

describe('outlineOf', () => {
  it('lists the articles of a file with their entities, most mentioned first', () => {
    const [article] = outlineOf(archive, 'a.txt');
    assert.equal(article?.title, 'Le port de Nador attend');
    assert.equal(article.date, '2023-01-10');
    assert.deepEqual(
      article.entities.map(({ entity: { name } }) => name),
      ['Nador', 'Fluvia', 'Omar Tazi'],
    );
  });
});

describe('knownNameAt', () => {
  const check = (line: string, offset: number, expected: string | undefined): void => {
    const found = knownNameAt(archive, line, offset);
    assert.equal(found && `${found.entity.id} ${line.slice(found.span.start, found.span.end)}`, expected);
  };
  it('knows a name of several words, wherever the cursor stands in it', () => {
    check('Selon ATLAS CARGO, rien.', 6, 'org:atlas-cargo ATLAS CARGO');
    check('Selon ATLAS CARGO, rien.', 17, 'org:atlas-cargo ATLAS CARGO');
  });
  it('takes no common word for a name', () => check('un fluvia quelconque', 4, undefined));
  it('knows nothing on white space, behind the end, in an empty line', () => {
    check('  Fluvia', 0, undefined);
    check('Fluvia', 60, undefined);
    check('', 0, undefined);
  });
});

describe('searchArchive', () => {
  const first = (query: string): string | undefined => {
    const hit = searchArchive(archive, index, query, 5)[0];
    return hit && (hit.kind === 'entity' ? hit.entity.id : `${hit.file.uri}#${hit.index}`);
  };
  const cases: [string, string | undefined][] = [
    ['fluvia', 'org:fluvia'],
    ['FLÚVIA', 'org:fluvia'],
    ['fluv', 'org:fluvia'],
    ['fluvai', 'org:fluvia'],
    ['fulv', 'org:fluvia'],
    ['flvuai', undefined],
    ['fluvja', 'org:fluvia'],
    ['tazi', 'per:omar-tazi'],
    ['atlas carg', 'org:atlas-cargo'],
    ['atlas c', 'org:atlas-cargo'],
    ['atlas x', undefined],
    ['atlas de', 'org:atlas-cargo'],
    ['port a', 'a.txt#0'],
    ['fl', 'org:fluvia'],
    ['xy', undefined],
    ['port attend', 'a.txt#0'],
    ['inconnu', undefined],
  ];
  for (const [query, expected] of cases)
    it(JSON.stringify(query), () => assert.equal(first(query), expected));
  it('gives the most mentioned for an empty query', () => {
    assert.deepEqual(
      searchArchive(archive, index, '', 2)
        .map((hit) => hit.kind === 'entity' && hit.entity.id)
        .sort(),
      ['loc:nador', 'org:fluvia'],
    );
  });
});

describe('excerpt', () => {
  const check = (
    source: string,
    format: 'text' | 'markdown' | 'html',
    name: string,
    max: number,
    expected: string,
  ): void => {
    const start = source.indexOf(name);
    const file = read(source, format);
    const { text, highlights } = excerpt(
      file,
      { start: 0, end: source.length },
      [{ start, end: start + name.length }],
      max,
    );
    const [mark] = highlights;
    assert.equal(
      mark
        ? `${text.slice(0, mark.start)}[${text.slice(mark.start, mark.end)}]${text.slice(mark.end)}`
        : text,
      expected,
    );
  };
  it('collapses white space', () =>
    check('Chez  Fluvia,\n on rit.', 'text', 'Fluvia', 100, 'Chez [Fluvia], on rit.'));
  it('leaves markup out', () => {
    check('Chez **Fluvia**, on rit.', 'markdown', 'Fluvia', 100, 'Chez [Fluvia], on rit.');
    check('<p>Chez <b>Fluvia</b>, on&nbsp;rit.</p>', 'html', 'Fluvia', 100, 'Chez [Fluvia], on rit.');
  });
  it('cuts long sentences around the name', () =>
    check(
      'Un deux trois quatre cinq Fluvia six sept huit neuf dix.',
      'text',
      'Fluvia',
      24,
      '…re cinq [Fluvia] six sept…',
    ));
});

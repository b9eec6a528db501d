import assert from 'node:assert/strict';
import { Completer } from '../../src/core/answers/completion';
import { HouseForms } from '../../src/core/answers/houseForms';
import { NameIndex } from '../../src/core/answers/nameIndex';
import { isProse, typedNames } from '../../src/core/answers/typedName';
import { Archive, observers } from '../../src/core/archive/archive';
import { applyDecision } from '../../src/core/decisions/apply';
import { joinDecisions } from '../../src/core/decisions/decisionSet';
import type { Decision } from '../../src/core/decisions/action';
import { parseDecisions } from '../../src/core/decisions/parse';
import { formatOf } from '../../src/core/reading/format';
import { markedFile } from './support/marked';

const BANK = '[ORG|Banque centrale de Lumine]';
const UNION = '[ORG|Confédération des ateliers de Lumine] ([ORG|CADL])';
const SOURCES = {
  'a.txt': `Un\n\nLa ${BANK} et la ${UNION}. [ORG|Fluvia Télécom] aussi, chez [PER|Omar Tazi].\n`,
  'b.txt': `Deux\n\nLa ${BANK} et le [EVENT|forum e-santé]. La [ORG|CADL] et la [ORG|CADL], [ORG|Fluvia Télécom].\n`,
  'c.txt': `Trois\n\nLa ${BANK}. Le [EVENT|forum e-santé], [ORG|Fluvia Telecom], [ORG|Fluvia Télécom].\n`,
  'd.txt':
    'Quatre\n\nLe [ORG|Centre de Lumine], le [ORG|Centre de Lumine]. La [LOC|Bantia], la [LOC|Bantia]. Le [ORG|ministère de la Brume], [ORG|ministère de la Brume].\n',
};

interface Built {
  readonly archive: Archive;
  readonly index: Completer;
}

function built(sources: Record<string, string> = SOURCES, ...decisions: Decision[]): Built {
  const names = new NameIndex();
  const houseForms: HouseForms = new HouseForms(() => archive, names);
  const index = new Completer(names, houseForms);
  const archive: Archive = new Archive(observers(names, houseForms));
  for (const [uri, source] of Object.entries(sources)) archive.insert(markedFile(`file:///w/${uri}`, source));
  let file: string | undefined;
  for (const decision of decisions) {
    const applied = applyDecision(file, decision);
    assert.ok('text' in applied, JSON.stringify(applied));
    file = applied.text;
  }
  archive.decide(joinDecisions([{ folder: 'file:///w', decisions: parseDecisions(file ?? '').decisions }]));
  return { archive, index };
}

/** The line as it is when each completion is taken. */
function check({ archive, index }: Built, before: string, expected: string[], limit = 10): void {
  const { items } = index.complete(archive, typedNames(before), limit);
  assert.deepEqual(
    items.map(({ text, typed }) => before.slice(0, typed.start) + text),
    expected,
    before,
  );
}

describe('Completion', () => {
  const plain = built();

  it('goes on from three letters, the most used first', () => {
    check(plain, 'Selon la Ba', []);
    check(plain, 'Selon la Ban', ['Selon la Banque centrale de Lumine', 'Selon la Bantia']);
    check(plain, 'Selon la Bantu', []);
  });

  it('takes in the words before', () => {
    check(plain, 'Selon la Banque Cen', ['Selon la Banque centrale de Lumine']);
    check(plain, 'La Banque Cen', ['La Banque centrale de Lumine']);
    check(plain, 'Le centre', []);
    check(plain, 'Le Centre', ['Le Centre de Lumine']);
    check(plain, 'Selon la Banque ', ['Selon la Banque centrale de Lumine']);
    check(plain, 'Selon la Banque, Cen', ['Selon la Banque, Centre de Lumine']);
    check(plain, 'L’été d’Omar T', ['L’été d’Omar Tazi']);
  });

  it('does not mind accents and case, and gives the house spelling', () => {
    check(plain, 'Chez FLUVIA TELE', ['Chez Fluvia Télécom']);
    check(plain, 'Chez Flúvia', ['Chez Fluvia Télécom']);
    check(plain, 'Chez Fluvia Telecom', ['Chez Fluvia Télécom']);
    check(plain, 'Chez Fluvia Télécom', []);
  });

  it('writes the form that is typed: full name or acronym', () => {
    check(plain, 'La CAD', ['La CADL']);
    check(plain, 'La Conf', ['La Confédération des ateliers de Lumine']);
  });

  it('completes small letters to names that the archive writes so', () => {
    check(plain, 'le forum e-s', ['le forum e-santé']);
    check(plain, 'le min', ['le ministère de la Brume']);
    check(plain, 'Min', ['Ministère de la Brume']);
    check(plain, 'la ban', []);
  });

  it('says when there are more', () => {
    const { items, cut } = plain.index.complete(plain.archive, typedNames('Ban'), 1);
    assert.deepEqual([items.length, cut], [1, true]);
    assert.equal(plain.index.complete(plain.archive, typedNames('Ban'), 2).cut, false);
  });

  it('holds to what the user decided', () => {
    const fluvia = { name: 'Fluvia Télécom', type: 'ORG' } as const;
    const renamed = built(SOURCES, { kind: 'rename', entity: fluvia, name: 'FluviaTel' });
    check(renamed, 'Chez Fluv', ['Chez FluviaTel', 'Chez Fluvia Télécom']);
    const aliased = built(SOURCES, { kind: 'alias', entity: fluvia, alias: 'Grand Câble' });
    check(aliased, 'Le Gra', ['Le Grand Câble']);
    const hidden = built(SOURCES, { kind: 'hide', entity: fluvia });
    check(hidden, 'Chez Fluv', []);
  });

  it('leaves out what was seen once and not surely, and forms used once', () => {
    const { archive, index } = built({
      'a.txt': 'Un\n\n[PER|Omar Tazi] vient. [PER|Tazi] part. [PER|O. Tazi] revient.\n',
    });
    archive.insert(markedFile('file:///w/u.txt', 'Deux\n\nChez [ORG|Bruvia], rien.\n', 0.4));
    check({ archive, index }, 'Bru', []);
    check({ archive, index }, 'Taz', []);
    check({ archive, index }, 'Oma', ['Omar Tazi']);
    archive.insert(markedFile('file:///w/v.txt', 'Trois\n\nChez [ORG|Bruvia], rien.\n', 0.4));
    check({ archive, index }, 'Bru', ['Bruvia']);
    archive.remove('file:///w/a.txt');
    check({ archive, index }, 'Oma', []);
  });

  it('answers with what it has while changes wait', () => {
    const { archive, index } = built();
    assert.deepEqual(
      index.complete(archive, typedNames('Ban'), 10, () => true),
      { items: [], cut: true },
    );
    let left = 1000;
    assert.equal(index.complete(archive, typedNames('Ban'), 10, () => left-- === 0).items.length, 2);
  });
});

describe('typedNames', () => {
  const checkTyped = (before: string, expected: string[]): void =>
    assert.deepEqual(
      typedNames(before).map(({ text }) => text),
      expected,
      before,
    );
  it('begins at each word that may open a name', () => {
    checkTyped('Hier, la Banque Cen', ['la Banque Cen', 'Banque Cen', 'Cen']);
    checkTyped('(CGE', ['CGE']);
    checkTyped('d’Omar', ['d’Omar', 'Omar']);
    checkTyped('Saint-Lou', ['Saint-Lou']);
    checkTyped('**Flu', ['Flu']);
    checkTyped('une _Flu', ['Flu']);
    checkTyped('', []);
    checkTyped(`${'mot '.repeat(100)}Flu`, [
      ...Array.from({ length: 8 }, (_, i) => `${'mot '.repeat(8 - i)}Flu`),
      'Flu',
    ]);
  });
  it('finds none in addresses, handles, paths and tags', () => {
    for (const before of [
      'https://site.example/la-Ban',
      'www.Ban',
      '#Ban',
      '@Ban',
      'jean@Ban',
      'a/Ban',
      '<Ban',
      'a_Ban',
      'x.Ban',
    ])
      checkTyped(before, []);
  });
});

describe('isProse', () => {
  /** At the mark. */
  const checkProse = (name: string, marked: string, expected: boolean): void => {
    const end = marked.indexOf('|');
    const start = marked.lastIndexOf('Ban', end);
    assert.equal(isProse(marked.replace('|', ''), formatOf(name)!, { start, end }), expected, marked);
  };
  it('tells prose from code, markup and keys', () => {
    checkProse('a.txt', 'La Ban|', true);
    checkProse('a.txt', '---\nBan|: x\n---\n\nTexte\n', false);
    checkProse('a.md', '---\ntitle: La Ban|\n---\n\nTexte\n', true);
    checkProse('a.md', '---\ntags:\n  - Ban|\n---\n\nTexte\n', true);
    checkProse('a.md', '---\nBan|: x\n---\n\nTexte\n', false);
    checkProse('a.md', '# La Ban|\n', true);
    checkProse('a.md', 'Un *accord avec Ban|* hier\n', true);
    checkProse('a.md', 'Le code `Ban|` ici\n', false);
    checkProse('a.md', 'Le code `x` de Ban|\n', true);
    checkProse('a.md', 'Voir [la page](Ban|\n', false);
    checkProse('a.md', 'Texte\n\n```\nBan|\n```\n', false);
    checkProse('a.md', 'Texte\n\n    Ban|\n', false);
    checkProse('a.md', 'Texte <!-- Ban| -->\n', false);
    checkProse('a.html', '<p>Texte de Ban|</p>', true);
    checkProse('a.html', '<p>Texte de Ban|', true);
    checkProse('a.html', '<p title="Ban|">Texte</p>', false);
    checkProse('a.html', '<p title="Ban|', false);
    checkProse('a.html', '<p><code>Ban|</code></p>', false);
    checkProse('a.html', '<p><code>x</code> Ban|</p>', true);
    checkProse('a.html', '<script>const Ban| = 1;</script><p>Texte</p>', false);
    checkProse('a.html', '<!-- Ban| --><p>Texte</p>', false);
  });
});

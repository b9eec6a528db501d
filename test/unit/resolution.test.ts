import assert from 'node:assert/strict';
import { canonicalForm } from '../../src/core/resolution/canonical';
import { NameGraph } from '../../src/core/resolution/graph';
import { entityId, nameKey } from '../../src/core/resolution/key';
import { resolveArticle } from '../../src/core/resolution/local';
import type { EntityType } from '../../src/core/model';
import { marked } from './support/marked';

describe('nameKey', () => {
  const cases: [string, EntityType, string][] = [
    ['Groupe OCP', 'ORG', 'ocp'],
    ['OCP Group', 'ORG', 'ocp'],
    ['OCP S.A.', 'ORG', 'ocp'],
    ['Groupe Banque Centrale Populaire', 'ORG', 'banque centrale populaire'],
    ['Retail Group', 'ORG', 'retail group'],
    ['Zellige Atlas SARL', 'ORG', 'zellige atlas'],
    ['Zellige Atlas S.A.R.L. AU', 'ORG', 'zellige atlas'],
    ['SA', 'ORG', 'sa'],
    ['Groupe', 'ORG', 'groupe'],
    ['Nadia Spa', 'PER', 'nadia spa'],
    ['Maroc Télécommerce', 'ORG', 'maroc telecommerce'],
  ];
  for (const [surface, type, key] of cases)
    it(`${type} ${surface}`, () => assert.equal(nameKey(surface, type), key));

  it('gives readable, stable ids', () =>
    assert.equal(entityId('ORG', nameKey('Maroc Telecom', 'ORG')), 'org:maroc-telecom'));
});

/** The names that a marked text speaks of, each as its spellings joined by ` = `, sorted. */
function check(source: string, expected: string[], date?: string): void {
  const { text, mentions, glosses } = marked(source);
  const { names } = resolveArticle(text, mentions, glosses, { date });
  const found = names
    .map((name) =>
      name.forms
        .map((form) => form.surface)
        .sort()
        .join(' = '),
    )
    .sort();
  assert.deepEqual(found, [...expected].sort());
}

describe('resolveArticle', () => {
  it('takes spellings that differ in case, accents, hyphens for one name', () =>
    check('[ORG|Maroc Télécommerce] et [ORG|MAROC TELECOMMERCE], [ORG|Maroc-Telecommerce].', [
      'MAROC TELECOMMERCE = Maroc Télécommerce = Maroc-Telecommerce',
    ]));
  it('joins an acronym to the name that explains it', () =>
    check("L'[ORG|Agence des eaux du Sud] ([ORG|AES]) agit. L'[ORG|AES] paie.", [
      'AES = Agence des eaux du Sud',
    ]));
  it('joins a surname to the only person who bears it', () =>
    check('[PER|Amal El Fassi] parle. [PER|El Fassi] répond. [PER|Fassi] sort.', [
      'Amal El Fassi = El Fassi = Fassi',
    ]));
  it('leaves a surname alone when two persons bear it', () =>
    check('[PER|Amal Tazi] et [PER|Omar Tazi]. [PER|Tazi] rit.', ['Amal Tazi', 'Omar Tazi', 'Tazi']));
  it('joins one word of a person’s name to the only person who bears it', () =>
    check('[PER|Nadia Berrada Tahiri]. [PER|Nadia] rit, [PER|Berrada] aussi.', [
      'Berrada = Nadia = Nadia Berrada Tahiri',
    ]));
  it('joins initials to the only person they fit', () =>
    check(
      '[PER|Karim Zemrani-Ouali] et [PER|Ines Belkora]. [PER|K. Z.-O.] : oui. [PER|I. Belkora] : non. [PER|K. Zemrani] : si.',
      ['I. Belkora = Ines Belkora', 'K. Z.-O. = K. Zemrani = Karim Zemrani-Ouali'],
    ));
  it('leaves initials alone that fit two persons', () =>
    check('[PER|Karim Zemrani], [PER|Kenza Zemrani], [PER|K. Zemrani].', [
      'K. Zemrani',
      'Karim Zemrani',
      'Kenza Zemrani',
    ]));
  it('joins a surname written with and without its particle, but no two surnames', () =>
    check('[PER|Omar El Jabri], [PER|Omar Jabri], [PER|Omar Nour Jabri].', [
      'Omar El Jabri = Omar Jabri',
      'Omar Nour Jabri',
    ]));
  it('joins an event without a year to its only edition', () =>
    check('Au [EVENT|Salon Atlas 2024], le [EVENT|Salon Atlas] ouvre.', ['Salon Atlas = Salon Atlas 2024']));
  it('leaves it alone between two editions', () =>
    check('[EVENT|Salon Atlas 2023], [EVENT|Salon Atlas 2024], [EVENT|Salon Atlas].', [
      'Salon Atlas',
      'Salon Atlas 2023',
      'Salon Atlas 2024',
    ]));
  it('joins an acronym to the only full name with its initials, unexplained', () =>
    check('[ORG|Atlas Fintech Center] ouvre. [ORG|AFC] recrute.', ['AFC = Atlas Fintech Center']));
  it('knows that VI is 6 in acronyms', () =>
    check('[ORG|Université Hassan VI Polytechnique], [ORG|UH6P].', [
      'UH6P = Université Hassan VI Polytechnique',
    ]));
  it('leaves an acronym alone when two names fit', () =>
    check('[ORG|Atlas Fintech Center], [ORG|Atlas Food Company]. [ORG|AFC].', [
      'AFC',
      'Atlas Fintech Center',
      'Atlas Food Company',
    ]));
  it('joins part of an event’s name to the only fuller one', () =>
    check('[EVENT|Salon Atlas Africa 2024], [EVENT|Salon 2024], [EVENT|Salon], [EVENT|Forum Atlas].', [
      'Forum Atlas',
      'Salon = Salon 2024 = Salon Atlas Africa 2024',
    ]));
  it('joins the beginning of an institution’s name to the whole', () =>
    check('Le [ORG|ministère de l’Eau et de la Forêt], puis le [ORG|ministère de l’Eau].', [
      'ministère de l’Eau = ministère de l’Eau et de la Forêt',
    ]));
  it('keeps subsidiaries and banks of a region apart from their parents', () =>
    check('[ORG|Fluvia Maroc], [ORG|Fluvia], [ORG|Banque atlas], [ORG|Banque atlas de Fès].', [
      'Banque atlas',
      'Banque atlas de Fès',
      'Fluvia',
      'Fluvia Maroc',
    ]));
  it('joins a company’s short name to the one that adds its kind only', () =>
    check('[ORG|Zelmat] et [ORG|Zelmat Technologies], [ORG|Fluvia], [ORG|Fluvia Cargo].', [
      'Fluvia',
      'Fluvia Cargo',
      'Zelmat = Zelmat Technologies',
    ]));
  it('joins a town to the only club that bears its name', () =>
    check('[ORG|Racing Zaouia] bat [ORG|AS Merzine]. [ORG|Zaouia] mène, [ORG|Merzine] recule.', [
      'AS Merzine = Merzine',
      'Racing Zaouia = Zaouia',
    ]));
  it('joins names that differ by small words', () =>
    check('[ORG|Caisse des ports du Sud], [ORG|Caisse de ports Sud].', [
      'Caisse de ports Sud = Caisse des ports du Sud',
    ]));
  it('joins acronyms with small words, signs and places', () =>
    check(
      '[ORG|Crédit Rural d’Al Zohra], [ORG|CRAZ]. [ORG|Quais & Marchés], [ORG|Q&M]. [ORG|Office régional des eaux de Zagmar], [ORG|ORE Zagmar], [ORG|ORE].',
      [
        'CRAZ = Crédit Rural d’Al Zohra',
        'ORE = ORE Zagmar = Office régional des eaux de Zagmar',
        'Q&M = Quais & Marchés',
      ],
    ));
  it('joins an event’s acronym of a year to its full name, not to that of another year', () =>
    check('[EVENT|Foire internationale de Zagmar 2024] et [EVENT|FIZ 2024], puis [EVENT|FIZ 2025].', [
      'FIZ 2024 = Foire internationale de Zagmar 2024',
      'FIZ 2025',
    ]));
  it('joins a numbered edition to the event of a dated article', () =>
    check(
      'La [EVENT|16e édition du Salon Atlas] et le [EVENT|Salon Atlas]. [EVENT|XIVes Jeux du Rif], [EVENT|XVes Jeux du Rif].',
      ['16e édition du Salon Atlas = Salon Atlas', 'XIVes Jeux du Rif', 'XVes Jeux du Rif'],
      '2024-05-02',
    ));
  it('joins an event with and without the head of its name', () =>
    check(
      '[EVENT|Mawja] ouvre. Le [EVENT|festival Mawja] ferme. Le [EVENT|forum Zelmat], le [EVENT|salon Zelmat].',
      ['Mawja = festival Mawja', 'forum Zelmat', 'salon Zelmat'],
    ));
  it('keeps types apart', () => check('[ORG|Safran] et [LOC|Safran].', ['Safran', 'Safran']));
});

describe('canonicalForm', () => {
  const cases: [Record<string, number>, string, EntityType?][] = [
    [{ 'BANQUE DU DETROIT': 5, 'Banque du Détroit': 1 }, 'Banque du Détroit'],
    [{ 'Banque du Detroit': 2, 'Banque du Détroit': 2 }, 'Banque du Détroit'],
    [{ OCP: 3, Ocp: 1 }, 'OCP'],
    [{ RABAT: 3, Rabat: 1 }, 'Rabat', 'LOC'],
    [{ USA: 3, Usa: 1 }, 'USA', 'LOC'],
    [{ 'Maroc telecom': 1, 'Maroc Telecom': 4 }, 'Maroc Telecom'],
  ];
  for (const [forms, expected, type = 'ORG'] of cases) {
    it(Object.keys(forms).join(', '), () => {
      const list = Object.entries(forms).map(([surface, count]) => ({ surface, count }));
      assert.equal(canonicalForm(type, list), expected);
      assert.equal(canonicalForm(type, list.reverse()), expected, 'whatever the order');
    });
  }
});

describe('NameGraph', () => {
  it('follows an acronym to the expansion of most articles', () => {
    const graph = new NameGraph();
    graph.count('ORG|cmi', 3);
    graph.link('ORG|cmi', 'ORG|centre monetique', 2);
    graph.link('ORG|cmi', 'ORG|conseil des mines', 1);
    assert.equal(graph.root('ORG|cmi'), 'ORG|centre monetique');
    graph.link('ORG|cmi', 'ORG|centre monetique', -2);
    assert.equal(graph.root('ORG|cmi'), 'ORG|conseil des mines');
    graph.link('ORG|cmi', 'ORG|conseil des mines', -1);
    assert.equal(graph.root('ORG|cmi'), 'ORG|cmi');
  });

  it('joins organisations that differ by small words and plurals only, but no persons', () => {
    const graph = new NameGraph();
    graph.count('ORG|agence du developpement du digital', 2);
    graph.count('ORG|agence de developpement du digital', 1);
    graph.count('ORG|agences de developpement digital', 1);
    assert.equal(graph.members('ORG|agence du developpement du digital').length, 3);
    graph.count('PER|omar el alami', 1);
    graph.count('PER|omar alami', 1);
    assert.equal(graph.root('PER|omar alami'), 'PER|omar alami');
  });

  it('joins names that differ by spaces only, under the most mentioned', () => {
    const graph = new NameGraph();
    graph.count('ORG|master card', 1);
    graph.count('ORG|mastercard', 2);
    assert.equal(graph.root('ORG|master card'), 'ORG|mastercard');
    assert.deepEqual(graph.members('ORG|mastercard').sort(), ['ORG|master card', 'ORG|mastercard']);
    graph.count('ORG|mastercard', -2);
    assert.equal(graph.root('ORG|master card'), 'ORG|master card');
  });

  it('ends on names that explain each other in a circle', () => {
    const graph = new NameGraph();
    graph.link('ORG|b', 'ORG|c', 1);
    graph.link('ORG|c', 'ORG|a', 1);
    graph.link('ORG|a', 'ORG|b', 1);
    assert.equal(graph.root('ORG|b'), 'ORG|a');
    assert.equal(graph.root('ORG|c'), 'ORG|a');
    assert.deepEqual(graph.members('ORG|a').sort(), ['ORG|a', 'ORG|b', 'ORG|c']);
  });
});

import assert from 'node:assert/strict';
import type { Format } from '../../src/core/model';
import { read } from '../../src/core/reading/read';

const A =
  'Le conseil de la coopérative a décidé de reporter au printemps l’ouverture de la nouvelle halle. Les travaux reprendront dès que le budget aura été voté par les communes voisines.';
const B =
  'La grue du pont est restée muette toute la matinée, faute d’un grutier. Le chantier, lancé en janvier, a pris six semaines de retard, a reconnu le maître d’œuvre devant la presse.';
const C =
  'Les dockers ont voté la reprise à main levée. Le premier navire, chargé de blé, est attendu dans la nuit au quai 4, selon la capitainerie, qui prévoit deux autres escales avant dimanche.';

/** What the articles of a text are, `first line-last line | date | title | place`. */
function check(source: string, expected: readonly string[], format: Format = 'text'): void {
  const line = (offset: number): number => source.slice(0, offset).split('\n').length;
  assert.deepEqual(
    read(source, format).articles.map(
      ({ span, date, title, place }) =>
        `${line(span.start)}-${line(span.end)} | ${date ?? '-'} | ${title ?? '-'} | ${place ?? '-'}`,
    ),
    expected,
  );
}

describe('reading: dispatches', () => {
  it('agency, initials', () =>
    check(
      `La halle attendra\nSalé, 16 avr. 2025 (MAP) - ${A}\n${B}\nMAP/nz\n\nLe port reprend\nNador, 17 avr. 2025 (MAP) - ${C}\nMAP/kt`,
      ['1-3 | 2025-04-16 | La halle attendra | Salé', '6-7 | 2025-04-17 | Le port reprend | Nador'],
    ));
  it('slug lines', () =>
    check(
      `AFP 161752 AVR 25\nMaroc-commerce\nLa halle attendra\nSALÉ, 16 avr 2025 (AFP) - ${A}\nnz/kt/AFP\nAFP 161830 AVR 25\nUn pont sans grue\nFès, 16 avr 2025 (AFP) - ${B}\nkt/nz/AFP`,
      ['2-4 | 2025-04-16T17:52 | Maroc-commerce | Salé', '7-8 | 2025-04-16T18:30 | Un pont sans grue | Fès'],
    ));
  it('numbers and end marks', () =>
    check(
      `MAP-0123\nLa halle attendra\n${A}\n-0-\nMAP-0124\nUn pont sans grue\n${B}\n-0-\nMAP-0125\nLe port reprend\n${C}\n-0-`,
      [
        '2-3 | - | La halle attendra | -',
        '6-7 | - | Un pont sans grue | -',
        '10-11 | - | Le port reprend | -',
      ],
    ));
  it('### between releases', () =>
    check(`La halle attendra\n\n${A}\n\n###\n\nUn pont sans grue\n\n${B}\n\n###`, [
      '1-3 | - | La halle attendra | -',
      '7-9 | - | Un pont sans grue | -',
    ]));
  it('-- between dispatches', () =>
    check(`La halle attendra\n${A}\n--\nUn pont sans grue\n${B}\n--\nLe port reprend\n${C}`, [
      '1-2 | - | La halle attendra | -',
      '4-5 | - | Un pont sans grue | -',
      '7-8 | - | Le port reprend | -',
    ]));
  it('datelines below headlines, nothing between', () =>
    check(
      `La halle attendra\n\nALGER, 16 avril 2025 (APS) – ${A}\n\n${B}\n\nLe port reprend\n\nORAN, 16 avril 2025 (APS) – ${C}`,
      ['1-5 | 2025-04-16 | La halle attendra | Alger', '7-9 | 2025-04-16 | Le port reprend | Oran'],
    ));
  it('takes with marks', () =>
    check(
      `La halle attendra\nSalé, 16 avr. 2025 (MAP) - ${A}\n(à suivre)\nMAP/nz\n\nLa halle attendra (2)\n${B}\n(fin)\nMAP/nz\n\nLe port reprend\nNador, 16 avr. 2025 (MAP) - ${C}\nMAP/kt`,
      ['1-7 | 2025-04-16 | La halle attendra | Salé', '11-12 | 2025-04-16 | Le port reprend | Nador'],
    ));
  it('takes with the same headline', () =>
    check(
      `MAP-0123 ECO\nLa halle attendra\nSalé, 16 avr. (MAP) - ${A}\nMAP/nz\n\nMAP-0124 ECO\nLa halle attendra (Lead)\nSalé, 16 avr. (MAP) - ${B}\nMAP/nz`,
      ['2-8 | - | La halle attendra | Salé'],
    ));
  it('takes under numbers', () =>
    check(`La halle attendra\nSalé, 16 avr. 2025 (MAP) - ${A}\n\n(2)\n${B}\n\nSUITE ET FIN\n${C}\nMAP/nz`, [
      '1-8 | 2025-04-16 | La halle attendra | Salé',
    ]));
  it('marks are no part of the text', () => {
    const source = `MAP-0123\nLa halle attendra\nSalé, 16 avr. 2025 (MAP) - ${A}\nMAP/nz`;
    const file = read(source, 'text');
    assert.deepEqual(
      file.passages.filter((p) => p.kind === 'boilerplate').map((p) => source.slice(p.start, p.end)),
      ['MAP-0123', 'MAP/nz'],
    );
  });
  it('briefs without headlines are one article', () =>
    check(`DÉPÊCHES\n\nSALÉ – ${A}\n\nNADOR – ${C}`, ['1-5 | - | DÉPÊCHES | Salé']));
  it('a dispatch that quotes another is one article', () =>
    check(`La halle attendra\n\nSalé, 16 avr. (MAP) – ${A}\n\nSelon l’AFP, ${B}\n\n${C}`, [
      '1-7 | - | La halle attendra | Salé',
    ]));
});

describe('reading: articles between rules', () => {
  for (const rule of ['---', '***', '====', '* * *', '________', '\f', '– – – –', '~~~~'])
    it(JSON.stringify(rule), () =>
      check(
        `La halle attendra\n\n${A}\n${rule}\nUn pont sans grue\n\n${B}\n${rule}\nLe port reprend\n\n${C}`,
        [
          '1-3 | - | La halle attendra | -',
          '5-7 | - | Un pont sans grue | -',
          '9-11 | - | Le port reprend | -',
        ],
      ),
    );
  it('a page break at the beginning of a line', () =>
    check(`La halle attendra\n\n${A}\n\fUn pont sans grue\n\n${B}`, [
      '1-3 | - | La halle attendra | -',
      '4-6 | - | Un pont sans grue | -',
    ]));
  it('bylines and dates below the headlines', () =>
    check(
      `La halle attendra\nPar Nadia Zemmouri, le 16 avril 2025\n\n${A}\n\n***\n\nUn pont sans grue\nPar Karim Tazi, le 17 avril 2025\n\n${B}`,
      ['1-4 | 2025-04-16 | La halle attendra | -', '8-11 | 2025-04-17 | Un pont sans grue | -'],
    ));
  it('parts without headlines are one article', () =>
    check(`La halle attendra\n\n${A}\n\n* * *\n\n${B}\n\n* * *\n\n${C}`, [
      '1-11 | - | La halle attendra | -',
    ]));
  it('what the article says of itself is no other article', () => {
    check(`La halle attendra\n\n${A}\n\n***\n\nÀ propos de la coopérative\n\n${B}`, [
      '1-9 | - | La halle attendra | -',
    ]);
    check(`La halle attendra\n\n${A}\n\n---\n\nRepères\n\n${C}`, ['1-9 | - | La halle attendra | -']);
  });
  it('rules in a table are none', () =>
    check(`La halle attendra\n\n${A}\n\nQuai   Navires\n----   -------\n4      2\n----\n5      1\n\n${B}`, [
      '1-11 | - | La halle attendra | -',
    ]));
  it('the head and the foot of the page are none', () =>
    check(`LE TÉMOIN\n====\nLa halle attendra\n\n${A}\n====\n© Le Témoin`, [
      '3-5 | - | La halle attendra | -',
    ]));
});

describe('reading: articles under headings', () => {
  it('each with a date', () =>
    check(
      `# La halle attendra\n\n16 avril 2025\n\n${A}\n\n# Un pont sans grue\n\n17 avril 2025\n\n${B}`,
      ['1-5 | 2025-04-16 | La halle attendra | -', '7-11 | 2025-04-17 | Un pont sans grue | -'],
      'markdown',
    ));
  it('each with a dateline', () =>
    check(
      `# La halle attendra\n\nSALÉ – ${A}\n\n# Le port reprend\n\nNADOR – ${C}`,
      ['1-3 | - | La halle attendra | Salé', '5-7 | - | Le port reprend | Nador'],
      'markdown',
    ));
  it('second-level ones with authors, under a page head', () =>
    check(
      `# Revue du 16 avril\n\n## La halle attendra\n\n*Par Nadia Zemmouri*\n\n${A}\n\n## Un pont sans grue\n\n*Par Karim Tazi*\n\n${B}`,
      ['3-7 | - | La halle attendra | -', '9-13 | - | Un pont sans grue | -'],
      'markdown',
    ));
  it('rules between', () =>
    check(
      `# La halle attendra\n\n${A}\n\n---\n\n# Un pont sans grue\n\n${B}`,
      ['1-3 | - | La halle attendra | -', '7-9 | - | Un pont sans grue | -'],
      'markdown',
    ));
  it('rules between second-level ones', () =>
    check(
      `## La halle attendra\n\n${A}\n\n---\n\n## Un pont sans grue\n\n${B}`,
      ['1-3 | - | La halle attendra | -', '7-9 | - | Un pont sans grue | -'],
      'markdown',
    ));
  it('a rule directly under a paragraph', () =>
    check(
      `**La halle attendra**\n\n${A}\n---\n**Un pont sans grue**\n\n${B}`,
      ['1-3 | - | La halle attendra | -', '5-7 | - | Un pont sans grue | -'],
      'markdown',
    ));
  it('in HTML', () =>
    check(
      `<body><h2>La halle attendra</h2><p class=d>16 avril 2025</p><p>${A}</p>\n<hr><h2>Un pont sans grue</h2><p class=d>17 avril 2025</p><p>${B}</p></body>`,
      ['1-1 | 2025-04-16 | La halle attendra | -', '2-2 | 2025-04-17 | Un pont sans grue | -'],
      'html',
    ));
  it('sections of one article', () => {
    check(
      `# La halle attendra\n\n${A}\n\n## Le pont\n\n${B}\n\n---\n\n## Le port\n\n${C}`,
      ['1-13 | - | La halle attendra | -'],
      'markdown',
    );
    check(
      `# La halle\n\n${A}\n\n# Le pont\n\n${B}\n\n# Le port\n\n${C}`,
      ['1-11 | - | La halle | -'],
      'markdown',
    );
  });
});

describe('reading: newsletters', () => {
  const HEAD = 'La lettre du port – n° 12\n\nBonjour à toutes et tous,\n\nVoici la semaine.\n\n';
  const FOOT = '\n\nÀ jeudi !\n\nVous recevez cette lettre parce que vous êtes abonné. Se désabonner.';
  it('numbered', () =>
    check(
      `${HEAD}1. La halle attendra\n${A}\n\n2. Un pont sans grue\n${B}\n\n3. Le port reprend\n${C}${FOOT}`,
      [
        '7-8 | - | La halle attendra | -',
        '10-11 | - | Un pont sans grue | -',
        '13-14 | - | Le port reprend | -',
      ],
    ));
  it('bulleted', () =>
    check(`${HEAD}• La halle attendra\n${A}\n\n• Un pont sans grue\n${B}${FOOT}`, [
      '7-8 | - | La halle attendra | -',
      '10-11 | - | Un pont sans grue | -',
    ]));
  it('under headings', () =>
    check(
      `# La lettre du port\n\nBonjour,\n\n## La halle attendra\n\n${A}\n\n## Un pont sans grue\n\n${B}\n\n[Se désabonner](x)`,
      ['5-7 | - | La halle attendra | -', '9-11 | - | Un pont sans grue | -'],
      'markdown',
    ));
  it('between rules', () =>
    check(`${HEAD}----\nLa halle attendra\n\n${A}\n----\nUn pont sans grue\n\n${B}\n----\nSe désabonner`, [
      '8-10 | - | La halle attendra | -',
      '12-14 | - | Un pont sans grue | -',
    ]));
  it('a numbered article is no newsletter', () =>
    check(`Trois raisons d’attendre\n\n1. La halle attendra\n${A}\n\n2. Un pont sans grue\n${B}`, [
      '1-7 | - | Trois raisons d’attendre | -',
    ]));
});

import assert from 'node:assert/strict';
import type { Format, ReadFile } from '../../src/core/model';
import { read } from '../../src/core/reading/read';

/** What the articles of a text are, `first line … last line | date | title | place`. */
function articles(source: string, format: Format = 'text'): string[] {
  const line = (offset: number): number => source.slice(0, offset).split('\n').length;
  return read(source, format).articles.map(
    ({ span, date, title, place }) =>
      `${line(span.start)}-${line(span.end)} | ${date ?? '-'} | ${title ?? '-'} | ${place ?? '-'}`,
  );
}

const check = (source: string, expected: readonly string[], format?: Format): void =>
  assert.deepEqual(articles(source, format), expected);

/** The texts of an article's body ranges. */
const body = (source: string, file: ReadFile): readonly (readonly string[])[] =>
  file.articles.map((a) => a.body.map((b) => source.slice(b.start, b.end)));

const PROSE =
  'Le conseil de la coopérative a décidé hier, à la surprise générale, de reporter au printemps l’ouverture de la nouvelle halle. ' +
  'Les travaux reprendront dès que le budget aura été voté par les communes voisines.';

describe('reading: one article a file', () => {
  it('title and text', () => check(`La halle attendra\n\n${PROSE}`, ['1-3 | - | La halle attendra | -']));
  it('bare prose has no title', () => check(`${PROSE}\nEnsuite. ${PROSE}`, ['1-2 | - | - | -']));
  it('a title said twice', () =>
    check(`La halle attendra.\n\nLa halle attendra.\n\n${PROSE}`, ['1-5 | - | La halle attendra. | -']));
  it('a section name above the title', () =>
    check(`ÉCONOMIE\n\nLa halle attendra\n\n${PROSE}`, ['3-5 | - | La halle attendra | -']));
  it('a label above the title', () =>
    check(`COMMUNIQUÉ DE PRESSE\n\nLa grande halle attendra\n\n${PROSE}`, [
      '3-5 | - | La grande halle attendra | -',
    ]));
  it('a headline in capitals above another', () =>
    check(`LA HALLE ROUVRE\n\nUn retard de deux ans, un surcoût de dix millions\n\n${PROSE}`, [
      '1-5 | - | LA HALLE ROUVRE | -',
    ]));
  it('a title of one word and a full stop', () =>
    check(`Reportée.\n\n${PROSE}`, ['1-3 | - | Reportée. | -']));
  it('a sentence of one word in its paragraph is no title', () =>
    check(`Oui.\n${PROSE}`, ['1-2 | - | - | -']));
  it('a caption above the headline', () =>
    check(
      `![La halle et son horloge](h.jpg)\n\n# La halle attendra\n\n${PROSE}`,
      ['3-5 | - | La halle attendra | -'],
      'markdown',
    ));
  it('header lines', () =>
    check(`titre: La halle\ndate: 2024-05-06\nlieu: Salé\n---\n${PROSE}`, [
      '5-5 | 2024-05-06 | La halle | Salé',
    ]));
  it('front matter', () =>
    check(
      `---\ntitle: "La halle"\ndate: 2024-05-06 10:30\nplace: Salé\n---\n\n${PROSE}`,
      ['7-7 | 2024-05-06T10:30 | La halle | Salé'],
      'markdown',
    ));
  it('front matter and heading', () =>
    check(`---\ntitle: La halle\n---\n\n# La halle\n\n${PROSE}`, ['5-7 | - | La halle | -'], 'markdown'));
  it('nothing to read', () => check('', []));
  it('furniture around the article', () =>
    check(
      `Créez un compte gratuit\nSe connecter\n\nLa halle attendra\n\n${PROSE}\n\nÀ lire aussi\nLe marché rouvre\nUn pont pour l’oued\n\n© Le Témoin du Bouregreg. Tous droits réservés.`,
      ['4-6 | - | La halle attendra | -'],
    ));
  it('what stands under a signature rule or a copyright line', () => {
    check(`La halle attendra\n\n${PROSE}\n\n--\nLe Témoin - Rubrique Villes`, [
      '1-3 | - | La halle attendra | -',
    ]);
    check(`La halle attendra\n\n${PROSE}\n\n© Le Témoin\nSite fait à Salé.`, [
      '1-3 | - | La halle attendra | -',
    ]);
  });
  it('a pointer inside the article is not in its body', () => {
    const source = `La halle attendra\n\n${PROSE}\n\nLire aussi : Le marché rouvre\n\n${PROSE}`;
    assert.deepEqual(body(source, read(source, 'text')), [[`La halle attendra\n\n${PROSE}`, PROSE]]);
  });
  it('prose that begins like a button stays', () => {
    const line =
      'Suivez le guide : la visite de la halle commence au premier étage, où les artisans travaillent le cuir.';
    check(`La halle attendra\n\n${line}`, ['1-3 | - | La halle attendra | -']);
  });
});

describe('reading: dates', () => {
  const dated = (line: string, date: string): void => {
    it(line, () =>
      check(`La halle attendra\n${line}\n\n${PROSE}`, [`1-4 | ${date} | La halle attendra | -`]),
    );
  };
  dated('Publié dans Le Témoin le 08 - 11 - 2007', '2007-11-08');
  dated('Publié le 8 novembre 2007 à 17h05', '2007-11-08T17:05');
  dated('Par Nadia Zemmouri | Publié le 1er août 2019', '2019-08-01');
  dated('Mardi 3 juin 2025', '2025-06-03');
  dated('Par Nadia Zemmouri, le 12/03/2024 à 9:05', '2024-03-12T09:05');
  dated('Mis à jour le 5 mars 2021', '2021-03-05');
  dated('Publié le 31/02/2021', '-');
  dated('Les inscriptions, ouvertes le 8 novembre 2007 par la chambre des métiers, durent un an', '-');
  it('a date of the story is not the date of publication', () =>
    check(
      `La halle attendra\n\n${PROSE}\n\nLe décret publié au Bulletin officiel du 8 novembre 2007 le disait.`,
      ['1-5 | - | La halle attendra | -'],
    ));
});

describe('reading: datelines', () => {
  const placed = (start: string, place: string): void => {
    it(start, () =>
      check(`La halle attendra\n\n${start}${PROSE}`, [`1-3 | - | La halle attendra | ${place}`]),
    );
  };
  placed('RABAT – ', 'Rabat');
  placed('CASABLANCA - ', 'Casablanca');
  placed('Casablanca — ', 'Casablanca');
  placed('SIDI YAHIA – ', 'Sidi Yahia');
  placed('Rabat, 14 fév. (MAP) – ', 'Rabat');
  placed('Zouirat, 3 mai (AMI) – ', 'Zouirat');
  placed('Résultats – ', '-');
  placed('EXCLUSIF – ', '-');
  placed('La halle, dit-on – ', '-');
  placed('SOLIDARITÉ – ', '-');
  placed('AGRICULTURE – ', '-');
  placed('BOULANGERIES – ', '-');
  placed('NOTRE QUARTIER – ', '-');
  placed('SANTÉ PUBLIQUE – ', '-');
  placed('ARTISANS – Les artisans du quartier attendaient. ', '-');
  placed('MARTINIQUE – ', 'Martinique');
  placed('OULAD TEÏMA – ', 'Oulad Teïma');
  placed('Sion, 3 mars (ATS) - ', 'Sion');
});

describe('reading: live feeds', () => {
  const end = 'Nos alertes ne dorment jamais\nRejoignez la chaîne WhatsApp du Témoin\n© Le Témoin';
  const items = [
    ' 18-04 à 17:52 La halle ouvre',
    '17-04 à 09:05 Le pont attend',
    '16-04 à 8:00 Le port recrute',
  ];
  it('items with the title behind the stamp', () =>
    check(`SALON 2025\n\nLe direct\n\n${items.map((i) => `${i}\n\n${PROSE}\n\n${end}\n`).join('\n')}`, [
      '5-7 | 2025-04-18T17:52 | La halle ouvre | -',
      '13-15 | 2025-04-17T09:05 | Le pont attend | -',
      '21-23 | 2025-04-16T08:00 | Le port recrute | -',
    ]));
  it('what every item ends with is furniture', () => {
    const source = items.map((i) => `${i}\n\n${PROSE}\n\n${end}\n`).join('\n');
    assert.deepEqual(
      read(source, 'text')
        .passages.filter((p) => p.kind === 'boilerplate')
        .map((p) => source.slice(p.start, p.end)),
      [...end.split('\n'), ...end.split('\n'), ...end.split('\n')],
    );
  });
  it('stamp and title are passages of their own', () => {
    const source = `2025\n${items.join('\n')}`;
    const { passages } = read(source, 'text');
    assert.deepEqual(
      passages.slice(1, 3).map((p) => [p.kind, source.slice(p.start, p.end)]),
      [
        ['byline', '18-04 à 17:52'],
        ['title', 'La halle ouvre'],
      ],
    );
  });
  it('items of one line', () =>
    check(`SALON 2025\n${items.join('\n')}`, [
      '2-2 | 2025-04-18T17:52 | La halle ouvre | -',
      '3-3 | 2025-04-17T09:05 | Le pont attend | -',
      '4-4 | 2025-04-16T08:00 | Le port recrute | -',
    ]));
  it('stamps on a line of their own', () =>
    check(
      `date: 2024-11-13\nlieu: Salé\n---\n13/11 – 19:02\nLa halle ouvre\n${PROSE}\n\n13/11 – 18:11\nLe pont attend\n${PROSE}`,
      ['4-6 | 2024-11-13T19:02 | La halle ouvre | Salé', '8-10 | 2024-11-13T18:11 | Le pont attend | Salé'],
    ));
  it('an item that is a sentence has no title', () =>
    check(
      `SALON 2025\n\n18-04 à 17:52 C’est fini. Merci à tous.\n\n18-04 à 17:40 – La halle ferme\n${PROSE}`,
      ['3-3 | 2025-04-18T17:52 | - | -', '5-6 | 2025-04-18T17:40 | La halle ferme | -'],
    ));
  it('stamps that pass New Year', () =>
    check(`Direct 2025\n02-01 à 08:00 Un\n31-12 à 23:00 Deux`, [
      '2-2 | 2025-01-02T08:00 | Un | -',
      '3-3 | 2024-12-31T23:00 | Deux | -',
    ]));
  it('stamps with their year', () =>
    check(`18/04/2023 à 17h52 : Un titre\n17/04/2023 à 17h52 : Deux titres`, [
      '1-1 | 2023-04-18T17:52 | Un titre | -',
      '2-2 | 2023-04-17T17:52 | Deux titres | -',
    ]));
  it('bare times that run backward', () =>
    check(
      `date: 2025-09-05\ntitre: Le live\n---\n18:50 – Un soir\n${PROSE}\n\n17:35 – Un goûter\n${PROSE}\n\n16:20 – Un café\n${PROSE}`,
      [
        '4-5 | 2025-09-05T18:50 | Un soir | -',
        '7-8 | 2025-09-05T17:35 | Un goûter | -',
        '10-11 | 2025-09-05T16:20 | Un café | -',
      ],
    ));
  it('a programme is one article', () => {
    check(
      `Le programme de samedi\n\n09:00 – Accueil\n${PROSE}\n\n10:30 – Débat\n${PROSE}\n\n12:00 – Repas\n${PROSE}`,
      ['1-10 | - | Le programme de samedi | -'],
    );
    check(`L’agenda du mois\n\n12/05 à 18h30 – Conférence\n13/05 à 10h00 – Visite\n20/05 à 19h00 – Concert`, [
      '1-5 | - | L’agenda du mois | -',
    ]);
    check(`L’agenda du mois\n\n12 mai à 18h30 : conférence\n13 mai à 10h00 : visite`, [
      '1-4 | - | L’agenda du mois | -',
    ]);
  });
  it('a list of headlines with times is one article', () =>
    check(`Le fil\n18:04 Un pont\n17:41 Un port\n17:12 Une halle\n16:50 Un four`, ['1-5 | - | Le fil | -']));
  it('an interview is one article', () =>
    check(`Entretien\n\n${PROSE}\n\n- Et la halle ?\n\n- ${PROSE}`, ['1-7 | - | Entretien | -']));
  it('a feed in HTML', () =>
    check(
      `<main><h1>Salon 2025</h1>\n<ul><li>18-04 à 17:52 Un titre</li>\n<li>17-04 à 09:05 Deux titres</li></ul></main>`,
      ['2-2 | 2025-04-18T17:52 | Un titre | -', '3-3 | 2025-04-17T09:05 | Deux titres | -'],
      'html',
    ));
});

describe('reading: HTML pages', () => {
  const page = (head: string, content: string): string =>
    `<html lang="fr"><head>${head}</head>\n<body>\n${content}</body></html>`;
  it('heading, published time', () =>
    check(
      page(
        '<meta property="article:published_time" content="2024-05-06T10:30:00+01:00"><title>La halle | Le Témoin</title>',
        `<h1>La halle attendra</h1>\n<p>${PROSE}</p>`,
      ),
      ['3-4 | 2024-05-06T10:30 | La halle attendra | -'],
      'html',
    ));
  it('og:title, time element', () =>
    check(
      page(
        '<meta property="og:title" content="La halle &amp; le pont">',
        `<p><time datetime="2024-05-06">lundi</time></p>\n<p>RABAT – ${PROSE}</p>`,
      ),
      ['3-4 | 2024-05-06 | La halle & le pont | Rabat'],
      'html',
    ));
  it('title element without the site’s name', () =>
    check(
      page('<title>La halle attendra - Le Témoin</title>', `<p>${PROSE}</p>`),
      ['3-3 | - | La halle attendra | -'],
      'html',
    ));
  it('JSON-LD', () =>
    check(
      page(
        '<script type="application/ld+json">{"datePublished":"2024-05-06T08:00"}</script>',
        `<h1>La halle</h1>\n<p>${PROSE}</p>`,
      ),
      ['3-4 | 2024-05-06T08:00 | La halle | -'],
      'html',
    ));
  it('several article elements', () => {
    const one = (title: string, day: number): string =>
      `<article><h2>${title}</h2><time datetime="2024-05-0${day}">x</time><p>${PROSE}</p></article>\n`;
    check(
      page('', one('Un pont', 1) + one('Un port', 2)),
      ['3-3 | 2024-05-01 | Un pont | -', '4-4 | 2024-05-02 | Un port | -'],
      'html',
    );
  });
  it('tells the language', () => {
    const language = (source: string, format: Format): unknown => read(source, format).articles[0]?.language;
    assert.equal(language(PROSE, 'text'), 'fr');
    assert.equal(
      language(
        'The board of the harbour said on Monday that it will open in May and that the works are done.',
        'text',
      ),
      'en',
    );
    assert.equal(
      language(
        'El consejo de la ciudad dijo que el puerto y las obras se abren en mayo con los vecinos.',
        'text',
      ),
      'es',
    );
    assert.equal(language('قال مجلس المدينة إن الميناء سيفتح أبوابه في شهر ماي المقبل', 'text'), 'ar');
    assert.equal(language('Halle', 'text'), undefined);
    assert.equal(language('<html lang="fr-MA"><p>Halle', 'html'), 'fr');
  });
});

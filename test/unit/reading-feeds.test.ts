import assert from 'node:assert/strict';
import type { Format } from '../../src/core/model';
import { read } from '../../src/core/reading/read';

const A =
  'Le maire a coupé le ruban à l’entrée nord, devant deux cents marchands venus avec leurs charrettes et leurs enfants.';
const B =
  'La grue est restée muette toute la matinée, faute d’un grutier, et le chantier a pris du retard sur le calendrier.';
const C =
  'Les dockers ont voté la reprise à main levée ; le premier navire, chargé de blé, est attendu dans la nuit au quai 4.';

/** What the items of a page are, `first line-last line | date | title`. */
function check(source: string, expected: readonly string[], format: Format = 'text'): void {
  const line = (offset: number): number => source.slice(0, offset).split('\n').length;
  assert.deepEqual(
    read(source, format).articles.map(
      ({ span, date, title }) => `${line(span.start)}-${line(span.end)} | ${date ?? '-'} | ${title ?? '-'}`,
    ),
    expected,
  );
}

describe('reading: feeds of bare times', () => {
  const HEAD = 'date: 2025-04-16\ntitre: Le port en direct\n---\n';
  const shapes: readonly string[] = [
    '17h52 | §',
    '17:52 - §',
    '[17:52] §',
    '(17h52) §',
    '17h52 : §',
    '17:52 — §',
    '17 h 52 · §',
    '17H52 §',
    '17:52 GMT – §',
    '17:52:08 §',
    '5:52 pm §',
    '5:52 p.m. – §',
    '17:52 h. §',
    'Posted at 17:52 – §',
    'Publié à 17h52 §',
    '17h52 > §',
  ];
  for (const shape of shapes) {
    const [before, after] = shape.split('§') as [string, string];
    const item = (time: string, title: string): string =>
      before.replace('17', time).replace(/^5/, String(Number(time) - 12)) + title + after;
    it(shape, () =>
      check(
        `${HEAD}${item('17', 'La halle ouvre')}\n${A}\n\n${item('16', 'Le pont attend')}\n${B}\n\n${item('15', 'Le port recrute')}\n${C}`,
        [
          '4-5 | 2025-04-16T17:52 | La halle ouvre',
          '7-8 | 2025-04-16T16:52 | Le pont attend',
          '10-11 | 2025-04-16T15:52 | Le port recrute',
        ],
      ),
    );
  }
  it('the time on a line of its own', () =>
    check(
      `${HEAD}17h52\nLa halle ouvre\n${A}\n\n17h06\nLe pont attend\n${B}\n\n16h41\nLe port recrute\n${C}`,
      [
        '4-6 | 2025-04-16T17:52 | La halle ouvre',
        '8-10 | 2025-04-16T17:06 | Le pont attend',
        '12-14 | 2025-04-16T16:41 | Le port recrute',
      ],
    ));
  it('oldest first, at times that no plan names', () =>
    check(
      `date: 2025-04-16\ntitre: Une journée au port\n---\n8h04 – Le port recrute\n${C}\n\n9h31 – Le pont attend\n${B}\n\n11h00 – La halle ouvre\n${A}`,
      [
        '4-5 | 2025-04-16T08:04 | Le port recrute',
        '7-8 | 2025-04-16T09:31 | Le pont attend',
        '10-11 | 2025-04-16T11:00 | La halle ouvre',
      ],
    ));
  it('oldest first, at round times, on a page that calls itself a feed', () =>
    check(
      `Le direct du 16 avril 2025\n\n9:00 – Le port recrute\n${C}\n\n9:30 – Le pont attend\n${B}\n\n11:00 – La halle ouvre\n${A}`,
      ['3-4 | - | Le port recrute', '6-7 | - | Le pont attend', '9-10 | - | La halle ouvre'],
    ));
});

describe('reading: feeds with headings of days', () => {
  it('newest first', () =>
    check(
      `LE FIL DU PORT\n\nMercredi 16 avril 2025\n\n17h52 La halle ouvre\n${A}\n\n9h05 Le pont attend\n${B}\n\nMardi 15 avril 2025\n\n18h10 Le port recrute\n${C}`,
      [
        '5-6 | 2025-04-16T17:52 | La halle ouvre',
        '8-9 | 2025-04-16T09:05 | Le pont attend',
        '13-14 | 2025-04-15T18:10 | Le port recrute',
      ],
    ));
  it('oldest first, over two days', () =>
    check(
      `Port : le direct\n\n15/04/2025\n\n[18:10] Le port recrute\n${C}\n\n16/04/2025\n\n[09:05] Le pont attend\n${B}\n\n[17:52] La halle ouvre\n${A}`,
      [
        '5-6 | 2025-04-15T18:10 | Le port recrute',
        '10-11 | 2025-04-16T09:05 | Le pont attend',
        '13-14 | 2025-04-16T17:52 | La halle ouvre',
      ],
    ));
  it('the year from the head', () =>
    check(
      `Le fil 2025\n\nJEUDI 2 JANVIER\n\n10:10 | La halle ouvre\n${A}\n\nMARDI 31 DÉCEMBRE\n\n22:07 | Le pont attend\n${B}`,
      ['5-6 | 2025-01-02T10:10 | La halle ouvre', '10-11 | 2024-12-31T22:07 | Le pont attend'],
    ));
  it('in English', () =>
    check(
      `Harbour live\n\nWednesday, April 16, 2025\n\n5:52 pm – The market opens\nThe mayor cut the ribbon at the northern gate in front of two hundred traders and their families.\n\n9:05 am – The bridge must wait\nThe crane stood still all morning and the works are now well behind the calendar of the city.`,
      ['5-6 | 2025-04-16T17:52 | The market opens', '8-9 | 2025-04-16T09:05 | The bridge must wait'],
    ));
  it('in Spanish', () =>
    check(
      `El puerto, minuto a minuto\n\nMiércoles 16 de abril de 2025\n\n17:52h – Abre el mercado\nEl alcalde cortó la cinta en la puerta norte ante doscientos comerciantes y todas sus familias.\n\n9:05h – El puente espera\nLa grúa estuvo parada toda la mañana y las obras van con retraso sobre el calendario previsto.`,
      ['5-6 | 2025-04-16T17:52 | Abre el mercado', '8-9 | 2025-04-16T09:05 | El puente espera'],
    ));
});

describe('reading: feeds of dates and times', () => {
  it('in words', () =>
    check(
      `Le direct\n\n16 avril 2025, 17h52 | La halle ouvre\n${A}\n\nLe 16 avril 2025 à 9h05 : Le pont attend\n${B}`,
      ['3-4 | 2025-04-16T17:52 | La halle ouvre', '6-7 | 2025-04-16T09:05 | Le pont attend'],
    ));
  it('in English', () =>
    check(
      `Live updates\n\nApril 16, 2025, 5:52 PM – The market opens\n${A}\n\nApril 16, 2025, 9:05 AM – The bridge must wait\n${B}`,
      ['3-4 | 2025-04-16T17:52 | The market opens', '6-7 | 2025-04-16T09:05 | The bridge must wait'],
    ));
  it('in Spanish', () =>
    check(
      `En vivo\n\n16 de abril de 2025 a las 17:52 – Abre el mercado\n${A}\n\n16 de abril de 2025 a las 9:05 – El puente espera\n${B}`,
      ['3-4 | 2025-04-16T17:52 | Abre el mercado', '6-7 | 2025-04-16T09:05 | El puente espera'],
    ));
  it('the headline above the date', () =>
    check(
      `La halle ouvre\n16/04/2025 à 17:52\n${A}\n\nLe pont attend\n16/04/2025 à 9:05\n${B}\n\nLe port recrute\n15/04/2025 à 18:10\n${C}`,
      [
        '1-3 | 2025-04-16T17:52 | La halle ouvre',
        '5-7 | 2025-04-16T09:05 | Le pont attend',
        '9-11 | 2025-04-15T18:10 | Le port recrute',
      ],
    ));
  it('one date below one headline is no feed', () =>
    check(`La halle ouvre\n16/04/2025 à 17:52\n\n${A}\n\n${B}`, ['1-6 | 2025-04-16T17:52 | La halle ouvre']));
});

describe('reading: feeds in Markdown and HTML', () => {
  it('headings', () =>
    check(
      `# Le direct\n\n## Mercredi 16 avril 2025\n\n### 17h52 – La halle ouvre\n\n${A}\n\n### 9h05 – Le pont attend\n\n${B}`,
      ['5-7 | 2025-04-16T17:52 | La halle ouvre', '9-11 | 2025-04-16T09:05 | Le pont attend'],
      'markdown',
    ));
  it('bold lines', () =>
    check(
      `---\ndate: 2025-04-16\ntitle: Le direct\n---\n**17h52 – La halle ouvre**\n${A}\n\n**17h05 – Le pont attend**\n${B}\n\n**16h44 – Le port recrute**\n${C}`,
      [
        '5-6 | 2025-04-16T17:52 | La halle ouvre',
        '8-9 | 2025-04-16T17:05 | Le pont attend',
        '11-12 | 2025-04-16T16:44 | Le port recrute',
      ],
      'markdown',
    ));
  it('lists with bold times', () =>
    check(
      `Le fil du 16 avril\n\n- **16/04/2025 17h52** La halle ouvre\n- **16/04/2025 9h05** Le pont attend`,
      ['3-3 | 2025-04-16T17:52 | La halle ouvre', '4-4 | 2025-04-16T09:05 | Le pont attend'],
      'markdown',
    ));
  it('time elements', () =>
    check(
      `<h1>Le direct</h1>\n<ul><li><time datetime="2025-04-16T17:52:00+01:00">il y a 5 minutes</time> <b>La halle ouvre</b><p>${A}</p>\n<li><time datetime="2025-04-16T09:05">09h05</time> <b>Le pont attend</b><p>${B}</p></ul>`,
      ['2-2 | 2025-04-16T17:52 | La halle ouvre', '3-3 | 2025-04-16T09:05 | Le pont attend'],
      'html',
    ));
  it('spans with times under a day', () =>
    check(
      `<h2>Le fil</h2><h3>Mercredi 16 avril 2025</h3>\n<ul><li><span class="time">17h52</span><a href="x">La halle ouvre</a></li>\n<li><span class="time">9h05</span><a href="y">Le pont attend</a></li></ul>`,
      ['2-2 | 2025-04-16T17:52 | La halle ouvre', '3-3 | 2025-04-16T09:05 | Le pont attend'],
      'html',
    ));
  it('posts with the time in an element of its own', () =>
    check(
      `<main><h1>Port : le direct</h1><div class="post">\n<time datetime="2025-04-16T17:52">17:52</time><h3>La halle ouvre</h3><p>${A}</p></div>\n<div class="post"><time datetime="2025-04-16T09:05">09:05</time><h3>Le pont attend</h3><p>${B}</p></div></main>`,
      ['2-2 | 2025-04-16T17:52 | La halle ouvre', '3-3 | 2025-04-16T09:05 | Le pont attend'],
      'html',
    ));
  it('article elements with their times below their headlines', () =>
    check(
      `<main><h1>Le direct</h1>\n<article><h3>La halle ouvre</h3><time datetime="2025-04-16T17:52">17:52</time><p>${A}</p></article>\n<article><h3>Le pont attend</h3><time datetime="2025-04-16T09:05">09:05</time><p>${B}</p></article></main>`,
      ['2-2 | 2025-04-16T17:52 | La halle ouvre', '3-3 | 2025-04-16T09:05 | Le pont attend'],
      'html',
    ));
});

describe('reading: times that make no feed', () => {
  const one = (name: string, source: string): void => {
    it(name, () => assert.equal(read(source, 'text').articles.length, 1));
  };
  one(
    'a programme',
    `Programme du 16 avril\n\n9h00 – Accueil\n${A}\n\n9h31 – Débat\n${B}\n\n11h02 – Repas\n${C}`,
  );
  one(
    'a programme over days',
    `Le programme\n\nMercredi 16 avril 2025\n\n09:00 Accueil\n${A}\n\n10:30 Débat\n${B}\n\nJeudi 17 avril 2025\n\n09:00 Visite\n${C}`,
  );
  one(
    'an agenda',
    `L’agenda\n\n16/04/2025 à 18h30 : Lecture\n20/04/2025 à 19h00 : Concert\n2/05/2025 à 10h00 : Visite`,
  );
  one(
    'a television grid',
    `Ce soir à la télé\n\n20h50 – Le Retour\n${A}\n\n22h35 – Les Braves\n${B}\n\n00h05 – Nuit blanche\n${C}`,
  );
  one(
    'a timetable',
    'Tanger-Fès\n07:05 08:41 11:12\n09:05 10:41 13:12\n11:05 12:41 15:12\n14:05 15:41 18:12',
  );
  one(
    'results',
    'Les résultats\n\n18/04/2025 17:00 Rives - Sources 2-1\n17/04/2025 19:00 Oued - Rocher 0-0\n16/04/2025 19:00 Lac - Palmes 1-3',
  );
  one('a story told by the clock', `La nuit du four\n\n2h14. ${A}\n\n2h31. ${B}\n\n4h02. ${C}`);
  one(
    'an interview with times',
    `Entretien\n\nÀ quelle heure vous levez-vous ?\n\n5h30, toujours. ${A}\n\nEt le soir ?\n\n22h15, au plus tard. ${B}\n\nEt la halle ?\n\n${C}`,
  );
  one(
    'a recipe',
    `La galette\n\n1 h 20 de repos\n${A}\n\n0 h 45 de four\n${B}\n\n0 h 10 d’attente\n${C}`.replace(
      '1 h 20',
      'Laissez 1 h 20',
    ),
  );
});

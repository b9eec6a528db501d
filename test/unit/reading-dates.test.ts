import assert from 'node:assert/strict';
import { isoDate } from '../../src/core/reading/dates';
import { read } from '../../src/core/reading/read';

describe('reading: dates in their usual shapes', () => {
  const cases: Readonly<Record<string, string | undefined>> = {
    '16 avril 2025': '2025-04-16',
    'Mercredi 16 avril 2025 à 17h52': '2025-04-16T17:52',
    'mercredi 16 avril 2025, à 17 heures 52': '2025-04-16T17:52',
    'le 1er août 2025 (9h)': '2025-08-01T09:00',
    'le 1 er août 2025': '2025-08-01',
    '16 AVRIL 2025': '2025-04-16',
    '16 avr. 2025 17:52': '2025-04-16T17:52',
    '16-avr-2025': '2025-04-16',
    '16 févr. 2025': '2025-02-16',
    '16/04/2025 - 17:52': '2025-04-16T17:52',
    '16.04.2025': '2025-04-16',
    '16/04/25': '2025-04-16',
    '16-04-98': '1998-04-16',
    '16 avr 25': '2025-04-16',
    '2025-04-16T17:52:08+01:00': '2025-04-16T17:52',
    '2025/04/16 17:52': '2025-04-16T17:52',
    'AFP 161752 AVR 25': '2025-04-16T17:52',
    'AFP 161752 GMT AVR 2025': '2025-04-16T17:52',
    'April 16, 2025': '2025-04-16',
    'Wednesday, April 16, 2025 at 5:52 PM': '2025-04-16T17:52',
    'Apr. 16, 2025 12:05 a.m.': '2025-04-16T00:05',
    '16th April 2025': '2025-04-16',
    '16 Apr 2025, 17:52 GMT': '2025-04-16T17:52',
    '04/16/2025': '2025-04-16',
    '16 de abril de 2025': '2025-04-16',
    'miércoles, 16 de abril del 2025 a las 17:52': '2025-04-16T17:52',
    '16 abr. 2025': '2025-04-16',
    '12 ramadan 1446': undefined,
    'Mardi 12 Joumada II 1446': undefined,
    '12/09/1446': undefined,
    '1446-09-12': undefined,
    '12/09/46': undefined,
    'Mercredi 12 rajab 1446 – 15 janvier 2025': '2025-01-15',
    '١٢ رمضان ١٤٤٦': undefined,
    '16 أبريل 2025': undefined,
    '31 avril 2025': undefined,
    '30/02/25': undefined,
    '05.37.72.14.00': undefined,
    '192.168.12.25': undefined,
    '3-2-1': undefined,
    'avril 2025': undefined,
    '16 mars 25 personnes': undefined,
  };
  for (const [text, expected] of Object.entries(cases)) it(text, () => assert.equal(isoDate(text), expected));
});

describe('reading: the date of publication', () => {
  const PROSE =
    'Le conseil de la coopérative a décidé hier, à la surprise générale, de reporter au printemps l’ouverture de la nouvelle halle. Les travaux reprendront dès que le budget aura été voté par les communes voisines.';
  const dated = (line: string, date: string | undefined): void => {
    it(line, () =>
      assert.equal(read(`La halle attendra\n${line}\n\n${PROSE}`, 'text').articles[0]?.date, date),
    );
  };
  dated('Publié le 16 avril 2025 à 10h, mis à jour le 17 avril 2025', '2025-04-16T10:00');
  dated('Mis à jour le 17/04/2025 à 09:12 – publié le 16/04/2025 à 17:52', '2025-04-16T17:52');
  dated('Publié le : 16/04/2025 - 17:52 Modifié le : 17/04/2025 - 09:12', '2025-04-16T17:52');
  dated('16/04/2025 17:52 – Mis à jour 17/04/2025', '2025-04-16T17:52');
  dated('Mis à jour le 17 avril 2025', '2025-04-17');
  dated('Published April 16, 2025 5:52 pm | Updated April 17, 2025', '2025-04-16T17:52');
  dated('Last updated: 17 April 2025', '2025-04-17');
  dated('Publicado el 16 de abril de 2025 – Actualizado el 17 de abril de 2025', '2025-04-16');
  dated('Actualizado: 17/04/2025 09:12. Publicado: 16/04/2025 17:52', '2025-04-16T17:52');
  dated('Par Nadia Zemmouri, le 16/04/25', '2025-04-16');
  dated('Salé, le 16 avril 2025', '2025-04-16');
  dated('Mercredi 17 chaoual 1446 / 16 avril 2025', '2025-04-16');
  dated('17 chaoual 1446', undefined);
  dated('Le décret a été publié au Bulletin officiel du 16 avril 2025, puis annulé.', undefined);
  it('below ten lines of navigation', () =>
    assert.equal(
      read(
        `Accueil\nPolitique\nÉconomie\nSociété\nCulture\nSport\nMonde\nVidéos\nOpinions\nPodcasts\nRégions\nSciences\nSanté\nRechercher\n\nLa halle attendra\nPublié le 16 avril 2025\n\n${PROSE}`,
        'text',
      ).articles[0]?.date,
      '2025-04-16',
    ));
});

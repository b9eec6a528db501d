import assert from 'node:assert/strict';
import { fingerprint, similarity } from '../../src/core/reading/fingerprint';

const of = (text: string): Uint32Array => fingerprint(text, [{ start: 0, end: text.length }]);

const SENTENCES = [
  'La commune de Sidi Aouidat a inauguré mardi une station de pompage qui desservira onze douars de la plaine.',
  'Construite en quatorze mois pour 38 millions de dirhams, elle remplace un forage à sec depuis l’été dernier.',
  'Le président de la coopérative, Hamid Sebbar, a salué « la fin des citernes » devant une centaine d’éleveurs.',
  'Les premiers mètres cubes ont coulé vers midi, sous les youyous, dans le bassin du douar Oulad Mbarek.',
  'Deux autres stations, plus petites, seront livrées avant la fin de l’année sur la rive gauche de l’oued.',
  'La facture sera partagée entre l’agence du bassin, la région et les usagers, à raison de deux dirhams le mètre cube.',
];
const DISPATCH = `Une station de pompage pour onze douars\nSETTAT, 16 avr. (MAP) - ${SENTENCES.join(' ')}`;

describe('fingerprints of articles', () => {
  it('the same text is the same', () => assert.equal(similarity(of(DISPATCH), of(DISPATCH)), 1));
  it('another headline, another dateline and a sentence less', () => {
    for (let dropped = 0; dropped < SENTENCES.length; dropped++) {
      const rest = SENTENCES.filter((_, i) => i !== dropped).join('\n\n');
      const score = similarity(
        of(DISPATCH),
        of(`Sidi Aouidat a son eau\n\nDe notre correspondante. ${rest}`),
      );
      assert.ok(score >= 0.6, `without sentence ${dropped}: ${score}`);
    }
  });
  it('capitals, accents, apostrophes and spaces make no difference', () =>
    assert.equal(
      similarity(
        of(DISPATCH),
        of(DISPATCH.toUpperCase().normalize('NFD').replaceAll('’', "'").replaceAll(' ', ' \n')),
      ),
      1,
    ));
  it('two reports of one event', () => {
    const other =
      'Onze douars de la plaine ont de l’eau depuis mardi : la station de pompage de Sidi Aouidat est entrée en service. Elle a coûté 38 millions de dirhams et demandé quatorze mois de travaux, a indiqué la commune. Les éleveurs, qui dépendaient des citernes depuis que le forage est à sec, paieront deux dirhams le mètre cube. Pour Hamid Sebbar, qui préside la coopérative, c’est un tournant. La rive gauche attendra la fin de l’année.';
    assert.ok(similarity(of(DISPATCH), of(other)) < 0.3);
  });
  it('only the body counts', () => {
    const page = `Menu Accueil Sport\n${DISPATCH}\nÀ lire aussi : le marché rouvre`;
    const start = page.indexOf(DISPATCH);
    assert.deepEqual(fingerprint(page, [{ start, end: start + DISPATCH.length }]), of(DISPATCH));
  });
  it('the same body in two stretches', () => {
    const half = DISPATCH.indexOf(SENTENCES[3]!);
    assert.deepEqual(
      fingerprint(DISPATCH, [
        { start: 0, end: half - 1 },
        { start: half, end: DISPATCH.length },
      ]),
      of(DISPATCH),
    );
  });
  it('a short text has none, and is like no other', () => {
    const short = SENTENCES[0]!;
    assert.equal(of(short).length, 0);
    assert.equal(similarity(of(short), of(short)), 0);
  });
  it('any text', () => {
    assert.equal(of('').length, 0);
    assert.ok(of('\ud800 é 😀 '.repeat(100)).length > 0);
    assert.equal(of('mot '.repeat(1000)).length, 1);
  });
});

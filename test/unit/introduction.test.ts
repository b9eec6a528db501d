import assert from 'node:assert/strict';
import { EXPLAINS, introductionScore } from '../../src/core/resolution/introduction';

/** Scores the name between square brackets. */
function score(marked: string, options: { glossed?: boolean; passage?: 'paragraph' | 'title' } = {}): number {
  const start = marked.indexOf('[');
  const text = marked.replace(/[[\]]/g, '');
  return introductionScore({
    text,
    mention: { start, end: marked.indexOf(']') - 1 },
    sentence: { start: 0, end: text.length },
    passage: options.passage ?? 'paragraph',
    glossed: options.glossed ?? false,
    full: true,
    first: true,
  });
}

describe('introductionScore', () => {
  const explaining = [
    '[Fluvia], filiale du transporteur Atlas, livre le port.',
    '[Fluvia], le géant du fret, livre le port.',
    '[Fluvia] – un service de livraison – arrive.',
    '[Fluvia] est une société de fret.',
    '[Fluvia] : société de fret.',
    'Le service, baptisé [Fluvia], arrive.',
    'L’opérateur historique [Fluvia] arrive.',
    'Avec [Omar Tazi], directeur du port.',
  ];
  for (const text of explaining)
    it(`explains: ${text}`, () => assert.ok(score(text) >= EXPLAINS, String(score(text))));

  const using = [
    '[Fluvia] livre le port.',
    'Chez [Fluvia], mardi, on attend.',
    'À [Nador], selon le ministre, tout va.',
    'Avec [Fluvia], qui attend.',
    'Pour [Fluvia] et les autres.',
  ];
  for (const text of using)
    it(`only uses: ${text}`, () => assert.ok(score(text) < EXPLAINS, String(score(text))));

  it('takes a gloss for an explanation', () =>
    assert.ok(score('[Agence des eaux] (AE) agit.', { glossed: true }) >= EXPLAINS));
  it('takes no headline for one', () =>
    assert.ok(score('[Fluvia], le géant du fret, arrive', { passage: 'title' }) < EXPLAINS));
});

import assert from 'node:assert/strict';
import { suggestMerges } from '../../src/core/answers/suggestions';
import { Archive } from '../../src/core/archive/archive';
import { markedFile } from './support/marked';

/** The suggestions for names that stand each in an article of its own, as `keep < other: reason`. */
function check(names: string[], expected: string[]): void {
  const archive = new Archive();
  names.forEach((name, i) => archive.insert(markedFile(`${i}.txt`, `Titre\n\nIci ${name} agit.\n`)));
  const found = suggestMerges(archive).map(
    ({ keep, other, reason }) => `${keep.name} < ${other.name}: ${reason}`,
  );
  assert.deepEqual(found.sort(), [...expected].sort());
}

describe('suggestMerges', () => {
  it('an acronym and the only name with its initials', () =>
    check(
      ['[ORG|BDN]', '[ORG|Banque du Nord]', '[ORG|Banque du Dahra et de Nador]'],
      ['Banque du Dahra et de Nador < BDN: acronym'],
    ));
  it('nothing when two names have the initials', () =>
    check(['[ORG|AFC]', '[ORG|Atlas Fret Continental]', '[ORG|Agence des filières céréalières]'], []));
  it('spellings one letter apart', () =>
    check(['[ORG|Fluvia Cargo]', '[ORG|Fluvya Cargo]'], ['Fluvia Cargo < Fluvya Cargo: spelling']));
  it('no years or numbers one digit apart', () =>
    check(['[EVENT|Salon Atlas 2023]', '[EVENT|Salon Atlas 2025]'], []));
  it('a name that one other begins with', () =>
    check(
      ['[ORG|Banque Amitié]', '[ORG|Banque Amitié Internationale]'],
      ['Banque Amitié Internationale < Banque Amitié: contained'],
    ));
  it('no name that two others begin with', () =>
    check(['[ORG|Fluvia]', '[ORG|Fluvia Maroc]', '[ORG|Fluvia Tunisie]'], []));
  it('an initial for a first name', () =>
    check(['[PER|Omar Tazi]', '[PER|O. Tazi]', '[PER|Amal Tazi]'], ['Omar Tazi < O. Tazi: initial']));
  it('the same whatever the order', () => {
    const names = ['[ORG|Fluvia Cargo]', '[ORG|Fluvya Cargo]', '[PER|Omar Tazi]', '[PER|O. Tazi]'];
    const expected = ['Fluvia Cargo < Fluvya Cargo: spelling', 'Omar Tazi < O. Tazi: initial'];
    check(names, expected);
    check(names.reverse(), expected);
  });
});

import assert from 'node:assert/strict';
import { MergeSuggestions, suggestMerges, suggestMergesOf } from '../../src/core/answers/suggestions';
import { Archive } from '../../src/core/archive/archive';
import type { EntityType } from '../../src/core/model';
import { markedFile } from './support/marked';

/** The suggestions for names that stand each in an article of its own, as `keep < other: reason`. */
function check(names: string[], expected: string[]): void {
  const archive = archiveOf(names);
  const found = suggestMerges(archive).map(
    ({ keep, other, reason }) => `${keep.name} < ${other.name}: ${reason}`,
  );
  assert.deepEqual(found.sort(), [...expected].sort());
}

function archiveOf(texts: readonly string[]): Archive {
  const archive = new Archive();
  texts.forEach((text, i) => archive.insert(markedFile(`${i}.txt`, `Titre\n\nIci ${text} agit.\n`)));
  return archive;
}

/** The suggestions for articles in their order, as `other > keep: what differs, how often together, shared names`. */
function checkEvidence(articles: string[], expected: string[], types?: EntityType[]): void {
  const found = suggestMerges(archiveOf(articles), types).map(({ keep, other, evidence }) => {
    const { keepWords, otherWords, together, sharedWith } = evidence;
    return `${other.name} > ${keep.name}: ${otherWords}|${keepWords} ${together} ${sharedWith.join(', ')}`.trim();
  });
  assert.deepEqual(found, expected);
}

describe('suggestMerges', () => {
  it('an acronym and the only name with its initials', () =>
    check(
      ['[ORG|BDN]', '[ORG|Banque du Nord]', '[ORG|Banque du Dahra et de Nador]'],
      ['Banque du Dahra et de Nador < BDN: acronym'],
    ));
  it('nothing when two names have the initials', () =>
    check(['[ORG|AFC]', '[ORG|Atlas Fret Continental]', '[ORG|Agence des filières céréalières]'], []));
  it('an acronym that takes more than the initials', () => {
    check(
      ['[ORG|IMARSO]', '[ORG|Institut maritime de soudure]'],
      ['Institut maritime de soudure < IMARSO: acronym'],
    );
    // Four letters stand for too much.
    check(['[ORG|IMAS]', '[ORG|Institut maritime de soudure]'], []);
  });
  it('no acronym of another edition, and none of a place', () => {
    check(['[EVENT|SFD 2023]', '[EVENT|Salon du fret et du dattier 2025]'], []);
    check(['[LOC|BDN]', '[LOC|Baie du Nord]'], []);
  });
  it('no acronym that is explained already', () =>
    check(['[ORG|Bourse du négoce] ([ORG|BDN])', '[ORG|Banque du Dahra et de Nador]'], []));
  it('spellings one letter apart', () => {
    check(['[ORG|Fluvia Cargo]', '[ORG|Fluvya Cargo]'], ['Fluvia Cargo < Fluvya Cargo: spelling']);
    check(['[PER|Omar Benmoussa]', '[PER|Omar Benmousa]'], ['Omar Benmoussa < Omar Benmousa: spelling']);
    check(['[LOC|Tazarinette]', '[LOC|Tazarinnette]'], ['Tazarinnette < Tazarinette: spelling']);
    check(
      ['[ORG|Fluvia Transprot]', '[ORG|Fluvia Transport]'],
      ['Fluvia Transport < Fluvia Transprot: spelling'],
    );
  });
  it('among many names that begin alike', () => {
    const many = Array.from('abcdefghijklmnopqrstuvw', (c) => `[ORG|Société ${c}undo${c}ar]`);
    check(
      [...many, '[ORG|Société Mintaline]', '[ORG|Société Mintalyne]'],
      ['Société Mintaline < Société Mintalyne: spelling'],
    );
  });
  it('no years or numbers one digit apart, no other short word, no other ending', () => {
    check(['[EVENT|Salon Atlas 2023]', '[EVENT|Salon Atlas 2025]'], []);
    check(['[LOC|Torba]', '[LOC|Torga]'], []);
    check(['[PER|Salim Benmoussa]', '[PER|Salima Benmoussa]'], []);
  });
  it('places that differ by a small word', () =>
    check(['[LOC|La Torba]', '[LOC|Torba]'], ['La Torba < Torba: spelling']));
  it('companies that differ by words of any company', () => {
    check(['[ORG|Groupe Fluvia Holding]', '[ORG|Fluvia]'], ['Groupe Fluvia Holding < Fluvia: company']);
    check(['[ORG|Fluvia Group]', '[ORG|Fluvia]', '[ORG|Fluvia]'], ['Fluvia < Fluvia Group: company']);
  });
  it('a name that one other begins with or ends with', () => {
    check(
      ['[ORG|Banque Amitié]', '[ORG|Banque Amitié pour tous]'],
      ['Banque Amitié pour tous < Banque Amitié: contained'],
    );
    check(['[PROD|prix Torba]', '[PROD|Torba]'], ['prix Torba < Torba: contained']);
  });
  it('no name that two others begin with, that a place follows, or another edition', () => {
    check(['[ORG|Fluvia]', '[ORG|Fluvia Rabat]', '[ORG|Fluvia Tunis]'], []);
    check(['[ORG|Fluvia]', '[ORG|Fluvia Torba] à [LOC|Torba]'], []);
    check(['[EVENT|Salon Atlas]', '[EVENT|Salon Atlas du livre 2025]'], []);
    check(['[PROD|Fluvia]', '[PROD|Fluvia Pro]'], []);
  });
  it('an initial for a first name', () => {
    check(['[PER|Omar Tazi]', '[PER|O. Tazi]', '[PER|Amal Tazi]'], ['Omar Tazi < O. Tazi: initial']);
    check(['[PER|Omar Tazi]', '[PER|O. Tazi]', '[PER|Othmane Tazi]'], []);
  });
  it('a person without what may be left out of the name, or in other order', () => {
    check(['[PER|Omar El Alami]', '[PER|Omar Alami]'], ['Omar El Alami < Omar Alami: contained']);
    check(['[PER|Awa Binta Sow]', '[PER|Awa Sow]'], ['Awa Binta Sow < Awa Sow: contained']);
    check(['[PER|Omar Tazi]', '[PER|Omar Tazi]', '[PER|Tazi Omar]'], ['Omar Tazi < Tazi Omar: order']);
    check(['[PER|Awa Binta Sow]', '[PER|Awa Fatou Sow]'], []);
  });
  it('no persons whom one article names', () =>
    check(['[PER|Awa Binta Sow] et [PER|Awa Sow]', '[PER|Awa Sow]'], []));
  it('the surest first, then the most mentioned', () => {
    const names = [
      '[ORG|BDN]',
      '[ORG|Banque du Dahra et de Nador]',
      '[ORG|Fluvia Cargo]',
      '[ORG|Fluvya Cargo]',
    ];
    const more = [
      '[ORG|Mintaline Fret]',
      '[ORG|Mintalyne Fret]',
      '[ORG|Mintaline Fret]',
      '[ORG|Mintalyne Fret]',
    ];
    const found = suggestMerges(archiveOf([...names, ...more])).map(({ other }) => other.name);
    assert.deepEqual(found, ['Mintalyne Fret', 'Fluvya Cargo', 'BDN']);
  });
  it('with what differs, and who else is named with both', () => {
    checkEvidence(
      ['[ORG|Fluvia Cargo] et [PER|Awa Sow]', '[ORG|Fluvya Cargo] et [PER|Awa Sow]'],
      ['Fluvya Cargo > Fluvia Cargo: Fluvya|Fluvia 0 Awa Sow'],
    );
    checkEvidence(
      ['[ORG|Fluvia Cargo] et [ORG|Fluvya Cargo]'],
      ['Fluvya Cargo > Fluvia Cargo: Fluvya|Fluvia 1'],
    );
    checkEvidence(
      ['[PER|Jean-Marc Tazi]', '[PER|J.-M. Tazi]'],
      ['J.-M. Tazi > Jean-Marc Tazi: J.-M.|Jean-Marc 0'],
    );
    checkEvidence(
      ['[ORG|Banque Amitié pour tous]', '[ORG|Banque Amitié]'],
      ['Banque Amitié > Banque Amitié pour tous: |pour tous 0'],
    );
    checkEvidence(['[ORG|Fluvia Cargo]', '[ORG|Fluvya Cargo]'], [], ['PER']);
  });
  it('of one entity', () => {
    const archive = archiveOf([
      '[ORG|BDN]',
      '[ORG|Banque du Dahra et de Nador]',
      '[ORG|Fluvia Cargo]',
      '[ORG|Fluvya Cargo]',
    ]);
    const found = suggestMergesOf(archive, archive.entity('org:bdn')!);
    assert.deepEqual(
      found.map(({ id }) => id),
      ['org:banque-du-dahra-et-de-nador org:bdn'],
    );
  });
  it('kept up with changes as if made afresh', () => {
    const known: MergeSuggestions = new MergeSuggestions(() => archive);
    const archive: Archive = new Archive(known);
    const ids = (suggestions: readonly { readonly id: string }[]): string[] =>
      suggestions.map(({ id }) => id);
    const texts = [
      '[ORG|Fluvia Cargo] à [LOC|Torba]',
      '[ORG|Fluvya Cargo] et [PER|Awa Sow]',
      '[ORG|Torba]',
      '[ORG|Torba Fret] et [PER|A. Sow]',
      '[ORG|Fluvia]',
      '[LOC|Fret]',
      '[ORG|Mines Sud]',
      '[ORG|MIS], [ORG|Mines et industries du Sud]',
    ];
    const seen = new Set<number>();
    for (const step of [0, 1, 2, 3, 4, 1, 5, 1, 6, 7, 3, 5, 3, 0, 2, 7, 1]) {
      const uri = `${step}.txt`;
      if (seen.delete(step)) archive.remove(uri);
      else {
        seen.add(step);
        archive.insert(markedFile(uri, `Titre\n\nIci ${texts[step]!} agit.\n`));
      }
      const found = ids(known.all());
      assert.deepEqual(found, ids(suggestMerges(archive)), `step ${step}`);
      const [first] = known.pairs();
      assert.equal(first && known.suggestion(first)?.id, found[0]);
    }
  });
  it('step by step as in one go, though files come and go in between', () => {
    const known: MergeSuggestions = new MergeSuggestions(() => archive);
    const archive: Archive = new Archive(known);
    const pairs = (): string[] => known.pairs().map(({ keep, other }) => `${keep} ${other}`);
    for (let i = 0; i < 600; i++)
      archive.insert(
        markedFile(`${i}.txt`, `Titre\n\nIci [ORG|Banque ${i}] et [ORG|Mintaline ${i}] agit.\n`),
      );
    let steps = 0;
    while (known.update(() => ++steps % 50 === 0)) {
      if (steps === 600)
        archive.insert(markedFile('x.txt', 'Titre\n\nIci [ORG|Fluvia Cargo] et [ORG|Fluvya Cargo].\n'));
      if (steps === 1200) {
        assert.deepEqual(pairs(), []);
        archive.insert(markedFile('y.txt', 'Titre\n\nIci [PER|Awa Sow] chante.\n'));
      }
    }
    assert.ok(steps > 1200);
    assert.deepEqual(pairs(), ['ORG|fluvia cargo ORG|fluvya cargo']);
  });
  it('the same whatever the order', () => {
    const names = ['[ORG|Fluvia Cargo]', '[ORG|Fluvya Cargo]', '[PER|Omar Tazi]', '[PER|O. Tazi]'];
    const expected = ['Fluvia Cargo < Fluvya Cargo: spelling', 'Omar Tazi < O. Tazi: initial'];
    check(names, expected);
    check(names.reverse(), expected);
  });
});

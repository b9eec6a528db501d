import assert from 'node:assert/strict';
import fc from 'fast-check';
import { tokenise } from '../../src/core/recognition/tokenise';

/** Tokens joined by spaces, sentences by ` | `. */
function tokens(text: string, passages = [{ start: 0, end: text.length }]): string {
  const found = tokenise(text, passages);
  let line = '';
  for (let i = 0; i < found.count; i++) {
    if (i > 0) line += found.sentence[i] === found.sentence[i - 1] ? ' ' : ' | ';
    line += text.slice(found.start[i], found.end[i]);
  }
  return line;
}

function check(text: string, expected: string): void {
  assert.equal(tokens(text), expected);
}

describe('tokenise', () => {
  it('parts elided words and keeps other apostrophes', () => {
    check("L'appel d’Ouarzazate", "L' appel d’ Ouarzazate");
    check("jusqu'à ce qu'il dise", "jusqu' à ce qu' il dise");
    check("Aujourd'hui, la presqu'île", "Aujourd'hui , la presqu'île");
    check("Sean O'Hara et M'Hamed à N'Gaous", "Sean O'Hara et M'Hamed à N'Gaous");
    check("N'est-ce pas ?", "N' est-ce pas ?");
    check("L'EQUIPE N'A PAS GAGNE", "L' EQUIPE N' A PAS GAGNE");
    check('Lagos’s market', 'Lagos ’s market');
    check('‘ville ouverte’', '‘ ville ouverte ’');
  });

  it('splits a hyphen before a capital only', () => {
    check('la ligne Oran-Tlemcen', 'la ligne Oran - Tlemcen');
    check('Anne-Lise à Aïn-Defla', 'Anne - Lise à Aïn - Defla');
    check('un rendez-vous franco-malien', 'un rendez-vous franco-malien');
    check('l’ex-Zaïre, l’e-Permis, Covid-19', 'l’ ex - Zaïre , l’ e-Permis , Covid-19');
    check('Noisy-le-Sec', 'Noisy-le - Sec');
    check('le Nord - enfin', 'le Nord - enfin');
    check('dit-il, viendra-t-elle ? un rendez-vous', 'dit -il , viendra -t-elle ? un rendez-vous');
  });

  it('keeps numbers, times and dates whole', () => {
    check('15 000, 2.500 et 3,5 %', '15 000 , 2.500 et 3,5 %');
    check('12 300 dirhams', '12 300 dirhams');
    check('en 2025 120 élèves', 'en 2025 120 élèves');
    check('18-04 à 17:52, 14h30', '18-04 à 17:52 , 14h30');
    check('la 5G, le 3e', 'la 5G , le 3e');
    check('1 000 000.', '1 000 000 .');
  });

  it('keeps addresses whole, without the punctuation after them', () => {
    check('voir https://exemple.ma/a?b=c.', 'voir https://exemple.ma/a?b=c .');
    check('sur exemple.ma/actus, ou a.b@exemple.ma.', 'sur exemple.ma/actus , ou a.b@exemple.ma .');
    check('fin.Le début', 'fin . | Le début');
    check('@fatima #tram', '@ fatima # tram');
  });

  it('keeps acronyms with an ampersand', () => {
    check('R&D chez P&O, Dupuis&Fils', 'R&D chez P&O , Dupuis & Fils');
  });

  it('cuts sentences, not after abbreviations and initials', () => {
    check('Il part. Elle reste.', 'Il part . | Elle reste .');
    check('M. Alaoui et le Dr. Sow.', 'M . Alaoui et le Dr . Sow .');
    check('J. R. Ndiaye arrive. Puis K. Bâ.', 'J . R . Ndiaye arrive . | Puis K . Bâ .');
    check('le groupe Ola S. A. Il vend.', 'le groupe Ola S . A . | Il vend .');
    check('« Oui. » Il sort.', '« Oui . » | Il sort .');
    check('« Oui ! » dit Ali. Non ?', '« Oui ! » dit Ali . | Non ?');
    check('Quoi ?! Rien… Ah.', 'Quoi ? ! | Rien … | Ah .');
    check('au prix de 3. 5', 'au prix de 3 . | 5');
    check('Dit. "Assez." Fin.', 'Dit . | " Assez . " | Fin .');
  });

  it('takes a single newline for white space and never crosses a passage', () => {
    check('la ville\nde Fès', 'la ville de Fès');
    assert.equal(
      tokens('un deux', [
        { start: 0, end: 2 },
        { start: 3, end: 7 },
      ]),
      'un | deux',
    );
    assert.equal(
      tokens('abcdef', [
        { start: 0, end: 3 },
        { start: 3, end: 6 },
      ]),
      'abc | def',
    );
    assert.equal(tokens('hors dedans', [{ start: 5, end: 11 }]), 'dedans');
  });

  it('never cuts what is seen as one character', () => {
    check('e\u0301te\u0301 👩‍👩‍👧 👍🏽 🇸🇳!', 'e\u0301te\u0301 👩‍👩‍👧 👍🏽 🇸🇳 !');
    check('𝔄𝔅 ok', '𝔄𝔅 ok');
    check('co\u00adopé', 'co\u00adopé');
    check("l'\u0301a", "l'\u0301 a");
    check('القاهرة، مصر', 'القاهرة ، مصر');
  });

  it('gives ordered tokens that cover all but white space, whatever the text', () => {
    const piece = fc.oneof(
      fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
      fc.constantFrom(
        "l'",
        'd’',
        '-',
        'A',
        ' ',
        '\n',
        '.',
        '…',
        '»',
        '"',
        '1 000',
        'x.ma',
        '@',
        '//',
        '\u0301',
        '\u200d',
        '👍🏽',
        '\ud83d',
        '\udc4d',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const text = pieces.join('');
        const found = tokenise(text, [{ start: 0, end: text.length }]);
        let at = 0;
        for (let i = 0; i < found.count; i++) {
          const start = found.start[i]!;
          const end = found.end[i]!;
          assert.ok(start >= at && end > start && end <= text.length);
          assert.equal(/[\p{L}\p{N}\p{S}]/u.test(text.slice(at, start)), false);
          assert.equal(isCut(text, start) || isCut(text, end), false);
          assert.ok(i === 0 || found.sentence[i]! - found.sentence[i - 1]! <= 1);
          at = end;
        }
      }),
    );
  });

  it('takes hostile input in its stride', () => {
    const many = 20_000;
    for (const unit of [
      'a',
      "'",
      "l'",
      '.',
      '. ',
      '»',
      '👍🏽',
      'e\u0301',
      '1 000 ',
      'http://',
      'a@',
      'a.',
      '"."',
      '\u0301',
      '(',
      '-A',
    ]) {
      const text = unit.repeat(many);
      assert.equal(tokenise(text, [{ start: 0, end: text.length }]).end.at(-1), text.trimEnd().length, unit);
    }
    const line = 'x'.repeat(2_000_000);
    assert.equal(tokenise(line, [{ start: 0, end: line.length }]).count, 1);
  });
});

/** Whether an offset parts a surrogate pair or a mark from the letter it stands on. */
function isCut(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  const pair = /[\ud800-\udbff]/.test(text.charAt(at - 1)) && /[\udc00-\udfff]/.test(text.charAt(at));
  const mark =
    /^\p{M}/u.test(text.slice(at, at + 2)) && /[\p{L}\p{N}\p{M}]$/u.test(text.slice(Math.max(0, at - 2), at));
  return pair || mark;
}

import assert from 'node:assert/strict';
import { bareAcronymsIn, glossOrder, type GlossOrder } from '../../src/core/answers/gloss';
import { Archive } from '../../src/core/archive/archive';
import { joinDecisions } from '../../src/core/decisions/decisionSet';
import { parseDecisions } from '../../src/core/decisions/parse';
import { formatOf } from '../../src/core/reading/format';
import { read } from '../../src/core/reading/read';
import { marked, markedFile } from './support/marked';

const FULL = 'Confrérie générale des écluses du Moulouya';
const EXPLAINED = [
  `La [ORG|${FULL}] ([ORG|CGEM]) vote. La [ORG|CGEM] attend.`,
  `La [ORG|${FULL}] ([ORG|CGEM]) siège. Vive l’[ORG|ONU].`,
];

interface Options {
  readonly archive?: readonly string[];
  readonly order?: GlossOrder;
  readonly decisions?: string;
  readonly uri?: string;
}

/** The acronyms of an article that are not spelt out, as the text that the fix makes of it. */
function check(article: string, expected: string[], options: Options = {}): void {
  const { archive: others = EXPLAINED, order = 'full', decisions = '', uri = 'file:///w/x.txt' } = options;
  const archive = new Archive();
  others.forEach((text, i) => archive.insert(markedFile(`file:///w/${i}.txt`, `Titre\n\n${text}\n`)));
  const record = markedFile(uri, article);
  archive.insert(record);
  archive.decide(
    joinDecisions([{ folder: 'file:///w', decisions: parseDecisions(decisions || '{}').decisions }]),
  );
  const source = marked(article).text;
  const format = formatOf(uri)!;
  const file = { record, source, format, read: read(source, format), path: uri.slice('file:///w/'.length) };
  assert.deepEqual(
    bareAcronymsIn(archive, order, file).map(({ start, end, text, spelt }) => {
      assert.equal(source.slice(start, end), text);
      return `${source.slice(Math.max(0, start - 4), start)}>${spelt}<${source.slice(end, end + 4)}`;
    }),
    expected,
  );
}

describe('An acronym that is not spelt out', () => {
  const fix = `${FULL} (CGEM)`;
  it('is found where it first stands, and gets its full name', () => {
    check('Titre\n\nHier la [ORG|CGEM] a voté. La [ORG|CGEM] attend.\n', [` la >${fix}< a v`]);
    check('Titre\n\nHier la [ORG|CGEM] a voté.\n', [` la >CGEM (${FULL})< a v`], { order: 'acronym' });
    check('Titre\n\nLes patrons ([ORG|CGEM]) ont voté.\n', [`ns (>${FULL}, CGEM<) on`]);
  });
  it('is explained by its full name before it or in its sentence, recognised or not', () => {
    check(`Titre\n\nLa [ORG|${FULL}] ([ORG|CGEM]) vote.\n`, []);
    check(`Titre\n\nLa [ORG|CGEM] ([ORG|${FULL}]) vote.\n`, []);
    check(`La ${FULL}\n\nHier la [ORG|CGEM] a voté.\n`, []);
    check('Titre\n\nLa confrérie générale des écluses du Moulouya dort. La [ORG|CGEM] vote.\n', []);
    check(`Titre\n\nLa [ORG|CGEM], ou ${FULL.replaceAll(' ', '\u00a0')}, vote.\n`, []);
    check(`Titre\n\nLa [ORG|CGEM] vote. La ${FULL} dort.\n`, [`\nLa >${fix}< vot`]);
  });
  it('is explained by other words with its letters', () => {
    check('Titre\n\nLa confrérie des grandes écluses de Melilia (CGEM) et la [ORG|CGEM] votent.\n', [
      ` la >${fix}< vot`,
    ]);
    check('Titre\n\nLa confrérie des grandes écluses de Melilia ([ORG|CGEM]) vote.\n', []);
    check('Titre\n\nLa [ORG|CGEM] (confrérie des grandes écluses de Melilia) vote.\n', []);
  });
  it('is left alone in headlines, quotations, code, addresses and other languages', () => {
    check('La [ORG|CGEM] vote\n\nHier, on a voté.\n', []);
    check('Titre\n\n« La [ORG|CGEM] vote », dit-il.\n', []);
    check('Titre\n\n« La [ORG|CGEM] vote », dit-il de la [ORG|CGEM].\n', [` la >${fix}<.\n`]);
    check('Titre\n\nSuivez #[ORG|CGEM] et https://w.example/[ORG|CGEM] demain.\n', []);
    check('# Titre\n\nTapez `[ORG|CGEM]` ici.\n\n> La [ORG|CGEM] vote.\n', [], { uri: 'file:///w/x.md' });
    check(
      'Harbour\n\nThe mayor said that the [ORG|CGEM] would be open to the public by the end of the year, and that it was not what the people had asked for.\n',
      [],
    );
  });
  it('is left alone where the archive never spells it out, or has no name with its letters', () => {
    check('Titre\n\nDevant l’[ORG|ONU], rien.\n', []);
    check('Titre\n\nDevant la [ORG|CGEM], rien.\n', [], { archive: ['La [ORG|CGEM] vote.'] });
    check('Titre\n\nAvec [PER|OT], rien.\n', [], { archive: ['[PER|Omar Tazi] ([PER|OT]) vote.'] });
  });
  it('follows what was decided', () => {
    const full = 'Conseil général des ports du Moulouya';
    const decided = (more: string): string =>
      `{"entities": [{"name": "${FULL.replace('Confrérie', 'Confédération')}", "type": "ORG", "aliases": ["${FULL}"]${more}}]}`;
    check(
      'Titre\n\nHier la [ORG|CGEM] a voté.\n',
      [` la >${fix.replace('Confrérie', 'Confédération')}< a v`],
      {
        decisions: decided(''),
      },
    );
    check('Titre\n\nHier la [ORG|CGEM] a voté.\n', [], { decisions: decided(', "hidden": true') });
    check('Titre\n\nHier la [ORG|CGEM] a voté.\n', [], { decisions: decided(', "ignoredIn": ["x.txt"]') });
    check('Titre\n\nHier le [ORG|CGPM] a voté.\n', [` le >${full} (CGPM)< a v`], {
      archive: [],
      decisions: `{"entities": [{"name": "${full}", "type": "ORG", "aliases": ["CGPM"]}]}`,
    });
  });
  it('takes the full name that is used most', () =>
    check('Titre\n\nHier l’[ORG|AES] a payé.\n', [`r l’>Agence des eaux du Sud (AES)< a p`], {
      archive: [
        'L’[ORG|AGENCE DES EAUX DU SUD] ([ORG|AES]). L’[ORG|AGENCE DES EAUX DU SUD].',
        'L’[ORG|agence des eaux du Sud] ([ORG|AES]).',
        'L’[ORG|Agence des eaux du Sud] ([ORG|AES]), l’[ORG|Agence des eaux du Sud].',
      ],
    }));
});

describe('glossOrder', () => {
  const order = (texts: string[], expected: GlossOrder): void => {
    const archive = new Archive();
    texts.forEach((text, i) => archive.insert(markedFile(`${i}.txt`, `Titre\n\n${text}\n`)));
    assert.equal(glossOrder(archive), expected);
  };
  it('is what the archive does most, the full name first without a habit', () => {
    order([], 'full');
    order([`La [ORG|CGEM] ([ORG|${FULL}]) vote.`, 'La [ORG|CGEM] dort.'], 'acronym');
    order(
      [
        `La [ORG|CGEM] ([ORG|${FULL}]) vote.`,
        'L’[ORG|Agence des eaux du Sud] ([ORG|AES]).',
        'L’[ORG|Agence des eaux du Sud] ([ORG|AES]) agit.',
      ],
      'full',
    );
  });
});

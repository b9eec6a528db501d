import assert from 'node:assert/strict';
import { formAt, renamedIn } from '../../src/core/answers/renaming';
import { Archive } from '../../src/core/archive/archive';
import { read } from '../../src/core/reading/read';
import { markedFile } from './support/marked';

const TITLE = 'Titre\n\n';

/** The text in which the first marked name is renamed (in a quotation, in braces), and the last place of `also`. */
function check(source: string, newName: string, expected: string, also?: string): void {
  const record = markedFile('a.txt', TITLE + source);
  const archive = new Archive();
  archive.insert(record);
  const text = (TITLE + source).replace(/\[\w+\|([^\]]+)\]/g, '$1');
  const file = { record, source: text, format: 'text' as const, read: read(text, 'text') };
  const article = record.articles[0]!;
  const span = { start: article.mentions.start[0]!, end: article.mentions.end[0]! };
  const entity = archive.entityIn('a.txt', 0, article.mentions.name[0]!)!;
  const asked = also === undefined ? -1 : text.lastIndexOf(also);
  const { replacements, leftOut } = renamedIn(
    archive,
    file,
    { entity, form: formAt(file, span), newName },
    also === undefined ? undefined : { start: asked, end: asked + also.length },
  );
  assert.equal(leftOut, 0);
  let result = text;
  for (const { start, end, newText, quoted } of [...replacements].reverse())
    result = result.slice(0, start) + (quoted ? `{${newText}}` : newText) + result.slice(end);
  assert.equal(result.slice(TITLE.length), expected);
}

describe('Renaming', () => {
  it('writes the name anew where it is spelt like this, and nowhere else', () => {
    const name = '[ORG|Fluvia Cargo]';
    check(`${name} livre. Hier ${name} recrute.\n`, 'Fluvia', 'Fluvia livre. Hier Fluvia recrute.\n');
    check(
      `La ${name} ([ORG|FC]) livre. La [ORG|FC] recrute.\n`,
      'Fluvia',
      'La Fluvia (FC) livre. La FC recrute.\n',
    );
    check(`${name} et [ORG|Fluvia-Cargo].\n`, 'Fluvia', 'Fluvia et Fluvia-Cargo.\n');
    check(`${name} et [ORG|Atlas Fret].\n`, 'Fluvia', 'Fluvia et Atlas Fret.\n');
    check(`${name} et [ORG|Fluvia\u00A0Cargo].\n`, 'Fluvia', 'Fluvia et Fluvia.\n');
    check('[ORG|Société Évasion] et [ORG|Société Evasion].\n', 'Éva', 'Éva et Société Evasion.\n');
    check(
      `${name} : #[ORG|Fluvia Cargo], x@[ORG|Fluvia Cargo].\n`,
      'F',
      'F : #Fluvia Cargo, x@Fluvia Cargo.\n',
    );
  });

  it('says what stands in a quotation', () => {
    check(
      'La [ORG|Fluvia] livre. « La [ORG|Fluvia] tient », dit-on.\n',
      'Éole',
      'La Éole livre. « La {Éole} tient », dit-on.\n',
    );
  });

  it('writes capitals where a headline is in capitals', () => {
    check('La [ORG|Fluvia] livre.\n\nLA [ORG|FLUVIA] LIVRE\n', 'Éole', 'La Éole livre.\n\nLA ÉOLE LIVRE\n');
    check('La [ORG|Fluvia] livre.\n\nLa [ORG|FLUVIA] livre.\n', 'É', 'La É livre.\n\nLa FLUVIA livre.\n');
    check(
      'La [ORG|Célère] livre.\n\nLA [ORG|CELERE] LIVRE\n\nLA [ORG|CÉLÈRE] LIVRE\n',
      'Éole',
      'La Éole livre.\n\nLA EOLE LIVRE\n\nLA ÉOLE LIVRE\n',
    );
    check('La [ORG|BFK] livre.\n\nLA [ORG|BFK] LIVRE\n', 'Éole', 'La Éole livre.\n\nLA ÉOLE LIVRE\n');
    check('La [ORG|BFK] livre.\n\n[ORG|BFK]\n', 'Éole', 'La Éole livre.\n\nÉole\n');
  });

  it('takes the place that was asked for, recognised or not, once', () => {
    check('La [ORG|Fluvia] livre, dit Fluvia.\n', 'Éole', 'La Éole livre, dit Éole.\n', 'Fluvia');
    check('La [ORG|Fluvia] livre.\n', 'Éole', 'La Éole livre.\n', 'Fluvia');
  });
});

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import { extract } from '../../src/core/archive/extract';
import { mentionsOf, type FileRecord } from '../../src/core/archive/records';
import { formatOf } from '../../src/core/reading/format';
import { loadModel, type Model } from '../../src/core/recognition/recognise';

const ROOT = join(__dirname, '..', '..', '..');

/** Checks that the source at each mention's offsets is one of its name's surfaces; gives their number. */
function check(record: FileRecord, source: string, visible: (slice: string) => string): number {
  let checked = 0;
  for (const named of [...record.articles, record.margin]) {
    for (const { start, end, name, sentence } of mentionsOf(named)) {
      const surface = visible(source.slice(start, end)).replace(/\s+/g, ' ');
      const surfaces = named.names[name]!.forms.map((form) => form.surface);
      assert.ok(
        surfaces.includes(surface),
        `${record.uri}: ${JSON.stringify(surface)} is none of ${surfaces.join(', ')}`,
      );
      assert.ok(sentence.start <= start && end <= sentence.end, `${surface} stands in its sentence`);
      checked++;
    }
  }
  return checked;
}

/** The text of a piece of HTML as a parser sees it. */
function htmlText(html: string): string {
  const texts: string[] = [];
  const walk = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('value' in node) texts.push(node.value);
    if ('childNodes' in node) node.childNodes.forEach(walk);
  };
  walk(parseFragment(html));
  return texts.join('');
}

describe('offsets', () => {
  const model = loadModel(new Uint8Array(readFileSync(join(ROOT, 'model', 'recogniser.bin')))) as Model;
  const plain = (slice: string): string => slice;
  const visible = { text: plain, markdown: (slice: string) => slice.replace(/[*_\\`]/g, ''), html: htmlText };

  for (const file of readdirSync(join(ROOT, 'seeds'))) {
    const source = readFileSync(join(ROOT, 'seeds', file), 'utf8');
    const format = formatOf(file)!;
    for (const [ends, text] of [
      ['\\n', source],
      ['\\r\\n', source.replace(/\n/g, '\r\n')],
    ] as const) {
      it(`lead to the names of ${file} (${ends})`, () => {
        assert.ok(check(extract(file, text, format, model), text, visible[format]) > 5);
      });
    }
  }

  it('are not moved by astral characters and non-breaking spaces', () => {
    const text = '😀 À Casablanca,\u00a0😀 Maroc\u00a0Telecom a ouvert une agence à Rabat 👩‍👩‍👧.\n';
    assert.ok(check(extract('a.txt', text, 'text', model), text, plain) >= 2);
  });
  it('are not moved by character references and tags inside a name', () => {
    const text =
      '<p>L&rsquo;op&eacute;rateur Maroc&nbsp;<b>Tele</b>com est pr&eacute;sent &agrave; F&egrave;s &amp; &agrave; Rabat.</p>';
    assert.ok(check(extract('a.html', text, 'html', model), text, htmlText) >= 2);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Format, ReadFile } from '../../src/core/model';
import { read } from '../../src/core/reading/read';

const FORMATS: readonly Format[] = ['text', 'markdown', 'html'];
/** Character references and what they stand for, told here independently of the reader. */
const REFERENCES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&nbsp;': '\u00a0',
  '&eacute;': 'é',
  '&#233;': 'é',
  '&#x1F600;': '😀',
  '&rsquo;': '’',
  '&lt;': '<',
  '&copy': '©',
};
const WORDS = [
  'Rabat',
  'é',
  'Fès',
  '😀',
  'œ',
  '’',
  '«\u00a0oui\u00a0»',
  '&',
  '2030',
  '.',
  'A&B',
  '\u0627',
  'e\u0301',
];
const BLANKS = [' ', '  ', '\n', '\r\n', '\n\n', '\r\n\r\n', '\r', '\t', '\u00a0', '\u202f'];
const MARKUP: Readonly<Record<Format, readonly string[]>> = {
  text: [
    '17h52 | ',
    'Mercredi 16 avril 2025\n',
    '===',
    '\f',
    'MAP-012\n',
    'MAP/nb',
    '(2)',
    'Accueil > ',
    'Bonjour,',
    '- ',
    '• ',
    '18-04 à 17:52 ',
    '---',
    'Lire aussi',
    '© ',
    '1. ',
    'titre: x',
    'RABAT – ',
    '\ufeff',
  ],
  markdown: [
    '**',
    '*',
    '_',
    '`',
    '```',
    '~~~',
    '[',
    '](u)',
    '](',
    ')',
    '![',
    '[[',
    ']]',
    '|',
    '|-|-|',
    '# ',
    '> ',
    '- ',
    '1. ',
    '<!--',
    '-->',
    '<b>',
    '</b>',
    '<p>',
    '\\',
    '---',
    '===',
    '[^1]',
    '[a]: b',
    '    ',
    '%%',
    '<br>',
    '<script>',
    '</script>',
    '18-04 à 17:52 ',
    '![a b c](d)',
    '17h52 – ',
  ],
  html: [
    '<p>',
    '</p>',
    '<b>',
    '</b>',
    '<div>',
    '</div>',
    '<br>',
    '<li>',
    '<table>',
    '<td>',
    '</table>',
    '<script>',
    '</script>',
    '<!--',
    '-->',
    '<h1>',
    '</h1>',
    '<p hidden>',
    '<',
    '>',
    '<nav>',
    '</nav>',
    '<a href="x">',
    '</a>',
    '<title>',
    '</title>',
    '<article>',
    '</article>',
    '<svg>',
    '</svg>',
    '<pre>',
    '<textarea>',
    '</',
    '<main>',
    '<hr>',
    '<time datetime="2025-04-16T17:52">',
    '</time>',
    '18-04 à 17:52 ',
  ],
};

const sourceOf = (format: Format): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...WORDS),
        fc.constantFrom(...BLANKS),
        fc.constantFrom(...MARKUP[format]),
        fc.constantFrom(...Object.keys(REFERENCES)),
        fc.string({ maxLength: 4 }),
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join(''));

/** Every visible character of the reading text stands in the source where the map says. */
function checkOffsets(source: string, file: ReadFile, format: Format): void {
  let last = 0;
  for (let i = 0; i < file.text.length; i++) {
    const char = file.text[i]!;
    const span = file.source.toSource({ start: i, end: i + 1 });
    const slice = source.slice(span.start, span.end);
    assert.ok(
      span.start >= last && span.end > span.start && span.end <= source.length,
      `${i}: ${span.start}-${span.end}`,
    );
    last = span.start;
    if (slice === char) continue;
    if (/[ \n]/.test(char)) assert.ok(format !== 'text', 'plain text is its own reading text');
    else
      assert.ok(
        REFERENCES[slice]?.includes(char) ?? /^&\S+$/.test(slice),
        `${JSON.stringify(char)} from ${JSON.stringify(slice)}`,
      );
    if (slice.length === 1) assert.equal(file.source.toReading(span.start), i);
  }
}

function checkShape(source: string, { text, passages, articles, source: map }: ReadFile): void {
  let end = 0;
  for (const p of passages) {
    assert.ok(
      p.start >= end && p.end > p.start && p.end <= text.length,
      `passage ${p.start}-${p.end} after ${end}`,
    );
    assert.ok(p.article >= -1 && p.article < articles.length);
    assert.ok(p.kind !== 'boilerplate' || p.article === -1);
    assert.equal(text.slice(p.start, p.end), text.slice(p.start, p.end).trim());
    const { span } = articles[p.article] ?? { span: { start: 0, end: source.length } };
    const place = map.toSource(p);
    assert.ok(place.start >= span.start && place.end <= span.end, 'a passage lies in its article');
    end = p.end;
  }
  end = 0;
  for (const { span, body } of articles) {
    assert.ok(
      span.start >= end && span.end > span.start && span.end <= source.length,
      'articles do not overlap',
    );
    end = span.start;
    for (const range of body) {
      assert.ok(
        range.start >= end && range.end > range.start && range.end <= span.end,
        'bodies lie in their article',
      );
      end = range.end;
    }
    end = span.end;
  }
}

describe('reading: offsets survive every format', () => {
  for (const format of FORMATS) {
    it(format, () => {
      fc.assert(
        fc.property(sourceOf(format), (source) => {
          const file = read(source, format);
          checkOffsets(source, file, format);
          checkShape(source, file);
        }),
        { numRuns: 200 },
      );
    });
  }

  const name = (source: string, format: Format, wanted: string, expected: string): void => {
    const file = read(source, format);
    const start = file.text.indexOf(wanted);
    assert.ok(start >= 0, file.text);
    const span = file.source.toSource({ start, end: start + wanted.length });
    assert.equal(source.slice(span.start, span.end), expected);
    assert.equal(file.source.toReading(span.start), start);
  };
  it('through emphasis', () => name('Le **Port**-*Sud* ouvre', 'markdown', 'Port-Sud', 'Port**-*Sud'));
  it('through a link', () => name('Le [Port Sud](x) ouvre', 'markdown', 'Port Sud', 'Port Sud'));
  it('over a line break in Markdown', () =>
    name('> Le Port\r\n> Sud ouvre', 'markdown', 'Port Sud', 'Port\r\n> Sud'));
  it('through references', () =>
    name(
      '<p>Le Port&nbsp;d&eacute;j&agrave; ouvert',
      'html',
      'Port\u00a0déjà',
      'Port&nbsp;d&eacute;j&agrave;',
    ));
  it('over a line break in HTML', () =>
    name('<p>Le Port\r\n   Sud ouvre', 'html', 'Port Sud', 'Port\r\n   Sud'));
  it('through elements', () =>
    name('<p>Le <b>Port</b> <i>Sud</i> ouvre', 'html', 'Port Sud', 'Port</b> <i>Sud'));
  it('behind astral characters', () => name('<p>😀&#128512; Port Sud', 'html', 'Port Sud', 'Port Sud'));
  it('inside markup, the next character counts', () => {
    const source = 'Le **Port** ouvre';
    assert.equal(read(source, 'markdown').source.toReading(source.indexOf('**') + 1), 3);
  });
});

describe('reading: hostile input', () => {
  const N = 40_000;
  const inputs: Readonly<Record<string, string>> = {
    'a line of 2 MB': 'mot et. '.repeat(250_000),
    'nested elements': '<div><b><ul><li>'.repeat(N / 4) + 'x' + '</u></p>'.repeat(N),
    'open brackets': '['.repeat(N),
    'open links': '[]('.repeat(N),
    'nested images': '!['.repeat(N / 4) + '](u)'.repeat(N / 4),
    stars: '*'.repeat(N) + '*a '.repeat(N) + 'a**b_c'.repeat(N / 4),
    'open comments': '<!--\n'.repeat(N / 4),
    'open tags': '<a '.repeat(N),
    ampersands: '&'.repeat(N) + '&amp'.repeat(N),
    backticks: Array.from({ length: 400 }, (_, i) => '`'.repeat(i)).join('a'),
    stamps: '18-04 à 17:52 Titre\n'.repeat(N / 10),
    clocks: '17:52 Titre\n'.repeat(N / 4) + 'Mercredi 16 avril 2025\n'.repeat(N / 4),
    'days and clocks': 'Mercredi 16 avril 2025\n17:52 Titre\n'.repeat(N / 4),
    rules: 'Un titre assez long\n---\n'.repeat(N / 4),
    'dispatch marks': 'MAP-0123\nLe titre\n(2)\nMAP/nb\n'.repeat(N / 10),
    menus: 'Accueil\nPolitique | Sport\n'.repeat(N / 4),
    'short lines': 'Tanger\n'.repeat(N),
    figures: '12/03/25 '.repeat(N) + '\n' + '12'.repeat(N),
    'share words': 'x 1 '.repeat(60) + '!\n' + 'Facebook x 12 '.repeat(20) + '!',
    'cells of a table': '| a | b |\n|---|---|\n' + '| Rabat | 12 |\n'.repeat(N / 4),
    'copyright lines': '© x\n'.repeat(N / 10),
    'broken front matter': `---\n${'['.repeat(20_000)}\n---\n`,
    'control characters': '\0\u0001\ud800\udfff\ufeff',
  };
  for (const [name, source] of Object.entries(inputs)) {
    it(name, () => {
      for (const format of FORMATS) checkShape(source, read(source, format));
    });
  }
});

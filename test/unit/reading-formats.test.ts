import assert from 'node:assert/strict';
import type { Format } from '../../src/core/model';
import { decode } from '../../src/core/reading/decode';
import { formatOf } from '../../src/core/reading/format';
import { read } from '../../src/core/reading/read';

/** The passages of a text, `kind: text`, one a line; the paragraph's kind is left out. */
function passages(source: string, format: Format): string {
  const { text, passages: all } = read(source, format);
  return all
    .map(
      (p) => (p.kind === 'paragraph' ? '' : `${p.kind}: `) + text.slice(p.start, p.end).replaceAll('\n', '⏎'),
    )
    .join('\n');
}

const check =
  (format: Format) =>
  (source: string, ...expected: readonly string[]): void =>
    assert.equal(passages(source, format), expected.join('\n'));

describe('reading: the format of a file', () => {
  const cases: readonly (readonly [string, Format | undefined])[] = [
    ['a.txt', 'text'],
    ['A.TXT', 'text'],
    ['/d/a.b.md', 'markdown'],
    ['file:///d/a%20b.markdown', 'markdown'],
    ['C:\\d\\a.HTM', 'html'],
    ['https://h/a.html?x=1#y', 'html'],
    ['a.doc', undefined],
    ['txt', undefined],
    ['a.txt/b', undefined],
    ['a.constructor', undefined],
  ];
  for (const [path, format] of cases) it(path, () => assert.equal(formatOf(path), format));
});

describe('reading: bytes to text', () => {
  const utf16 = (text: string, bigEndian: boolean): Uint8Array => {
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
    return bigEndian ? bytes.swap16() : bytes;
  };
  const text = (bytes: Uint8Array): unknown => {
    const result = decode(bytes);
    return 'problem' in result ? result.problem.code : [result.text, ...result.problems.map((p) => p.code)];
  };
  const cases: readonly (readonly [string, Uint8Array, unknown])[] = [
    ['UTF-8', Buffer.from('Fès 😀\r\n'), ['Fès 😀\r\n']],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeffFès'), ['Fès']],
    ['a second byte order mark is text', Buffer.from('\ufeff\ufeffFès'), ['\ufeffFès']],
    ['UTF-16, little end first', utf16('Fès 😀', false), ['Fès 😀']],
    ['UTF-16, big end first', utf16('Fès 😀', true), ['Fès 😀']],
    ['windows-1252', Buffer.from('F\xe8s \x96 \x80', 'latin1'), ['Fès – €', 'decoded-windows-1252']],
    [
      'a declared charset',
      Buffer.from('<meta charset="iso-8859-15">\xa4', 'latin1'),
      ['<meta charset="iso-8859-15">€'],
    ],
    [
      'an unknown charset',
      Buffer.from('<meta charset="klingon">\xe8', 'latin1'),
      ['<meta charset="klingon">è', 'decoded-windows-1252'],
    ],
    [
      'UTF-16 without a mark',
      Buffer.from('Fès, «\u00a0le port\u00a0»', 'utf16le'),
      ['Fès, «\u00a0le port\u00a0»'],
    ],
    ['UTF-16 without a mark, big end first', Buffer.from('Fès le port', 'utf16le').swap16(), ['Fès le port']],
    [
      'UTF-8 with a byte astray',
      Buffer.concat([Buffer.from('é'.repeat(30)), Buffer.from([0xe9]), Buffer.from('té')]),
      ['é'.repeat(30) + '�té'],
    ],
    [
      'Mac OS Roman',
      Buffer.from('Le march\x8e de F\x8fs, d\xd5\x8et\x8e', 'latin1'),
      ['Le marché de Fès, d’été'],
    ],
    [
      'windows-1252 with dashes, quotes and the euro',
      Buffer.from('L\x92\xe9t\xe9 \x96 \xab d\xe9j\xe0 \xbb \x96 10 \x80 \x9cuvre', 'latin1'),
      ['L’été – « déjà » – 10 € œuvre', 'decoded-windows-1252'],
    ],
    [
      'Latin-1 declared in a meta element',
      Buffer.from(
        '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1"><p>F\xe8s',
        'latin1',
      ),
      ['<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1"><p>Fès'],
    ],
    [
      'Latin-1 declared in XML',
      Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><p>F\xe8s', 'latin1'),
      ['<?xml version="1.0" encoding="ISO-8859-1"?><p>Fès'],
    ],
    ['nothing', Buffer.from(''), ['']],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), 'binary'],
    ['control characters', Buffer.from('ab\x01\x02\x03'), 'binary'],
  ];
  for (const [name, bytes, expected] of cases) it(name, () => assert.deepEqual(text(bytes), expected));
});

describe('reading: plain text', () => {
  const is = check('text');
  it('has a passage a line', () =>
    is('Le titre\n\nUn. Deux.\nTrois.', 'title: Le titre', 'Un. Deux.', 'Trois.'));
  it('splits at every kind of line break', () => is('Titre\r\rUn.\r\nDeux.', 'title: Titre', 'Un.', 'Deux.'));
  it('trims blanks of every width', () =>
    is('\ufeff Titre \u00a0\n\n\u202f Un.\u2009\n', 'title: Titre', 'Un.'));
  it('leaves bullets out', () =>
    is(
      'Titre\n\n • Un ;\n- Deux ?\n1. Trois.\n– Quatre',
      'title: Titre',
      'item: Un ;',
      'item: Deux ?',
      'item: Trois.',
      'item: Quatre',
    ));
  it('leaves rules out', () => is('Titre\n=====\nUn.\n* * *\nDeux.', 'title: Titre', 'Un.', 'Deux.'));
  it('keeps a hard-wrapped paragraph together', () => {
    const line = 'Les membres du bureau ont voté hier';
    const wrapped = `${line} le texte entier du\nrèglement présenté par sa commission des finances\npuis celui des transports, malgré les réserves\nde plusieurs élus. Le vote final aura lieu demain.`;
    assert.equal(passages(`${wrapped}\n\n${wrapped}`, 'text').split('\n').length, 2);
  });
  it('joins a line that stops inside a sentence', () =>
    is(
      'Titre court\n\nLe conseil de la ville a discuté pendant deux heures les\nplans du port.',
      'title: Titre court',
      'Le conseil de la ville a discuté pendant deux heures les⏎plans du port.',
    ));
  it('takes header lines off', () =>
    is('titre: Le port\ndate: 2024-05-06\n---\nUn long texte. Fin.', 'Un long texte. Fin.'));
  it('keeps what only looks like a header', () =>
    is('Titre : le port\n\nUn.', 'title: Titre : le port', 'Un.'));
  it('takes nothing from nothing', () => is(' \n\n'));
});

describe('reading: Markdown', () => {
  const is = check('markdown');
  it('headings', () =>
    is(
      '# Un #\n\n## Deux\nTexte.\n\nTrois\n===\n\nQuatre\n---',
      'title: Un',
      'heading: Deux',
      'Texte.',
      'heading: Trois',
      'heading: Quatre',
    ));
  it('paragraphs', () => is('Un\ndeux.\n\nTrois.  \nQuatre.', 'Un deux.', 'Trois. Quatre.'));
  it('emphasis', () =>
    is(
      'Un **gros** et *petit* et ***tout***, __ceci__, _cela_, ~~non~~, ==oui==.',
      'Un gros et petit et tout, ceci, cela, non, oui.',
    ));
  it('marks that are text', () =>
    is('2 * 3 * 4, nom_de_fichier, a ~ b, **seul', '2 * 3 * 4, nom_de_fichier, a ~ b, **seul'));
  it('links', () =>
    is(
      '[Un](http://a.ma "t"), [deux][d], [trois], [quatre](a(b)c) et [sic].\n\n[d]: http://d\n[trois]: x',
      'Un, deux, trois, quatre et [sic].',
    ));
  it('an image alone is a figure', () =>
    is(
      'Titre\n\n![Le port de nuit](p.png)\n\n![p1](p.png)\n\nFin.',
      'title: Titre',
      'caption: Le port de nuit',
      'Fin.',
    ));
  it('indented code after list items', () =>
    is(
      'Titre\n\n- Un\n\n        code\n        code\n\n    Suite.\n\nFin.',
      'title: Titre',
      'item: Un',
      'Suite.',
      'Fin.',
    ));
  it('items of items of items', () =>
    is('- Un\n    - Deux\n        - Trois.', 'item: Un', 'item: Deux', 'item: Trois.'));
  it('images', () => is('Un ![Le port](p.png) et [![x](y)](z) fin.', 'Un et fin.'));
  it('wiki links', () =>
    is('[[Rabat]], [[Rabat#Port|la ville]], [[#Ici]], ![[carte]] fin.', 'Rabat, la ville, Ici, fin.'));
  it('code', () =>
    is(
      'Un `mot`, ``a`b``, `ouvert.\n\n```js\ncode\n```\n\n    code\n\n~~~\n# x\n~~~\nFin.',
      'Un mot, a`b, `ouvert.',
      'Fin.',
    ));
  it('escapes and references', () =>
    is('\\*Un\\* &amp; Fès&nbsp;! &eacute;&#128512; A&B &zut;', '*Un* & Fès\u00a0! é😀 A&B &zut;'));
  it('lists', () =>
    is(
      '- Un\n- [x] Deux\n  suite\n\n  Bloc\n1. Trois\n   * Quatre',
      'item: Un',
      'item: Deux suite',
      'Bloc',
      'item: Trois',
      'item: Quatre',
    ));
  it('quotes', () => is('> Un\n> deux\n>\n> > Trois', 'title: Un deux', 'Trois'));
  it('tables', () =>
    is(
      '| Nom | **Ville** |\n|---|:-:|\n| A\\|B | Fès |\n\nFin.',
      'cell: Nom',
      'cell: Ville',
      'cell: A|B',
      'cell: Fès',
      'Fin.',
    ));
  it('HTML', () =>
    is(
      'Un<br>deux <span class="x">trois</span>.\n\n<div>\n<p>Quatre</p><p>Cinq</p>\n</div>',
      'Un deux trois.',
      'Quatre',
      'Cinq',
    ));
  it('comments and scripts', () =>
    is(
      'Un <!-- non --> deux.\n\n<!-- non\n\nnon --> \n\n<script>\nnon\n</script>\n\n%%non%% Trois.',
      'Un deux.',
      'Trois.',
    ));
  it('footnotes', () => is('Un[^1].\n\n[^1]: La *note*.', 'Un.', 'La note.'));
  it('autolinks', () => is('Voir <https://a.ma/b>.', 'Voir https://a.ma/b.'));
  it('front matter', () => is('---\ntitle: Le port\n---\n\nUn.', 'Un.'));
  it('a rule at the top is no front matter', () => is('---\n\nUn.\n', 'Un.'));
  it('reports broken front matter and reads its lines', () => {
    const { articles, problems } = read(
      '---\ntitle: Le port : un plan\nplace: Fès\n---\nUn texte.',
      'markdown',
    );
    assert.deepEqual(
      [problems[0]?.code, articles[0]?.title, articles[0]?.place],
      ['malformed-front-matter', 'Le port : un plan', 'Fès'],
    );
  });
});

describe('reading: HTML', () => {
  const is = check('html');
  it('blocks and inline elements', () =>
    is(
      '<h1>Un</h1><p>Deux <b>tr</b>ois\n  quatre<p>Cinq<ul><li>Six<li>Sept</ul>',
      'title: Un',
      'Deux trois quatre',
      'Cinq',
      'item: Six',
      'item: Sept',
    ));
  it('what is not on the page', () =>
    is(
      '<head><title>T</title><style>x</style></head><body><script>x</script><p>Un<template>x</template><noscript>x</noscript></p>' +
        '<p hidden>x<b>x</b></p><div style="display: none">x</div><!-- x --><svg><title>x</title></svg><p>Deux',
      'Un',
      'Deux',
    ));
  it('character references', () =>
    is(
      '<p>A &amp; B&nbsp;! &eacute; &#x1F600; &copy2024 A&B &zut; &lt;p&gt;',
      'A & B\u00a0! é 😀 ©2024 A&B &zut; <p>',
    ));
  it('tables and captions', () =>
    is(
      '<table><tr><th>A<td>B</table><figure><figcaption>C</figcaption></figure>',
      'cell: A',
      'cell: B',
      'caption: C',
    ));
  it('line breaks', () =>
    is(
      '<p>Un<br>deux<br> <br/>trois</p><p>Le conseil de la ville a discuté pendant deux longues<br>heures. Puis il a voté.<br>Fin',
      'title: Un',
      'deux',
      'trois',
      'Le conseil de la ville a discuté pendant deux longues heures. Puis il a voté.',
      'Fin',
    ));
  it('furniture', () =>
    is(
      '<header><p>Le Journal</p></header><nav>Menu</nav><main><h1>Un</h1><p>Deux trois quatre cinq six sept huit.</p></main>' +
        '<aside>Pub</aside><footer>Fin</footer>',
      'boilerplate: Le Journal',
      'boilerplate: Menu',
      'title: Un',
      'Deux trois quatre cinq six sept huit.',
      'boilerplate: Pub',
      'boilerplate: Fin',
    ));
  it('furniture by role and class', () =>
    is(
      '<h1>Un</h1><p>Deux.</p><div role="navigation">a</div><div class="x breadcrumb">b</div><div id="share-bar">c</div><p class="navire">d.',
      'title: Un',
      'Deux.',
      'boilerplate: a',
      'boilerplate: b',
      'boilerplate: c',
      'd.',
    ));
  it('stray end tags', () =>
    is('</div><p>Un</b> deux</p></p></table><td>Trois', 'title: Un deux', 'cell: Trois'));
  it('an end tag does not reach out of its cell', () =>
    is('<nav><table><tr><td>a</nav>b</table></nav>c', 'boilerplate: ab', 'c'));
});

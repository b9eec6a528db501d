import assert from 'node:assert/strict';
import { cutToName, fullName, plain, shortened } from '../../src/client/display';
import { anyOf, ARTICLE_GLOB, excludePatterns, isArticlePath } from '../../src/client/globs';
import { reportText } from '../../src/client/reportText';
import { debounce, throttle } from '../../src/client/timing';
import { articleNode, entityNode, parentOf, sentenceNode, withMore } from '../../src/client/tree/nodes';
import { createWords, type L10n } from '../../src/client/words';
import type { EntityItem, IndexReport } from '../../src/protocol/protocol';

const untranslated: L10n = {
  t: (message, ...args) => message.replace(/\{(\d)\}/g, (_, at: string) => String(args[Number(at)])),
};
const english = createWords(untranslated, 'en');
const french = createWords(untranslated, 'fr');

describe('Words', () => {
  it('write dates as people do, and give back what is no date', () => {
    const check = (iso: string, inEnglish: string, inFrench: string): void =>
      assert.deepEqual([english.date(iso), french.date(iso)].map(spaces), [inEnglish, inFrench]);
    check('2007-11-08', 'Nov 8, 2007', '8 nov. 2007');
    check('2025-04-18T17:52', 'Apr 18, 2025, 5:52 PM', '18 avr. 2025, 17:52');
    check('2025-04', 'April 2025', 'avril 2025');
    check('2025-02-30', '2025-02-30', '2025-02-30');
    check('2025-13', '2025-13', '2025-13');
    check('hier', 'hier', 'hier');
  });

  it('leave the time of day out where there is no room', () => {
    assert.equal(english.day('2025-04-18T23:52'), 'Apr 18, 2025');
  });

  it('name one date once', () => {
    assert.equal(english.dates('2007-11-08', '2025-04-18T17:52'), 'Nov 8, 2007 to Apr 18, 2025');
    assert.equal(english.dates('2025-04-18T10:00', '2025-04-18T17:52'), 'Apr 18, 2025');
    assert.equal(english.dates(undefined, '2025-04-18'), 'Apr 18, 2025');
    assert.equal(english.dates(undefined, undefined), undefined);
  });

  it('count as the language does', () => {
    assert.equal(english.mentions(0), '0 mentions');
    assert.equal(french.mentions(0), '0 mention');
    assert.equal(english.counts({ mentions: 1, articles: 1 }), '1 mention in 1 article');
    assert.equal(english.counts({ mentions: 1200, articles: 1 }), '1,200 mentions in 1 article');
    assert.equal(english.counts({ mentions: 12, articles: 5 }), '12 mentions in 5 articles');
    assert.equal(english.entities('PER', 1), '1 person');
    assert.equal(english.entities('PER', 2), '2 people');
  });
});

const HALF_A_PAIR = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

describe('What a list shows of an article', () => {
  it('has what tells namesakes apart', () => {
    assert.equal(fullName({ name: 'Omar Tazi' }), 'Omar Tazi');
    assert.equal(fullName({ name: 'Omar Tazi', qualifier: 'Racing Zaouia' }), 'Omar Tazi (Racing Zaouia)');
  });

  it('draws no icon, and keeps its length', () => {
    assert.equal(plain('$(flame) and $5 ($)'), '﹩(flame) and $5 ($)');
    assert.equal(plain('$$(zap)').length, '$$(zap)'.length);
  });

  it('is cut so that the name is seen', () => {
    const check = (before: string, shown: string): void => {
      const text = `${before}Visa a signé`;
      const cut = cutToName({ text, highlights: [[before.length, before.length + 4]] });
      assert.equal(cut.text, `${shown}Visa a signé`);
      assert.deepEqual(
        cut.highlights.map(([start, end]) => cut.text.slice(start, end)),
        ['Visa'],
      );
    };
    check('', '');
    check('Hier, à Rabat, ', 'Hier, à Rabat, ');
    check('La banque centrale a dit que le réseau ', '…le réseau ');
    check('x'.repeat(60), '…');
    check(`${'x'.repeat(60)} `, '…');
  });

  it('is cut in the middle where a name is long', () => {
    const check = (name: string, shown: string): void => assert.equal(shortened(name), shown);
    check('Maroc Telecom', 'Maroc Telecom');
    check('x'.repeat(36), 'x'.repeat(36));
    check('Association professionnelle des cimentiers du Dahra', 'Association professionnelle…du Dahra');
    check('x'.repeat(60), `${'x'.repeat(23)}…${'x'.repeat(12)}`);
    for (let lead = 0; lead < 4; lead++) {
      const cut = shortened('x'.repeat(lead) + '👩‍🚀'.repeat(20));
      assert.doesNotMatch(cut, HALF_A_PAIR);
      assert.doesNotMatch(cut, /…\u200D/);
    }
  });

  it('keeps a text without a name as it is', () => {
    const sentence = { text: 'x'.repeat(100), highlights: [] };
    assert.equal(cutToName(sentence), sentence);
  });
});

describe('The list of files', () => {
  it('leaves out what a setting says, and always what is never an article', () => {
    assert.deepEqual(
      excludePatterns({ '**/.git': true, 'drafts/': true, '**/*.bak': { when: '$(basename)' } }),
      ['**/node_modules', '**/node_modules/**', '**/.git', '**/.git/**', 'drafts', 'drafts/**'],
    );
    assert.deepEqual(excludePatterns(undefined, 'x', { 'old/**': true, '': true, tmp: false }).slice(4), [
      'old/**',
    ]);
    assert.equal(anyOf(['a', 'b/**']), '{a,b/**}');
  });

  it('knows an article by the ending of its name', () => {
    const articles = ['/a/b.txt', '/a.md', '/a.markdown', '/a.html', '/x.y.htm', '/VIEUX.TXT'];
    const others = ['/a.txt/b', '/a.mdx', '/txt', '/a.docx', '/a.txt~'];
    assert.deepEqual([...articles, ...others].filter(isArticlePath), articles);
    for (const path of articles) assert.ok(ARTICLE_GLOB.includes(path.slice(path.lastIndexOf('.') + 1)));
  });
});

describe('The rows of the sidebar', () => {
  const item: EntityItem = {
    id: 'org:visa',
    type: 'ORG',
    name: 'Visa',
    aliases: [],
    mentions: 3,
    articles: 1,
  };
  const visa = entityNode('gazetteer.organisations', item);
  const start = { line: 4, character: 2 };
  const range = { start, end: start };
  const article = articleNode(visa, { uri: 'file:///a.txt', article: 0, title: 'A', mentions: 2, range });
  const sentence = sentenceNode(article, { uri: 'file:///a.txt', range, text: 'Visa', highlights: [[0, 4]] });

  it('have ids that neither names nor titles change', () => {
    assert.equal(entityNode('gazetteer.organisations', { ...item, name: 'VISA', mentions: 9 }).id, visa.id);
    assert.equal(articleNode(visa, { ...article.item, title: 'B' }).id, article.id);
  });

  it('have ids of their own under each entity', () => {
    const other = articleNode(
      entityNode('gazetteer.organisations', { ...item, id: 'org:m2t' }),
      article.item,
    );
    assert.notEqual(other.id, article.id);
    assert.notEqual(articleNode(visa, { ...article.item, article: 1 }).id, article.id);
  });

  it('know their parents', () => {
    assert.deepEqual([parentOf(sentence), parentOf(article), parentOf(visa)], [article, visa, undefined]);
  });

  it('end with a row for the rest', () => {
    assert.deepEqual(withMore('v', undefined, [visa], 1), [visa]);
    assert.deepEqual(withMore('v', undefined, [], 7), []);
    assert.deepEqual(withMore('v', visa, [article], 8)[1], {
      kind: 'more',
      id: `${visa.id}|more`,
      remaining: 7,
      parent: visa,
    });
  });
});

describe('The index report', () => {
  const report: IndexReport = {
    state: {
      phase: 'ready',
      done: 3,
      total: 3,
      articles: 1234,
      mentions: 5,
      entities: { ORG: 1, EVENT: 2, PER: 0, LOC: 0, PROD: 0 },
      problems: 1,
    },
    files: 3,
    skipped: 1,
    tokens: 900,
    seconds: { reading: 0.004, recognition: 1.236, resolution: 0 },
    problems: [{ uri: 'file:///w/a%0Ab.txt', message: 'Left out:\nbinary' }],
  };
  const nameOf = (uri: string): string => decodeURIComponent(uri.slice('file:///w/'.length));

  it('sets figures flush right and rounds seconds', () => {
    const lines = reportText(report, untranslated, english, nameOf).text.split('\n');
    assert.ok(lines.includes('Files left out       1'), lines.join('\n'));
    assert.ok(lines.includes('Articles         1,234'));
    assert.ok(lines.includes('Recognising names         1.24 s'));
    assert.ok(lines.includes('1 organisation'));
  });

  it('gives each problem one line, and says where its file is named', () => {
    const { text, links } = reportText(report, untranslated, english, nameOf);
    const [link] = links;
    assert.ok(link);
    assert.equal(text.split('\n')[link.line], 'a b.txt: Left out: binary');
    assert.equal(link.length, 'a b.txt'.length);
    assert.equal(link.uri, report.problems[0]?.uri);
  });

  it('says so when nothing is wrong, and when it is not final', () => {
    const of = (part: Partial<IndexReport>): string =>
      reportText({ ...report, ...part }, untranslated, english, nameOf).text;
    assert.match(of({ problems: [] }), /Every file was read without a problem/);
    assert.match(of({ state: { ...report.state, phase: 'indexing' } }), /not final/);
    assert.match(of({ state: { ...report.state, phase: 'failed', message: 'No model' } }), /No model/);
  });
});

describe('Calls in quick succession', () => {
  it('run at once, then once more for all that came meanwhile', async () => {
    let runs = 0;
    const throttled = throttle(
      () => 1,
      () => runs++,
    );
    for (let i = 0; i < 5; i++) throttled.call();
    assert.equal(runs, 1);
    await until(() => runs === 2);
    throttled.dispose();
  });

  it('run once when they are over', async () => {
    let runs = 0;
    const debounced = debounce(1, () => runs++);
    for (let i = 0; i < 5; i++) debounced.call();
    assert.equal(runs, 0);
    await until(() => runs > 0);
    assert.equal(runs, 1);
  });

  it('run while they go on, where they may not wait for ever', async () => {
    let runs = 0;
    const debounced = debounce(20, () => runs++, 20);
    while (runs === 0) {
      debounced.call();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    debounced.dispose();
  });

  it('run no more once disposed', async () => {
    let runs = 0;
    const debounced = debounce(0, () => runs++);
    debounced.call();
    debounced.dispose();
    await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(runs, 0);
  });
});

/** The narrow spaces that Intl puts before "PM". */
function spaces(text: string): string {
  return text.replace(/[\u00A0\u202F]/g, ' ');
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 1));
}

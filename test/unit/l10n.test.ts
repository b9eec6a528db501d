import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Mocha runs in the project's folder. */
const SRC = join(process.cwd(), 'src');
const CALL = /\bl10n\s*\.\s*t\(\s*/g;
const LITERAL = /^(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)")/;

type Texts = Readonly<Record<string, string>>;

describe('Translations', () => {
  const english = read('l10n/bundle.l10n.json');
  const french = read('l10n/bundle.l10n.fr.json');
  const { used, unreadable } = callsInSource();

  it('are asked for by literal texts only', () => {
    assert.deepEqual(unreadable, []);
    assert.ok(used.size > 0);
  });

  it('know every text of the source, and no other', () => {
    assert.deepEqual(missing(used, english), [], 'missing from bundle.l10n.json');
    assert.deepEqual(missing(used, french), [], 'missing from bundle.l10n.fr.json');
    assert.deepEqual(
      missing(Object.keys(english), Object.fromEntries([...used].map((key) => [key, key]))),
      [],
    );
    assert.deepEqual(Object.keys(french).sort(), Object.keys(english).sort());
  });

  it('keep the placeholders', () => checkPlaceholders(english, french));

  it('of package.json have the same keys in both languages', () => {
    const manifest = read('package.nls.json');
    const manifestInFrench = read('package.nls.fr.json');
    assert.deepEqual(Object.keys(manifestInFrench), Object.keys(manifest));
    checkPlaceholders(manifest, manifestInFrench);
    const keys = [...readFileSync('package.json', 'utf8').matchAll(/"%([^%"]+)%"/g)].map(
      ([, key]) => key ?? '',
    );
    assert.deepEqual([...new Set(keys)].sort(), Object.keys(manifest).sort());
  });

  it('link to the same commands in both languages', () => {
    const links = (texts: Texts): string[][] =>
      Object.values(texts).map((text) => text.match(/\(command:[^)]+\)/g) ?? []);
    assert.deepEqual(links(read('package.nls.fr.json')), links(read('package.nls.json')));
  });

  it('space French punctuation as French does', () => {
    const texts = Object.values({ ...french, ...read('package.nls.fr.json') });
    const faults = texts.filter((text) =>
      /[^\u00A0\u202F][;!?»]|\p{L} ?:|«[^\u00A0\u202F]|'/u.test(withoutLinks(text)),
    );
    assert.deepEqual(faults, []);
  });
});

function withoutLinks(text: string): string {
  return text.replace(/\]\([^)]*\)/g, ']').replace('Gazetteer:', '');
}

function read(file: string): Texts {
  return JSON.parse(readFileSync(file, 'utf8')) as Texts;
}

function missing(keys: Iterable<string>, texts: Texts): string[] {
  return [...keys].filter((key) => !texts[key]);
}

function checkPlaceholders(english: Texts, french: Texts): void {
  const placeholders = (text: string | undefined): string[] => [...new Set(text?.match(/\{\w+\}/g))].sort();
  for (const [key, text] of Object.entries(english)) {
    assert.deepEqual(placeholders(french[key]), placeholders(text), key);
  }
}

/** The texts that the source has translated, and the calls that name none. */
function callsInSource(): { used: Set<string>; unreadable: string[] } {
  const used = new Set<string>();
  const unreadable: string[] = [];
  for (const file of readdirSync(SRC, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const text = readFileSync(join(SRC, file), 'utf8');
    for (const call of text.matchAll(CALL)) {
      const rest = text.slice(call.index + call[0].length);
      const literal = LITERAL.exec(rest);
      if (literal) used.add((literal[1] ?? literal[2] ?? '').replace(/\\(.)/g, '$1'));
      else unreadable.push(`${file}: l10n.t(${rest.slice(0, 30)}`);
    }
  }
  return { used, unreadable };
}

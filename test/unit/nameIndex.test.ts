import assert from 'node:assert/strict';
import { Random } from '../../bench/random';
import { Chains } from '../../src/core/answers/chains';
import { Completer } from '../../src/core/answers/completion';
import { HouseForms } from '../../src/core/answers/houseForms';
import { NameIndex } from '../../src/core/answers/nameIndex';
import { searchArchive } from '../../src/core/answers/search';
import { typedNames } from '../../src/core/answers/typedName';
import { WordList } from '../../src/core/answers/wordList';
import { Archive, observers } from '../../src/core/archive/archive';
import type { FileRecord } from '../../src/core/archive/records';
import { markedFile } from './support/marked';

/** Short words of few letters: many begin alike, and many are one letter apart. */
function someWord(random: Random): string {
  return Array.from({ length: 1 + random.below(5) }, () => 'abcé'[random.below(4)]).join('');
}

/** Whether two words are one letter apart, tried out. */
function areNear(word: string, other: string): boolean {
  const ways: string[] = [];
  for (let i = 0; i <= word.length; i++) {
    const [before, after] = [word.slice(0, i), word.slice(i)];
    if (after) ways.push(before + after.slice(1));
    if (after.length > 1) ways.push(before + after[1]! + after[0]! + after.slice(2));
    for (const letter of 'abcéz') {
      ways.push(before + letter + after);
      if (after) ways.push(before + letter + after.slice(1));
    }
  }
  return other !== '' && other !== word && ways.includes(other);
}

describe('WordList', () => {
  it('finds words by their beginning and with one letter wrong, as if all were tried', () => {
    const random = new Random(3);
    const list = new WordList();
    const all = new Set<string>();
    for (let step = 0; step < 1500; step++) {
      const word = someWord(random);
      if (random.next() < 0.8) {
        all.add(word);
        assert.equal(list.at(list.add(word)), word);
      } else {
        const letter = 'abcé'[random.below(4)]!;
        list.keep((number) => list.at(number).slice(2) !== letter);
        for (const known of all) if (known.slice(2) === letter) all.delete(known);
      }
      if (step % 10 > 0) continue;
      const asked = random.next() < 0.1 ? 'abz' : someWord(random);
      const texts = (numbers: Iterable<number>): string[] => Array.from(numbers, (n) => list.at(n));
      const sorted = [...all].sort();
      assert.deepEqual(
        texts(list.beginningWith(asked)),
        sorted.filter((known) => known.startsWith(asked)),
      );
      const near = sorted.filter((known) => areNear(asked, known));
      assert.deepEqual(texts(list.near(asked)).sort(), near, asked);
      assert.deepEqual(
        texts(list.near(asked, true)).sort(),
        near.filter((known) => known[0] === asked[0]),
        asked,
      );
      assert.equal(list.numberOf(asked) !== undefined, all.has(asked));
    }
  });
});

describe('Chains', () => {
  it('equal lists', () => {
    const random = new Random(4);
    const chains = new Chains();
    const lists = new Map<number, number[]>();
    for (let step = 0; step < 5000; step++) {
      const list = random.below(200);
      const known = lists.get(list) ?? [];
      if (random.next() < 0.7) {
        const value = random.below(1e9);
        chains.add(list, value);
        lists.set(list, [value, ...known]);
      } else {
        const kept = known.filter((value) => value % 3 === 0);
        assert.equal(
          chains.keep(list, (value) => value % 3 === 0),
          kept.length > 0,
        );
        lists.set(list, kept);
      }
      const values: number[] = [];
      chains.forEach(list, (value) => values.push(value));
      assert.deepEqual(values, lists.get(list));
    }
  });
});

interface Built {
  readonly archive: Archive;
  readonly names: NameIndex;
  readonly houseForms: HouseForms;
  readonly completion: Completer;
}

function built(): Built {
  const names = new NameIndex();
  const houseForms: HouseForms = new HouseForms(() => archive, names);
  const archive: Archive = new Archive(observers(names, houseForms));
  return { archive, names, houseForms, completion: new Completer(names, houseForms) };
}

const HEADS = ['Banque', 'Groupe', 'Salon', 'Omar', 'Société'];
const NAMES = ['Tazinat', 'Tazimat', 'Fluvia', 'Fluvía', 'Bora-Fret', 'Bora Fret', 'Zelmat', 'de Zelmat', ''];

function someArticle(random: Random): string {
  const name = (): string => `${random.of(HEADS)} ${random.of(NAMES)}${random.of(['', ' SA', ' du Rif'])}`;
  const marked = (): string => `[${random.of(['ORG', 'ORG', 'PER', 'LOC'])}|${name().trim()}]`;
  const rare = random.next() < 0.5 ? `[ORG|Xandru${random.below(5000)} Finance]` : marked();
  const date = random.next() < 0.5 ? `date: 2024-05-0${1 + random.below(9)}\n---\n` : '';
  return `${date}${name()} au ${name()}\n\nVoici ${marked()}, ${marked()} et ${marked()}, chez ${rare}.\n`;
}

/** What all answers that look names up say, in their order. */
function answers({ archive, names, houseForms, completion }: Built): unknown {
  const queries = [
    'tazinat',
    'tazimta',
    'flu',
    'banque flu',
    'rif de',
    'xandru1',
    'bora fret',
    'omar z',
    'salon',
  ];
  const keys = ['banquetazinat', 'borafret', 'groupeborafret', 'banquefluvia', 'salondezelmat'];
  const slips = ['banque tazinat', 'banque tazimat', 'groupe zelmta', 'omar fluvai'];
  return [
    queries.map((query) =>
      searchArchive(archive, names, query, 20).map((hit) =>
        hit.kind === 'entity' ? hit.entity.id : `${hit.file.uri}#${hit.index}`,
      ),
    ),
    ['Ban', 'la Banque', 'Groupe Bora F', 'Sal', 'Xan', 'banque '].map((before) => {
      const { items, cut } = completion.complete(archive, typedNames(before), 5);
      return [cut, items.map(({ entity, text }) => `${entity.id} ${text}`)];
    }),
    keys.map((key) => houseForms.withHouseForm(key)),
    slips.map((key) => houseForms.oneSlipFrom(key, 'ORG')),
    ['tazinat', 'banque', 'nobody'].map((word) => houseForms.mentionsWithWord(word)),
    houseForms.departures().map(({ node, departing }) => `${node} ${departing}`),
  ];
}

describe('NameIndex', () => {
  it('answers as one made afresh, after thousands of random edits', function () {
    this.timeout(60_000);
    const random = new Random(6);
    const pool = Array.from({ length: 600 }, () => markedFile('', someArticle(random)));
    const files = new Map<string, FileRecord>();
    const kept = built();
    for (let step = 1; step <= 2000; step++) {
      const uri = `${random.below(150)}.txt`;
      if (random.next() < 0.8) {
        const record = { ...random.of(pool), uri };
        files.set(uri, record);
        kept.archive.insert(record);
      } else {
        files.delete(uri);
        kept.archive.remove(uri);
      }
      if (step % 5 === 0) {
        let left = 3;
        kept.names.update(kept.archive, () => left-- === 0);
      }
      if (step % 500 > 0) continue;
      const fresh = built();
      for (const record of [...files.values()].reverse()) fresh.archive.insert(record);
      assert.deepEqual(answers(kept), answers(fresh), `after ${step} edits`);
    }
    // What is gone is swept out: each edit would take one more.
    assert.ok(kept.names.size < 2000, `${kept.names.size} numbers for ${files.size} files`);
  });
});

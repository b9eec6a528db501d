import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ENTITY_TYPES } from '../../src/core/model';
import { hashText } from '../../src/core/recognition/hashing';
import {
  EMPTY_KEY,
  extendKey,
  FIRST_NAME,
  HashTable,
  type Knowledge,
  NO_KNOWLEDGE,
  NOT_A_NAME,
  PREFIX,
  singleKey,
  SURNAME,
} from '../../src/core/recognition/knowledge';
import { Kind } from '../../src/core/recognition/kinds';
import { makeLexeme } from '../../src/core/recognition/lexemes';
import type { KnownHashes } from '../../src/core/recognition/modelFile';
import { tokenise } from '../../src/core/recognition/tokenise';

/** Longer names are as good as found by their words. */
const LONGEST_NAME = 10;

/** The name lists of training/names as hashes, ordered, with bits for what each list says. */
export function readNames(directory: string): KnownHashes {
  const bits = new Map<number, number>();
  const add = (key: number, value: number): void =>
    void bits.set(key >>> 0, (bits.get(key >>> 0) ?? 0) | value);
  const addName = (name: string, value: number): void => {
    const { start, end, count } = tokenise(name, [{ start: 0, end: name.length }]);
    const words = Array.from({ length: count }, (_, k) =>
      makeLexeme(name.slice(start[k], end[k]), NO_KNOWLEDGE),
    ).filter((word) => word.text !== '-');
    const only = words[0];
    if (!only || words.length > LONGEST_NAME) return;
    if (words.length === 1) {
      if (only.kind !== Kind.punctuation && only.kind !== Kind.number)
        add(singleKey(only.kind, only.text.length, only.hash), value);
      return;
    }
    let key = EMPTY_KEY;
    words.forEach((word, k) => {
      key = extendKey(key, word.hash);
      add(key, k === words.length - 1 ? value : PREFIX);
    });
  };
  if (!fs.existsSync(directory)) return [];
  for (const file of fs.readdirSync(directory).sort()) {
    if (!/\.(?:tsv|txt)$/.test(file)) continue;
    const list = file === 'first-names.txt' ? FIRST_NAME : file === 'surnames.txt' ? SURNAME : 0;
    for (const line of fs.readFileSync(path.join(directory, file), 'utf8').split('\n')) {
      const [name = '', type = ''] = line.split('\t');
      if (name === '') continue;
      const index = (ENTITY_TYPES as readonly string[]).indexOf(type);
      addName(name, list || (index >= 0 ? 1 << index : NOT_A_NAME));
    }
  }
  return [...bits].sort((a, b) => a[0] - b[0]);
}

/** Word clusters as hashes, ordered, with the path of each (a 1 before its bits). */
export function readClusters(file: string): KnownHashes {
  if (!fs.existsSync(file)) return [];
  const paths = new Map<number, number>();
  for (const line of gunzipSync(fs.readFileSync(file)).toString('utf8').split('\n')) {
    const [word, bits] = line.split('\t');
    if (!word || !bits) continue;
    const key = hashText(word.replace('’', "'")) >>> 0;
    if (!paths.has(key)) paths.set(key, Number.parseInt(`1${bits}`, 2));
  }
  return [...paths].sort((a, b) => a[0] - b[0]);
}

/** The same as the recogniser reads it back from the model file. */
export function knowledgeOf(names: KnownHashes, clusters: KnownHashes): Knowledge {
  return { names: tableOf(names), clusters: tableOf(clusters) };
}

function tableOf(known: KnownHashes): HashTable {
  const table = new HashTable(known.length);
  for (const [hash, value] of known) table.set(hash, value);
  return table;
}

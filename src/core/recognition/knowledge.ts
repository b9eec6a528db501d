import { hashText, mix } from './hashing';
import { Kind } from './kinds';

/**
 * What the recogniser knows of words beforehand: which names lists hold, and which cluster of similar words
 * a word belongs to. Looked up by hash; an unknown word is taken for a known one about once in 20,000.
 */
export interface Knowledge {
  readonly names: HashTable;
  readonly clusters: HashTable;
}

/** Bits of what the lists say of a name: bit k for the type with index k, then these. */
export const FIRST_NAME = 1 << 5;
export const SURNAME = 1 << 6;
/** A capitalised term that is no name (`IoT`, `Banque centrale`). */
export const NOT_A_NAME = 1 << 7;
/** Longer names begin like this. */
export const PREFIX = 1 << 8;
/** The bits of the five types. */
export const TYPE_BITS = 31;

/** How the key of a single word says in which spelling it counts. */
const Spelling = { any: 17, capitals: 18, lower: 19 };
/** Capitals up to this length are acronyms, which count only when written in capitals. */
const LONGEST_ACRONYM = 5;

/** The key of a name given as the hashes of its folded words (hyphens left out), one word at a time. */
export function extendKey(key: number, wordHash: number): number {
  return mix(key, wordHash);
}

export const EMPTY_KEY = Spelling.any;

/** Under which key a name of one word is kept: acronyms and lower-case names only count as they are spelt. */
export function singleKey(kind: number, length: number, wordHash: number): number {
  if (kind === Kind.lower) return mix(Spelling.lower, wordHash);
  return mix(
    kind === Kind.capitals && length <= LONGEST_ACRONYM ? Spelling.capitals : Spelling.any,
    wordHash,
  );
}

/** What the lists say of a word standing alone, in its spelling. */
export function knownWord(knowledge: Knowledge, kind: number, wordHash: number): number {
  const { names } = knowledge;
  if (kind === Kind.lower)
    return names.get(mix(Spelling.lower, wordHash)) | (names.get(mix(Spelling.any, wordHash)) & PREFIX);
  const any = names.get(mix(Spelling.any, wordHash));
  return kind === Kind.capitals ? any | names.get(mix(Spelling.capitals, wordHash)) : any;
}

/**
 * The cluster of a word as a path in the cluster tree, a 1 put before its bits; 0 when it has none.
 * Capitals are tried as an ordinary word too.
 */
export function clusterOf(knowledge: Knowledge, word: string): number {
  const plain = word.replace('’', "'");
  const exact = knowledge.clusters.get(hashText(plain));
  if (exact !== 0) return exact;
  const lower = plain.toLowerCase();
  const capitalised = plain.charAt(0) + lower.slice(1);
  return (
    (capitalised !== plain && knowledge.clusters.get(hashText(capitalised))) ||
    knowledge.clusters.get(hashText(lower))
  );
}

/** Hash → positive value. Open addressing in a typed array; 0 for what is not there. */
export class HashTable {
  /** Hash and value beside each other, so that a look-up fetches one line of memory. */
  private readonly slots: Int32Array;
  private readonly mask: number;

  constructor(count: number) {
    let capacity = 16;
    while (capacity < count * 2) capacity *= 2;
    this.slots = new Int32Array(capacity * 2);
    this.mask = capacity - 1;
  }

  /** Sets the value (not 0) of a hash. At most `count` different ones may be set. */
  set(hash: number, value: number): void {
    const { slots, mask } = this;
    const key = hash | 0;
    let slot = key & mask;
    while (slots[slot * 2 + 1] !== 0 && slots[slot * 2] !== key) slot = (slot + 1) & mask;
    slots[slot * 2] = key;
    slots[slot * 2 + 1] = value;
  }

  get(hash: number): number {
    const { slots, mask } = this;
    const key = hash | 0;
    let slot = key & mask;
    for (let value = slots[slot * 2 + 1]!; value !== 0; value = slots[slot * 2 + 1]!) {
      if (slots[slot * 2] === key) return value;
      slot = (slot + 1) & mask;
    }
    return 0;
  }
}

/** Knows nothing. */
export const NO_KNOWLEDGE: Knowledge = { names: new HashTable(0), clusters: new HashTable(0) };

import { fold } from '../french/fold';
import { HEAD_WORDS, LINK_WORDS } from '../french/heads';
import { STOP_WORDS } from '../french/languages';
import { classAt, DIGIT, LETTER, LOWER, UPPER, widthAt } from './characters';
import { EMPTY_HASH, extendHash, hashText, mix } from './hashing';
import { isNameKind, Kind, kindOf } from './kinds';
import {
  clusterOf,
  FIRST_NAME,
  type Knowledge,
  knownWord,
  NO_KNOWLEDGE,
  NOT_A_NAME,
  SURNAME,
  TYPE_BITS,
} from './knowledge';

/** What the recogniser needs to know of a distinct token, whatever stands around it. */
export interface Lexeme {
  /** Its place in the vocabulary, and that of the first lexeme there with the same folded form. */
  index: number;
  word: number;
  readonly text: string;
  /** The code unit of a token that is a single mark, else 0. */
  readonly mark: number;
  /** {@link fold}ed, or the text itself where nothing is left. */
  readonly folded: string;
  readonly hash: number;
  /** The hash of the first word of the folded form, which differs for `Al-Hoceima`. */
  readonly opening: number;
  readonly kind: number;
  /** Hash of the kind with length class, for conjunctions. */
  readonly shape: number;
  /** Hash of the shape without repetitions: `2-1` and `14-10` are alike. */
  readonly form: number;
  readonly isLink: boolean;
  /** What kind of head word it is, as bits: see french/heads; 0 for none. */
  readonly head: number;
  /** For which languages it speaks, French, English and Spanish in three bytes: 1 or 0 each. */
  readonly languages: number;
  /** Written small and long enough to say something wherever it stands. */
  readonly isContent: boolean;
  /** An owner follows: see passes. */
  readonly isCopyright: boolean;
  /** The broad cluster of similar words it belongs to, 0 for none. */
  readonly cluster: number;
  /** What the name lists say of the word alone: see knowledge. */
  readonly known: number;
  /**
   * The features of the token alone: hash of template and value, and how far away they are still used. Given up when
   * their scores are known (`lexemeScores.ts`).
   */
  features: readonly number[];
  reach: readonly number[];
}

/** How far from a token features of its neighbours reach. */
export const REACH = 3;

/** The hash of a feature of a token `offset` places away (-{@link REACH} to {@link REACH}). */
export function atOffset(feature: number, offset: number): number {
  return mix(feature, offset + 101);
}

const LONGEST_AFFIX = 4;
const SMALL_WORD = 3;

const Template = {
  word: 1,
  folded: 2,
  prefix: 3,
  suffix: 8,
  shape: 13,
  shortShape: 14,
  kind: 15,
  length: 16,
  cluster: 20,
  person: 50,
  listed: 51,
  head: 52,
};
/** Cluster paths are cut at these depths: from broad kinds of words to near synonyms. */
/** The depth used in conjunctions. */
const BROAD_CLUSTER = 8;
const CLUSTER_DEPTHS = [4, 6, 8, 11, 20];

/** Works out the features of one distinct token. */
export function makeLexeme(text: string, knowledge: Knowledge, index = 0): Lexeme {
  const folded = fold(text) || text;
  const features: number[] = [];
  const reach: number[] = [];
  const add = (template: number, value: number, far: number): void => {
    features.push(mix(template, value));
    reach.push(far);
  };
  const kind = kindOf(text);
  const hash = hashText(folded);
  const known = knownWord(knowledge, kind, hash);
  const head = kind === Kind.number ? 0 : headOf(folded);
  add(Template.folded, hash, 3);
  add(Template.word, hashText(text), 0);
  const path = clusterOf(knowledge, text);
  let cluster = 0;
  if (path !== 0) {
    const depth = 31 - Math.clz32(path);
    cluster = depth > BROAD_CLUSTER ? path >> (depth - BROAD_CLUSTER) : path;
    for (const cut of CLUSTER_DEPTHS)
      add(Template.cluster + cut, cut < depth ? path >> (depth - cut) : path, 2);
  }
  if ((known & (FIRST_NAME | SURNAME)) !== 0 && isNameKind(kind))
    add(Template.person, (known & (FIRST_NAME | SURNAME)) | kind, 2);
  if ((known & (TYPE_BITS | NOT_A_NAME)) !== 0) add(Template.listed, known & (TYPE_BITS | NOT_A_NAME), 1);
  if (head !== 0) add(Template.head, mix(head, kind), 3);
  const shape = shapeHash(text, false);
  const form = shapeHash(text, true);
  add(Template.shape, shape, 1);
  add(Template.shortShape, form, 2);
  add(Template.kind, kind, 2);
  if (kind !== Kind.punctuation) {
    const length = folded.length;
    for (let n = 1; n <= LONGEST_AFFIX && n < length; n++) {
      add(Template.prefix + n, hashText(folded, 0, n), n === 3 ? 1 : 0);
      add(Template.suffix + n, hashText(folded, length - n), n === 2 || n === 3 ? (n === 3 ? 2 : 1) : 0);
    }
    add(Template.length, Math.min(length, 12), 0);
  }
  return {
    index,
    word: index,
    text,
    mark: kind === Kind.punctuation && text.length === 1 ? text.charCodeAt(0) : 0,
    folded,
    hash,
    opening: folded.includes(' ') ? hashText(folded, 0, folded.indexOf(' ')) : hash,
    kind,
    shape: mix(kind, Math.min(text.length, 4)),
    form,
    isLink: LINK_WORDS.has(folded) || text === '&' || text === '-',
    head,
    languages: languagesOf(text),
    isContent: kind === Kind.lower && text.length > SMALL_WORD,
    isCopyright: COPYRIGHT.has(folded),
    cluster,
    known,
    features,
    reach,
  };
}

/** Plurals are known by their singular. */
function headOf(folded: string): number {
  const head = HEAD_WORDS.get(folded);
  if (head !== undefined) return head;
  const last = folded.charCodeAt(folded.length - 1);
  return last === S || last === X ? (HEAD_WORDS.get(folded.slice(0, -1)) ?? 0) : 0;
}

const S = 0x73;
const X = 0x78;

/** How the votes for a language are counted, a byte each. */
export const VOTE = { fr: 1, en: 1 << 8, es: 1 << 16 };

function languagesOf(text: string): number {
  if (text.length > LONGEST_STOP_WORD) return 0;
  return VOTES.get(text.toLowerCase()) ?? 0;
}

const VOTES = new Map<string, number>();
for (const language of ['fr', 'en', 'es'] as const)
  for (const word of STOP_WORDS[language]) VOTES.set(word, (VOTES.get(word) ?? 0) + VOTE[language]);

const LONGEST_STOP_WORD = 7;

const COPYRIGHT = new Set(['©', 'copyright']);
const LONGEST_SHAPE = 8;

/**
 * The hash of a token's shape, of at most eight characters: `Maroc` → `Xxxxx`, `15 000` → `dd ddd`; without runs of
 * one character `Xx`, `d d`.
 */
function shapeHash(text: string, isWithoutRuns: boolean): number {
  let hash = EMPTY_HASH;
  let before = -1;
  for (let i = 0, length = 0; i < text.length && length < LONGEST_SHAPE; i += widthAt(text, i), length++) {
    const c = classAt(text, i);
    const mark = c === UPPER ? CAPITAL : c === LOWER || c === LETTER ? SMALL : c === DIGIT ? NUMERAL : 0;
    const unit = mark === 0 ? text.charCodeAt(i) : mark;
    if (!isWithoutRuns || unit !== before) hash = extendHash(hash, unit);
    before = unit;
  }
  return hash;
}

/** What stands for a letter or digit in a shape: `X`, `x`, `d`. */
const CAPITAL = 0x58;
const SMALL = 0x78;
const NUMERAL = 0x64;

/** Stands for what lies before and after a sentence. The first in every vocabulary. */
export const EDGE: Lexeme = makeLexeme('\n', NO_KNOWLEDGE);

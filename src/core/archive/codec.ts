import { ENTITY_TYPES, type Article, type Problem, type Span } from '../model';
import { ByteReader, ByteWriter } from '../recognition/bytes';
import type { Form, LocalName } from '../resolution/local';
import {
  mentionTable,
  SCORE_STEPS,
  type ArticleRecord,
  type FileRecord,
  type MentionTable,
  type NamedMentions,
} from './records';

/** The shape of the bytes; another number means that they must be made anew. */
export const RECORD_FORMAT = 2;

/**
 * A record as bytes that stand by themselves: the format, each string once, then the rest as varints, offsets as
 * differences. One to three kilobytes an article.
 */
export function encodeRecord(record: FileRecord): Uint8Array {
  const strings = new Map<string, number>();
  const { table, body, all } = scratch;
  for (const writer of [table, body, all]) writer.clear();
  writeFile(body, record, (text) => {
    let index = strings.get(text);
    if (index === undefined) strings.set(text, (index = strings.size));
    return index;
  });
  table.varint(strings.size);
  for (const text of strings.keys()) table.varint(text.length);
  // Code units, not UTF-8: what a hostile text holds (half of a pair) comes back as it was.
  for (const text of strings.keys()) {
    for (let i = 0; i < text.length; i++) table.varint(text.charCodeAt(i));
  }
  all.byte(RECORD_FORMAT);
  all.varint(table.length);
  all.append(table.written());
  all.append(body.written());
  return all.finish();
}

/**
 * The record that bytes were made from; undefined when they are of another format, cut, or no record at all.
 * Takes nothing on trust, but cannot tell a letter that was changed: where bytes may rot, keep a checksum.
 */
export function decodeRecord(bytes: Uint8Array): FileRecord | undefined {
  return new RecordReader(bytes).file();
}

/** Where the names of a file stand, without the names: several times quicker than the whole record. */
export function skimRecord(bytes: Uint8Array): SkimmedRecord | undefined {
  return new RecordReader(bytes, true).file();
}

/** The title of each article of a file, without the rest; several times quicker too. */
export function titlesIn(bytes: Uint8Array): readonly (string | undefined)[] {
  return new RecordReader(bytes, true).titles();
}

/** A record whose texts are left empty. */
export type SkimmedRecord = Pick<FileRecord, 'lineStarts'> & {
  readonly articles: readonly Pick<ArticleRecord, 'mentions' | 'span'>[];
  readonly margin: Pick<NamedMentions, 'mentions'>;
};

/** Used again and again: a hundred thousand short-lived buffers leave memory full of holes. */
const scratch = { table: new ByteWriter(), body: new ByteWriter(), all: new ByteWriter() };
let units = new Uint16Array(1 << 12);

const LANGUAGES: readonly Article['language'][] = [undefined, 'fr', 'en', 'es', 'ar'];
const CODES = Object.keys({
  binary: 0,
  tooLarge: 0,
  unreadable: 0,
  gone: 0,
  failed: 0,
  'decoded-windows-1252': 0,
  'malformed-front-matter': 0,
} satisfies Record<Problem['code'], 0>) as Problem['code'][];

type Strings = (text: string) => number;

function writeFile(out: ByteWriter, record: FileRecord, indexOf: Strings): void {
  out.varint(indexOf(record.uri));
  out.varint(record.tokens);
  out.varint(record.lineStarts.length);
  writeAscending(out, record.lineStarts);
  out.varint(record.problems.length);
  for (const { code, detail } of record.problems) {
    out.byte(CODES.indexOf(code));
    writeOptional(out, detail, indexOf);
  }
  out.varint(record.articles.length);
  for (const article of record.articles) {
    out.varint(article.span.start);
    out.varint(article.span.end - article.span.start);
    for (const text of [article.title, article.date, article.place]) writeOptional(out, text, indexOf);
    out.byte(LANGUAGES.indexOf(article.language));
    out.varint(article.sketch.length);
    for (const hash of article.sketch) out.uint32(hash);
    writeNamed(out, article, indexOf);
  }
  writeNamed(out, record.margin, indexOf);
}

function writeNamed(out: ByteWriter, { names, mentions }: NamedMentions, indexOf: Strings): void {
  out.varint(names.length);
  for (const { type, key, node, acronyms, confidence, forms } of names) {
    out.byte(ENTITY_TYPES.indexOf(type));
    out.varint(indexOf(key));
    // Nearly every node is made of type and key: what may follow is written, or all of it.
    const plain = `${type}|${key}`;
    const regular = node.startsWith(plain);
    out.varint(indexOf(regular ? node.slice(plain.length) : node) * 2 + Number(regular));
    out.varint(acronyms.length);
    for (const acronym of acronyms) out.varint(indexOf(acronym));
    out.byte(Math.round(confidence * SCORE_STEPS));
    out.varint(forms.length);
    for (const form of forms) {
      out.varint(indexOf(form.surface));
      out.varint(indexOf(form.key));
      out.varint(form.count);
    }
  }
  out.varint(mentions.count);
  let before = 0;
  for (let i = 0; i < mentions.count; i++) {
    const start = mentions.start[i]!;
    out.varint(zigzag(start - before));
    out.varint(zigzag(mentions.end[i]! - start));
    out.varint(mentions.name[i]!);
    out.varint(zigzag(start - mentions.sentenceStart[i]!));
    out.varint(zigzag(mentions.sentenceEnd[i]! - start));
    out.byte(mentions.score[i]!);
    out.byte(mentions.introduction[i]!);
    before = start;
  }
}

function writeAscending(out: ByteWriter, numbers: Uint32Array): void {
  let before = 0;
  for (const number of numbers) {
    out.varint(zigzag(number - before));
    before = number;
  }
}

function writeOptional(out: ByteWriter, text: string | undefined, indexOf: Strings): void {
  out.varint(text === undefined ? 0 : indexOf(text) + 1);
}

function zigzag(value: number): number {
  return value >= 0 ? value * 2 : -value * 2 - 1;
}

/** Arguments of one call. */
const MOST_UNITS = 4096;
const MAX_UINT32 = 0xffffffff;

/** Reads on after a fault with empty values, which ends soon: each thing of a list takes bytes. */
class RecordReader {
  private faulty = false;
  private readonly bytes: ByteReader;
  private readonly strings: string[] = [];

  constructor(
    bytes: Uint8Array,
    private readonly skim = false,
  ) {
    this.bytes = new ByteReader(bytes);
  }

  titles(): (string | undefined)[] {
    const table = this.head()?.table;
    if (table === undefined) return [];
    const indexes: number[] = [];
    for (let left = this.count(); left > 0; left--) {
      this.span();
      indexes.push(this.bytes.varint());
      if (left > 1) this.restOfArticle();
    }
    // Titles are among the first strings: those behind are not read.
    this.bytes.position = table;
    this.readStrings(indexes.reduce((most, index) => Math.max(most, index), 0));
    return indexes.map((index) => this.strings[index - 1]);
  }

  file(): FileRecord | undefined {
    const head = this.head();
    if (!head) return undefined;
    const { uri, tokens, lineStarts, problems } = head;
    const articles = this.list(() => this.article());
    const margin = this.named();
    if (this.faulty || this.bytes.position !== this.bytes.length) return undefined;
    return { uri, lineStarts, tokens, articles, margin, problems };
  }

  /** What stands before the articles, and where the strings do; undefined for another format. */
  private head() {
    if (this.bytes.byte() !== RECORD_FORMAT) return undefined;
    const tableBytes = this.count();
    const table = this.bytes.position;
    if (this.skim) this.bytes.position = table + tableBytes;
    else this.readStrings();
    if (this.bytes.position !== table + tableBytes) this.faulty = true;
    const uri = this.string();
    const tokens = this.bytes.varint();
    const lineStarts = this.ascending(this.count());
    const problems = this.list((): Problem => {
      const code = this.oneOf(CODES);
      const detail = this.optional();
      return detail === undefined ? { code } : { code, detail };
    });
    return { table, uri, tokens, lineStarts, problems };
  }

  private article(): ArticleRecord {
    const span = this.span();
    const title = this.optional();
    return { span, title, ...this.restOfArticle() };
  }

  private span(): Span {
    const start = this.bytes.varint();
    return { start, end: start + this.bytes.varint() };
  }

  /** What stands behind the title. */
  private restOfArticle(): Omit<ArticleRecord, 'span' | 'title'> {
    const [date, place] = [this.optional(), this.optional()];
    const language = this.oneOf(LANGUAGES);
    const sketch = new Uint32Array(this.count(4));
    for (let i = 0; i < sketch.length; i++) sketch[i] = this.bytes.uint32();
    return { date, place, language, sketch, ...this.named() };
  }

  private named(): NamedMentions {
    const names = this.list(() => this.name());
    return { names, mentions: this.mentions(names.length) };
  }

  private name(): LocalName {
    const type = this.oneOf(ENTITY_TYPES);
    const key = this.string();
    const coded = this.bytes.varint();
    const rest = this.stringAt(Math.floor(coded / 2));
    const node = coded % 2 === 1 ? `${type}|${key}${rest}` : rest;
    const acronyms = this.list(() => this.string());
    const confidence = this.bytes.byte() / SCORE_STEPS;
    const forms = this.list((): Form => {
      return { surface: this.string(), key: this.string(), count: this.bytes.varint() };
    });
    return { type, key, node, acronyms, confidence, forms };
  }

  private mentions(names: number): MentionTable {
    const table = mentionTable(this.count(MENTION_BYTES));
    let start = 0;
    for (let i = 0; i < table.count; i++) {
      start += this.signed();
      table.start[i] = this.offset(start);
      table.end[i] = this.offset(start + this.signed());
      const name = this.bytes.varint();
      if (name >= names) this.faulty = true;
      table.name[i] = name;
      table.sentenceStart[i] = this.offset(start - this.signed());
      table.sentenceEnd[i] = this.offset(start + this.signed());
      const score = this.bytes.byte();
      if (score > SCORE_STEPS) this.faulty = true;
      table.score[i] = score;
      table.introduction[i] = this.bytes.byte();
    }
    return table;
  }

  private ascending(count: number): Uint32Array {
    const numbers = new Uint32Array(count);
    let number = 0;
    for (let i = 0; i < count; i++) numbers[i] = this.offset((number += this.signed()));
    return numbers;
  }

  private oneOf<T>(known: readonly T[]): T {
    const index = this.bytes.byte();
    if (index >= known.length) this.faulty = true;
    return known[index] ?? known[0]!;
  }

  private list<T>(read: () => T): T[] {
    const count = this.count();
    const list: T[] = [];
    for (let i = 0; i < count; i++) list.push(read());
    return list;
  }

  /** A number of things that take at least so many bytes each: what is left must hold them. */
  private count(bytesEach = 1): number {
    const count = this.bytes.varint();
    if (count * bytesEach <= this.bytes.length - this.bytes.position) return count;
    this.faulty = true;
    return 0;
  }

  /** Reads the strings, or only so many. */
  private readStrings(most = Infinity): void {
    const lengths = this.list(() => this.bytes.varint()).slice(0, most);
    const total = lengths.reduce((sum, length) => sum + length, 0);
    if (total > this.bytes.length - this.bytes.position) {
      this.faulty = true;
      return;
    }
    if (total > units.length) units = new Uint16Array(total);
    for (let i = 0; i < total; i++) units[i] = this.bytes.varint();
    let all = '';
    for (let from = 0; from < total; from += MOST_UNITS)
      all += String.fromCharCode.apply(
        null,
        units.subarray(from, Math.min(from + MOST_UNITS, total)) as unknown as number[],
      );
    let at = 0;
    for (const length of lengths) this.strings.push(all.slice(at, (at += length)));
  }

  private string(): string {
    return this.stringAt(this.bytes.varint());
  }

  private optional(): string | undefined {
    const index = this.bytes.varint();
    return index === 0 ? undefined : this.stringAt(index - 1);
  }

  private stringAt(index: number): string {
    if (this.skim) return '';
    const text = this.strings[index];
    if (text === undefined) this.faulty = true;
    return text ?? '';
  }

  private signed(): number {
    const coded = this.bytes.varint();
    return coded % 2 === 0 ? coded / 2 : -(coded + 1) / 2;
  }

  private offset(value: number): number {
    if (value < 0 || value > MAX_UINT32) this.faulty = true;
    return value;
  }
}

/** Seven numbers of a byte or more. */
const MENTION_BYTES = 7;

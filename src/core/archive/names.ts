import { ByteReader, ByteWriter } from '../recognition/bytes';
import { NO_STRING, type StringTable } from '../stringTable';
import { copied, NameUses, pack, unpack, type FormCount } from './uses';

/**
 * The names of an archive (nodes of its graph) by number, and what its articles make of each. An archive has
 * a name for each twenty words and most are rare, so what changed lately is held as objects and all else as bytes, which
 * {@link compact} makes of them: a tenth of the memory.
 */
export class NameTable {
  private readonly numbers = new Map<string, number>();
  private readonly nodes: (string | undefined)[] = [];
  /** Numbers of names that are gone are given again. */
  private readonly free: number[] = [];
  private readonly changed = new Map<number, NameUses>();
  private packed: PackedUses = NOTHING;

  /** The number of a name, if the archive has it. */
  numberOf(node: string): number | undefined {
    return this.numbers.get(node);
  }

  /** The number of a name, which is new if need be. */
  add(node: string): number {
    const known = this.numbers.get(node);
    if (known !== undefined) return known;
    const number = this.free.pop() ?? this.nodes.length;
    const own = copied(node);
    this.numbers.set(own, number);
    this.nodes[number] = own;
    this.changed.set(number, new NameUses(own));
    return number;
  }

  node(number: number): string {
    return this.nodes[number]!;
  }

  /** Every name. */
  all(): Iterable<readonly [node: string, number: number]> {
    return this.numbers;
  }

  mentions(number: number): number {
    return this.changed.get(number)?.mentions ?? this.packed.mentions[number] ?? 0;
  }

  /** What the articles make of a name; not to be changed. */
  uses(number: number): NameUses {
    return this.changed.get(number) ?? this.unpack(number);
  }

  /** The spellings of a name alone, as {@link uses} has them; several times quicker. */
  forms(number: number): readonly FormCount[] {
    return this.changed.get(number)?.forms ?? readForms(this.nodes[number]!, this.bytesOf(number));
  }

  /** The same as {@link uses}, to be changed. */
  edit(number: number): NameUses {
    let uses = this.changed.get(number);
    if (!uses) this.changed.set(number, (uses = this.unpack(number)));
    return uses;
  }

  /** Forgets a name if no article has it any more. */
  drop(number: number): void {
    const { node, mentions, places } = this.edit(number);
    if (mentions > 0 || places.length > 0) return;
    this.changed.delete(number);
    this.numbers.delete(node);
    this.nodes[number] = undefined;
    this.free.push(number);
  }

  /** Makes bytes of what changed, if that is more than `most` names: a pass over all bytes. */
  compact(most: number): void {
    if (this.changed.size <= most) return;
    const count = this.nodes.length;
    const starts = new Uint32Array(count + 1);
    const mentions = new Float64Array(count);
    const out = new ByteWriter(this.packed.bytes.length + this.changed.size * USUAL_BYTES);
    for (let number = 0; number < count; number++) {
      starts[number] = out.length;
      if (this.nodes[number] === undefined) continue;
      mentions[number] = this.mentions(number);
      const uses = this.changed.get(number);
      if (uses) writeUses(out, uses);
      else out.append(this.bytesOf(number));
    }
    starts[count] = out.length;
    this.packed = { bytes: out.finish(), starts, mentions };
    this.changed.clear();
  }

  save(strings: StringTable): NamesState {
    this.compact(0);
    return {
      ...this.packed,
      nodes: Uint32Array.from(this.nodes, (node) => (node === undefined ? NO_STRING : strings.number(node))),
    };
  }

  /** Takes over what {@link save} gave; the table must be empty. */
  restore({ bytes, starts, mentions, nodes }: NamesState, strings: readonly string[]): void {
    this.packed = { bytes, starts, mentions };
    for (const [number, index] of nodes.entries()) {
      if (index === NO_STRING) {
        this.nodes.push(undefined);
        this.free.push(number);
      } else {
        this.nodes.push(strings[index]);
        this.numbers.set(strings[index]!, number);
      }
    }
  }

  private unpack(number: number): NameUses {
    return readUses(this.nodes[number]!, this.bytesOf(number));
  }

  private bytesOf(number: number): Uint8Array {
    const { bytes, starts } = this.packed;
    return bytes.subarray(starts[number], starts[number + 1]);
  }
}

/** What articles make of each name, by its number; see `writeUses`. */
type PackedUses = {
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
  readonly mentions: Float64Array;
};

/** A table of names as plain data. */
export type NamesState = PackedUses & {
  /** The index of each name in a table of strings. */
  readonly nodes: Uint32Array;
};

const NOTHING: PackedUses = {
  bytes: new Uint8Array(0),
  starts: new Uint32Array(0),
  mentions: new Float64Array(0),
};
/** What most names take. */
const USUAL_BYTES = 32;

/** Articles as differences, what each makes of the name, then spellings; numbers as varints. */
function writeUses(out: ByteWriter, { node, places, forms }: NameUses): void {
  out.varint(places.length / 2);
  let before = 0;
  for (let i = 0; i < places.length; i += 2) {
    const { mentions, introduction, confidence } = unpack(places[i + 1]!);
    out.varint(places[i]! - before);
    out.varint(mentions);
    out.byte(introduction);
    out.byte(confidence);
    before = places[i]!;
  }
  out.varint(forms.length);
  for (const { surface, key, count } of forms) {
    out.varint(count);
    const isOwn = node.endsWith(key);
    out.varint(key.length * 2 + Number(isOwn));
    if (!isOwn) writeUnits(out, key);
    out.varint(surface.length);
    writeUnits(out, surface);
  }
}

function readUses(node: string, bytes: Uint8Array): NameUses {
  const uses = new NameUses(node);
  if (bytes.length === 0) return uses;
  const input = new ByteReader(bytes);
  const count = input.varint();
  const places = new Array<number>(count * 2);
  let article = 0;
  for (let i = 0; i < count; i++) {
    places[i * 2] = article += input.varint();
    const use = { mentions: input.varint(), introduction: input.byte(), confidence: input.byte() };
    places[i * 2 + 1] = pack(use);
    uses.mentions += use.mentions;
  }
  uses.places = places;
  for (let left = input.varint(); left > 0; left--) uses.addForm(readForm(node, input));
  return uses;
}

function readForms(node: string, bytes: Uint8Array): readonly FormCount[] {
  if (bytes.length === 0) return [];
  const input = new ByteReader(bytes);
  for (let left = input.varint(); left > 0; left--) {
    input.varint();
    input.varint();
    input.position += 2;
  }
  return Array.from({ length: input.varint() }, () => readForm(node, input));
}

function readForm(node: string, input: ByteReader): FormCount {
  const count = input.varint();
  const coded = input.varint();
  const length = Math.floor(coded / 2);
  const key = coded % 2 === 1 ? node.slice(node.length - length) : readUnits(input, length);
  return { surface: readUnits(input, input.varint()), key, count };
}

function writeUnits(out: ByteWriter, text: string): void {
  for (let i = 0; i < text.length; i++) out.varint(text.charCodeAt(i));
}

function readUnits(input: ByteReader, length: number): string {
  let text = '';
  for (let i = 0; i < length; i++) text += String.fromCharCode(input.varint());
  return text;
}

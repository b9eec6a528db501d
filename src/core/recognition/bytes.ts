/** Writes little-endian numbers and varints into growing bytes. */
export class ByteWriter {
  private bytes: Uint8Array;
  length = 0;

  /** Takes the number of bytes to begin with. */
  constructor(capacity = 1 << 16) {
    this.bytes = new Uint8Array(capacity);
  }

  byte(value: number): void {
    if (this.length === this.bytes.length) this.grow(this.length + 1);
    this.bytes[this.length++] = value;
  }

  uint32(value: number): void {
    for (let shift = 0; shift < 32; shift += 8) this.byte((value >>> shift) & 0xff);
  }

  float32(value: number): void {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    for (const byte of bytes) this.byte(byte);
  }

  varint(value: number): void {
    let rest = value;
    for (; rest >= 128; rest = Math.floor(rest / 128)) this.byte((rest % 128) + 128);
    this.byte(rest);
  }

  append(bytes: Uint8Array): void {
    if (this.length + bytes.length > this.bytes.length) this.grow(this.length + bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** The bytes in the memory of the writer: good until it goes on. */
  written(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  finish(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }

  /** Begins anew in the same memory. */
  clear(): void {
    this.length = 0;
  }

  private grow(needed: number): void {
    const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

/** Reads what {@link ByteWriter} wrote. Past the end it reads zeros; {@link position} then exceeds the length. */
export class ByteReader {
  position = 0;
  private readonly view: DataView;

  constructor(readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.bytes.length;
  }

  byte(): number {
    return this.bytes[this.position++] ?? 0;
  }

  uint32(): number {
    const at = this.position;
    this.position += 4;
    return this.position <= this.length ? this.view.getUint32(at, true) : 0;
  }

  float32(): number {
    const at = this.position;
    this.position += 4;
    return this.position <= this.length ? this.view.getFloat32(at, true) : 0;
  }

  varint(): number {
    let byte = this.byte();
    if (byte < 128) return byte;
    let value = byte & 127;
    let factor = 128;
    do {
      byte = this.byte();
      value += (byte & 127) * factor;
      factor *= 128;
    } while (byte >= 128 && factor < LARGEST_FACTOR);
    return value;
  }
}

const LARGEST_FACTOR = 2 ** 42;

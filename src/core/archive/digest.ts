/**
 * A digest of bytes: a whole number of 53 bits, the same on every machine. Tells contents apart and finds damage;
 * no protection against a forger. Two lanes of multiply and rotate, a word at a time, mixed as MurmurHash3 does.
 */
export function digest(bytes: Uint8Array, seed = 0): number {
  let a = 0x9e3779b9 ^ seed;
  let b = 0x85ebca6b ^ bytes.length;
  const whole = bytes.length & ~3;
  for (let i = 0; i < whole; i += 4) {
    const word = bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    a = Math.imul(a ^ word, 0x9e3779b1);
    a = (a << 13) | (a >>> 19);
    b = Math.imul(b ^ word, 0x5f356495);
    b = (b << 17) | (b >>> 15);
  }
  for (let i = whole; i < bytes.length; i++) {
    a = Math.imul(a ^ bytes[i]!, 0x9e3779b1);
    b = Math.imul(b ^ bytes[i]!, 0x5f356495);
  }
  a = finish(a ^ (b << 7));
  b = finish(b ^ a);
  return (b >>> 11) * 2 ** 32 + (a >>> 0);
}

function finish(value: number): number {
  let h = value ^ (value >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

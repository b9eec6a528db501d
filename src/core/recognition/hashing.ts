/** A 32-bit hash of two integers (the finaliser of MurmurHash3 over their combination). */
export function mix(a: number, b: number): number {
  let h = a ^ (b + 0x9e3779b9 + (a << 6) + (a >>> 2));
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** FNV-1a over the UTF-16 units of `text` from `from` to `to`. */
export function hashText(text: string, from = 0, to = text.length): number {
  let h = EMPTY_HASH;
  for (let i = from; i < to; i++) h = extendHash(h, text.charCodeAt(i));
  return h;
}

/** {@link hashText} of no text. */
export const EMPTY_HASH = 0x811c9dc5;

/** {@link hashText} of a text and one unit more. */
export function extendHash(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

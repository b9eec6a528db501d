/** Character classes of the tokeniser. */
export const SPACE = 1;
export const UPPER = 2;
export const LOWER = 3;
/** Letters of scripts without case. */
export const LETTER = 4;
export const DIGIT = 5;
/** Combining marks, joiners, variation selectors: never parted from what they follow. */
export const MARK = 6;
export const SYMBOL = 7;

const table = new Uint8Array(0x10000);

/** The class of the code point at `i`, which must be inside the text. */
export function classAt(text: string, i: number): number {
  const unit = text.charCodeAt(i);
  if (unit >= 0xd800 && unit <= 0xdbff && i + 1 < text.length) {
    const code = text.codePointAt(i) ?? unit;
    if (code > 0xffff) return classify(code);
  }
  let known = table[unit] ?? 0;
  if (known === 0) {
    known = classify(unit);
    table[unit] = known;
  }
  return known;
}

/** How many code units the code point at `i` takes. */
export function widthAt(text: string, i: number): number {
  const unit = text.charCodeAt(i);
  if (unit < 0xd800 || unit > 0xdbff || i + 1 >= text.length) return 1;
  const next = text.charCodeAt(i + 1);
  return next >= 0xdc00 && next <= 0xdfff ? 2 : 1;
}

/** True for letters and digits of any script. */
export function isWordClass(kind: number): boolean {
  return kind >= UPPER && kind <= DIGIT;
}

const IS_SPACE =
  /[\s\u0000-\u0008\u000e-\u001f\u007f-\u009f\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const IS_MARK = /[\p{M}\u00ad\u200c\u200d\p{Emoji_Modifier}\u{e0020}-\u{e007f}]/u;

const IS_UPPER = /[\p{Lu}\p{Lt}]/u;
const IS_LOWER = /\p{Ll}/u;
const IS_LETTER = /\p{L}/u;
const IS_NUMBER = /\p{N}/u;

function classify(code: number): number {
  const c = String.fromCodePoint(code);
  if (IS_SPACE.test(c)) return SPACE;
  if (IS_MARK.test(c)) return MARK;
  if (IS_UPPER.test(c)) return UPPER;
  if (IS_LOWER.test(c) || c === '_') return LOWER;
  if (IS_LETTER.test(c)) return LETTER;
  return IS_NUMBER.test(c) ? DIGIT : SYMBOL;
}

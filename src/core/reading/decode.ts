import type { Problem } from '../model';

/** The text of a file as the editor shows it, without its byte order mark and with its own line ends. */
export interface Decoded {
  readonly text: string;
  readonly problems: readonly Problem[];
}

/** How many bytes are looked at to tell text from binary data, and for a `<meta charset>`. */
const SAMPLE = 4096;
/** Text has hardly any control characters; one byte in fifty is well above what odd text holds. */
const CONTROL_SHARE = 1 / 50;
const C1 = /[\x80-\x9f]/g;
/** The characters 0x80 to 0x9f of windows-1252; the five that it leaves open stand for themselves. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
const META_CHARSET =
  /<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([a-z0-9_-]{2,20})/i;
/** In UTF-16 text of Latin letters, nearly every other byte is zero. */
const ZERO_SHARE = 0.6;
const STRAY_ZERO_SHARE = 0.05;
/** UTF-8 with so few bytes astray beside its well-formed letters is damaged UTF-8. */
const DAMAGED_SHARE = 0.05;
/** The accented letters of French in Mac OS Roman, where windows-1252 has signs or nothing, and in windows-1252. */
const MAC_LETTERS = new Set([0x88, 0x89, 0x8d, 0x8e, 0x8f, 0x90, 0x91, 0x94, 0x95, 0x99, 0x9d, 0x9e]);
const WINDOWS_LETTERS = new Set([
  0xe0, 0xe2, 0xe7, 0xe8, 0xe9, 0xea, 0xeb, 0xee, 0xef, 0xf4, 0xf9, 0xfb, 0xc9, 0xc0,
]);

/**
 * Decodes a file: UTF-8 and UTF-16 by their byte order mark or, for UTF-16, by its zeros; then UTF-8, then the charset
 * an HTML page declares, then UTF-8 with a byte or two astray, Mac OS Roman by its accented letters and windows-1252,
 * which is reported. Data that is no text gives `{ problem }`.
 */
export function decode(bytes: Uint8Array): Decoded | { readonly problem: Problem } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded('utf-16le', bytes.subarray(2));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded('utf-16be', bytes.subarray(2));
  const wide = wideEncoding(bytes);
  if (wide !== undefined) return decoded(wide, bytes);
  const content = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  if (isBinary(content)) return { problem: { code: 'binary' } };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content), problems: [] };
  } catch {
    const charset = declaredCharset(content);
    if (charset !== undefined) return decoded(charset, content);
    const damaged = damagedUtf8(content);
    if (damaged !== undefined) return { text: damaged, problems: [] };
    if (isMacRoman(content)) return decoded('macintosh', content);
    return { ...decoded('windows-1252', content), problems: [{ code: 'decoded-windows-1252' }] };
  }
}

function decoded(charset: string, bytes: Uint8Array): Decoded {
  const decoder = new TextDecoder(charset, { ignoreBOM: true });
  const text = decoder.decode(bytes);
  return { text: decoder.encoding === 'windows-1252' ? text.replace(C1, windows1252) : text, problems: [] };
}

/** UTF-16 without its mark: zeros in every other byte, and hardly any in the rest. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const pairs = Math.min(bytes.length, SAMPLE) >> 1;
  if (pairs < 2 || bytes.length % 2 !== 0) return undefined;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < pairs * 2; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  if (odd >= pairs * ZERO_SHARE && even <= pairs * STRAY_ZERO_SHARE) return 'utf-16le';
  return even >= pairs * ZERO_SHARE && odd <= pairs * STRAY_ZERO_SHARE ? 'utf-16be' : undefined;
}

/** UTF-8 with a few bytes astray, each shown as the replacement character; `undefined` when most are. */
function damagedUtf8(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  let astray = 0;
  let letters = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0xfffd) astray++;
    else if (code > 0x7f) letters++;
  }
  return astray <= letters * DAMAGED_SHARE ? text : undefined;
}

/** Whether the bytes above 127 are the accented letters of Mac OS Roman rather than those of windows-1252. */
function isMacRoman(bytes: Uint8Array): boolean {
  let mac = 0;
  let windows = 0;
  for (let i = 1; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte < 0x80 || !isLetter(bytes[i - 1]!)) continue;
    if (MAC_LETTERS.has(byte)) mac++;
    else if (WINDOWS_LETTERS.has(byte)) windows++;
  }
  return mac > windows;
}

function isLetter(byte: number): boolean {
  return (byte | 32) >= 97 && (byte | 32) <= 122;
}

/** Node 20 decodes windows-1252 as ISO 8859-1: what it leaves as control characters are quotes, dashes and the euro. */
function windows1252(control: string): string {
  return WINDOWS_1252[control.charCodeAt(0) - 0x80] ?? control;
}

function isBinary(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return true;
  const sample = bytes.subarray(0, SAMPLE);
  let controls = 0;
  for (const b of sample) if (b < 32 && (b < 9 || b > 13) && b !== 27) controls++;
  return controls > sample.length * CONTROL_SHARE;
}

/** The charset of a `<meta>` near the top, when the platform knows it and it is not the UTF-8 that has just failed. */
function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, SAMPLE));
  const label = META_CHARSET.exec(head)?.[1];
  if (label === undefined) return undefined;
  try {
    const encoding = new TextDecoder(label).encoding;
    return encoding === 'utf-8' || encoding.startsWith('utf-16') ? undefined : encoding;
  } catch {
    return undefined;
  }
}

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
const META_CHARSET = /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-z0-9_-]{2,20})/i;

/**
 * Decodes a file: UTF-8 and UTF-16 by their byte order mark, then the charset an HTML page declares,
 * then UTF-8, then windows-1252, which is reported. Data that is no text gives `{ problem }`.
 */
export function decode(bytes: Uint8Array): Decoded | { readonly problem: Problem } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded('utf-16le', bytes.subarray(2));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded('utf-16be', bytes.subarray(2));
  const content = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  if (isBinary(content)) return { problem: { code: 'binary' } };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content), problems: [] };
  } catch {
    const charset = declaredCharset(content);
    if (charset !== undefined) return decoded(charset, content);
    return { ...decoded('windows-1252', content), problems: [{ code: 'decoded-windows-1252' }] };
  }
}

function decoded(charset: string, bytes: Uint8Array): Decoded {
  const decoder = new TextDecoder(charset, { ignoreBOM: true });
  const text = decoder.decode(bytes);
  return { text: decoder.encoding === 'windows-1252' ? text.replace(C1, windows1252) : text, problems: [] };
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

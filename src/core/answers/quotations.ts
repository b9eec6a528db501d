import type { Span } from '../model';

/**
 * What stands in quotation marks in a stretch of text (offsets of `text`), marks included: « … », “ … ”
 * and " … ". A quotation that the stretch does not close runs to its end; a straight mark that is the last of
 * an odd number opens nothing. Linear.
 */
export function quotationsIn(text: string, { start, end }: Span): Span[] {
  const found: Span[] = [];
  let straight = 0;
  for (let at = text.indexOf('"', start); at >= 0 && at < end; at = text.indexOf('"', at + 1)) straight++;
  let opened = -1;
  let closer = '';
  let depth = 0;
  for (let at = start; at < end; at++) {
    const char = text[at]!;
    if (opened < 0) {
      const closes = CLOSERS[char];
      if (closes === undefined || (char === '"' && straight < 2)) continue;
      if (char === '"') straight -= 2;
      opened = at;
      closer = closes;
      depth = 1;
    } else if (char === closer) {
      if (--depth > 0) continue;
      found.push({ start: opened, end: at + 1 });
      opened = -1;
    } else if (closer !== '"' && CLOSERS[char] === closer) depth++;
  }
  if (opened >= 0) found.push({ start: opened, end });
  return found;
}

const CLOSERS: Readonly<Record<string, string>> = { '«': '»', '“': '”', '"': '"' };

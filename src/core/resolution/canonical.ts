import type { Form } from './local';

/**
 * The best spelling among those of one name: not shouted where a written form exists, then the one
 * used most, then the one with more accents, then the first in code-unit order (so that the answer does
 * not depend on the order of files).
 */
export function canonicalForm(forms: Iterable<Pick<Form, 'surface' | 'count'>>): string {
  let best: { surface: string; count: number } | undefined;
  for (const form of forms) if (!best || better(form, best)) best = form;
  return best?.surface ?? '';
}

const LOWER = /\p{Ll}/u;
const ACCENTED = /[^\u0000-\u007f’]/gu;
/** All capitals up to this length may be an acronym, which is no shouting. */
const ACRONYM_LENGTH = 6;

function better(a: { surface: string; count: number }, b: { surface: string; count: number }): boolean {
  const shouted = Number(isShouted(a.surface)) - Number(isShouted(b.surface));
  if (shouted !== 0) return shouted < 0;
  if (a.count !== b.count) return a.count > b.count;
  const accents = accentsOf(a.surface) - accentsOf(b.surface);
  if (accents !== 0) return accents > 0;
  return a.surface < b.surface;
}

function isShouted(surface: string): boolean {
  return !LOWER.test(surface) && surface.length > ACRONYM_LENGTH;
}

function accentsOf(surface: string): number {
  return surface.normalize('NFC').match(ACCENTED)?.length ?? 0;
}

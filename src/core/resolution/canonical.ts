import type { EntityType } from '../model';
import type { Form } from './local';

/**
 * The best spelling among those of one name: not shouted where a written form exists, then the one
 * used most, then the one with more accents, then the first in code-unit order (so that the answer does
 * not depend on the order of files).
 */
export function canonicalForm(type: EntityType, forms: Iterable<Spelling>): string {
  let best: Spelling | undefined;
  for (const form of forms) if (!best || better(type, form, best)) best = form;
  return best?.surface ?? '';
}

const LOWER = /\p{Ll}/u;
const ACCENTED = /[^\u0000-\u007f’]/gu;
/** All capitals up to this length may be an acronym, which is no shouting. */
const ACRONYM_LENGTH = 6;
/** Persons and places are hardly ever acronyms (`USA`), but datelines shout them (`RABAT`). */
const SHORTEST_SHOUT = 3;

type Spelling = Pick<Form, 'surface' | 'count'>;

function better(type: EntityType, a: Spelling, b: Spelling): boolean {
  const shouted = Number(isShouted(type, a.surface)) - Number(isShouted(type, b.surface));
  if (shouted !== 0) return shouted < 0;
  if (a.count !== b.count) return a.count > b.count;
  const accents = accentsOf(a.surface) - accentsOf(b.surface);
  if (accents !== 0) return accents > 0;
  return a.surface < b.surface;
}

function isShouted(type: EntityType, surface: string): boolean {
  const acronym = type === 'PER' || type === 'LOC' ? SHORTEST_SHOUT : ACRONYM_LENGTH;
  return !LOWER.test(surface) && surface.length > acronym;
}

function accentsOf(surface: string): number {
  return surface.normalize('NFC').match(ACCENTED)?.length ?? 0;
}

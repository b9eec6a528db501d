import { fold } from '../french/fold';
import { GROUP_WORDS, LEGAL_FORMS } from '../french/legalForms';
import type { EntityType } from '../model';

/**
 * What two spellings of one name share: its folded form; for an organisation without legal form and
 * without `groupe`. Never empty for a name that holds a letter or digit.
 * `Groupe OCP S.A.` → `ocp`, `Maroc Télécommerce` → `maroc telecommerce`.
 */
export function nameKey(surface: string, type: EntityType): string {
  const folded = fold(surface);
  return type === 'ORG' ? withoutCompanyWords(folded, surface) : folded;
}

/** The stable id of the entity whose names resolve to `key`: `org:maroc-telecom`. */
export function entityId(type: EntityType, key: string): string {
  return `${type.toLowerCase()}:${key.replaceAll(' ', '-')}`;
}

/** Legal forms by their last word, in their order. */
const FORMS_BY_END = new Map<string, string[]>();
for (const form of LEGAL_FORMS) {
  const end = form.slice(form.lastIndexOf(' ') + 1);
  FORMS_BY_END.set(end, [...(FORMS_BY_END.get(end) ?? []), form]);
}
const NO_FORMS: readonly string[] = [];

const SIGLE = /^[\p{Lu}\p{N}&.]+$/u;

function withoutCompanyWords(folded: string, surface: string): string {
  let key = folded;
  if (!key.includes(' ')) return key;
  for (const form of FORMS_BY_END.get(key.slice(key.lastIndexOf(' ') + 1)) ?? NO_FORMS) {
    if (key.length > form.length + 1 && key.endsWith(form) && key[key.length - form.length - 1] === ' ') {
      key = key.slice(0, -form.length - 1);
      break;
    }
  }
  const space = key.indexOf(' ');
  if (space < 0) return key;
  if (key.slice(0, space) === 'groupe') return key.slice(space + 1);
  // `OCP Group` is `OCP`, but `Retail Group` is not `Retail`: only an acronym stands without it.
  const last = key.lastIndexOf(' ');
  const single = space === last && GROUP_WORDS.includes(key.slice(last + 1));
  return single && SIGLE.test(surface.slice(0, surface.indexOf(' '))) ? key.slice(0, space) : key;
}

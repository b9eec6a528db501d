import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENTITY_TYPES, type EntityType } from '../src/core/model';
import type { NameParts } from './vocabulary';

/** An article of the corpus as an alternation of its words and of places for names. */
export interface Template {
  readonly words: number;
  readonly parts: readonly (string | Slot)[];
}

/** Where a name stood: places with the same `thing` get the same name, short where it was not in full. */
export interface Slot {
  readonly type: EntityType;
  readonly thing: string;
  readonly short: boolean;
}

/** The annotated articles of `directory`, and the words of their names. */
export function readTemplates(directory: string): {
  readonly templates: readonly Template[];
  readonly parts: NameParts;
} {
  const firstNames = new Set<string>();
  const surnames = new Set<string>();
  const places = new Set<string>();
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  const templates = files
    .filter((file) => /w\d+.[^/\\]+\.txt$/.test(file))
    .sort()
    .map((file) => readFileSync(join(directory, file), 'utf8').replace(HEADER, ''))
    // The items of a live feed would each be an article.
    .filter((body) => !FEED_ITEM.test(body))
    .map((body) => {
      const parts: (string | Slot)[] = [];
      let at = 0;
      for (const match of body.matchAll(MARK)) {
        const [whole, type = '', surface = '', canonical = surface] = match;
        parts.push(body.slice(at, match.index), {
          type: ENTITY_TYPES.find((known) => known === type)!,
          thing: `${type} ${canonical}`,
          short: surface.length < canonical.length,
        });
        at = match.index + whole.length;
        const words = surface.split(' ');
        if (type === 'LOC') places.add(surface);
        if (type === 'PER' && words.length === 2) {
          firstNames.add(words[0]!);
          surnames.add(words[1]!);
        }
      }
      parts.push(body.slice(at));
      return { words: body.split(/\s+/).length, parts };
    });
  return {
    templates,
    parts: { firstNames: [...firstNames], surnames: [...surnames], places: [...places] },
  };
}

const MARK = /\[(ORG|EVENT|PER|LOC|PROD)\|([^|\]]*)(?:\|([^\]]*))?\]/g;
const FEED_ITEM = /^(?:\d\d?[-/]\d\d?\b.*|\[?\d\d? ?[h:.] ?\d\d\b.*)$/m;
const HEADER = /^(?:[a-zé]+:.*\n)*---\n/;

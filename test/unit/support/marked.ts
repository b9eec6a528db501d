import { lineStartsOf } from '../../../src/core/archive/lines';
import { recordOf } from '../../../src/core/archive/extract';
import type { FileRecord } from '../../../src/core/archive/records';
import { isAcronymOf } from '../../../src/core/french/acronym';
import type { EntityType, Gloss, Mention } from '../../../src/core/model';
import { formatOf } from '../../../src/core/reading/format';
import { read } from '../../../src/core/reading/read';
import { tokenise } from '../../../src/core/recognition/tokenise';

/** A text whose names are marked `[ORG|Maroc Telecom]`, with its mentions and the glosses among them. */
export function marked(source: string, score = 1): { text: string; mentions: Mention[]; glosses: Gloss[] } {
  let text = '';
  let at = 0;
  const mentions: Mention[] = [];
  for (const match of source.matchAll(/\[(ORG|EVENT|PER|LOC|PROD)\|([^\]]+)\]/g)) {
    text += source.slice(at, match.index);
    const start = text.length;
    text += match[2]!;
    mentions.push({ start, end: text.length, type: match[1] as EntityType, score });
    at = match.index + match[0].length;
  }
  text += source.slice(at);
  const glosses = mentions.flatMap((mention, i) => {
    const next = mentions[i + 1];
    if (!next || text.slice(mention.end, next.start) !== ' (' || text[next.end] !== ')') return [];
    const [a, b] = [text.slice(mention.start, mention.end), text.slice(next.start, next.end)];
    if (isAcronymOf(b, a)) return [{ full: i, short: i + 1 }];
    return isAcronymOf(a, b) ? [{ full: i + 1, short: i }] : [];
  });
  return { text, mentions, glosses };
}

/** What the archive would keep of a plain-text file whose names are exactly the marked ones. */
export function markedFile(uri: string, source: string, score = 1): FileRecord {
  const { text, mentions, glosses } = marked(source, score);
  const file = read(text, formatOf(uri) ?? 'text');
  return recordOf(uri, lineStartsOf(text), file, tokenise(file.text, file.passages), { mentions, glosses });
}

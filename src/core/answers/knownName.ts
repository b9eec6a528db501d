import type { Archive } from '../archive/archive';
import type { Entity } from '../archive/entity';
import { ENTITY_TYPES, type Span, type Tokens } from '../model';
import { tokenise } from '../recognition/tokenise';
import { nameKey } from '../resolution/key';
import { nodeOf } from '../resolution/local';

/**
 * The longest name around `offset` of a line that some article of the archive bears, though the
 * recogniser did not mark it here; the entity with most mentions when several bear it. Offsets are those
 * of `line`.
 */
export function knownNameAt(
  archive: Archive,
  line: string,
  offset: number,
): { readonly entity: Entity; readonly span: Span } | undefined {
  const from = Math.max(0, offset - WINDOW);
  const text = line.slice(from, offset + WINDOW);
  const tokens = tokenise(text, [{ start: 0, end: text.length }]);
  const at = offset - from;
  let under = 0;
  while (under < tokens.count && tokens.end[under]! < at) under++;
  if (under === tokens.count || tokens.start[under]! > at) return undefined;
  for (let length = MAX_WORDS; length > 0; length--) {
    for (let first = Math.max(0, under - length + 1); first <= under; first++) {
      const last = first + length - 1;
      if (last >= tokens.count) break;
      if (!isWord(text, tokens, first) || !isWord(text, tokens, last)) continue;
      const span = { start: tokens.start[first]!, end: tokens.end[last]! };
      const entity = entityNamed(archive, text.slice(span.start, span.end));
      if (entity) return { entity, span: { start: span.start + from, end: span.end + from } };
    }
  }
  return undefined;
}

/** The most mentioned entity that bears a name; a name in lower case is only taken for a word. */
export function entityNamed(archive: Archive, surface: string): Entity | undefined {
  if (!HAS_CAPITAL.test(surface)) return undefined;
  return ENTITY_TYPES.flatMap(
    (type) => archive.entityOf({ node: nodeOf(type, nameKey(surface, type)) }) ?? [],
  )
    .sort((a, b) => b.mentions - a.mentions)
    .at(0);
}

function isWord(text: string, tokens: Tokens, i: number): boolean {
  return WORD.test(text.slice(tokens.start[i], tokens.end[i]));
}

const WORD = /[\p{L}\p{N}]/u;
const HAS_CAPITAL = /\p{Lu}/u;
/** Names of more words are rare, and a hover must be quick. */
const MAX_WORDS = 8;
const WINDOW = 160;

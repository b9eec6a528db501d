import { fold } from '../french/fold';
import type { EntityType, Mention, Recognition, Tokens } from '../model';

/** A name to be found wherever it stands. */
export interface SoughtName {
  readonly name: string;
  readonly type: EntityType;
}

/**
 * Adds the places of names that somebody asked for to what was recognised: the longest at each place, in
 * the capitals it was asked for in. What was recognised within such a name gives way to it; a longer name stays.
 */
export function withSought(
  text: string,
  tokens: Tokens,
  recognition: Recognition,
  sought: readonly SoughtName[],
): Recognition {
  if (sought.length === 0) return recognition;
  const found = placesOf(text, tokens, sought);
  if (found.length === 0) return recognition;
  const { mentions, glosses } = recognition;
  let at = 0;
  const added = found.filter((mention) => {
    while (at < mentions.length && mentions[at]!.end <= mention.start) at++;
    for (let i = at; i < mentions.length && mentions[i]!.start < mention.end; i++) {
      if (!covers(mention, mentions[i]!)) return false;
    }
    return true;
  });
  let next = 0;
  const kept = mentions.map((mention) => {
    while (next < added.length && added[next]!.end <= mention.start) next++;
    return !(next < added.length && added[next]!.start < mention.end);
  });
  const all = [...mentions.filter((_, i) => kept[i]), ...added].sort((a, b) => a.start - b.start);
  const place = new Map(all.map((mention, i) => [mention.start, i]));
  const indexOf = (old: number): number | undefined => place.get(mentions[old]!.start);
  return {
    mentions: all,
    glosses: glosses.flatMap((gloss) => {
      const full = indexOf(gloss.full);
      const short = indexOf(gloss.short);
      return full === undefined || short === undefined ? [] : [{ full, short }];
    }),
  };
}

function covers(outer: Mention, inner: Mention): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function placesOf(text: string, tokens: Tokens, sought: readonly SoughtName[]): Mention[] {
  const byFirst = new Map<string, Wanted[]>();
  for (const { name, type } of sought) {
    const folded = fold(name);
    const first = folded.split(' ')[0]!;
    const wanted = { name, folded, type };
    const list = byFirst.get(first);
    if (list) list.push(wanted);
    else byFirst.set(first, [wanted]);
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.folded.length - a.folded.length);
  const found: Mention[] = [];
  for (let first = 0; first < tokens.count; first++) {
    const start = tokens.start[first]!;
    const word = fold(text.slice(start, tokens.end[first])).split(' ')[0]!;
    for (const wanted of byFirst.get(word) ?? []) {
      const last = lastToken(text, tokens, first, wanted);
      if (last === undefined) continue;
      found.push({ start, end: tokens.end[last]!, type: wanted.type, score: 1 });
      first = last;
      break;
    }
  }
  return found;
}

interface Wanted {
  readonly name: string;
  readonly folded: string;
  readonly type: EntityType;
}

/** The token that ends a wanted name which begins at `first`; undefined when it is not there. */
function lastToken(
  text: string,
  tokens: Tokens,
  first: number,
  { name, folded }: Wanted,
): number | undefined {
  const start = tokens.start[first]!;
  for (let last = first; last < tokens.count && tokens.sentence[last] === tokens.sentence[first]; last++) {
    const written = text.slice(start, tokens.end[last]);
    // Accents and punctuation may add to the letters, but not without end.
    if (written.length > 2 * name.length + 8) return undefined;
    if (fold(written) !== folded) continue;
    return capitalsOf(name).every((capital) => written.includes(capital)) ? last : undefined;
  }
  return undefined;
}

/** The words of a name that begin with a capital: so they must stand in the text. */
function capitalsOf(name: string): string[] {
  const [first] = name.match(/\p{L}/u) ?? [];
  return first !== undefined && first !== first.toLowerCase() ? [first] : [];
}

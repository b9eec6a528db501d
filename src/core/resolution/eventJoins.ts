import { EVENT_HEADS } from '../french/nameParts';
import { SMALL_WORDS } from '../french/smallWords';
import { isSubsequence, rootOf } from './joins';
import type { Group } from './local';
import { splitEdition } from './words';

/**
 * An event named by some of its words joins the only fuller name that holds them in order, of the same
 * edition if it tells one: `Salon Atlas` and `Salon 2024` join `Salon Atlas 2024`, `Salon Atlas` joins
 * `16e Salon Atlas`, `Mawja` the `festival Mawja-Musiques du monde`.
 */
export function joinShortEvents(groups: Group[]): void {
  const byFirst = new Map<string, NamedEvent[]>();
  const events = groups.flatMap((group, i) =>
    group.type === 'EVENT' && group.into === i ? [named(group, i)] : [],
  );
  for (const event of events) {
    for (const first of new Set([event.words[0]!, event.bare[0]!])) {
      const list = byFirst.get(first);
      if (list) list.push(event);
      else byFirst.set(first, [event]);
    }
  }
  for (const short of events) {
    const [whole, bare] = [byFirst.get(short.words[0]!)!, byFirst.get(short.bare[0]!)!];
    if (whole.length + bare.length > 2 * MOST_CANDIDATES) continue;
    const near = [...new Set([...whole, ...bare])];
    const fuller = near.filter((full) => full !== short && isShortFor(short, full));
    const [longest] = [...fuller].sort((a, b) => b.weight - a.weight || a.i - b.i);
    // `Salon`, `Salon Atlas`, `Salon Atlas 2024` are one; two editions or two salons are not.
    const agree = fuller.every((full) => full === longest || isShortFor(full, longest!));
    if (longest && agree && rootOf(groups, longest.i) !== short.i)
      groups[short.i]!.into = rootOf(groups, longest.i);
  }
}

/** Past this an article is a programme, and the time would grow with its square. */
const MOST_CANDIDATES = 60;

interface NamedEvent {
  readonly i: number;
  /** Without the year and the ordinal, and also without the kind of event at the head. */
  readonly words: readonly string[];
  readonly bare: readonly string[];
  readonly year: string | undefined;
  readonly ordinal: string | undefined;
  /** How much the name tells. */
  readonly weight: number;
}

function named({ key, year: said }: Group, i: number): NamedEvent {
  const { name, year, ordinal } = splitEdition(key);
  const words = name.split(' ');
  const headed = words.length > 1 && EVENT_HEADS.has(words[0]!) && !SMALL_WORDS.has(words[1]!);
  return {
    i,
    words,
    bare: headed ? words.slice(1) : words,
    year: year ?? said,
    ordinal,
    weight: words.length + Number(year !== undefined) + Number(ordinal !== undefined),
  };
}

function isShortFor(short: NamedEvent, full: NamedEvent): boolean {
  return (
    full.weight > short.weight &&
    (short.year === undefined || short.year === full.year) &&
    (short.ordinal === undefined || full.ordinal === undefined || short.ordinal === full.ordinal) &&
    (holds(full.words, short.words) || (oneHasHead(short, full) && holds(full.bare, short.bare)))
  );
}

function holds(full: readonly string[], short: readonly string[]): boolean {
  return short[0] === full[0] && isSubsequence(short, full);
}

/** `Mawja`, `festival Mawja`; a forum and a salon are two things. */
function oneHasHead(a: NamedEvent, b: NamedEvent): boolean {
  return (a.words === a.bare) !== (b.words === b.bare);
}

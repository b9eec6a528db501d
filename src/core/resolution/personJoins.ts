import { indexed, rootOf } from './joins';
import type { Group } from './local';

/**
 * A person's short name joins the only fuller one it fits: any of its words (`Tazi`, `Nadia`, of `Nadia Tazi
 * Alami` also `Tazi`), its end (`El Fassi`), initials (`N. Tazi`, `N. T.`), the first and last words without
 * what stands between (`Omar Alami`, `Omar El Alami`).
 */
export function joinPersons(groups: Group[]): void {
  const byWord = new Map<string, number[]>();
  let byInitial: Map<string, number[]> | undefined;
  const startingWith = (initial: string): number[] | undefined => {
    byInitial ??= indexed(groups, ({ type, key }) => (type === 'PER' ? key[0] : undefined));
    return byInitial.get(initial);
  };
  groups.forEach(({ type, key }, i) => {
    if (type !== 'PER' || !key.includes(' ')) return;
    for (const word of new Set(key.split(' '))) {
      const list = byWord.get(word);
      if (list) list.push(i);
      else byWord.set(word, [i]);
    }
  });
  groups.forEach(({ type, key, into }, i) => {
    if (type !== 'PER' || into !== i) return;
    const words = key.split(' ');
    const last = words.at(-1)!;
    const near = (last.length === 1 ? startingWith(key[0]!) : byWord.get(last)) ?? [];
    if (near.length > MOST_BEARERS) return;
    const fuller = near.filter((j) => j !== i && isShortFor(words, groups[j]!.key.split(' ')));
    // Of `Fallah Seghrouchni` and `Amal El Fallah Seghrouchni`, the longest stands for all, if they agree.
    const longest = fuller.reduce(
      (a, b) => (groups[a]!.key.length >= groups[b]!.key.length ? a : b),
      fuller[0] ?? i,
    );
    const whole = groups[longest]!.key.split(' ');
    const agree = fuller.every(
      (j) =>
        j === longest ||
        isShortFor(groups[j]!.key.split(' '), whole) ||
        rootOf(groups, j) === rootOf(groups, longest),
    );
    if (fuller.length > 0 && agree && rootOf(groups, longest) !== i)
      groups[i]!.into = rootOf(groups, longest);
  });
}

/** More persons of one name than this are a list, and the time would grow with its square. */
const MOST_BEARERS = 60;

/** Whether a person's name, in folded words, may be short for another; see {@link joinPersons}. */
export function isShortFor(short: readonly string[], full: readonly string[]): boolean {
  const onlyInitials = short.every((word) => word.length === 1);
  if (full.length < short.length || full.every((word) => word.length === 1)) return false;
  if (short.length === 1) return !onlyInitials && full.length > 1 && full.includes(short[0]!);
  if (short.length < full.length && endsWith(full, short)) return true;
  if (onlyInitials)
    return initialsFit(short, full) && (short.length === full.length || skipsParticles(short, full));
  if (short.some((word) => word.length === 1)) return initialsFit(short, full);
  if (short.length >= full.length) return false;
  return short.length === 2
    ? short[0] === full[0] &&
        short[1] === full.at(-1) &&
        full.slice(1, -1).every((word) => PARTICLES.has(word))
    : false;
}

function endsWith(full: readonly string[], end: readonly string[]): boolean {
  return end.every((word, i) => full[full.length - end.length + i] === word);
}

/** Each word of `short` is one of `full`, or its initial, in order and from the first on. */
function initialsFit(short: readonly string[], full: readonly string[]): boolean {
  let at = 0;
  for (const [i, word] of short.entries()) {
    const fits = (other: string): boolean => (word.length === 1 ? other[0] === word : other === word);
    if (i === 0) {
      if (!fits(full[0]!)) return false;
      at = 1;
      continue;
    }
    while (at < full.length && !fits(full[at]!)) at++;
    if (at === full.length) return false;
    at++;
  }
  return true;
}

/** Initials that leave words out leave out small words or the last of a double surname only. */
function skipsParticles(short: readonly string[], full: readonly string[]): boolean {
  return (
    full.length - short.length <= 1 || full.filter((word) => !PARTICLES.has(word)).length === short.length
  );
}

/** Parts of surnames that are written or not. */
const PARTICLES: ReadonlySet<string> = new Set([
  'el',
  'al',
  'ben',
  'ould',
  'de',
  'le',
  'la',
  'du',
  'van',
  'ait',
]);

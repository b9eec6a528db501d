import { ENTITY_TYPES, type EntityType } from '../model';

/** Which full names a short name, acronym or variant is known to stand for. */
export interface Aliases {
  /** Keys of the full names; several when the short one is ambiguous, none when it is not known. */
  fullNames(type: EntityType, key: string): readonly string[];
}

/** Knows nothing. */
export const NO_ALIASES: Aliases = { fullNames: () => [] };

/** A short name and a full one, as keys (`nameKey`). */
export interface AliasRow {
  readonly type: EntityType;
  readonly short: string;
  readonly full: string;
}

/** Reads what {@link writeAliases} made; for a damaged or foreign file the reason. Never throws. */
export function loadAliases(bytes: Uint8Array): Aliases | { readonly error: string } {
  const lines = new TextDecoder().decode(bytes).split('\n');
  const [magic, fullCount = '', rowCount = ''] = (lines[0] ?? '').split(' ');
  if (magic !== MAGIC) return { error: 'not a list of aliases' };
  const fulls = Number(fullCount);
  const rows = Number(rowCount);
  if (lines.length !== 1 + fulls + rows + 1) return { error: 'the list of aliases is cut off' };
  const byShort = new Map<string, readonly string[]>();
  const fullNames = unshared(lines.slice(1, 1 + fulls));
  for (const line of unshared(lines.slice(1 + fulls, 1 + fulls + rows))) {
    const [type = '', short = '', ...indexes] = line.split('\t');
    byShort.set(
      `${ENTITY_TYPES[Number(type)]}|${short}`,
      indexes.flatMap((index) => fullNames[parseInt(index, RADIX)] ?? []),
    );
  }
  return { fullNames: (type, key) => byShort.get(`${type}|${key}`) ?? [] };
}

/** The rows as a compact text: each full name once, then a line a short name with the places of its full ones. */
export function writeAliases(rows: readonly AliasRow[]): Uint8Array {
  const fulls = [...new Set(rows.map(({ full }) => full))].sort();
  const places = new Map(fulls.map((full, i) => [full, i]));
  const byShort = new Map<string, Set<number>>();
  for (const { type, short, full } of rows) {
    if (short === full) continue;
    const key = `${ENTITY_TYPES.indexOf(type)}\t${short}`;
    const known = byShort.get(key);
    if (known) known.add(places.get(full)!);
    else byShort.set(key, new Set([places.get(full)!]));
  }
  const lines = [...byShort]
    .map(([key, indexes]) =>
      [key, ...[...indexes].sort((a, b) => a - b).map((i) => i.toString(RADIX))].join('\t'),
    )
    .sort();
  return new TextEncoder().encode(
    [`${MAGIC} ${fulls.length} ${lines.length}`, ...shared(fulls), ...shared(lines), ''].join('\n'),
  );
}

/** Sorted lines, each without what it shares with the one before: its length as one digit comes first. */
function shared(lines: readonly string[]): string[] {
  return lines.map((line, i) => {
    const before = lines[i - 1] ?? '';
    let length = 0;
    while (length < RADIX - 1 && length < before.length && before[length] === line[length]) length++;
    return length.toString(RADIX) + line.slice(length);
  });
}

function unshared(lines: readonly string[]): string[] {
  let before = '';
  return lines.map((line) => (before = before.slice(0, parseInt(line[0] ?? '0', RADIX)) + line.slice(1)));
}

const RADIX = 36;
const MAGIC = 'gazetteer-aliases-1';

import { fold } from '../french/fold';
import type { EntityType } from '../model';
import { nameKey } from '../resolution/key';
import { SIDES } from '../resolution/namesakes';

/** A name as a decision speaks of it: how it is written, what it is taken for, and which bearer is meant. */
export interface DecidedName {
  readonly name: string;
  readonly type: EntityType;
  /** Tells bearers of one name apart; see {@link EntityDecision.namesake}. */
  readonly namesake?: string | undefined;
}

/** All that the user decided about one entity: a block of `.gazetteer/entities.json`. */
export interface EntityDecision extends DecidedName {
  /** The house form: how the entity is called everywhere, and spelt by whoever follows consistency. */
  readonly name: string;
  /** What it is, whatever the recogniser took it for. */
  readonly type: EntityType;
  /** A word that tells this bearer of the name from others (`footballer`); it is named in {@link in} only, or see {@link isTold}. */
  readonly namesake?: string | undefined;
  /** Of a namesake, the files and folders (with `/` at the end) that speak of it, relative to the workspace folder. */
  readonly in: readonly string[];
  /** Other names that are this entity: spellings, short names, and names that were entities of their own. */
  readonly aliases: readonly DecidedName[];
  /** Names that are not this entity, however alike they look. */
  readonly notSame: readonly DecidedName[];
  /** Spellings that consistency lets pass. */
  readonly accepted: readonly string[];
  /** Names to look for in the texts, since the recogniser does not find them by itself. */
  readonly find: readonly string[];
  /** Left out of lists, hovers, searches and checks. */
  readonly hidden: boolean;
  /** Files (relative to the workspace folder) in which consistency does not look at this entity. */
  readonly ignoredIn: readonly string[];
}

/** What the user decided in one workspace folder, in the order of the file. */
export type Decisions = readonly EntityDecision[];

/** The entity that an action is about, as lists and hovers show it. */
export interface EntityRef extends DecidedName {
  /** Names that lead to the entity beside its name, for when its name alone does not. */
  readonly also?: readonly DecidedName[] | undefined;
  /** One who has the name too, and whom articles alone tell from this one: he is told apart for good. */
  readonly apart?: DecidedName | undefined;
}

/** Where the decisions of a workspace folder are kept, below it. */
export const DECISIONS_FILE = '.gazetteer/entities.json';

/**
 * Whether a namesake is told by what articles say of persons (`sport`, `civil`; see `namesakes.ts`), in whichever
 * files they are.
 */
export function isTold({ namesake }: DecidedName): boolean {
  return namesake !== undefined && SIDES.some((side) => side === fold(namesake));
}

/** Names above this length are slips of the hand, not names. */
export const LONGEST_NAME = 200;

/** The node of the archive's graph that a decided name stands for: `ORG|ocp`, of a namesake `PER|omar tazi~footballer`. */
export const nodeOfName = remembered(({ name, type, namesake }) => {
  const node = `${type}|${nameKey(name, type)}`;
  return namesake === undefined ? node : `${node}~${fold(namesake)}`;
});

const foldedName = remembered(({ name }) => fold(name));

/** For each decision that is made all others are looked at, and most of that would be folding their names. */
function remembered(work: (decided: DecidedName) => string): (decided: DecidedName) => string {
  const known = new WeakMap<DecidedName, string>();
  return (decided) => {
    let result = known.get(decided);
    if (result === undefined) known.set(decided, (result = work(decided)));
    return result;
  };
}

/** Sorts blocks and names: by folded name, then as written, so that a file has one order on every machine. */
export function compareNames(a: DecidedName, b: DecidedName): number {
  return (
    compare(foldedName(a), foldedName(b)) ||
    compare(a.name, b.name) ||
    compare(a.type, b.type) ||
    compare(a.namesake ?? '', b.namesake ?? '')
  );
}

/** Code-unit order, the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

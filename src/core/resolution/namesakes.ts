import { fold } from '../french/fold';
import { CLUB_WORDS } from '../french/nameParts';
import type { Calling } from '../french/roles';
import { nameKey } from './key';

/**
 * Persons of one full name are told apart by what articles say of them. A name that an article introduces
 * has a node of its own: `PER|omar tazi#sport/Racing Zaouia` (calling and organisation, either may be
 * missing). It leads to the plain name, unless the archive knows two bearers: one in sport and one outside
 * it, each with organisations the other never has, and no article that gives the name both callings. People
 * change posts and employers, but hardly between these two; everything else is left together. The bearer
 * who is named less then leads to a node of his own, `PER|omar tazi#sport`.
 */
export class Namesakes {
  private readonly bearers = new Map<string, Bearers>();

  /** Adds mentions (negative to take back) of a node with a bearer; gives the nodes that may now lead elsewhere. */
  count(node: string, mentions: number): readonly string[] {
    const { name, callings, organisation } = parseBearer(node);
    let bearers = this.bearers.get(name);
    if (!bearers) this.bearers.set(name, (bearers = new Bearers()));
    const before = bearers.split;
    bearers.count(node, mentions, callings, organisation);
    if (bearers.nodes.size === 0) this.bearers.delete(name);
    // Who is apart depends on all; where an organisation alone leads, on the organisations of both.
    return before !== bearers.split || before !== undefined ? [...bearers.nodes.keys()] : [node];
  }

  /** Every node with a bearer, and its mentions. */
  *counts(): Generator<readonly [node: string, mentions: number]> {
    for (const { nodes } of this.bearers.values()) yield* nodes;
  }

  /** Whether a node is that of one of several persons of one name. */
  areTold(node: string): boolean {
    return this.bearers.get(parseBearer(node).name)?.split !== undefined;
  }

  /**
   * Where a node with a bearer leads. Bearers whom the user decided about (`isDecided` of `PER|omar tazi#sport`)
   * have a node of their own, whatever articles say, and no others then.
   */
  target(node: string, isDecided: (told: string) => boolean): string {
    const { name, callings, organisation } = parseBearer(node);
    const bearers = this.bearers.get(name);
    const side = callings.length > 0 ? sideOf(callings) : bearers?.sideWith(organisation);
    if (isDecided(`${name}#${side}`)) return `${name}#${side}`;
    const apart = SIDES.some((one) => isDecided(`${name}#${one}`)) ? undefined : bearers?.split;
    return apart !== undefined && side === apart ? `${name}#${apart}` : name;
  }

  /** The node of whoever is told from the one at the node of a name. */
  toldFrom(name: string): string | undefined {
    const apart = this.bearers.get(name)?.split;
    return apart === undefined ? undefined : `${name}#${apart}`;
  }

  /** The nodes of all who bear a name. */
  nodesOf(name: string): Iterable<string> {
    return this.bearers.get(name)?.nodes.keys() ?? [];
  }
}

/** The node of a person as an article introduces him. */
export function bearerNode(
  node: string,
  callings: readonly Calling[],
  organisation: string | undefined,
): string {
  if (callings.length === 0 && organisation === undefined) return node;
  return `${node}#${[...new Set(callings)].sort().join('+')}/${organisation ?? ''}`;
}

/** What the node of a bearer tells: the plain name's node, callings, the organisation as it is written. */
export function parseBearer(node: string): {
  readonly name: string;
  readonly callings: readonly Calling[];
  readonly organisation: string | undefined;
} {
  const hash = node.indexOf('#');
  if (hash < 0) return { name: node, callings: [], organisation: undefined };
  const slash = node.indexOf('/', hash);
  const callings = node.slice(hash + 1, slash < 0 ? undefined : slash);
  return {
    name: node.slice(0, hash),
    callings: callings === '' ? [] : (callings.split('+') as Calling[]),
    organisation: slash < 0 || slash === node.length - 1 ? undefined : node.slice(slash + 1),
  };
}

/** What persons of one name are told apart by. */
export const SIDES = ['sport', 'civil'] as const;
type Side = (typeof SIDES)[number];

/** Whether a node is that of one whom articles tell from others of his name, `PER|omar tazi#sport`. */
export function isToldNode(node: string): boolean {
  const hash = node.indexOf('#');
  return hash >= 0 && !node.includes('/', hash);
}

/** Both sides at once is a link between them. */
function sideOf(callings: readonly Calling[]): Side | 'both' | undefined {
  const sport = callings.includes('sport');
  if (callings.length === 0) return undefined;
  return !sport ? 'civil' : callings.length === 1 ? 'sport' : 'both';
}

/** Everyone who bears one name. */
class Bearers {
  readonly nodes = new Map<string, number>();
  private readonly mentions: Record<Side | 'both', number> = { sport: 0, civil: 0, both: 0 };
  /** Mentions by organisation, of those whose calling is told. */
  private readonly organisations: Record<Side, Map<string, number>> = { sport: new Map(), civil: new Map() };

  count(
    node: string,
    mentions: number,
    callings: readonly Calling[],
    organisation: string | undefined,
  ): void {
    const total = (this.nodes.get(node) ?? 0) + mentions;
    if (total > 0) this.nodes.set(node, total);
    else this.nodes.delete(node);
    const side = sideOf(callings);
    if (side === undefined) return;
    this.mentions[side] += mentions;
    if (side === 'both' || organisation === undefined) return;
    const key = nameKey(organisation, 'ORG');
    const known = this.organisations[side];
    const sum = (known.get(key) ?? 0) + mentions;
    if (sum > 0) known.set(key, sum);
    else known.delete(key);
  }

  /** The side that is named less, if the two are different persons. */
  get split(): Side | undefined {
    const { sport, civil } = this.organisations;
    if (this.mentions.both > 0 || sport.size === 0 || civil.size === 0) return undefined;
    for (const organisation of sport.keys()) if (civil.has(organisation)) return undefined;
    // Who leaves the field for the board of a club is one person.
    for (const organisation of civil.keys()) if (isOfSport(organisation)) return undefined;
    return this.mentions.sport > this.mentions.civil ? 'civil' : 'sport';
  }

  /** Whose organisation it is. */
  sideWith(organisation: string | undefined): Side | undefined {
    const key = nameKey(organisation ?? '', 'ORG');
    if (this.organisations.sport.has(key)) return 'sport';
    return this.organisations.civil.has(key) ? 'civil' : undefined;
  }
}

function isOfSport(organisation: string): boolean {
  return fold(organisation)
    .split(' ')
    .some((word) => CLUB_WORDS.has(word) || SPORT_BODIES.has(word));
}

const SPORT_BODIES: ReadonlySet<string> = new Set([
  'federation',
  'ligue',
  'olympique',
  'olympic',
  'fifa',
  'caf',
  'uefa',
  'cio',
]);

import { nodeOfName, type Decisions } from './model';

/** Two decisions that cannot both hold: in which block, and which item of which list says the second. */
export interface Contradiction {
  readonly code: 'claimedTwice' | 'circle' | 'contradiction';
  readonly index: number;
  readonly field: 'name' | 'aliases' | 'notSame';
  readonly at?: number;
  readonly name: string;
  readonly other?: string;
  readonly detail?: string;
}

/**
 * What a file's decisions say against each other: an entity or alias twice, aliases in a circle, a name
 * that is an alias and refused as one. An alias that has a block of its own is no contradiction: its
 * names follow it.
 */
export function contradictions(decisions: Decisions): Contradiction[] {
  const found: Contradiction[] = [];
  const blocks = new Map<string, number>();
  decisions.forEach((decision, index) => {
    const node = nodeOfName(decision);
    const first = blocks.get(node);
    if (first === undefined) blocks.set(node, index);
    else
      found.push({
        code: 'claimedTwice',
        index,
        field: 'name',
        name: decision.name,
        other: decisions[first]!.name,
      });
  });

  const owners = new Map<string, number>();
  decisions.forEach((decision, index) => {
    decision.aliases.forEach((alias, at) => {
      // The aliases of a namesake hold in its own files only.
      const scope = decision.in.length === 0 ? '' : `${nodeOfName(decision)} `;
      const node = scope + nodeOfName(alias);
      const first = owners.get(node);
      if (first !== undefined && first !== index) {
        found.push({
          code: 'claimedTwice',
          index,
          field: 'aliases',
          at,
          name: alias.name,
          other: decisions[first]!.name,
        });
      } else if (node !== nodeOfName(decision)) {
        owners.set(node, index);
      }
    });
  });

  const { tops, circles } = follow(decisions.map((decision) => owners.get(nodeOfName(decision))));
  for (const circle of circles) {
    const index = Math.min(...circle);
    const from = circle.indexOf(index);
    const names = [...circle.slice(from), ...circle.slice(0, from), index].map((i) => decisions[i]!.name);
    found.push({
      code: 'circle',
      index,
      field: 'name',
      name: decisions[index]!.name,
      detail: names.slice(0, LONGEST_CIRCLE).join(' → '),
    });
  }

  decisions.forEach((decision, index) => {
    decision.notSame.forEach((other, at) => {
      const node = nodeOfName(other);
      const owner = owners.get(node) ?? blocks.get(node);
      const same = node === nodeOfName(decision) || (owner !== undefined && tops[owner] === tops[index]);
      if (same && tops[index] !== undefined) {
        found.push({
          code: 'contradiction',
          index,
          field: 'notSame',
          at,
          name: other.name,
          other: decision.name,
        });
      }
    });
  });
  return found;
}

/** A longer chain of names makes no sentence. */
const LONGEST_CIRCLE = 6;

/** Where each chain of owners ends (undefined in a circle), and the circles. Linear. */
function follow(owners: readonly (number | undefined)[]): {
  tops: (number | undefined)[];
  circles: number[][];
} {
  const tops = new Array<number | undefined>(owners.length).fill(undefined);
  const walkOf = new Int32Array(owners.length).fill(-1);
  const circles: number[][] = [];
  owners.forEach((_, start) => {
    const path: number[] = [];
    let at = start;
    while (walkOf[at] === -1) {
      walkOf[at] = start;
      path.push(at);
      at = owners[at] ?? at;
    }
    const met = walkOf[at] === start;
    const ends = met && path.at(-1) === at && (owners[at] ?? at) === at;
    if (met && !ends) circles.push(path.slice(path.indexOf(at)));
    const top = ends ? at : met ? undefined : tops[at];
    for (const member of path) tops[member] = top;
  });
  return { tops, circles };
}

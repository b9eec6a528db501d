import type { Profiler } from 'node:inspector';

/** What the engine reports between samples of ours without anybody else having had a turn. */
const STILL_OURS = '(garbage collector)';

/**
 * The stretches of a processor profile in which a script was on the stack without a break, in milliseconds
 * with when they began (on the profile's clock, microseconds). Two turns that follow each other at once
 * count as one stretch: it is at least as long as the longest turn.
 */
export function slicesOf(
  { nodes, samples = [], timeDeltas = [], startTime }: Profiler.Profile,
  isOurs: (url: string) => boolean,
): { readonly start: number; readonly ms: number }[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ours = new Set<number>();
  const mark = (node: Profiler.ProfileNode, inside: boolean): void => {
    const within = inside || isOurs(node.callFrame.url);
    if (within) ours.add(node.id);
    for (const child of node.children ?? []) mark(byId.get(child)!, within);
  };
  mark(nodes[0]!, false);

  const slices: { start: number; ms: number }[] = [];
  let at = startTime;
  let current: { start: number; ms: number } | undefined;
  samples.forEach((id, i) => {
    const spent = timeDeltas[i + 1] ?? 0;
    at += timeDeltas[i] ?? 0;
    const isStill = current !== undefined && byId.get(id)!.callFrame.functionName === STILL_OURS;
    if (ours.has(id) || isStill) {
      if (!current) slices.push((current = { start: at, ms: 0 }));
      current.ms += spent / 1000;
    } else current = undefined;
  });
  return slices;
}

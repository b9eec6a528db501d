import { ENTITY_TYPES } from '../../src/core/model';
import type { Mark } from './corpus';

/** Exact-match counts by type. */
export class Score {
  private readonly counts = ENTITY_TYPES.map(() => ({ exact: 0, gold: 0, found: 0 }));

  add(gold: readonly Mark[], found: readonly Mark[]): void {
    const keys = new Set(gold.map(keyOf));
    for (const mark of gold) this.at(mark.type).gold++;
    for (const mark of found) {
      this.at(mark.type).found++;
      if (keys.has(keyOf(mark))) this.at(mark.type).exact++;
    }
  }

  /** `ORG 91.2 EVENT … micro 90.1`, in percent. */
  summary(): string {
    const parts = this.counts.map((c, k) => `${ENTITY_TYPES[k]} ${f1(c.exact, c.found, c.gold)}`);
    const sum = (key: 'exact' | 'gold' | 'found'): number => this.counts.reduce((n, c) => n + c[key], 0);
    return `${parts.join('  ')}  micro ${f1(sum('exact'), sum('found'), sum('gold'))} (P ${percent(sum('exact'), sum('found'))} R ${percent(sum('exact'), sum('gold'))})`;
  }

  private at(type: number): { exact: number; gold: number; found: number } {
    return this.counts[type]!;
  }
}

function keyOf(mark: Mark): string {
  return `${mark.start}:${mark.end}:${mark.type}`;
}

function percent(part: number, whole: number): string {
  return (whole > 0 ? (100 * part) / whole : 0).toFixed(1);
}

function f1(exact: number, found: number, gold: number): string {
  return percent(2 * exact, found + gold);
}

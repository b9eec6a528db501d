import type { Archive } from '../archive/archive';
import type { Entity } from '../archive/entity';

/** An entity named in the same articles as another. */
export interface Neighbour {
  readonly entity: Entity;
  /** Number of articles that name both. */
  readonly articles: number;
}

/** The entities most often named in the same articles, those that are named least elsewhere first among equals. */
export function neighboursOf(archive: Archive, entity: Entity, limit: number): Neighbour[] {
  const shared = [...archive.namedWith(entity)].sort(([, a], [, b]) => b - a);
  // Only those that may be among the first are looked at closely.
  const least = shared[limit - 1]?.[1] ?? 0;
  return shared
    .filter(([, articles]) => articles >= least)
    .flatMap(([id, articles]) => {
      const other = archive.entity(id);
      return other ? [{ entity: other, articles }] : [];
    })
    .sort(
      (a, b) =>
        b.articles - a.articles ||
        a.entity.articles - b.entity.articles ||
        (a.entity.id < b.entity.id ? -1 : 1),
    )
    .slice(0, limit);
}

import { articleOf, type Archive, type Entity } from '../archive/archive';

/** An entity named in the same articles as another. */
export interface Neighbour {
  readonly entity: Entity;
  /** Number of articles that name both. */
  readonly articles: number;
}

/** The entities most often named in the same articles, those that are named least elsewhere first among equals. */
export function neighboursOf(archive: Archive, entity: Entity, limit: number): Neighbour[] {
  const shared = new Map<string, { entity: Entity; articles: number }>();
  for (const occurrence of entity.occurrences) {
    const here = new Map<string, Entity>();
    for (const name of articleOf(occurrence).names) {
      const other = archive.entityOf(name);
      if (other && other.id !== entity.id) here.set(other.id, other);
    }
    for (const [id, other] of here) {
      const known = shared.get(id);
      if (known) known.articles++;
      else shared.set(id, { entity: other, articles: 1 });
    }
  }
  return [...shared.values()]
    .sort(
      (a, b) =>
        b.articles - a.articles ||
        a.entity.articles - b.entity.articles ||
        (a.entity.id < b.entity.id ? -1 : 1),
    )
    .slice(0, limit);
}

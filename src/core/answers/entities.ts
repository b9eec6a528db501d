import type { Archive } from '../archive/archive';
import type { Entity } from '../archive/entity';
import type { EntitySort, Listed } from '../archive/lists';
import type { EntityType } from '../model';

export interface EntityQuery {
  readonly type: EntityType;
  readonly sort: EntitySort;
  /** Words that one name of an entity must contain, by their beginnings; empty for all entities. */
  readonly filter: string;
  /** Whether names seen once and not surely are listed too. */
  readonly uncertain?: boolean;
}

/** A part of a list of entities, and how long the list is. */
export interface EntityPage {
  readonly total: number;
  readonly entities: readonly Entity[];
}

/** The entities of a type that pass the filter, in the order asked for: those of one page, or all. */
export function listEntities(archive: Archive, query: EntityQuery, offset = 0, limit = Infinity): EntityPage {
  const rows = rowsOf(archive, query, offset + limit);
  const page = rows.slice(offset, offset + limit).map(({ node }) => node);
  return { total: rows.length, entities: archive.entitiesAt(page) };
}

/** The place of an entity in that list, -1 when it is not in it. */
export function placeInList(archive: Archive, query: EntityQuery, id: string): number {
  const node = archive.rootOf(id);
  if (node === undefined) return -1;
  const isIt = (row: Listed): boolean => row.node === node;
  const about = rowsOf(archive, query, 0).findIndex(isIt);
  return rowsOf(archive, query, about + 1).findIndex(isIt);
}

/** The rows that pass the filter, the first `upTo` of them in order. */
function rowsOf(
  archive: Archive,
  { type, sort, filter, uncertain = false }: EntityQuery,
  upTo: number,
): readonly Listed[] {
  return archive.lists.sorted(type, sort, filter, uncertain, upTo);
}

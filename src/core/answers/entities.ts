import { isUncertain, type Archive, type Entity } from '../archive/archive';
import { fold } from '../french/fold';
import type { EntityType } from '../model';

export type EntitySort = 'mentions' | 'name' | 'recent';

export interface EntityQuery {
  readonly type: EntityType;
  readonly sort: EntitySort;
  /** Words that one name of an entity must contain, by their beginnings; empty for all entities. */
  readonly filter: string;
  /** Whether names seen once and not surely are listed too. */
  readonly uncertain?: boolean;
}

/** The entities of a type that pass the filter, in the order asked for. */
export function listEntities(
  archive: Archive,
  { type, sort, filter, uncertain = false }: EntityQuery,
): Entity[] {
  const query = fold(filter);
  const all = archive.entitiesOf(type);
  const entities = uncertain ? all : all.filter((entity) => !isUncertain(entity));
  const found = query ? entities.filter((entity) => matches(entity, query)) : [...entities];
  return found.sort(ORDERS[sort]);
}

const collator = new Intl.Collator('fr', { sensitivity: 'base', numeric: true });

const byName = (a: Entity, b: Entity): number =>
  collator.compare(a.name, b.name) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
const byMentions = (a: Entity, b: Entity): number => b.mentions - a.mentions || byName(a, b);
const byDate = (a: Entity, b: Entity): number => {
  const dateA = a.lastDate ?? '';
  const dateB = b.lastDate ?? '';
  return dateA === dateB ? byMentions(a, b) : dateA < dateB ? 1 : -1;
};

const ORDERS: Readonly<Record<EntitySort, (a: Entity, b: Entity) => number>> = {
  mentions: byMentions,
  name: byName,
  recent: byDate,
};

function matches(entity: Entity, query: string): boolean {
  const parts = query.split(' ');
  return [entity.name, ...entity.aliases].some((name) => {
    const words = fold(name).split(' ');
    return parts.every((part) => words.some((word) => word.startsWith(part)));
  });
}

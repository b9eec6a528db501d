import type { Archive } from '../core/archive/archive';
import { splitNode, type Entity } from '../core/archive/entity';
import { entitiesOf, translated, type Decision } from '../core/decisions/action';
import { nodeOfName, type EntityRef } from '../core/decisions/model';
import { parseBearer } from '../core/resolution/namesakes';
import type { DecisionAction } from '../protocol/protocol';

/** An action of the client as a decision, in whichever folder it is written down. */
export interface Asked {
  /** The entity that it is about; none for a name that was not found, and for a file that moved. */
  readonly entity: Entity | undefined;
  /** `path` gives a place as the folder has it. */
  readonly decision: (path: (uri: string) => string) => Decision;
}

/** What an action asks for; undefined when the archive names nothing that it is about. */
export function askedBy(archive: Archive, action: DecisionAction): Asked | undefined {
  const [first, ...others] = entitiesOf(action);
  const entity = first === undefined ? undefined : archive.entity(first);
  if (first !== undefined && !entity) return undefined;
  const isOther = (id: string): boolean => ![undefined, entity?.id].includes(archive.entity(id)?.id);
  // What is not the same may be a name of the entity itself.
  const refTo = (id: string): EntityRef =>
    id === first || isOther(id) ? refOf(archive, archive.entity(id)!) : { name: id, type: entity!.type };
  if (action.kind !== 'merge') return { entity, decision: (path) => translated(action, refTo, path) };
  const distinct = { ...action, others: others.filter(isOther) };
  return distinct.others.length === 0
    ? undefined
    : { entity, decision: (path) => translated(distinct, refTo, path) };
}

/**
 * The entity of an action that nothing but what articles say tells from another of its name: decisions are about
 * names, so one about this would be about the other. Only splitting it off by files gives it a name of its own.
 */
export function toldByArticles(archive: Archive, action: DecisionAction): Entity | undefined {
  for (const id of action.kind === 'split' ? [] : entitiesOf(action)) {
    const root = archive.rootOf(id);
    if (root !== undefined && parseBearer(root).name !== root) return archive.entity(id);
  }
  return undefined;
}

/** An entity as decisions speak of it: by the name it has, and by that of its node if that is another. */
function refOf(archive: Archive, { id, name, type }: Entity): EntityRef {
  const root = archive.rootOf(id) ?? '';
  const namesake = archive.decisionAt(root)?.decision.namesake;
  const ref: EntityRef = { name, type, ...(namesake !== undefined && { namesake }) };
  const [rootType, key] = splitNode(root);
  return nodeOfName(ref) === root || key.includes('#')
    ? ref
    : { ...ref, also: [{ name: key, type: rootType }] };
}

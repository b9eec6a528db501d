import type { Archive } from '../core/archive/archive';
import { splitNode, type Entity } from '../core/archive/entity';
import { entitiesOf, translated, type Decision } from '../core/decisions/action';
import { nodeOfName, type DecidedName, type EntityRef } from '../core/decisions/model';
import { isToldNode, parseBearer } from '../core/resolution/namesakes';
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

/** An entity as decisions speak of it: by the name it has, and by that of its node if that is another. */
function refOf(archive: Archive, { id, name, type }: Entity): EntityRef {
  const root = archive.rootOf(id) ?? '';
  const namesake = archive.decisionAt(root)?.decision.namesake;
  const ref: EntityRef = { name, type, ...(namesake !== undefined && { namesake }) };
  if (isToldNode(root)) return toldAs(root, name);
  const other = archive.toldFrom(root);
  const apart = other === undefined ? {} : { apart: toldAs(other, name) };
  const [rootType, key] = splitNode(root);
  return nodeOfName(ref) === root
    ? { ...ref, ...apart }
    : { ...ref, ...apart, also: [{ name: key, type: rootType }] };
}

/** One whom articles tell from others of the name, by his node (`PER|omar tazi#sport`) and the name as it is written. */
function toldAs(node: string, written: string): DecidedName {
  const { name: plain } = parseBearer(node);
  const [type, key] = splitNode(plain);
  const name = nodeOfName({ name: written, type }) === plain ? written : key;
  return { name, type, namesake: node.slice(plain.length + 1) };
}

import type { Archive } from '../core/archive/archive';
import { splitNode, type Entity } from '../core/archive/entity';
import { nodeOfName, type Decision, type EntityRef } from '../core/decisions/model';
import { parseBearer } from '../core/resolution/namesakes';
import type { DecisionAction } from '../protocol/protocol';

/**
 * An action of the client, by ids and URIs, as a decision, by names and paths; and the entity it is about.
 * Undefined when the archive knows no such entity.
 */
export function decisionOf(
  archive: Archive,
  action: DecisionAction,
  path: (uri: string, folder: string) => string,
): { readonly decision: (folder: string) => Decision; readonly entity: Entity | undefined } | undefined {
  if (action.kind === 'add') return { decision: () => action, entity: undefined };
  if (action.kind === 'move') {
    const { kind, from, to } = action;
    return {
      decision: (folder) => ({ kind, from: path(from, folder), to: path(to, folder) }),
      entity: undefined,
    };
  }
  const found = archive.entity(action.kind === 'merge' ? action.into : action.id);
  if (!found) return undefined;
  const entity = refOf(archive, found);
  const of = (decision: Decision) => ({ decision: () => decision, entity: found });
  switch (action.kind) {
    case 'merge': {
      const others = action.others.flatMap((id) => archive.entity(id) ?? []);
      const distinct = others.filter(({ id }) => id !== found.id);
      if (distinct.length === 0) return undefined;
      return of({ kind: 'merge', into: entity, others: distinct.map((other) => refOf(archive, other)) });
    }
    case 'notSame': {
      const other = archive.entity(action.other);
      const ref =
        other && other.id !== found.id ? refOf(archive, other) : { name: action.other, type: found.type };
      return of({ kind: 'notSame', entity, other: ref });
    }
    case 'split':
      return {
        decision: (folder) => ({
          kind: 'split',
          entity,
          namesake: action.namesake,
          in: action.in.map((uri) => path(uri, folder)),
        }),
        entity: found,
      };
    case 'ignore':
      return {
        decision: (folder) => ({ kind: 'ignore', entity, file: path(action.uri, folder) }),
        entity: found,
      };
    case 'rename':
      return of({ kind: 'rename', entity, name: action.name });
    case 'alias':
      return of({ kind: 'alias', entity, alias: action.alias });
    case 'retype':
      return of({ kind: 'retype', entity, type: action.type });
    case 'hide':
    case 'restore':
      return of({ kind: action.kind, entity });
    case 'accept':
      return of({ kind: 'accept', entity, variant: action.variant });
  }
}

/**
 * The entity of an action that nothing but what articles say tells from another of its name: decisions are about
 * names, so one about this would be about the other. Only splitting it off by files gives it a name of its own.
 */
export function toldByArticles(archive: Archive, action: DecisionAction): Entity | undefined {
  for (const id of idsOf(action)) {
    const root = archive.rootOf(id);
    if (root !== undefined && parseBearer(root).name !== root) return archive.entity(id);
  }
  return undefined;
}

function idsOf(action: DecisionAction): readonly string[] {
  switch (action.kind) {
    case 'add':
    case 'move':
    case 'split':
      return [];
    case 'merge':
      return [action.into, ...action.others];
    case 'notSame':
      return [action.id, action.other];
    default:
      return [action.id];
  }
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

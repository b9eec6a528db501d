import type { EntityType } from '../model';
import type { EntityRef } from './model';

/**
 * One action of the user on entities. On the wire these are ids (`org:visa`) and places are URIs of files or folders;
 * as a decision they are names, and places are relative to the workspace folder.
 */
export type Action<E> =
  /** Gives the entity another house form; the old name stays one of its names. The same one fixes it as decided. */
  | { readonly kind: 'rename'; readonly entity: E; readonly name: string }
  /** Adds a name that is the entity. */
  | { readonly kind: 'alias'; readonly entity: E; readonly alias: string }
  /** Makes entities one, under the name of `into`; all their names stay. Takes back a refusal. */
  | { readonly kind: 'merge'; readonly into: E; readonly others: readonly E[] }
  /** What the files and folders of `in` name becomes an entity of its own, told apart by the word `namesake`. */
  | { readonly kind: 'split'; readonly entity: E; readonly namesake: string; readonly in: readonly string[] }
  | { readonly kind: 'retype'; readonly entity: E; readonly type: EntityType }
  | { readonly kind: 'hide'; readonly entity: E }
  /** Takes back `hide`. */
  | { readonly kind: 'restore'; readonly entity: E }
  /** Refuses that two names are one entity; takes back a merge or an alias that says so. */
  | { readonly kind: 'notSame'; readonly entity: E; readonly other: E }
  /** Marks a name that was not found, everywhere it stands. */
  | { readonly kind: 'add'; readonly name: string; readonly type: EntityType }
  /** Lets a spelling pass. */
  | { readonly kind: 'accept'; readonly entity: E; readonly variant: string }
  /** Lets all spellings of the entity pass in one file. */
  | { readonly kind: 'ignore'; readonly entity: E; readonly file: string }
  /** A file or folder was moved or renamed: decisions about it follow. */
  | { readonly kind: 'move'; readonly from: string; readonly to: string };

/** An action as `applyDecision` writes it down. */
export type Decision = Action<EntityRef>;

/** The entities that an action is about, the one it changes first. */
export function entitiesOf<E>(action: Action<E>): readonly E[] {
  switch (action.kind) {
    case 'merge':
      return [action.into, ...action.others];
    case 'notSame':
      return [action.entity, action.other];
    case 'add':
    case 'move':
      return [];
    default:
      return [action.entity];
  }
}

/** The same action on entities and places that are spoken of in another way. */
export function translated<E, F>(
  action: Action<E>,
  entityOf: (entity: E) => F,
  pathOf: (path: string) => string,
): Action<F> {
  switch (action.kind) {
    case 'merge':
      return { ...action, into: entityOf(action.into), others: action.others.map(entityOf) };
    case 'notSame':
      return { ...action, entity: entityOf(action.entity), other: entityOf(action.other) };
    case 'split':
      return { ...action, entity: entityOf(action.entity), in: action.in.map(pathOf) };
    case 'ignore':
      return { ...action, entity: entityOf(action.entity), file: pathOf(action.file) };
    case 'move':
      return { ...action, from: pathOf(action.from), to: pathOf(action.to) };
    case 'add':
      return action;
    default:
      return { ...action, entity: entityOf(action.entity) };
  }
}

import type { EntityType } from '../model';
import { nameKey } from '../resolution/key';
import type { Block, Book } from './book';
import { faultOf, type Refusal } from './refusal';
import { isTold, nodeOfName, type DecidedName, type EntityDecision, type EntityRef } from './model';
import { sortedNames } from './write';

/** Gives an entity another house form; the old one stays an alias where it is another name. */
export function rename(book: Book, entity: EntityRef, name: string): Refusal | undefined {
  const fault = faultOf(name, entity.type);
  if (fault) return fault;
  const block = book.ensure(entity);
  const old = block.value;
  if (old.name === name) return undefined;
  const next: EntityDecision = { ...old, name };
  const node = nodeOfName(next);
  if (node !== nodeOfName(old)) {
    const taken = book.named(node) ?? book.ownerOf({ ...next, namesake: old.namesake });
    if (taken && taken !== block) return { code: 'nameTaken', name, other: taken.value.name };
  }
  const was = nameOf(old);
  const stays = nodeOfName(was) !== nodeOfName({ ...was, name });
  block.set({
    name,
    aliases: sortedNames(
      [...old.aliases, ...(stays ? [was] : [])].filter(
        (alias) => alias.name !== name || alias.type !== old.type || alias.namesake !== was.namesake,
      ),
    ),
  });
  // Who spoke of the namesake by its old name speaks of it by the new one.
  if (old.namesake !== undefined || stays) retarget(book, old, block);
  book.moved(block);
  return undefined;
}

/** Gives an entity one more name. */
export function addAlias(book: Book, entity: EntityRef, name: string): Refusal | undefined {
  const block = book.ensure(entity);
  const { type, aliases, notSame } = block.value;
  const fault = faultOf(name, type);
  if (fault) return fault;
  const alias: DecidedName = { name, type };
  const node = nodeOfName(alias);
  const owner = block.value.in.length === 0 ? (book.ownerOf(alias) ?? book.named(node)) : undefined;
  if (owner && owner !== block) return { code: 'nameTaken', name, other: owner.value.name };
  if (aliases.some((known) => known.name === name && known.type === type) || name === block.value.name)
    return undefined;
  block.set({
    aliases: sortedNames([...aliases, alias]),
    notSame: notSame.filter((other) => nodeOfName(other) !== node),
  });
  return undefined;
}

/** Makes an entity one of another type; its name of the old type leads to it. */
export function retype(book: Book, entity: EntityRef, type: EntityType): Refusal | undefined {
  const block = book.ensure(entity);
  const old = block.value;
  if (old.type === type) return undefined;
  const next: DecidedName = { name: old.name, type, namesake: old.namesake };
  const taken = book.named(nodeOfName(next)) ?? book.ownerOf(next);
  if (taken && taken !== block) return { code: 'nameTaken', name: old.name, other: taken.value.name };
  if (nameKey(old.name, type) === '') return { code: 'emptyName', name: old.name };
  block.set({
    type,
    aliases: sortedNames([...old.aliases, nameOf(old)]).filter(
      (alias) => alias.name !== old.name || alias.type !== type || alias.namesake !== undefined,
    ),
  });
  retarget(book, old, block);
  book.moved(block);
  return undefined;
}

/** Aliases and refusals of other blocks that meant a namesake follow its new name. */
function retarget(book: Book, old: DecidedName, renamed: Block): void {
  if (old.namesake === undefined) return;
  const next = renamed.value;
  const node = nodeOfName(old);
  const follow = (names: readonly DecidedName[]): DecidedName[] =>
    sortedNames(
      names.map((name) =>
        nodeOfName(name) === node ? { name: next.name, type: next.type, namesake: next.namesake } : name,
      ),
    );
  for (const block of book.all) {
    if (block === renamed) continue;
    const { aliases, notSame } = block.value;
    if (![...aliases, ...notSame].some((name) => nodeOfName(name) === node)) continue;
    block.set({ aliases: follow(aliases), notSame: follow(notSame) });
  }
}

/** The name that an entity had: of one whom articles tell apart, his alone; of others, whoever is called so where they are named. */
export function nameOf(old: EntityDecision): DecidedName {
  const { name, type, namesake } = old;
  return isTold(old) ? { name, type, namesake } : { name, type };
}

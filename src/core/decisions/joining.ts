import { cleanPath, faultOf, sortedTexts, type Refusal } from './refusal';
import type { Block, Book } from './book';
import { nodeOfName, type DecidedName, type EntityRef } from './model';
import { nameOf } from './naming';
import { sortedNames } from './write';

/** Makes one entity a part of another, with all that was decided about both. */
export function merge(book: Book, intoRef: EntityRef, otherRef: EntityRef): Refusal | undefined {
  const into = book.ensure(intoRef);
  const known = book.find(otherRef);
  if (known === into) return undefined;
  const sameNamesakes =
    into.value.in.length > 0 &&
    known !== undefined &&
    known.value.in.length > 0 &&
    nodeOfName({ ...into.value, namesake: undefined }) ===
      nodeOfName({ ...known.value, namesake: undefined });
  if (into.value.in.length > 0 && !sameNamesakes) return { code: 'intoNamesake', name: otherRef.name };
  const other = known?.value ?? { ...book.ensure(otherRef).value };
  const block = known ?? book.find(otherRef)!;
  const { value } = into;
  const own = new Set([nodeOfName(value), nodeOfName(other)]);
  const apart = (names: readonly DecidedName[]): DecidedName[] =>
    sortedNames(names).filter((name) => !own.has(nodeOfName(name)));

  if (other.namesake !== undefined && !sameNamesakes) {
    const plain = nodeOfName({ name: other.name, type: other.type });
    if (plain === nodeOfName(value) && other.in.length > 0) {
      // The namesake is no other after all: its files go back to the name.
      book.remove(block);
      into.absorbed.push(...(block.index === undefined ? [] : [block.index]));
      into.set({ notSame: apart(value.notSame) });
      return undefined;
    }
    into.set({
      aliases: sortedNames([
        ...value.aliases,
        { name: other.name, type: other.type, namesake: other.namesake },
      ]),
      notSame: apart(value.notSame),
    });
    block.set({ notSame: apart(other.notSame) });
    return undefined;
  }
  book.remove(block);
  if (block.index !== undefined) into.absorbed.push(block.index);
  const named: DecidedName[] = sameNamesakes ? [] : [{ name: other.name, type: other.type }];
  const names = [...value.aliases, ...named, ...other.aliases];
  const merged = new Set(names.map(nodeOfName));
  into.set({
    in: sortedTexts([...value.in, ...other.in]),
    aliases: sortedNames(names).filter(
      (name) =>
        name.name !== value.name || name.type !== value.type || name.namesake !== nameOf(value).namesake,
    ),
    notSame: apart([...value.notSame, ...other.notSame]).filter((name) => !merged.has(nodeOfName(name))),
    accepted: sortedTexts([...value.accepted, ...other.accepted]),
    find: other.type === value.type ? sortedTexts([...value.find, ...other.find]) : value.find,
    ignoredIn: sortedTexts([...value.ignoredIn, ...other.ignoredIn]),
  });
  return undefined;
}

/** Makes a namesake of what some files and folders name. */
export function split(
  book: Book,
  entity: EntityRef,
  namesake: string,
  paths: readonly string[],
): Refusal | undefined {
  const fault = faultOf(namesake, 'PER');
  if (fault) return fault;
  const clean = paths.map(cleanPath);
  const bad = clean.findIndex((path) => path === undefined);
  if (clean.length === 0 || bad >= 0) return { code: 'badPath', name: paths[bad] ?? '' };
  const places = clean as string[];
  const from = book.find(entity);
  const known = book.named(nodeOfName({ name: entity.name, type: entity.type, namesake }));
  if (from && from.value.in.length > 0 && from !== known) {
    const left = from.value.in.filter((path) => !places.includes(path));
    // Nothing is left of it: it takes the new word.
    if (left.length === 0) book.remove(from);
    else if (left.length < from.value.in.length) from.set({ in: left });
  }
  const block = known ?? book.ensure({ name: entity.name, type: entity.type, namesake, also: entity.also });
  if (places.every((path) => block.value.in.includes(path))) return undefined;
  block.set({ in: sortedTexts([...block.value.in, ...places]) });
  return undefined;
}

/** Keeps two names apart; takes back what made them one. */
export function refuse(book: Book, entity: EntityRef, otherRef: EntityRef): Refusal | undefined {
  const other: DecidedName = {
    name: otherRef.name,
    type: otherRef.type,
    ...(otherRef.namesake !== undefined && { namesake: otherRef.namesake }),
  };
  const node = nodeOfName(other);
  if (node === nodeOfName(entity)) return undefined;
  const block = book.ensure(entity);
  const owner = book.find(other);
  if (owner === block && nodeOfName(block.value) === node) {
    // The other is what the block is called: the entity leaves it.
    return refuse(book, other, entity);
  }
  const direct = book.ownerOf(other);
  if (owner === block && direct) {
    direct.set({ aliases: direct.value.aliases.filter((alias) => nodeOfName(alias) !== node) });
  }
  const has = (where: Block | undefined, name: DecidedName): boolean =>
    where?.value.notSame.some((known) => nodeOfName(known) === nodeOfName(name)) ?? false;
  if (has(block, other) || has(book.named(node), block.value)) return undefined;
  block.set({ notSame: sortedNames([...block.value.notSame, other]) });
  return undefined;
}

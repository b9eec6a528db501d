import type { EntityType } from '../model';
import { nameKey } from '../resolution/key';
import type { DecisionsProblem } from './parse';
import type { Block, Book } from './book';
import {
  LONGEST_NAME,
  nodeOfName,
  type DecidedName,
  type Decision,
  type EntityDecision,
  type EntityRef,
} from './model';
import { sortedNames } from './write';

/** Why a decision was not written down; the file is as it was. */
export interface Refusal {
  readonly code:
    /** The file has problems that are to be mended first. */
    | 'broken'
    /** Nothing would change. */
    | 'already'
    | 'emptyName'
    | 'longName'
    /** The name is that of another decided entity: a merge would join them. */
    | 'nameTaken'
    /** The namesake is no longer told apart. */
    | 'gone'
    /** A path leads out of the folder, or no path was given. */
    | 'badPath'
    /** A namesake lives in some files only, and cannot take in a name of all files. */
    | 'intoNamesake';
  readonly name?: string;
  /** The entity that has the name. */
  readonly other?: string;
  readonly problem?: DecisionsProblem;
}

/** Makes a decision in the blocks of a file, or says why not. */
export function decide(book: Book, decision: Decision): Refusal | undefined {
  const gone = refsOf(decision).find((ref) => ref.namesake !== undefined && !book.find(ref));
  if (gone) return { code: 'gone', name: gone.name };
  const refusal = act(book, decision);
  // A new block with a name and a type is all that these two have to say.
  if (decision.kind !== 'rename' && decision.kind !== 'retype') book.dropBare();
  book.settle();
  return refusal;
}

function refsOf(decision: Decision): readonly EntityRef[] {
  switch (decision.kind) {
    case 'merge':
      return [decision.into, ...decision.others];
    case 'notSame':
      return [decision.entity, decision.other];
    case 'add':
    case 'move':
      return [];
    default:
      return [decision.entity];
  }
}

function act(book: Book, decision: Decision): Refusal | undefined {
  switch (decision.kind) {
    case 'rename':
      return rename(book, decision.entity, cleaned(decision.name));
    case 'alias':
      return addAlias(book, decision.entity, cleaned(decision.alias));
    case 'merge':
      for (const other of decision.others) {
        const refusal = merge(book, decision.into, other);
        if (refusal) return refusal;
      }
      return undefined;
    case 'split':
      return split(book, decision.entity, cleaned(decision.namesake), decision.in);
    case 'retype':
      return retype(book, decision.entity, decision.type);
    case 'hide': {
      const block = book.ensure(decision.entity);
      if (!block.value.hidden) block.set({ hidden: true });
      return undefined;
    }
    case 'restore': {
      const block = book.find(decision.entity);
      if (block?.value.hidden) block.set({ hidden: false });
      return undefined;
    }
    case 'notSame':
      return refuse(book, decision.entity, decision.other);
    case 'add': {
      const name = cleaned(decision.name);
      const fault = faultOf(name, decision.type);
      if (fault) return fault;
      const block = book.ensure({ name, type: decision.type });
      if (block.value.find.includes(name)) return undefined;
      block.set({ find: sortedTexts([...block.value.find, name]) });
      // Within a block, names to find are of the block's type.
      return block.value.type === decision.type
        ? undefined
        : { code: 'nameTaken', name, other: block.value.name };
    }
    case 'accept': {
      const block = book.ensure(decision.entity);
      const variant = cleaned(decision.variant);
      if (!block.value.accepted.includes(variant)) {
        block.set({ accepted: sortedTexts([...block.value.accepted, variant]) });
      }
      return faultOf(variant, block.value.type);
    }
    case 'ignore': {
      const file = cleanPath(decision.file);
      if (file === undefined) return { code: 'badPath', name: decision.file };
      const block = book.ensure(decision.entity);
      if (!block.value.ignoredIn.includes(file)) {
        block.set({ ignoredIn: sortedTexts([...block.value.ignoredIn, file]) });
      }
      return undefined;
    }
    case 'move':
      return move(book, decision.from, decision.to);
  }
}

function rename(book: Book, entity: EntityRef, name: string): Refusal | undefined {
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
  const was: DecidedName = { name: old.name, type: old.type };
  const stays = nodeOfName(was) !== nodeOfName({ name, type: old.type });
  block.set({
    name,
    aliases: sortedNames(
      [...old.aliases, ...(stays ? [was] : [])].filter(
        (alias) => alias.name !== name || alias.type !== old.type,
      ),
    ),
  });
  // Who spoke of the namesake by its old name speaks of it by the new one.
  if (old.namesake !== undefined || stays) retarget(book, old, block.value);
  book.moved(block);
  return undefined;
}

/** Aliases and refusals of other blocks that meant a namesake follow its new name. */
function retarget(book: Book, old: DecidedName, next: DecidedName): void {
  if (old.namesake === undefined) return;
  const node = nodeOfName(old);
  const follow = (names: readonly DecidedName[]): DecidedName[] =>
    sortedNames(
      names.map((name) =>
        nodeOfName(name) === node ? { name: next.name, type: next.type, namesake: next.namesake } : name,
      ),
    );
  for (const block of book.all) {
    const { aliases, notSame } = block.value;
    if (![...aliases, ...notSame].some((name) => nodeOfName(name) === node)) continue;
    block.set({ aliases: follow(aliases), notSame: follow(notSame) });
  }
}

function addAlias(book: Book, entity: EntityRef, name: string): Refusal | undefined {
  const block = book.ensure(entity);
  const { type, aliases, notSame } = block.value;
  const fault = faultOf(name, type);
  if (fault) return fault;
  const alias: DecidedName = { name, type };
  const node = nodeOfName(alias);
  const owner = block.value.namesake === undefined ? (book.ownerOf(alias) ?? book.named(node)) : undefined;
  if (owner && owner !== block) return { code: 'nameTaken', name, other: owner.value.name };
  if (aliases.some((known) => known.name === name && known.type === type) || name === block.value.name)
    return undefined;
  block.set({
    aliases: sortedNames([...aliases, alias]),
    notSame: notSame.filter((other) => nodeOfName(other) !== node),
  });
  return undefined;
}

function merge(book: Book, intoRef: EntityRef, otherRef: EntityRef): Refusal | undefined {
  const into = book.ensure(intoRef);
  const known = book.find(otherRef);
  if (known === into) return undefined;
  const sameNamesakes =
    into.value.namesake !== undefined &&
    known?.value.namesake !== undefined &&
    nodeOfName({ ...into.value, namesake: undefined }) ===
      nodeOfName({ ...known.value, namesake: undefined });
  if (into.value.namesake !== undefined && !sameNamesakes)
    return { code: 'intoNamesake', name: otherRef.name };
  const other = known?.value ?? { ...book.ensure(otherRef).value };
  const block = known ?? book.find(otherRef)!;
  const { value } = into;
  const own = new Set([nodeOfName(value), nodeOfName(other)]);
  const apart = (names: readonly DecidedName[]): DecidedName[] =>
    sortedNames(names).filter((name) => !own.has(nodeOfName(name)));

  if (other.namesake !== undefined && !sameNamesakes) {
    const plain = nodeOfName({ name: other.name, type: other.type });
    if (plain === nodeOfName(value)) {
      // The namesake is no other after all: its files go back to the name.
      book.remove(block);
      into.absorbed.push(...(block.node ? [block.node] : []));
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
  if (block.node) into.absorbed.push(block.node);
  const named: DecidedName[] = sameNamesakes ? [] : [{ name: other.name, type: other.type }];
  const names = [...value.aliases, ...named, ...other.aliases];
  const merged = new Set(names.map(nodeOfName));
  into.set({
    in: sortedTexts([...value.in, ...other.in]),
    aliases: sortedNames(names).filter(
      (name) => name.name !== value.name || name.type !== value.type || name.namesake !== undefined,
    ),
    notSame: apart([...value.notSame, ...other.notSame]).filter((name) => !merged.has(nodeOfName(name))),
    accepted: sortedTexts([...value.accepted, ...other.accepted]),
    find: other.type === value.type ? sortedTexts([...value.find, ...other.find]) : value.find,
    ignoredIn: sortedTexts([...value.ignoredIn, ...other.ignoredIn]),
  });
  return undefined;
}

function split(
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
  if (from?.value.namesake !== undefined && from !== known) {
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

function retype(book: Book, entity: EntityRef, type: EntityType): Refusal | undefined {
  const block = book.ensure(entity);
  const old = block.value;
  if (old.type === type) return undefined;
  const next: DecidedName = { name: old.name, type, namesake: old.namesake };
  const taken = book.named(nodeOfName(next)) ?? book.ownerOf(next);
  if (taken && taken !== block) return { code: 'nameTaken', name: old.name, other: taken.value.name };
  if (nameKey(old.name, type) === '') return { code: 'emptyName', name: old.name };
  block.set({
    type,
    aliases: sortedNames([...old.aliases, { name: old.name, type: old.type }]).filter(
      (alias) => alias.name !== old.name || alias.type !== type || alias.namesake !== undefined,
    ),
  });
  retarget(book, old, block.value);
  book.moved(block);
  return undefined;
}

function refuse(book: Book, entity: EntityRef, otherRef: EntityRef): Refusal | undefined {
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

function move(book: Book, from: string, to: string): Refusal | undefined {
  const [was, now] = [cleanPath(from), cleanPath(to)];
  if (was === undefined || now === undefined) return { code: 'badPath', name: was === undefined ? from : to };
  const folder = was.endsWith('/') ? was : `${was}/`;
  const follow = (path: string): string => {
    if (path === was || path === folder || path.startsWith(`${was}#`)) return now + path.slice(was.length);
    return path.startsWith(folder) ? now.replace(/\/?$/, '/') + path.slice(folder.length) : path;
  };
  for (const block of book.all) {
    const { in: paths, ignoredIn } = block.value;
    if ([...paths, ...ignoredIn].every((path) => follow(path) === path)) continue;
    block.set({ in: sortedTexts(paths.map(follow)), ignoredIn: sortedTexts(ignoredIn.map(follow)) });
  }
  return undefined;
}

function cleaned(name: string): string {
  return name.replace(/[\s\u0000-\u001f]+/g, ' ').trim();
}

function faultOf(name: string, type: EntityType): Refusal | undefined {
  if (nameKey(name, type) === '') return { code: 'emptyName' };
  return name.length > LONGEST_NAME ? { code: 'longName', name: `${name.slice(0, 40)}…` } : undefined;
}

/** A path relative to the workspace folder, with `/`; undefined when it leads out of it or nowhere. */
function cleanPath(path: string): string | undefined {
  const clean = path.replaceAll('\\', '/').replace(/^(?:\.?\/)+/, '');
  return clean === '' || clean.split('/').includes('..') || clean.length > LONGEST_PATH ? undefined : clean;
}

const LONGEST_PATH = 1000;

function sortedTexts(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}

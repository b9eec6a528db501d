import { entitiesOf, type Decision } from './action';
import type { Book } from './book';
import { merge, refuse, split } from './joining';
import { addAlias, rename, retype } from './naming';
import { isTold } from './model';
import { cleaned, cleanPath, faultOf, sortedTexts, type Refusal } from './refusal';

/** Makes a decision in the blocks of a file, or says why not. */
export function decide(book: Book, decision: Decision): Refusal | undefined {
  const entities = entitiesOf(decision);
  const gone = entities.find((ref) => ref.namesake !== undefined && !isTold(ref) && !book.find(ref));
  if (gone) return { code: 'gone', name: gone.name };
  const refusal = act(book, decision);
  // A new block with a name and a type is all that these two have to say.
  if (decision.kind !== 'rename' && decision.kind !== 'retype') book.dropBare();
  // Persons whom articles alone tell apart stay so, whatever articles come.
  if (book.dirty) {
    for (const ref of entities) {
      if (isTold(ref)) book.ensure(ref);
      if (ref.apart) book.ensure(ref.apart);
    }
  }
  book.settle();
  return refusal;
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
      if (block?.value.hidden) {
        block.set({ hidden: false });
        book.dropIfBare(block);
      }
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

import { departuresIn, type Departure } from '../core/answers/consistency';
import { HouseForms } from '../core/answers/houseForms';
import { NameIndex } from '../core/answers/nameIndex';
import type { Archive } from '../core/archive/archive';
import { pathBelow } from '../core/decisions/decisionSet';
import { ENTITY_TYPES } from '../core/model';
import { read } from '../core/reading/read';
import { readArticleFile } from './files';

/** A name of a file that departs from its house form. */
export interface Finding extends Departure {
  readonly file: string;
  /** Of its first character, from 1. */
  readonly line: number;
  readonly column: number;
}

/** Checks the files of an archive one by one; files that cannot be read now have no findings. */
export function* findings(archive: Archive, folders: readonly string[]): Generator<Finding> {
  const names = new NameIndex();
  const houseForms = new HouseForms(() => archive, names);
  for (const type of ENTITY_TYPES) {
    for (const node of archive.lists.nodes(type)) names.entityTouched(node);
  }
  for (const uri of archive.uris()) {
    const record = archive.file(uri)!;
    const file = readArticleFile(uri);
    if ('code' in file) continue;
    const { text, format } = file;
    const path = folders.flatMap((folder) => pathBelow(folder.replace(/\/+$/, ''), uri) ?? [])[0];
    const checked = { record, source: text, format, read: read(text, format), path };
    for (const departure of departuresIn(archive, houseForms, checked)) {
      let line = 0;
      while (line + 1 < record.lineStarts.length && record.lineStarts[line + 1]! <= departure.start) line++;
      const column = departure.start - record.lineStarts[line]! + 1;
      yield { ...departure, file: uri, line: line + 1, column };
    }
  }
}

/** The finding as a line that editors and CI services know how to link. */
export function findingLine({ file, line, column, text, house, kind, decided }: Finding): string {
  const why = decided ? 'as decided' : 'as the archive mostly spells it';
  return `${file}:${line}:${column}: “${text}” should be “${house}”, ${why} (${KINDS[kind]})`;
}

const KINDS: Readonly<Record<Departure['kind'], string>> = {
  accents: 'accents',
  case: 'capitals',
  apostrophe: 'apostrophe',
  hyphen: 'hyphen',
  split: 'spaces',
  legalForm: 'legal form',
  spelling: 'one letter',
};

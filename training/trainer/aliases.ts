import fs from 'node:fs';
import path from 'node:path';
import { ENTITY_TYPES } from '../../src/core/model';
import type { AliasRow } from '../../src/core/resolution/aliases';
import { nameKey } from '../../src/core/resolution/key';
import { looseKey } from '../../src/core/resolution/words';

/** The short names of the lists in `directory` with the full names they stand for (third column). */
export function readAliases(directory: string): AliasRow[] {
  const files = fs.readdirSync(directory).filter((file) => file.endsWith('.tsv'));
  return files.sort().flatMap((file) =>
    fs
      .readFileSync(path.join(directory, file), 'utf8')
      .split('\n')
      .flatMap((line) => {
        const [name = '', typeName, fullName = ''] = line.split('\t');
        const type = ENTITY_TYPES.find((known) => known === typeName);
        if (type === undefined || fullName === '') return [];
        const [short, full] = [nameKey(name, type), nameKey(fullName, type)];
        // Resolution joins these by itself.
        return short === '' || looseKey(short) === looseKey(full) ? [] : [{ type, short, full }];
      }),
  );
}

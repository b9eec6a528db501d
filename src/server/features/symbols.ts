import { SymbolKind, type DocumentSymbol, type SymbolInformation } from 'vscode-languageserver';
import { introductionsOf } from '../../core/answers/places';
import { searchArchive } from '../../core/answers/search';
import { outlineOf } from '../../core/answers/symbols';
import type { Entity } from '../../core/archive/entity';
import { fold } from '../../core/french/fold';
import type { Indexer } from '../indexer';
import { rangeOf } from '../positions';
import { countsOf, dateLabel, kindOf } from '../wording';
import { articleHead, fileName } from './items';
import { PICTURES } from './pictures';

/** The articles of a document with the entities they name, for the outline and breadcrumbs. */
export function documentSymbols(indexer: Indexer, uri: string, locale: string): DocumentSymbol[] {
  const file = indexer.archive.file(uri);
  if (!file) return [];
  return outlineOf(indexer.archive, uri).map(({ span, title, date, entities }, i) => ({
    name: title || fileName(uri),
    detail: date === undefined ? '' : dateLabel(date, locale),
    kind: SymbolKind.File,
    range: rangeOf(file, span),
    selectionRange: articleHead(file, i, file.articles[i]!).range,
    children: entities.slice(0, MAX_CHILDREN).map(({ entity, first }) => ({
      name: entity.name,
      detail: kindOf(entity),
      kind: PICTURES[entity.type].symbol,
      range: rangeOf(file, first),
      selectionRange: rangeOf(file, first),
    })),
  }));
}

/** The entities that a query finds, as symbols at the sentence that introduces them. */
export function workspaceSymbols(indexer: Indexer, query: string): SymbolInformation[] {
  return searchArchive(indexer.archive, indexer.names, query, MAX_SYMBOLS).flatMap((found) => {
    if (found.kind !== 'entity') return [];
    const place = introductionsOf(indexer.archive, found.entity)[0];
    const file = place && indexer.archive.file(place.uri);
    if (!place || !file) return [];
    return {
      name: labelFor(found.entity, query),
      kind: PICTURES[found.entity.type].symbol,
      location: { uri: place.uri, range: rangeOf(file, place) },
      containerName: `${kindOf(found.entity)}, ${countsOf(found.entity)}`,
    };
  });
}

/** VS Code slows down on longer lists, and nobody reads them. */
const MAX_CHILDREN = 200;
const MAX_SYMBOLS = 200;

/** The editor drops symbols whose name lacks the typed letters: an alias that has them comes first then. */
function labelFor(entity: Entity, query: string): string {
  const typed = fold(query).replaceAll(' ', '');
  const holds = (name: string): boolean => isSubsequence(typed, fold(name).replaceAll(' ', ''));
  if (holds(entity.name)) return entity.name;
  const alias = entity.aliases.find(holds);
  return alias === undefined ? entity.name : `${alias} (${entity.name})`;
}

function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (let i = 0; i < whole.length && at < part.length; i++) if (whole[i] === part[at]) at++;
  return at === part.length;
}

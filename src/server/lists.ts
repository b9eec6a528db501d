import type { CancellationToken, Connection } from 'vscode-languageserver';
import { listEntities, placeInList } from '../core/answers/entities';
import { searchArchive, type Found } from '../core/answers/search';
import {
  Requests,
  type EntitiesParams,
  type EntityItem,
  type IndexReport,
  type IndexState,
  type Position,
  type SearchHit,
  type SetFilesParams,
} from '../protocol/protocol';
import { articleHead, articleItems, entityItem, sentenceItems } from './features/items';
import { introductionLocations, referenceLocations } from './features/navigation';
import type { Indexer } from './indexer';
import type { NameAt } from './server';
import { problemMessage } from './wording';

interface Services {
  guarded<P, R>(
    request: string,
    handler: (params: P, token: CancellationToken) => R | Promise<R>,
  ): (params: P, token: CancellationToken) => Promise<R | null>;
  nameAt(uri: string, position: Position): NameAt | undefined;
  state(): IndexState;
  filesKnown(): void;
  /** Why the index is not kept for the next start, if it is not. */
  unsaved(): string | undefined;
}

/** The requests behind the sidebar, the palette and the report. */
export function registerListRequests(connection: Connection, indexer: Indexer, services: Services): void {
  const { archive } = indexer;
  const on = <P>(request: string, handler: (params: P) => unknown): void => {
    connection.onRequest(request, services.guarded(request, handler));
  };

  on<SetFilesParams>(Requests.setFiles, ({ files, after, more }) => {
    indexer.setFiles(files, after, more);
    if (!more) services.filesKnown();
    return null;
  });
  on(Requests.refresh, () => {
    indexer.refresh();
    return null;
  });
  on<EntitiesParams>(Requests.entities, (params) => {
    const { total, entities } = listEntities(archive, params, params.offset, params.limit);
    return { total, items: entities.map(entityItem) };
  });
  on<EntitiesParams & { id: string }>(Requests.entityIndex, (params) =>
    placeInList(archive, params, params.id),
  );
  on<{ id: string; offset: number; limit: number }>(Requests.articles, ({ id, offset, limit }) => {
    const occurrences = archive.entity(id)?.occurrences;
    if (!occurrences) return { total: 0, items: [] };
    return { total: occurrences.length, items: articleItems(archive, occurrences.page(offset, limit)) };
  });
  on<{ id: string; uri: string; article: number }>(Requests.sentences, ({ id, uri, article }) => {
    const entity = archive.entity(id);
    return entity ? sentenceItems(indexer, entity, uri, article) : [];
  });
  on<{ id: string }>(Requests.entity, ({ id }): EntityItem | null => {
    const entity = archive.entity(id);
    return entity ? entityItem(entity) : null;
  });
  on<{ uri: string; position: Position }>(Requests.entityAt, ({ uri, position }): EntityItem | null => {
    const at = services.nameAt(uri, position);
    return at ? entityItem(at.entity) : null;
  });
  on<{ id: string }>(Requests.introductions, ({ id }) => {
    const entity = archive.entity(id);
    return entity ? introductionLocations(archive, entity) : [];
  });
  on<{ id: string }>(Requests.mentions, ({ id }) => {
    const entity = archive.entity(id);
    return entity ? referenceLocations(archive, entity) : [];
  });
  on<{ query: string; limit: number }>(Requests.search, ({ query, limit }) =>
    searchArchive(archive, indexer.names, query, limit).map(searchHit),
  );
  on(Requests.report, () => report(indexer, services));
}

function searchHit(found: Found): SearchHit {
  return found.kind === 'entity'
    ? { kind: 'entity', ...entityItem(found.entity) }
    : { kind: 'article', ...articleHead(found.file, found.index, found.article) };
}

function report(indexer: Indexer, services: Services): IndexReport {
  const state = services.state();
  const unsaved = services.unsaved();
  const { reading, recognition, resolution } = indexer.stopwatch;
  const { files, tokens } = indexer.archive.totals;
  const problems = [...indexer.problems]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([uri, list]) => list.map((problem) => ({ uri, message: problemMessage(problem) })));
  return {
    state,
    files,
    skipped: state.done - files,
    tokens,
    seconds: { reading: reading / 1000, recognition: recognition / 1000, resolution: resolution / 1000 },
    problems,
    ...(unsaved !== undefined && { unsaved }),
  };
}

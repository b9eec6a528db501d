import type { CancellationToken, Connection } from 'vscode-languageserver';
import { introductionsOf } from '../core/answers/places';
import type { MergeSuggestion } from '../core/answers/suggestions';
import {
  Requests,
  type DecideParams,
  type EntityItem,
  type HouseFormItem,
  type MergeSide,
  type Page,
  type SuggestionItem,
} from '../protocol/protocol';
import type { DecisionFiles } from './decisions';
import { entityItem, sentenceItems } from './features/items';
import type { Indexer } from './indexer';
import { evidenceSentence } from './wording';

/** A hover that reads six files takes thirty turns, and waits for as many slices. */
const SLICE_MS = 2;
/** So long a list of suggestions waits for changes that do not end. */
const PATIENCE_MS = 5000;

type Guarded = <P, R>(
  request: string,
  handler: (params: P, token: CancellationToken) => R | Promise<R>,
) => (params: P, token: CancellationToken) => Promise<R | null>;

/** The requests by which the user mends the map. */
export function registerDecisionRequests(
  connection: Connection,
  indexer: Indexer,
  decisions: DecisionFiles,
  guarded: Guarded,
): void {
  const { archive } = indexer;
  const on = <P>(request: string, handler: (params: P) => unknown): void => {
    connection.onRequest(request, guarded(request, handler));
  };
  on<{ folders: string[] }>(Requests.setFolders, async ({ folders }) => {
    await decisions.setFolders(folders);
    return null;
  });
  on<DecideParams>(Requests.decide, (params) => decisions.decide(params));
  on<{ undo: string }>(Requests.undo, ({ undo }) => decisions.undo(undo));
  on<{ offset: number; limit: number }>(Requests.suggestions, ({ offset, limit }) =>
    suggestionPage(indexer, offset, limit),
  );
  on<{ ids: string[] }>(Requests.mergePreview, ({ ids }) =>
    Promise.all(ids.map((id) => mergeSide(indexer, id))).then((sides) => sides.flatMap((side) => side ?? [])),
  );
  on<{ offset: number; limit: number }>(Requests.houseForms, ({ offset, limit }): Page<HouseFormItem> => {
    const rows = indexer.houseForms.departures();
    const items = rows.slice(offset, offset + limit).flatMap(({ node, spelling }): HouseFormItem[] => {
      const entity = archive.entityOf({ node });
      if (!entity || spelling.house === undefined) return [];
      const variants = [...spelling.forms]
        .filter(([form]) => form !== spelling.house)
        .map(([text, mentions]) => ({ text, mentions }));
      const { house, decided: isDecided } = spelling;
      return [{ entity: entityItem(entity), house, decided: isDecided, variants }];
    });
    return { total: rows.length, items };
  });
  on(Requests.hidden, (): EntityItem[] =>
    [...archive.decided()]
      .filter(([, { decision }]) => decision.hidden)
      .flatMap(([node]) => archive.entityOf({ node }) ?? [])
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(entityItem),
  );
}

/** Names are compared in slices, so that nothing else waits; while files change all the time, what is known counts. */
async function suggestionPage(
  indexer: Indexer,
  offset: number,
  limit: number,
): Promise<Page<SuggestionItem>> {
  const { suggestions } = indexer;
  const started = performance.now();
  await indexer.inSlices(
    (isLong) => suggestions.update(isLong) && performance.now() - started < PATIENCE_MS,
    SLICE_MS,
  );
  const pairs = suggestions.pairs();
  const waiting = pairs.slice(offset, offset + limit);
  const items: SuggestionItem[] = [];
  await indexer.inSlices((isLong) => {
    for (let pair = waiting.shift(); pair; pair = waiting.shift()) {
      const suggestion = suggestions.suggestion(pair);
      if (suggestion) items.push(suggestionItem(suggestion));
      if (isLong()) break;
    }
    return waiting.length > 0;
  }, SLICE_MS);
  return { total: pairs.length, items };
}

async function mergeSide(indexer: Indexer, id: string): Promise<MergeSide | undefined> {
  const entity = indexer.archive.entity(id);
  if (!entity) return undefined;
  const [place] = introductionsOf(indexer.archive, entity);
  const sentences = place ? await sentenceItems(indexer, entity, place.uri, place.article) : [];
  const { lineStarts } = (place && indexer.archive.file(place.uri)) ?? { lineStarts: undefined };
  const excerpt = sentences.find(({ range }) => {
    const start = place && lineStarts && lineStarts[range.start.line]! + range.start.character;
    return start !== undefined && place!.sentence.start <= start && start < place!.sentence.end;
  });
  const found = excerpt ?? sentences[0];
  return { entity: entityItem(entity), ...(found && { excerpt: found }) };
}

function suggestionItem(suggestion: MergeSuggestion): SuggestionItem {
  const { id, keep, other } = suggestion;
  return { id, keep: entityItem(keep), other: entityItem(other), evidence: evidenceSentence(suggestion) };
}

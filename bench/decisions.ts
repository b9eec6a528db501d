import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { EntityType } from '../src/core/model';
import {
  Requests,
  type DecideResult,
  type DecisionAction,
  type EntityItem,
  type Location,
  type Page,
  type SearchHit,
} from '../src/protocol/protocol';
import { percentiles, type Percentiles } from './percentiles';
import type { BenchServer } from './server';

/** An entity and a place that names it. */
export interface NamedAt {
  readonly entity: EntityItem;
  readonly place: Location;
}

/** What the user sees of an entity by one of its names: in a list, under the cursor, in the search. */
interface Seen {
  readonly type: EntityType;
  readonly query: string;
  /** How it is called everywhere; or its id, when it is to be nowhere to be seen. */
  readonly as: { readonly name: string } | { readonly gone: string };
}

/**
 * Merges, hides, renames, retypes and gives aliases, and takes each back: how long from the request until list, hover
 * and search show it, all three. Decisions are kept in a folder of their own, which is gone afterwards.
 */
export async function measureDecisions(
  server: BenchServer,
  things: readonly NamedAt[],
): Promise<Percentiles> {
  const folder = mkdtempSync(join(tmpdir(), 'gazetteer-bench-'));
  await server.request(Requests.setFolders, { folders: [pathToFileURL(folder).href] });
  const spent: number[] = [];
  const measure = async (method: string, params: object, place: Location, seen: Seen): Promise<string> => {
    const before = performance.now();
    const result = await server.request<DecideResult>(method, params);
    if (!result.done) throw new Error(result.message);
    await look(server, place, seen);
    spent.push(performance.now() - before);
    return result.undo;
  };
  try {
    for (const [i, { entity, place }] of things.entries()) {
      const { id, name, type } = entity;
      const other = things.find((thing, k) => k > i && thing.entity.type === type)?.entity;
      const next = `Xandru ${i} Finance`;
      const otherType = type === 'PROD' ? 'ORG' : 'PROD';
      const decisions: readonly (readonly [DecisionAction, Seen])[] = [
        [
          { kind: 'rename', entity: id, name: next },
          { type, query: next, as: { name: next } },
        ],
        [
          { kind: 'alias', entity: id, alias: next },
          { type, query: next, as: { name } },
        ],
        [
          { kind: 'hide', entity: id },
          { type, query: name, as: { gone: id } },
        ],
        [
          { kind: 'retype', entity: id, type: otherType },
          { type: otherType, query: name, as: { name } },
        ],
      ];
      const merge: DecisionAction | undefined = other && { kind: 'merge', into: other.id, others: [id] };
      const all = merge
        ? [...decisions, [merge, { type, query: name, as: { name: other!.name } }] as const]
        : decisions;
      for (const [action, seen] of all) {
        const undo = await measure(Requests.decide, { action }, place, seen);
        await measure(Requests.undo, { undo }, place, { type, query: name, as: { name } });
      }
    }
  } finally {
    await server.request(Requests.setFolders, { folders: [] });
    rmSync(folder, { recursive: true, force: true });
  }
  return percentiles(spent);
}

async function look(server: BenchServer, { uri, range }: Location, seen: Seen): Promise<void> {
  const { type, query, as } = seen;
  const isIt = ({ id, name }: EntityItem): boolean => ('gone' in as ? id === as.gone : name === as.name);
  const list = { type, sort: 'mentions', offset: 0, limit: 100 };
  const [, page, hover, hits] = await Promise.all([
    server.request<Page<EntityItem>>(Requests.entities, { ...list, filter: '' }),
    server.request<Page<EntityItem>>(Requests.entities, { ...list, filter: query }),
    server.request<object | null>('textDocument/hover', {
      textDocument: { uri },
      position: range.start,
    }),
    server.request<SearchHit[]>(Requests.search, { query, limit: 50 }),
  ]);
  const isShown = [
    page.items.some(isIt),
    hover !== null,
    hits.some((hit) => hit.kind === 'entity' && isIt(hit)),
  ];
  if (isShown.some((shown) => shown === 'gone' in as))
    throw new Error(`${JSON.stringify(seen)} is shown by list, hover, search: ${isShown.join(', ')}`);
}

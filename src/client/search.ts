import * as vscode from 'vscode';
import { type EntityItem, type Location, Requests, type SearchHit } from '../protocol/protocol';
import type { Connection } from './connection';
import { plain } from './display';
import { type HitItem, openHitPicker } from './hitPicker';
import { openPlace } from './places';
import { ICONS } from './tree/treeItems';
import type { Words } from './words';

/** A list this long is scrolled no further: one types on. */
const MOST_HITS = 50;

/** Opens the palette over entities and articles, and what is chosen in it. */
export function search(
  connection: Connection,
  words: Words,
  log: vscode.LogOutputChannel,
  reveal: (item: EntityItem) => Promise<void>,
): void {
  const revealButton: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('list-tree'),
    tooltip: vscode.l10n.t('Reveal in Sidebar'),
  };
  openHitPicker(connection, words, log, {
    title: vscode.l10n.t('Search Names and Articles'),
    placeholder: vscode.l10n.t('A name, another spelling of it, or words of a title'),
    limit: MOST_HITS,
    items: (hits) => toItems(hits, words, revealButton),
    accept: (hit) => open(hit, connection, reveal),
    trigger: async (hit) => {
      if (hit.kind === 'entity') await reveal(hit);
    },
  });
}

/**
 * Asks for an entity, by any of its names; those of the same type as `like` first, itself left out. Undefined when none
 * was chosen.
 */
export function pickEntity(
  connection: Connection,
  words: Words,
  log: vscode.LogOutputChannel,
  title: string,
  like?: EntityItem,
): Promise<EntityItem | undefined> {
  return new Promise((resolve) => {
    openHitPicker(connection, words, log, {
      title,
      placeholder: vscode.l10n.t('A name, or another spelling of it'),
      limit: MOST_HITS,
      items: (hits) =>
        hits
          .flatMap((hit) => (hit.kind === 'entity' && hit.id !== like?.id ? [hit] : []))
          .sort((a, b) => Number(b.type === like?.type) - Number(a.type === like?.type))
          .map((hit) => ({ ...entityItem(hit, words), hit })),
      accept: (hit) => resolve(hit.kind === 'entity' ? hit : undefined),
      // Comes last: what was accepted stays.
      closed: () => resolve(undefined),
    });
  });
}

async function open(
  hit: SearchHit,
  connection: Connection,
  reveal: (item: EntityItem) => Promise<void>,
): Promise<void> {
  if (hit.kind === 'article')
    return openPlace({ uri: hit.uri, range: { start: hit.range.start, end: hit.range.start } });
  const [best] = await connection.request<readonly Location[]>(Requests.introductions, { id: hit.id });
  await (best === undefined ? reveal(hit) : openPlace(best));
}

function toItems(hits: readonly SearchHit[], words: Words, revealButton: vscode.QuickInputButton): HitItem[] {
  const entities: HitItem[] = [];
  const articles: HitItem[] = [];
  for (const hit of hits) {
    if (hit.kind === 'entity') entities.push({ ...entityItem(hit, words), hit, buttons: [revealButton] });
    else articles.push({ ...articleItem(hit, words), hit });
  }
  return [...section(vscode.l10n.t('Names'), entities), ...section(vscode.l10n.t('Articles'), articles)];
}

function section(label: string, items: readonly HitItem[]): HitItem[] {
  return items.length > 0 ? [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items] : [];
}

/** An entity as a row of a picker. */
export function entityItem(item: EntityItem, words: Words): vscode.QuickPickItem {
  const dates = words.dates(item.firstDate, item.lastDate);
  const detail = [
    ...(dates === undefined ? [] : [dates]),
    ...(item.aliases.length === 0 ? [] : [vscode.l10n.t('Also: {0}', item.aliases.join(', '))]),
  ].join(' · ');
  return {
    label: plain(item.name),
    description: [
      item.qualifier === undefined ? '' : plain(item.qualifier),
      words.kind(item.type),
      words.counts(item),
    ]
      .filter(Boolean)
      .join(' · '),
    ...(detail === '' ? {} : { detail: plain(detail) }),
    iconPath: ICONS[item.type],
    alwaysShow: true,
  };
}

function articleItem(hit: SearchHit & { kind: 'article' }, words: Words): vscode.QuickPickItem {
  return {
    label: plain(hit.title),
    ...(hit.date === undefined ? {} : { description: words.date(hit.date) }),
    detail: plain(vscode.workspace.asRelativePath(vscode.Uri.parse(hit.uri))),
    iconPath: new vscode.ThemeIcon('note'),
    alwaysShow: true,
  };
}

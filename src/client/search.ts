import * as vscode from 'vscode';
import { type EntityItem, type Location, Requests, type SearchHit } from '../protocol/protocol';
import type { Connection } from './connection';
import { plain } from './display';
import { openPlace } from './places';
import { debounce } from './timing';
import { ICONS } from './tree/treeItems';
import type { Words } from './words';

/** Long enough to skip the letters in the middle of a word, too short to be felt. */
const TYPING_MS = 30;
/** A list this long is scrolled no further: one types on. */
const MOST_HITS = 50;

interface HitItem extends vscode.QuickPickItem {
  readonly hit?: SearchHit;
}

/** Opens the palette over entities and articles, and what is chosen in it. */
export function search(
  connection: Connection,
  words: Words,
  log: vscode.LogOutputChannel,
  reveal: (item: EntityItem) => Promise<void>,
): void {
  const picker = vscode.window.createQuickPick<HitItem>();
  picker.placeholder = vscode.l10n.t('A name, another spelling of it, or words of a title');
  picker.matchOnDescription = false;
  picker.matchOnDetail = false;
  keepOrder(picker);
  const revealButton: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('list-tree'),
    tooltip: vscode.l10n.t('Reveal in Sidebar'),
  };

  let pending: vscode.CancellationTokenSource | undefined;
  const ask = async (): Promise<void> => {
    pending?.cancel();
    const request = (pending = new vscode.CancellationTokenSource());
    const query = picker.value.trim();
    picker.busy = true;
    try {
      const hits = await connection.request<readonly SearchHit[]>(
        Requests.search,
        { query, limit: MOST_HITS },
        request.token,
      );
      if (pending !== request) return;
      picker.items = hits.length > 0 ? toItems(hits, words, revealButton) : nothingFound(query);
    } catch (error) {
      if (pending !== request) return;
      log.error(`The search for "${query}" failed:`, error instanceof Error ? error : String(error));
      picker.items = [
        {
          label: vscode.l10n.t('The search failed. Run “Gazetteer: Show Output” to see why.'),
          alwaysShow: true,
        },
      ];
    }
    picker.busy = false;
  };
  const askSoon = debounce(TYPING_MS, () => void ask());
  const sayWhatIsMissing = (): void => {
    const { phase, done, total } = connection.state;
    picker.title =
      phase === 'ready'
        ? vscode.l10n.t('Search Names and Articles')
        : vscode.l10n.t(
            'Search Names and Articles (reading: {0} of {1} files, not complete yet)',
            words.number(done),
            words.number(total),
          );
  };
  sayWhatIsMissing();

  const disposables = [
    picker,
    askSoon,
    picker.onDidChangeValue(askSoon.call),
    connection.onDidChangeState(sayWhatIsMissing),
    picker.onDidAccept(async () => {
      const hit = picker.selectedItems[0]?.hit;
      if (hit === undefined) return;
      picker.hide();
      await open(hit, connection, reveal);
    }),
    picker.onDidTriggerItemButton(async ({ item: { hit } }) => {
      if (hit?.kind !== 'entity') return;
      picker.hide();
      await reveal(hit);
    }),
    picker.onDidHide(() => {
      pending?.cancel();
      pending = undefined;
      vscode.Disposable.from(...disposables).dispose();
    }),
  ];
  picker.show();
  void ask();
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

function entityItem(item: EntityItem, words: Words): vscode.QuickPickItem {
  const dates = words.dates(item.firstDate, item.lastDate);
  const detail = [
    ...(dates === undefined ? [] : [dates]),
    ...(item.aliases.length === 0 ? [] : [vscode.l10n.t('Also: {0}', item.aliases.join(', '))]),
  ].join(' · ');
  return {
    label: plain(item.name),
    description: `${words.kind(item.type)} · ${words.counts(item)}`,
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

function nothingFound(query: string): HitItem[] {
  const label =
    query === ''
      ? vscode.l10n.t('No name has been found in this folder yet')
      : vscode.l10n.t('No name and no title is like “{0}”', plain(query));
  return [{ label, alwaysShow: true }];
}

/**
 * The server ranks better than the picker, which would sort by where the query stands in the label.
 * The property has been there since 2019 but is not in the published types (vscode#73904); where it
 * should be gone, the picker's order is not wrong, only less good.
 */
function keepOrder(picker: vscode.QuickPick<HitItem>): void {
  if ('sortByLabel' in picker) Object.assign(picker, { sortByLabel: false });
}

import * as vscode from 'vscode';
import { Requests, type SearchHit } from '../protocol/protocol';
import type { Connection } from './connection';
import { plain } from './display';
import { debounce } from './timing';
import type { Words } from './words';

/** Long enough to skip the letters in the middle of a word, too short to be felt. */
const TYPING_MS = 30;

export interface HitItem extends vscode.QuickPickItem {
  readonly hit?: SearchHit;
}

export interface HitPickerOptions {
  readonly title: string;
  readonly placeholder: string;
  readonly limit: number;
  items(hits: readonly SearchHit[]): HitItem[];
  accept(hit: SearchHit): void | Promise<void>;
  /** A row's button was pressed. */
  trigger?(hit: SearchHit): Promise<void>;
  /** The picker is gone, after {@link accept} if something was chosen. */
  closed?(): void;
}

/** A picker over what the search finds while one types; only the newest answer is shown. */
export function openHitPicker(
  connection: Connection,
  words: Words,
  log: vscode.LogOutputChannel,
  options: HitPickerOptions,
): void {
  const picker = vscode.window.createQuickPick<HitItem>();
  picker.placeholder = options.placeholder;
  picker.matchOnDescription = false;
  picker.matchOnDetail = false;
  keepOrder(picker);

  let pending: vscode.CancellationTokenSource | undefined;
  /** Enter was pressed before the answer came. */
  let isAwaited = false;
  const accept = async (hit: SearchHit): Promise<void> => {
    const accepted = options.accept(hit);
    picker.hide();
    await accepted;
  };
  const ask = async (): Promise<void> => {
    pending?.cancel();
    const request = (pending = new vscode.CancellationTokenSource());
    const query = picker.value.trim();
    picker.busy = true;
    try {
      const hits = await connection.request<readonly SearchHit[]>(
        Requests.search,
        { query, limit: options.limit },
        request.token,
      );
      if (pending !== request) return;
      const items = options.items(hits);
      picker.items = items.length > 0 ? items : nothingFound(query);
      const first = items.find(({ hit }) => hit !== undefined)?.hit;
      if (isAwaited && first) await accept(first);
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
        ? options.title
        : vscode.l10n.t(
            '{0} (reading: {1} of {2} files, not complete yet)',
            options.title,
            words.number(done),
            words.number(total),
          );
  };
  sayWhatIsMissing();

  const disposables = [
    picker,
    askSoon,
    picker.onDidChangeValue(() => {
      isAwaited = false;
      picker.busy = true;
      askSoon.call();
    }),
    connection.onDidChangeState(sayWhatIsMissing),
    picker.onDidAccept(async () => {
      const hit = picker.selectedItems[0]?.hit;
      // What is shown then is the answer to what was typed before.
      if (picker.busy) isAwaited = true;
      else if (hit !== undefined) await accept(hit);
    }),
    picker.onDidTriggerItemButton(async ({ item: { hit } }) => {
      if (hit === undefined) return;
      picker.hide();
      await options.trigger?.(hit);
    }),
    picker.onDidHide(() => {
      pending?.cancel();
      pending = undefined;
      vscode.Disposable.from(...disposables).dispose();
      options.closed?.();
    }),
  ];
  picker.show();
  void ask();
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

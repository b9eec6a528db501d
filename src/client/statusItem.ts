import * as vscode from 'vscode';
import { ENTITY_TYPES } from '../core/model';
import type { IndexState } from '../protocol/protocol';
import type { Connection } from './connection';
import type { Words } from './words';

/** The one item of the status bar: progress while articles are read, then how many there are. */
export function createStatusItem(connection: Connection, words: Words): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('gazetteer.status', vscode.StatusBarAlignment.Left);
  item.name = 'Gazetteer';
  const draw = (state: IndexState): void => {
    // Nothing is known yet, or there is nothing to know.
    const idle = state.phase !== 'failed' && state.total === 0;
    if (idle || vscode.workspace.workspaceFolders === undefined) {
      item.hide();
      return;
    }
    item.text = text(state, words);
    item.tooltip = tooltip(state, words);
    item.accessibilityInformation = { label: item.tooltip.replaceAll('\n', ', ') };
    item.command = state.phase === 'failed' ? 'gazetteer.showOutput' : 'gazetteer.showIndexReport';
    item.backgroundColor =
      state.phase === 'failed' ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    item.show();
  };
  draw(connection.state);
  return vscode.Disposable.from(item, connection.onDidChangeState(draw));
}

function text(state: IndexState, words: Words): string {
  switch (state.phase) {
    case 'failed':
      return '$(warning) Gazetteer';
    case 'ready':
      return `$(book) ${words.articles(state.articles)}`;
    default:
      return `$(sync~spin) Gazetteer: ${words.number(state.done)}/${words.number(state.total)}`;
  }
}

function tooltip(state: IndexState, words: Words): string {
  switch (state.phase) {
    case 'failed':
      return [vscode.l10n.t('Gazetteer cannot start. Click to see why.'), state.message ?? '']
        .join('\n')
        .trim();
    case 'ready': {
      const lines = [
        `Gazetteer · ${words.counts(state)}`,
        ...ENTITY_TYPES.map((type) => words.entities(type, state.entities[type])),
      ];
      if (state.problems > 0) lines.push(words.problems(state.problems));
      return [...lines, vscode.l10n.t('Click to show the index report.')].join('\n');
    }
    default:
      return vscode.l10n.t(
        'Gazetteer is reading: {0} of {1} files. What is found so far can be used already.',
        words.number(state.done),
        words.number(state.total),
      );
  }
}

import * as vscode from 'vscode';
import type { ConsistencySeverity, Settings } from '../protocol/protocol';
import { excludePatterns } from './globs';

/** The languages articles are written in, as the editor names them. */
export const ARTICLE_LANGUAGES: readonly string[] = ['plaintext', 'markdown', 'html'];

/** The settings that decide which files are listed. */
const EXCLUDE_SETTINGS = ['files.exclude', 'search.exclude', 'gazetteer.files.exclude'];
const IGNORE_SETTING = 'search.useIgnoreFiles';
/** The settings that the server needs to know. */
const SERVER_SETTINGS = [
  'gazetteer.files.maxSize',
  'gazetteer.hover',
  'gazetteer.consistency',
  'gazetteer.gloss',
  'gazetteer.completion',
];

const SEVERITIES: readonly ConsistencySeverity[] = ['off', 'hint', 'information', 'warning', 'error'];

/** The settings that go to the server; values out of bounds are brought back into them. */
export function serverSettings(): Settings {
  const config = vscode.workspace.getConfiguration('gazetteer');
  return {
    maxFileSizeMB: within(config.get('files.maxSize'), 0.1, 1024, 5),
    hoverEnabled: config.get('hover.enabled') !== false,
    hoverExcerpts: Math.round(within(config.get('hover.excerpts'), 0, 10, 3)),
    consistencySeverity:
      SEVERITIES.find((known) => known === config.get('consistency.severity')) ?? 'information',
    glossEnabled: config.get('gloss.enabled') === true,
    completionEnabled: completionEnabled(),
  };
}

/** Whether known names are offered while one types. */
export function completionEnabled(): boolean {
  return vscode.workspace.getConfiguration('gazetteer').get('completion.enabled') !== false;
}

/** How many rows a list of the sidebar shows before "more…". */
export function pageSize(): number {
  const value = vscode.workspace.getConfiguration('gazetteer').get('sidebar.pageSize');
  return Math.round(within(value, 20, 200, 100));
}

/** The patterns of files that are left out of the index in a folder of the workspace. */
export function excludesOf(folder: vscode.Uri): string[] {
  const config = vscode.workspace.getConfiguration(undefined, folder);
  return excludePatterns(...EXCLUDE_SETTINGS.map((name) => config.get<unknown>(name)));
}

/** Whether `.gitignore` files count in a folder of the workspace, as they do in the editor's own search. */
export function usesIgnoreFiles(folder: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration(undefined, folder).get(IGNORE_SETTING) !== false;
}

export function affectsExcludes(event: vscode.ConfigurationChangeEvent): boolean {
  return [...EXCLUDE_SETTINGS, IGNORE_SETTING].some((name) => event.affectsConfiguration(name));
}

export function affectsServer(event: vscode.ConfigurationChangeEvent): boolean {
  return SERVER_SETTINGS.some((name) => event.affectsConfiguration(name));
}

function within(value: unknown, least: number, most: number, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value)
    ? Math.min(most, Math.max(least, value))
    : otherwise;
}

import * as vscode from 'vscode';
import type { GazetteerApi } from '../../src/client/api';
import type { EntityType } from '../../src/core/model';
import {
  type EntitiesParams,
  type EntityItem,
  type IndexReport,
  type Page,
  Requests,
} from '../../src/protocol/protocol';
import { ok } from './assert';

/** The article of the sample archive that most tests read. */
export const ARCHIVE_FILE = 'maroc-telecom-visa.md';

/** How long a condition may take to come true before a test fails, and how often it is looked at; milliseconds. */
const PATIENCE = 30_000;
const POLL = 50;

export function extension(): vscode.Extension<GazetteerApi> {
  const found = vscode.extensions.getExtension<GazetteerApi>('gazetteer.gazetteer');
  ok(found, 'The extension is not installed.');
  return found;
}

export function activate(): Promise<GazetteerApi> {
  return Promise.resolve(extension().activate());
}

/** The extension's API, once every article has been read. */
export async function ready(): Promise<GazetteerApi> {
  const api = await activate();
  await api.whenReady();
  return api;
}

/** Tries again until it no longer throws; gives what it gave. Fails with its last error. */
export async function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
}

/** A file of the workspace. */
export function uriOf(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  ok(folder, 'No folder is open.');
  return vscode.Uri.joinPath(folder.uri, path);
}

export function write(path: string, content: string | Uint8Array): Promise<void> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return Promise.resolve(vscode.workspace.fs.writeFile(uriOf(path), bytes));
}

export function remove(path: string): Promise<void> {
  return Promise.resolve(vscode.workspace.fs.delete(uriOf(path), { recursive: true }));
}

export async function exists(path: string): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uriOf(path));
    return true;
  } catch {
    return false;
  }
}

export function open(path: string): Promise<vscode.TextDocument> {
  return Promise.resolve(vscode.workspace.openTextDocument(uriOf(path)));
}

/** A place inside the first occurrence of some words. */
export function placeOf(document: vscode.TextDocument, words: string): vscode.Position {
  const offset = document.getText().indexOf(words);
  ok(offset >= 0, `${words} is not in ${document.uri.path}.`);
  return document.positionAt(offset + 1);
}

/** The Markdown of all hovers at a place. */
export async function hoverAt(document: vscode.TextDocument, words: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    placeOf(document, words),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n');
}

/** The entities of a type that have these words in a name, all by default. */
export async function entities(type: EntityType, filter = ''): Promise<readonly EntityItem[]> {
  const api = await activate();
  const params: EntitiesParams = { type, sort: 'mentions', filter, offset: 0, limit: 1000 };
  return (await api.request<Page<EntityItem>>(Requests.entities, params)).items;
}

/** The organisation of that name or alias; fails when there is none. */
export async function organisation(name: string): Promise<EntityItem> {
  const found = (await entities('ORG', name)).find((item) => [item.name, ...item.aliases].includes(name));
  ok(found, `There is no organisation ${name}.`);
  return found;
}

export async function isUnknown(name: string): Promise<void> {
  const found = await entities('ORG', name);
  ok(found.length === 0, `${name} is still known: ${found.map((item) => item.name).join(', ')}`);
}

export async function report(): Promise<IndexReport> {
  const api = await activate();
  return api.request<IndexReport>(Requests.report, null);
}

/** What the report says of a file; undefined when it says nothing. */
export async function problemOf(path: string): Promise<string | undefined> {
  const uri = uriOf(path).toString();
  return (await report()).problems.find((line) => line.uri === uri)?.message;
}

/** Whether the file is one of those that name the entity. */
export async function mentionedIn(item: EntityItem): Promise<string[]> {
  const api = await activate();
  const locations = await api.request<readonly { uri: string }[]>(Requests.mentions, { id: item.id });
  return [...new Set(locations.map(({ uri }) => uri.slice(uri.lastIndexOf('/') + 1)))].sort();
}

export async function setting(name: string, value: unknown): Promise<void> {
  await vscode.workspace
    .getConfiguration('gazetteer')
    .update(name, value, vscode.ConfigurationTarget.Workspace);
}

export async function closeEditors(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

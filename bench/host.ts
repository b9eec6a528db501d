/**
 * What runs inside the extension host of a real VS Code for `npm run bench`: activates Gazetteer on an
 * archive, uses it for a while, and tells what it cost the host.
 */
import { Session, type Profiler } from 'node:inspector';
import * as vscode from 'vscode';
import type { GazetteerApi } from '../src/client/api';
import { Requests, type EntityItem, type Location, type Page } from '../src/protocol/protocol';
import { slicesOf } from './slices';

/** scripts/bench.mjs looks for lines that begin with it. */
const MARK = '[gazetteer-bench]';
const SAMPLING_MICROSECONDS = 500;
/** How many names are hovered and typed after the tree is there. */
const USES = 20;
const PAUSE_MS = 50;

/** Figures of the extension host; milliseconds. */
export interface HostFigures {
  /** From the request to activate to its end, loading of the script included. */
  readonly activationMs: number;
  /** The longest stretch of our code on end after that, as V8's profiler saw it. */
  readonly longestSliceMs: number;
  /** From activation until all articles were read and the sidebar was filled. */
  readonly readyMs: number;
  readonly articles: number;
}

export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension<GazetteerApi>('gazetteer.gazetteer')!;
  if (extension.isActive) throw new Error('Gazetteer is active already: its activation cannot be measured.');
  const session = new Session();
  session.connect();
  const post = <T>(method: string, params?: object): Promise<T> =>
    new Promise((resolve, reject) =>
      session.post(method, params, (error, result) => (error ? reject(error) : resolve(result as T))),
    );
  await post('Profiler.enable');
  await post('Profiler.setSamplingInterval', { interval: SAMPLING_MICROSECONDS });
  await post('Profiler.start');
  const started = performance.now();
  const api = await extension.activate();
  const activationMs = performance.now() - started;
  await vscode.commands.executeCommand('workbench.view.extension.gazetteer');
  await api.whenReady();
  const readyMs = performance.now() - started;
  await use(api);
  const { profile } = await post<{ profile: Profiler.Profile }>('Profiler.stop');
  const script = vscode.Uri.joinPath(extension.extensionUri, 'dist', 'extension.js').path;
  const later = slicesOf(profile, (url) => url.endsWith(script)).filter(
    ({ start }) => start > profile.startTime + activationMs * 1000,
  );
  const figures: HostFigures = {
    activationMs,
    longestSliceMs: Math.max(0, ...later.map(({ ms }) => ms)),
    readyMs,
    articles: api.state().articles,
  };
  console.log(`${MARK} ${JSON.stringify(figures)}`);
}

/** Opens articles, hovers, asks for mentions, types: what a writer does. */
async function use(api: GazetteerApi): Promise<void> {
  const { items } = await api.request<Page<EntityItem>>(Requests.entities, {
    type: 'ORG',
    sort: 'mentions',
    filter: '',
    offset: 0,
    limit: USES,
  });
  for (const { id } of items) {
    const [place] = await api.request<Location[]>(Requests.introductions, { id });
    if (!place) continue;
    const uri = vscode.Uri.parse(place.uri);
    const position = new vscode.Position(place.range.start.line, place.range.start.character);
    const editor = await vscode.window.showTextDocument(uri);
    await vscode.commands.executeCommand('vscode.executeHoverProvider', uri, position);
    await vscode.commands.executeCommand('vscode.executeDefinitionProvider', uri, position);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Casablanca '));
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    await vscode.commands.executeCommand('undo');
  }
}

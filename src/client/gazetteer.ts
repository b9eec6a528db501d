import * as vscode from 'vscode';
import type { GazetteerApi } from './api';
import { ArticleFiles } from './articleFiles';
import { registerCommands } from './commands';
import { Connection, type CreateClient } from './connection';
import { Notifications } from '../protocol/protocol';
import { MendActions } from './mend/actions';
import { Decider } from './mend/decider';
import { DecisionFiles } from './mend/decisionFiles';
import { SuggestionTree } from './mend/suggestionTree';
import { NameOffers } from './nameOffers';
import { Report } from './report';
import { affectsServer, serverSettings } from './settings';
import { inTurns } from './timing';
import { createStatusItem } from './statusItem';
import { Sidebar } from './tree/sidebar';
import { createWords } from './words';

/**
 * Wires the whole client. Waits for nothing: the server starts once the folder is known to hold articles.
 *
 * @param code the server's bundle
 */
export function startGazetteer(
  context: vscode.ExtensionContext,
  code: vscode.Uri,
  createClient: CreateClient,
): GazetteerApi {
  const log = vscode.window.createOutputChannel('Gazetteer', { log: true });
  const words = createWords(vscode.l10n, vscode.env.language);
  const places = {
    model: vscode.Uri.joinPath(context.extensionUri, 'model', 'recogniser.bin'),
    code,
    storage: context.storageUri && vscode.Uri.joinPath(context.storageUri, 'index'),
  };
  const connection = new Connection(createClient, places, log);
  const sidebar = new Sidebar(connection, words, context.workspaceState, log);
  const report = new Report(connection, words);
  const files = new ArticleFiles(connection, context.workspaceState, log);
  const decider = new Decider(connection);
  const actions = new MendActions(connection, words, log, decider);
  const suggestions = new SuggestionTree(connection, words, context.workspaceState, log, decider);
  context.subscriptions.push(
    log,
    connection,
    sidebar,
    report,
    files,
    decider,
    suggestions,
    new NameOffers(connection, log),
    new DecisionFiles(connection, decider),
    createStatusItem(connection, words),
    registerCommands({ connection, files, sidebar, report, words, log, actions, decider, suggestions }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (affectsServer(event)) void connection.notify(Notifications.settings, serverSettings());
    }),
  );
  // The engine makes a formatter in milliseconds each, and rows need them all at once.
  void inTurns([() => words.number(1), () => words.mentions(1), () => words.day('2000-01-01')]);
  return {
    whenReady: () => connection.whenReady(),
    state: () => connection.state,
    request: (method, params) => connection.request(method, params),
  };
}

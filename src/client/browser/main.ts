import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import type { GazetteerApi } from '../api';
import { startGazetteer } from '../gazetteer';

/** In the browser the language server is a Worker. */
export function activate(context: vscode.ExtensionContext): GazetteerApi {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'web', 'server.js').toString(true);
  return startGazetteer(
    context,
    (id, name, options) => new LanguageClient(id, name, options, new Worker(script)),
  );
}

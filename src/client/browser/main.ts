import * as vscode from 'vscode';
import type { GazetteerApi } from '../api';
import { startGazetteer } from '../gazetteer';

/** In the browser the language server is a Worker. */
export function activate(context: vscode.ExtensionContext): GazetteerApi {
  const code = vscode.Uri.joinPath(context.extensionUri, 'dist', 'web', 'server.js');
  return startGazetteer(context, code, async (id, name, options) => {
    const { LanguageClient } = await import('vscode-languageclient/browser');
    return new LanguageClient(id, name, options, new Worker(code.toString(true)));
  });
}

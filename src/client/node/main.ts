import * as vscode from 'vscode';
import type { GazetteerApi } from '../api';
import { startGazetteer } from '../gazetteer';

/** On the desktop and on remote machines the language server is a forked process. */
export function activate(context: vscode.ExtensionContext): GazetteerApi {
  const code = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.js');
  return startGazetteer(context, code, async (id, name, options) => {
    const { LanguageClient, TransportKind } = await import('vscode-languageclient/node');
    return new LanguageClient(id, name, { module: code.fsPath, transport: TransportKind.ipc }, options);
  });
}

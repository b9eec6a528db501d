import * as vscode from 'vscode';
import type { GazetteerApi } from '../api';
import { SERVER_EXEC_ARGV } from '../../protocol/serverProcess';
import { startGazetteer } from '../gazetteer';

/** On the desktop and on remote machines the language server is a forked process. */
export function activate(context: vscode.ExtensionContext): GazetteerApi {
  const code = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.js');
  return startGazetteer(context, code, async (id, name, options) => {
    const { LanguageClient, TransportKind } = await import('vscode-languageclient/node');
    const server = {
      module: code.fsPath,
      transport: TransportKind.ipc,
      options: { execArgv: [...SERVER_EXEC_ARGV] },
    };
    return new LanguageClient(id, name, server, options);
  });
}

import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';

/**
 * Keeps the server to documents of the workspace: single files opened from elsewhere, untitled ones,
 * old versions shown by source control and the index report are none of its business.
 */
export const inWorkspaceOnly: Middleware = {
  didOpen: async (document, next) => {
    if (inWorkspace(document)) await next(document);
  },
  didChange: async (event, next) => {
    if (inWorkspace(event.document)) await next(event);
  },
  didSave: async (document, next) => {
    if (inWorkspace(document)) await next(document);
  },
  didClose: async (document, next) => {
    if (inWorkspace(document)) await next(document);
  },
  provideHover: (document, position, token, next) =>
    inWorkspace(document) ? next(document, position, token) : undefined,
  provideDefinition: (document, position, token, next) =>
    inWorkspace(document) ? next(document, position, token) : undefined,
  provideReferences: (document, position, options, token, next) =>
    inWorkspace(document) ? next(document, position, options, token) : undefined,
  provideDocumentHighlights: (document, position, token, next) =>
    inWorkspace(document) ? next(document, position, token) : undefined,
  provideCompletionItem: async (document, position, context, token, next) => {
    if (!inWorkspace(document)) return undefined;
    const answer = await next(document, position, context, token);
    // The protocol has no kind for a person; the editor has.
    for (const item of Array.isArray(answer) ? answer : (answer?.items ?? [])) {
      if (item.kind === vscode.CompletionItemKind.Interface) item.kind = vscode.CompletionItemKind.User;
    }
    return answer;
  },
  provideCodeActions: (document, range, context, token, next) =>
    inWorkspace(document) ? next(document, range, context, token) : undefined,
  prepareRename: (document, position, token, next) =>
    inWorkspace(document) ? next(document, position, token) : undefined,
  provideRenameEdits: (document, position, name, token, next) =>
    inWorkspace(document) ? next(document, position, name, token) : undefined,
  provideDocumentSymbols: (document, token, next) =>
    inWorkspace(document) ? next(document, token) : undefined,
};

function inWorkspace(document: vscode.TextDocument): boolean {
  return vscode.workspace.getWorkspaceFolder(document.uri) !== undefined;
}

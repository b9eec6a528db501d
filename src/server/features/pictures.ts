import { CompletionItemKind, SymbolKind } from 'vscode-languageserver';
import type { EntityType } from '../../core/model';

/** How the editor pictures what is of a type, among symbols and among completions. */
export const PICTURES: Readonly<
  Record<EntityType, { readonly symbol: SymbolKind; readonly completion: CompletionItemKind }>
> = {
  ORG: { symbol: SymbolKind.Class, completion: CompletionItemKind.Class },
  EVENT: { symbol: SymbolKind.Event, completion: CompletionItemKind.Event },
  PER: { symbol: SymbolKind.Interface, completion: CompletionItemKind.Interface },
  LOC: { symbol: SymbolKind.Module, completion: CompletionItemKind.Module },
  PROD: { symbol: SymbolKind.Constant, completion: CompletionItemKind.Constant },
};

import * as vscode from 'vscode';
import type { CompletionList } from 'vscode-languageclient';
import type { Connection } from './connection';
import { ARTICLE_LANGUAGES, completionEnabled } from './settings';

/** The word for which the list was opened, and what stands in it. */
interface Offer {
  readonly uri: string;
  readonly line: number;
  /** Where the word begins that was being typed. */
  readonly word: number;
  /** Where the names begin. */
  readonly start: number;
  readonly names: ReadonlySet<string>;
}

/**
 * Opens the list of names while one types. The editor by itself does not in Markdown, and in plain text it asks
 * once, at the first letter of a word: it then has a list of words, and asks no more. So the server is asked after
 * each letter, and the editor told as soon as there is a name; the list goes when a name is written out, so that
 * Enter begins a line again.
 */
export class NameOffers implements vscode.Disposable {
  private offer: Offer | undefined;
  private asked = 0;
  private readonly listener = vscode.workspace.onDidChangeTextDocument((event) => {
    this.follow(event).catch((error: unknown) => this.log.debug('No names could be offered:', String(error)));
  });

  constructor(
    private readonly connection: Connection,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  dispose(): void {
    this.listener.dispose();
  }

  private async follow({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): Promise<void> {
    const [change] = contentChanges;
    const editor = vscode.window.activeTextEditor;
    if (change === undefined || contentChanges.length > 1 || reason !== undefined) return;
    if (editor?.document !== document || !LETTER.test(change.text) || !this.isFor(document)) return;
    const { line, character } = change.range.start.translate(0, change.text.length);
    const text = document.lineAt(line).text;
    const before = text.slice(0, character);
    const word = character - (WORD_END.exec(before)?.[0].length ?? 0);
    if (WORD_START.test(text.slice(character))) return;
    const uri = document.uri.toString();
    if (this.offer?.uri === uri && this.offer.line === line && this.offer.word === word) {
      const { start, names } = this.offer;
      if (names.has(before.slice(start))) await vscode.commands.executeCommand('hideSuggestWidget');
      return;
    }
    const asked = ++this.asked;
    const list = await this.connection.request<CompletionList | null>('textDocument/completion', {
      textDocument: { uri },
      position: { line, character },
    });
    const [first] = list?.items ?? [];
    if (asked !== this.asked || !list || !first?.textEdit || !('range' in first.textEdit)) return;
    const names = new Set(list.items.map(({ label }) => label));
    this.offer = { uri, line, word, start: first.textEdit.range.start.character, names };
    // While a list of words is open, the editor does not ask for another.
    await vscode.commands.executeCommand('hideSuggestWidget');
    await vscode.commands.executeCommand('editor.action.triggerSuggest', { auto: true });
  }

  private isFor(document: vscode.TextDocument): boolean {
    return (
      ARTICLE_LANGUAGES.includes(document.languageId) &&
      this.connection.running &&
      vscode.workspace.getWorkspaceFolder(document.uri) !== undefined &&
      completionEnabled() &&
      !isUnwanted(document)
    );
  }
}

const LETTER = /^[\p{L}\p{M}]{1,2}$/u;
const WORD_END = /[\p{L}\p{M}\p{N}]+$/u;
const WORD_START = /^[\p{L}\p{M}\p{N}]/u;

/** Whether the user turned off suggestions while typing; that Markdown has them off by default is no choice of the user. */
function isUnwanted(document: vscode.TextDocument): boolean {
  const set = vscode.workspace
    .getConfiguration('editor', document)
    .inspect<QuickSuggestions>('quickSuggestions');
  const chosen =
    set?.workspaceFolderLanguageValue ??
    set?.workspaceLanguageValue ??
    set?.globalLanguageValue ??
    set?.workspaceFolderValue ??
    set?.workspaceValue ??
    set?.globalValue;
  const other = typeof chosen === 'object' ? chosen.other : chosen;
  return other === false || other === 'off';
}

/** As the editor knows it: for all text, or by kinds of tokens. */
type QuickSuggestions = boolean | { readonly other?: boolean | string };

import * as vscode from 'vscode';
import { type IndexReport, Requests } from '../protocol/protocol';
import type { Connection } from './connection';
import { type ReportText, reportText } from './reportText';
import type { Words } from './words';

const SCHEME = 'gazetteer-report';

/** The index report as a read-only document, in plain text with links to the files it names. */
export class Report
  implements vscode.TextDocumentContentProvider, vscode.DocumentLinkProvider, vscode.Disposable
{
  private readonly changeEmitter = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changeEmitter.event;
  private readonly registrations: vscode.Disposable;
  private readonly uri = vscode.Uri.from({
    scheme: SCHEME,
    path: `/${vscode.l10n.t('Gazetteer Index Report')}`,
  });
  private written: ReportText = { text: '', links: [] };

  constructor(
    private readonly connection: Connection,
    private readonly words: Words,
  ) {
    this.registrations = vscode.Disposable.from(
      this.changeEmitter,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.languages.registerDocumentLinkProvider({ scheme: SCHEME }, this),
    );
  }

  async show(): Promise<void> {
    const report = await this.connection.request<IndexReport>(Requests.report, null);
    const nameOf = (uri: string): string => vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
    this.written = reportText(report, vscode.l10n, this.words, nameOf);
    this.changeEmitter.fire(this.uri);
    await vscode.window.showTextDocument(this.uri, { preview: true });
  }

  provideTextDocumentContent(): string {
    return this.written.text;
  }

  provideDocumentLinks(): vscode.DocumentLink[] {
    return this.written.links.map(
      ({ line, length, uri }) =>
        new vscode.DocumentLink(new vscode.Range(line, 0, line, length), vscode.Uri.parse(uri)),
    );
  }

  dispose(): void {
    this.registrations.dispose();
  }
}

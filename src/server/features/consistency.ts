import * as l10n from '@vscode/l10n';
import {
  CodeActionKind,
  DiagnosticSeverity,
  type CodeAction,
  type Connection,
  type Diagnostic,
  type TextDocumentEdit,
} from 'vscode-languageserver';
import { departuresIn, type Departure } from '../../core/answers/consistency';
import { formatOf } from '../../core/reading/format';
import { CodeActionCommands, type ConsistencySeverity, type DecideParams } from '../../protocol/protocol';
import type { DecisionFiles } from '../decisions';
import type { Host } from '../host';
import type { Indexer, OpenDocuments } from '../indexer';
import { rangeOf } from '../positions';

/** What a diagnostic carries for its quick fixes. */
interface Slip {
  readonly id: string;
  readonly text: string;
  readonly house: string;
}

/** Marks the names of open articles that depart from their house form, and mends them. */
export class Consistency {
  private severity: ConsistencySeverity = 'information';
  private readonly marked = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly indexer: Indexer,
    private readonly decisions: DecisionFiles,
    private readonly host: Pick<Host, 'now' | 'breathe'>,
    private readonly documents: OpenDocuments & {
      version(uri: string): number | null;
      settle(uri: string): void;
    },
  ) {}

  setSeverity(severity: ConsistencySeverity): void {
    this.severity = severity;
    this.changed();
  }

  /** Documents, entities or decisions changed: looks again soon. */
  changed(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.look().catch((error: unknown) => this.connection.console.error(String(error)));
    }, PAUSE_MS);
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  /** The quick fixes of the diagnostics at a place. */
  async actions(uri: string, diagnostics: readonly Diagnostic[]): Promise<CodeAction[]> {
    const slips = diagnostics.filter(({ source, data }) => source === SOURCE && isSlip(data));
    if (slips.length === 0) return [];
    const departures = await this.departures(uri);
    return slips.flatMap((diagnostic) => {
      const { id, text, house } = diagnostic.data as Slip;
      const same = departures.filter((found) => found.plain && found.entity.id === id && found.text === text);
      const here = same.filter((found) => {
        const { start } = this.range(uri, found);
        return (
          start.line === diagnostic.range.start.line && start.character === diagnostic.range.start.character
        );
      });
      const fix = (title: string, places: readonly Departure[], isPreferred: boolean): CodeAction[] =>
        places.length === 0
          ? []
          : [
              {
                title,
                kind: CodeActionKind.QuickFix,
                diagnostics: [diagnostic],
                isPreferred,
                edit: { documentChanges: [this.edit(uri, places, house)] },
              },
            ];
      const decide = (title: string, params: DecideParams): CodeAction => ({
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnostic],
        command: { title, command: CodeActionCommands.decide, arguments: [params] },
      });
      return [
        ...fix(l10n.t('Write “{0}”', house), here, true),
        ...(same.length > 1 ? fix(l10n.t('Write “{0}” in the whole file', house), same, false) : []),
        {
          title: l10n.t('Write “{0}” in all articles…', house),
          kind: CodeActionKind.QuickFix,
          diagnostics: [diagnostic],
          data: { id, text, house } satisfies Slip,
        },
        decide(l10n.t('Accept “{0}” as a spelling', text), { action: { kind: 'accept', id, variant: text } }),
        decide(l10n.t('Do not check this name in this file'), { action: { kind: 'ignore', id, uri } }),
      ];
    });
  }

  /** Works out the edits of a fix in all articles, for the user to look at first. */
  async resolve(action: CodeAction): Promise<CodeAction> {
    if (!isSlip(action.data)) return action;
    const { id, text, house } = action.data;
    const entity = this.indexer.archive.entity(id);
    const uris = new Set(entity?.occurrences.page().map(({ uri }) => uri));
    const changes: TextDocumentEdit[] = [];
    for (const uri of uris) {
      const same = (await this.departures(uri)).filter(
        (found) => found.plain && found.entity.id === id && found.text === text,
      );
      if (same.length > 0) changes.push(this.edit(uri, same, house, ALL));
    }
    const label = l10n.t('Write “{0}” for “{1}”', house, text);
    return {
      ...action,
      edit: { documentChanges: changes, changeAnnotations: { [ALL]: { label, needsConfirmation: true } } },
    };
  }

  private async look(): Promise<void> {
    // Half an archive has other majorities than the whole.
    if (this.indexer.progress.busy) return this.changed();
    for (
      let started = this.host.now();
      this.indexer.houseForms.update(() => this.host.now() - started > SLICE_MS);
    ) {
      await this.host.breathe();
      started = this.host.now();
    }
    const open = this.documents.uris().filter((uri) => this.indexer.archive.has(uri));
    for (const uri of this.marked) {
      if (open.includes(uri) && this.severity !== 'off') continue;
      this.marked.delete(uri);
      await this.connection.sendDiagnostics({ uri, diagnostics: [] });
    }
    if (this.severity === 'off') return;
    const severity = SEVERITIES[this.severity];
    for (const uri of open) {
      const departures = await this.departures(uri);
      if (departures.length === 0 && !this.marked.has(uri)) continue;
      this.marked.add(uri);
      const diagnostics = departures.slice(0, MOST).map((found): Diagnostic => ({
        range: this.range(uri, found),
        severity,
        source: SOURCE,
        code: 'house-form',
        message: found.decided
          ? l10n.t('“{0}” is the house form of this name.', found.house)
          : l10n.t('“{0}” is how most of the archive spells this name.', found.house),
        data: { id: found.entity.id, text: found.text, house: found.house } satisfies Slip,
      }));
      await this.connection.sendDiagnostics({ uri, diagnostics });
    }
  }

  private async departures(uri: string): Promise<Departure[]> {
    this.documents.settle(uri);
    const read = await this.indexer.reread(uri);
    const record = this.indexer.archive.file(uri);
    const format = formatOf(uri);
    const source = this.indexer.textRead(uri);
    if (!read || !record || !format || source === undefined) return [];
    const path = this.decisions.placeOf(uri)?.path;
    return departuresIn(this.indexer.archive, this.indexer.houseForms, {
      record,
      source,
      format,
      read,
      path,
    });
  }

  private range(uri: string, found: Departure): Diagnostic['range'] {
    return rangeOf(this.indexer.archive.file(uri)!, found);
  }

  private edit(
    uri: string,
    places: readonly Departure[],
    newText: string,
    annotationId?: string,
  ): TextDocumentEdit {
    return {
      textDocument: { uri, version: this.documents.version(uri) },
      edits: places.map((found) => ({
        range: this.range(uri, found),
        newText,
        ...(annotationId !== undefined && { annotationId }),
      })),
    };
  }
}

const SOURCE = 'Gazetteer';
const ALL = 'all-articles';
/** Behind what the eye follows: marks that come and go while one types would disturb. */
const PAUSE_MS = 300;
/** How long spellings are counted on end before waiting requests have their turn. */
const SLICE_MS = 10;
/** More marks in one file help nobody. */
const MOST = 200;
const SEVERITIES: Readonly<Record<Exclude<ConsistencySeverity, 'off'>, DiagnosticSeverity>> = {
  hint: DiagnosticSeverity.Hint,
  information: DiagnosticSeverity.Information,
  warning: DiagnosticSeverity.Warning,
  error: DiagnosticSeverity.Error,
};

function isSlip(data: unknown): data is Slip {
  return typeof data === 'object' && data !== null && 'house' in data && 'text' in data && 'id' in data;
}

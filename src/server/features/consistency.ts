import * as l10n from '@vscode/l10n';
import {
  CodeActionKind,
  DiagnosticSeverity,
  type CodeAction,
  type Connection,
  type Diagnostic,
  type TextDocumentEdit,
} from 'vscode-languageserver';
import type { CheckedFile } from '../../core/answers/checkedFile';
import { departuresIn, type Departure } from '../../core/answers/consistency';
import { bareAcronymsIn, glossOrder, type BareAcronym, type GlossOrder } from '../../core/answers/gloss';
import { timesSpelt } from '../../core/answers/renaming';
import type { Span } from '../../core/model';
import { CodeActionCommands, type ConsistencySeverity, type DecideParams } from '../../protocol/protocol';
import type { ArticleTexts } from '../articleTexts';
import type { Host } from '../host';
import type { Indexer, OpenDocuments } from '../indexer';
import { positionAt, rangeOf } from '../positions';
import { previewed } from './previewed';

/** What a diagnostic carries for its quick fixes. */
interface Slip {
  readonly id: string;
  readonly text: string;
  readonly house: string;
}

/**
 * Marks the names of open articles that depart from their house form and, if asked for, acronyms that are not
 * spelt out; mends them.
 */
export class Consistency {
  private severity: ConsistencySeverity = 'information';
  private gloss = false;
  private order: { readonly articles: number; readonly value: GlossOrder } | undefined;
  private readonly marked = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly indexer: Indexer,
    private readonly texts: ArticleTexts,
    private readonly host: Pick<Host, 'now' | 'breathe'>,
    private readonly documents: Pick<OpenDocuments, 'uris'>,
  ) {}

  /** What is marked, and how: departures from the house form, and whether acronyms are too. */
  configure(severity: ConsistencySeverity, gloss: boolean): void {
    this.severity = severity;
    this.gloss = gloss;
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
    const own = diagnostics.filter(({ source }) => source === SOURCE);
    const bare = own.filter(({ code }) => code === GLOSS_CODE);
    const slips = own.filter(({ data }) => isSlip(data));
    return [
      ...(bare.length > 0 ? await this.glossActions(uri, bare) : []),
      ...(slips.length > 0 ? await this.slipActions(uri, slips) : []),
    ];
  }

  private async slipActions(uri: string, slips: readonly Diagnostic[]): Promise<CodeAction[]> {
    const file = await this.texts.read(uri);
    if (!file) return [];
    const departures = this.departures(file);
    return slips.flatMap((diagnostic) => {
      const { id, text, house } = diagnostic.data as Slip;
      const same = departures.filter((found) => found.plain && found.entity.id === id && found.text === text);
      const here = same.filter((found) => isAt(file, found, diagnostic));
      const fix = (title: string, places: readonly Departure[], isPreferred: boolean): CodeAction[] =>
        places.length === 0
          ? []
          : [quickFix(diagnostic, title, { edit: this.edit(file, places, house), isPreferred })];
      return [
        ...fix(l10n.t('Write “{0}”', house), here, true),
        ...(same.length > 1 ? fix(l10n.t('Write “{0}” in the whole file', house), same, false) : []),
        ...(timesSpelt(this.indexer.archive, id, text) > same.length
          ? [
              {
                title: l10n.t('Write “{0}” in all articles…', house),
                kind: CodeActionKind.QuickFix,
                diagnostics: [diagnostic],
                data: { id, text, house } satisfies Slip,
              },
            ]
          : []),
        decideFix(diagnostic, l10n.t('Accept “{0}” as a spelling', text), {
          action: { kind: 'accept', entity: id, variant: text },
        }),
        ignoreFix(diagnostic, id, uri),
      ];
    });
  }

  private async glossActions(uri: string, diagnostics: readonly Diagnostic[]): Promise<CodeAction[]> {
    const file = await this.texts.read(uri);
    if (!file) return [];
    const acronyms = this.bareAcronyms(file);
    return diagnostics.flatMap((diagnostic) => {
      const found = acronyms.find((acronym) => isAt(file, acronym, diagnostic));
      if (!found) return [];
      const title = l10n.t('Write “{0}”', found.spelt);
      return [
        ...(found.plain
          ? [quickFix(diagnostic, title, { edit: this.edit(file, [found], found.spelt), isPreferred: true })]
          : []),
        ignoreFix(diagnostic, found.entity.id, uri),
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
      const file = await this.texts.read(uri);
      if (!file) continue;
      const same = this.departures(file).filter(
        (found) => found.plain && found.entity.id === id && found.text === text,
      );
      if (same.length > 0) changes.push(this.edit(file, same, house, ALL));
    }
    const label = l10n.t('Write “{0}” for “{1}”', house, text);
    const changeAnnotations = { [ALL]: { label, needsConfirmation: false } };
    return { ...action, edit: previewed({ documentChanges: changes, changeAnnotations }) };
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
      if (open.includes(uri) && (this.severity !== 'off' || this.gloss)) continue;
      this.marked.delete(uri);
      await this.connection.sendDiagnostics({ uri, diagnostics: [] });
    }
    if (this.severity === 'off' && !this.gloss) return;
    for (const uri of open) {
      const diagnostics = await this.diagnostics(uri);
      if (diagnostics.length === 0 && !this.marked.has(uri)) continue;
      this.marked.add(uri);
      await this.connection.sendDiagnostics({ uri, diagnostics });
    }
  }

  private async diagnostics(uri: string): Promise<Diagnostic[]> {
    const { severity } = this;
    const file = await this.texts.read(uri);
    if (!file) return [];
    const slips = severity === 'off' ? [] : this.departures(file).slice(0, MOST);
    const acronyms = this.gloss ? this.bareAcronyms(file).slice(0, MOST) : [];
    return [
      ...slips.map((found): Diagnostic => ({
        range: rangeOf(file.record, found),
        severity: SEVERITIES[severity as Exclude<ConsistencySeverity, 'off'>],
        source: SOURCE,
        code: 'house-form',
        message: found.decided
          ? l10n.t('“{0}” is the house form of this name.', found.house)
          : l10n.t('“{0}” is how most of the archive spells this name.', found.house),
        data: { id: found.entity.id, text: found.text, house: found.house } satisfies Slip,
      })),
      ...acronyms.map((found): Diagnostic => ({
        range: rangeOf(file.record, found),
        severity: DiagnosticSeverity.Hint,
        source: SOURCE,
        code: GLOSS_CODE,
        message: l10n.t('“{0}” is not spelt out in this article: {1}', found.text, found.full),
      })),
    ];
  }

  private departures(file: CheckedFile): Departure[] {
    return departuresIn(this.indexer.archive, this.indexer.houseForms, file);
  }

  private bareAcronyms(file: CheckedFile): BareAcronym[] {
    const { archive } = this.indexer;
    const { articles } = archive.totals;
    // A habit does not change with a keystroke.
    if (this.order?.articles !== articles) this.order = { articles, value: glossOrder(archive) };
    return bareAcronymsIn(archive, this.order.value, file);
  }

  private edit(
    file: CheckedFile,
    places: readonly Span[],
    newText: string,
    annotationId?: string,
  ): TextDocumentEdit {
    const written = annotationId === undefined ? { newText } : { newText, annotationId };
    return this.texts.edit(
      file,
      places.map(({ start, end }) => ({ start, end, ...written })),
    );
  }
}

const SOURCE = 'Gazetteer';
const ALL = 'all-articles';
const GLOSS_CODE = 'gloss';
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

function isAt({ record }: CheckedFile, found: Span, { range: { start } }: Diagnostic): boolean {
  const here = positionAt(record, found.start);
  return here.line === start.line && here.character === start.character;
}

function quickFix(
  diagnostic: Diagnostic,
  title: string,
  { edit, isPreferred }: { readonly edit: TextDocumentEdit; readonly isPreferred: boolean },
): CodeAction {
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    isPreferred,
    edit: { documentChanges: [edit] },
  };
}

function decideFix(diagnostic: Diagnostic, title: string, params: DecideParams): CodeAction {
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    command: { title, command: CodeActionCommands.decide, arguments: [params] },
  };
}

function ignoreFix(diagnostic: Diagnostic, id: string, uri: string): CodeAction {
  return decideFix(diagnostic, l10n.t('Do not check this name in this file'), {
    action: { kind: 'ignore', entity: id, file: uri },
  });
}

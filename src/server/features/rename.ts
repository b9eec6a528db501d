import * as l10n from '@vscode/l10n';
import {
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type ChangeAnnotation,
  type Range,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { isIn } from '../../core/answers/checkedFile';
import { formAt, renamedIn, timesSpelt, type Renaming } from '../../core/answers/renaming';
import { plainSpelling } from '../../core/answers/spelling';
import type { Entity } from '../../core/archive/entity';
import { LONGEST_NAME } from '../../core/decisions/model';
import type { Span } from '../../core/model';
import type { ArticleTexts } from '../articleTexts';
import type { Host } from '../host';
import type { Indexer } from '../indexer';
import { rangeOf } from '../positions';
import { previewed } from './previewed';

/** The name that is to be written otherwise. */
export interface Asked {
  readonly uri: string;
  readonly entity: Entity;
  readonly span: Span;
}

/**
 * Rename Symbol: a name is written otherwise wherever it is spelt as under the cursor. Texts only: the house
 * form is the user's decision (Rename Entity…), or follows the majority. All errors are for the user to read.
 */
export class Rename {
  constructor(
    private readonly indexer: Indexer,
    private readonly texts: ArticleTexts,
    private readonly host: Pick<Host, 'now' | 'breathe'>,
  ) {}

  /** The name at the cursor, as written there. */
  async prepare(asked: Asked | undefined): Promise<{ range: Range; placeholder: string }> {
    const file = asked && (await this.texts.read(asked.uri));
    if (!asked || !file) throw noName();
    const form = formAt(file, asked.span);
    const renaming = { entity: asked.entity, form, newName: form };
    const { replacements, leftOut } = renamedIn(this.indexer.archive, file, renaming, asked.span);
    if (!isIn(replacements, asked.span)) {
      throw leftOut > 0 ? failed(l10n.t('Markup stands inside this name: change it by hand.')) : noName();
    }
    return { range: rangeOf(file.record, asked.span), placeholder: form };
  }

  /** The edit of all articles; undefined when nobody waits for it any more. */
  async rename(
    asked: Asked | undefined,
    wanted: string,
    token: CancellationToken,
  ): Promise<WorkspaceEdit | undefined> {
    const newName = checked(wanted);
    if (!asked) throw noName();
    const { placeholder: form } = await this.prepare(asked);
    const renaming: Renaming = { entity: asked.entity, form, newName };
    // Before any file is read.
    this.refuseTooMany(timesSpelt(this.indexer.archive, asked.entity.id, form));

    const uris = new Set([asked.uri, ...asked.entity.occurrences.page().map(({ uri }) => uri)]);
    const documentChanges: TextDocumentEdit[] = [];
    const used = new Set<string>();
    let count = 0;
    let leftOut = 0;
    let started = this.host.now();
    for (const uri of uris) {
      if (this.host.now() - started > SLICE_MS) {
        await this.host.breathe();
        started = this.host.now();
      }
      if (token.isCancellationRequested) return undefined;
      const file = await this.texts.read(uri);
      if (!file) continue;
      const also = uri === asked.uri ? asked.span : undefined;
      const renamed = renamedIn(this.indexer.archive, file, renaming, also);
      leftOut += renamed.leftOut;
      count += renamed.replacements.length;
      if (count > MOST || renamed.replacements.length === 0) continue;
      const places = renamed.replacements.map(({ quoted, ...place }) => {
        const annotationId = quoted ? QUOTATIONS : ARTICLES;
        used.add(annotationId);
        return { ...place, annotationId };
      });
      documentChanges.push(this.texts.edit(file, places));
    }
    this.refuseTooMany(count);
    const annotations = this.annotations(renaming, leftOut);
    const edit = {
      documentChanges,
      changeAnnotations: Object.fromEntries([...used].map((id) => [id, annotations[id]!])),
    };
    return documentChanges.length > 1 ? previewed(edit) : edit;
  }

  /** What needs confirmation is left alone unless it is ticked in the preview. */
  private annotations({ entity, form }: Renaming, leftOut: number): Record<string, ChangeAnnotation> {
    const notes: string[] = [];
    if (leftOut === 1) notes.push(l10n.t('One mention is left out: markup stands inside it.'));
    if (leftOut > 1) notes.push(l10n.t('{0} mentions are left out: markup stands inside them.', leftOut));
    const { archive } = this.indexer;
    const decided = archive.decisionAt(archive.rootOf(entity.id) ?? '')?.decision.name;
    if (decided !== undefined && plainSpelling(decided) === form)
      notes.push(l10n.t('The house form remains “{0}” until you use “Rename Entity…”.', decided));
    return {
      [ARTICLES]: {
        label: l10n.t('In the articles'),
        needsConfirmation: false,
        ...(notes.length > 0 && { description: notes.join(' ') }),
      },
      [QUOTATIONS]: {
        label: l10n.t('In quotations'),
        needsConfirmation: true,
        description: l10n.t('Left alone unless ticked.'),
      },
    };
  }

  private refuseTooMany(count: number): void {
    if (count <= MOST) return;
    throw failed(
      l10n.t('This name stands in {0} places; at most {1} can be renamed at a time.', count, MOST),
    );
  }
}

const ARTICLES = 'articles';
const QUOTATIONS = 'quotations';
/** The preview of more is of no use, and the editor would be busy for minutes. */
const MOST = 5000;
/** How long articles are read on end before waiting requests have their turn. */
const SLICE_MS = 10;
const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/;

function checked(wanted: string): string {
  const name = wanted.trim();
  const fault = LINE_BREAK.test(name)
    ? l10n.t('A name stands on one line.')
    : !/[\p{L}\p{N}]/u.test(name)
      ? l10n.t('A name needs a letter or a digit.')
      : name.length > LONGEST_NAME
        ? l10n.t('This name is too long ({0} characters, at most {1}).', name.length, LONGEST_NAME)
        : undefined;
  if (fault !== undefined) throw new ResponseError(ErrorCodes.InvalidParams, fault);
  return name;
}

function noName(): ResponseError<void> {
  return failed(l10n.t('There is no known name at the cursor.'));
}

function failed(message: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}

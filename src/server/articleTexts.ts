import type { TextDocumentEdit } from 'vscode-languageserver';
import type { CheckedFile } from '../core/answers/checkedFile';
import { lineStartsOf } from '../core/archive/lines';
import type { Span } from '../core/model';
import { formatOf } from '../core/reading/format';
import type { DecisionFiles } from './decisions';
import type { Indexer } from './indexer';
import { rangeOf } from './positions';

/** What is to be written at a place (source offsets). */
export interface Rewriting extends Span {
  readonly newText: string;
  readonly annotationId?: string;
}

/** Articles as they are now, open documents before files, to be looked at and edited place by place. */
export class ArticleTexts {
  constructor(
    private readonly indexer: Indexer,
    private readonly decisions: DecisionFiles,
    private readonly documents: { version(uri: string): number | null; settle(uri: string): void },
  ) {}

  /** A file that is read again; undefined when it cannot be read, or nothing is known of it. */
  async read(uri: string): Promise<CheckedFile | undefined> {
    this.documents.settle(uri);
    const read = await this.indexer.reread(uri);
    const record = this.indexer.archive.file(uri);
    const format = formatOf(uri);
    const source = this.indexer.textRead(uri);
    if (!read || !record || !format || source === undefined) return undefined;
    const path = this.decisions.placeOf(uri)?.path;
    // The record may be of an older text, whose lines began elsewhere.
    return { record: { ...record, lineStarts: lineStartsOf(source) }, source, format, read, path };
  }

  edit({ record }: CheckedFile, places: readonly Rewriting[]): TextDocumentEdit {
    return {
      textDocument: { uri: record.uri, version: this.documents.version(record.uri) },
      edits: places.map(({ start, end, newText, annotationId }) => ({
        range: rangeOf(record, { start, end }),
        newText,
        ...(annotationId !== undefined && { annotationId }),
      })),
    };
  }
}

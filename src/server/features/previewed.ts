import * as l10n from '@vscode/l10n';
import type { ChangeAnnotation, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';

/** An edit of several files, as a handler makes it. */
export interface ArchiveEdit {
  readonly documentChanges: readonly TextDocumentEdit[];
  readonly changeAnnotations: Readonly<Record<string, ChangeAnnotation>>;
}

/**
 * The edit, to be looked at before it is made. VS Code opens its refactor preview as soon as one edit needs
 * confirmation; there such edits are not ticked, all others are. The protocol has no third state (shown, and
 * ticked). So a change that needs confirmation and is none goes along: the creation, if it is not there, of a
 * file that is. The preview does not show it.
 */
export function previewed({ documentChanges, changeAnnotations }: ArchiveEdit): WorkspaceEdit {
  const [first] = documentChanges;
  if (!first) return { documentChanges: [] };
  const nothing = {
    kind: 'create',
    uri: first.textDocument.uri,
    options: { ignoreIfExists: true },
    annotationId: PREVIEW,
  } as const;
  return {
    documentChanges: [...documentChanges, nothing],
    changeAnnotations: {
      ...changeAnnotations,
      [PREVIEW]: { label: l10n.t('To be looked at first'), needsConfirmation: true },
    },
  };
}

const PREVIEW = 'preview';

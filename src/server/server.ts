import * as l10n from '@vscode/l10n';
import {
  CodeActionKind,
  TextDocuments,
  TextDocumentSyncKind,
  ResponseError,
  type CancellationToken,
  type CodeAction,
  type Connection,
  type InitializeResult,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { knownNameAt } from '../core/answers/knownName';
import { entityAt } from '../core/answers/places';
import { isUncertain, type Entity } from '../core/archive/entity';
import { lineStartsOf } from '../core/archive/lines';
import type { FileContent } from '../core/archive/extractFile';
import type { FileRecord } from '../core/archive/records';
import type { Problem, Span } from '../core/model';
import { digest } from '../core/archive/digest';
import { loadAliases, NO_ALIASES, type Aliases } from '../core/resolution/aliases';
import { loadModel } from '../core/recognition/recognise';
import {
  Notifications,
  type FilesChanged,
  type InitOptions,
  type Position,
  type Settings,
} from '../protocol/protocol';
import { RecordCache } from './cache/recordCache';
import { completionsAt } from './features/completion';
import { Consistency } from './features/consistency';
import { hoverOf } from './features/hover';
import { definitionLinks, highlightsOf, referenceLocations } from './features/navigation';
import { Rename, type Asked } from './features/rename';
import { documentSymbols, workspaceSymbols } from './features/symbols';
import { ArticleTexts } from './articleTexts';
import { registerDecisionRequests } from './decisionRequests';
import { DecisionFiles } from './decisions';
import type { Host } from './host';
import { Indexer } from './indexer';
import { registerListRequests } from './lists';
import { offsetAt } from './positions';
import { StateNotifier } from './state';

/** Runs the language server on a connection: the same on the desktop, on the web and in tests. */
export function startServer(connection: Connection, host: Host): void {
  const documents = new TextDocuments(TextDocument);
  const notifier: StateNotifier = new StateNotifier(connection, () => indexer);
  const indexer: Indexer = new Indexer(
    host,
    { text: (uri) => documents.get(uri)?.getText(), uris: () => documents.keys() },
    {
      changed() {
        notifier.changed();
        consistency.changed();
      },
      progressed: () => notifier.progressed(),
    },
  );
  const decisions = new DecisionFiles(
    connection,
    host,
    indexer,
    { text: (uri) => documents.get(uri)?.getText(), uris: () => documents.keys() },
    () => {
      notifier.changed();
      consistency.changed();
    },
  );
  const texts = new ArticleTexts(indexer, decisions, {
    version: (uri) => documents.get(uri)?.version ?? null,
    settle: (uri) => settle(uri),
  });
  const consistency: Consistency = new Consistency(connection, indexer, texts, host, {
    uris: () => documents.keys(),
  });
  const rename = new Rename(indexer, texts, host);
  let settings: Settings = { maxFileSizeMB: 5, hoverEnabled: true, hoverExcerpts: 3 };
  let locale = 'en';
  let modelUri = '';
  let codeUri = '';
  let storageUri: string | undefined;
  let cache: RecordCache | undefined;
  let unsaved: string | undefined;

  const applySettings = (next: Settings): void => {
    settings = next;
    indexer.setMaxFileSize(next.maxFileSizeMB);
    consistency.configure(next.consistencySeverity ?? 'information', next.glossEnabled ?? false);
  };

  connection.onInitialize((params): InitializeResult => {
    const options = params.initializationOptions as InitOptions;
    locale = params.locale ?? 'en';
    if (options.l10n) l10n.config({ contents: { ...options.l10n } });
    applySettings(options.settings);
    ({ modelUri, codeUri, storageUri } = options);
    return {
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        hoverProvider: true,
        definitionProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        documentSymbolProvider: true,
        workspaceSymbolProvider: true,
        renameProvider: { prepareProvider: true },
        completionProvider: {},
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix], resolveProvider: true },
      },
    };
  });

  // Not before: the client answers requests (for the files, where there is no disk) only from then on.
  connection.onInitialized(() => void load());

  async function load(): Promise<void> {
    const uris = [modelUri, modelUri.replace(/[^/]+$/, 'aliases.bin'), codeUri] as const;
    const files = await Promise.all(uris.map((uri) => host.readFile(uri, MAX_SHIPPED_BYTES)));
    const [modelFile, aliasFile] = files as [FileContent | Problem, FileContent | Problem];
    const digests = files.map((file) => ('code' in file ? 0 : digest(file.bytes)));
    cache =
      storageUri === undefined
        ? undefined
        : cacheIn(storageUri, digest(new Uint8Array(Float64Array.from(digests).buffer)));
    await indexer.recall(knownAliases(uris[1], aliasFile), cache);
    const model = 'code' in modelFile ? { error: reasonOf(modelFile) } : loadModel(modelFile.bytes);
    if ('error' in model) {
      const message = l10n.t(
        'The recognition model {0} cannot be used ({1}). Reinstall Gazetteer.',
        modelUri,
        model.error,
      );
      connection.console.error(message);
      notifier.failed(message);
    } else {
      indexer.start(model, modelUri);
      notifier.started();
    }
  }

  /** Without the list names are still resolved, only less well. */
  function knownAliases(uri: string, file: FileContent | Problem): Aliases {
    const aliases = 'code' in file ? { error: reasonOf(file) } : loadAliases(file.bytes);
    if (!('error' in aliases)) return aliases;
    connection.console.error(
      l10n.t('The list of short names {0} cannot be used ({1}). Reinstall Gazetteer.', uri, aliases.error),
    );
    return NO_ALIASES;
  }

  function cacheIn(uri: string, version: number): RecordCache {
    return new RecordCache(host.storage(uri), version, {
      ...CACHE_LIMITS,
      breathe: () => host.breathe(),
      onFailure(reason) {
        unsaved =
          reason === undefined
            ? undefined
            : l10n.t(
                'The index cannot be kept in {0} ({1}): articles will be read again at the next start.',
                uri,
                reason,
              );
        if (unsaved !== undefined) connection.console.warn(unsaved);
      },
    });
  }

  connection.onNotification(Notifications.settings, applySettings);
  connection.onNotification(Notifications.filesChanged, ({ changed, deleted }: FilesChanged) => {
    const isArticle = (uri: string): boolean => !decisions.fileChanged(uri);
    indexer.filesChanged(changed.filter(isArticle), deleted.filter(isArticle));
  });

  const edits = new Map<string, ReturnType<typeof setTimeout>>();
  const afterEdit = (uri: string, wait: number): void => {
    clearTimeout(edits.get(uri));
    edits.set(
      uri,
      setTimeout(() => {
        edits.delete(uri);
        if (!decisions.fileChanged(uri)) indexer.documentChanged(uri);
      }, wait),
    );
  };
  documents.onDidChangeContent(({ document }) => afterEdit(document.uri, EDIT_PAUSE_MS));
  documents.onDidClose(({ document }) => {
    afterEdit(document.uri, 0);
    consistency.changed();
  });
  documents.onDidOpen(() => consistency.changed());

  /** Answers from edits that still wait would be off by some letters: index them first. */
  const settle = (uri: string): void => {
    const waiting = edits.get(uri);
    if (waiting === undefined) return;
    clearTimeout(waiting);
    edits.delete(uri);
    indexer.documentChanged(uri);
  };

  /** The name at a position: what was recognised there, else a name that the archive knows. */
  const nameAt = (uri: string, position: Position): NameAt | undefined => {
    settle(uri);
    const document = documents.get(uri);
    const record = indexer.archive.file(uri);
    if (record) {
      const found = entityAt(indexer.archive, uri, offsetAt(record, position));
      if (found) return found.entity.hidden ? undefined : { file: record, ...found };
    }
    if (!document) return undefined;
    const line = {
      start: { line: position.line, character: 0 },
      end: { line: position.line + 1, character: 0 },
    };
    const known = knownNameAt(indexer.archive, document.getText(line), position.character);
    if (!known || known.entity.hidden) return undefined;
    const file = record ?? { lineStarts: lineStartsOf(document.getText()) };
    const start = offsetAt(file, line.start);
    return {
      file,
      entity: known.entity,
      span: { start: start + known.span.start, end: start + known.span.end },
    };
  };

  /** One boundary for all handlers: an error is logged with its request and answered with nothing; what is meant for the user goes on. */
  const guarded =
    <P, R>(request: string, handler: (params: P, token: CancellationToken) => R | Promise<R>) =>
    async (params: P, token: CancellationToken): Promise<R | null> => {
      try {
        const result = await handler(params, token);
        return token.isCancellationRequested ? null : result;
      } catch (error) {
        if (error instanceof ResponseError) throw error;
        const where = (params as { textDocument?: { uri?: string } } | null)?.textDocument?.uri ?? '';
        connection.console.error(
          `${request} ${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        );
        return null;
      }
    };

  connection.onHover(
    guarded('hover', ({ textDocument: { uri }, position }) => {
      const at = settings.hoverEnabled ? nameAt(uri, position) : undefined;
      // What is probably no name at all would only be in the way here.
      if (!at || isUncertain(at.entity)) return null;
      return hoverOf(indexer, at.entity, at.span, at.file, settings.hoverExcerpts, locale);
    }),
  );
  connection.onDefinition(
    guarded('definition', ({ textDocument: { uri }, position }) => {
      const at = nameAt(uri, position);
      return at ? definitionLinks(indexer.archive, at.entity, at) : null;
    }),
  );
  connection.onReferences(
    guarded('references', ({ textDocument: { uri }, position }) => {
      const at = nameAt(uri, position);
      return at ? referenceLocations(indexer.archive, at.entity) : null;
    }),
  );
  connection.onDocumentHighlight(
    guarded('documentHighlight', ({ textDocument: { uri }, position }) => {
      const at = nameAt(uri, position);
      const file = indexer.archive.file(uri);
      return at && file ? highlightsOf(indexer.archive, file, at.entity) : null;
    }),
  );
  connection.onDocumentSymbol(
    guarded('documentSymbol', ({ textDocument: { uri } }) => {
      settle(uri);
      return documentSymbols(indexer, uri, locale);
    }),
  );
  connection.onWorkspaceSymbol(guarded('workspaceSymbol', ({ query }) => workspaceSymbols(indexer, query)));
  connection.onCompletion(
    guarded('completion', ({ textDocument: { uri }, position }) => {
      const document = settings.completionEnabled === false ? undefined : documents.get(uri);
      return document ? completionsAt(indexer, document, position, () => host.now()) : null;
    }),
  );
  connection.onCodeAction(
    guarded('codeAction', ({ textDocument: { uri }, context }) =>
      consistency.actions(uri, context.diagnostics),
    ),
  );
  connection.onCodeActionResolve(async (action, token) => {
    return (
      (await guarded('codeAction/resolve', async (asked: CodeAction) => {
        await notifier.whenRead(token);
        return consistency.resolve(asked);
      })(action, token)) ?? action
    );
  });
  const askedAt = (uri: string, position: Position): Asked | undefined => {
    const at = nameAt(uri, position);
    return at && { uri, entity: at.entity, span: at.span };
  };
  connection.onPrepareRename(
    guarded('prepareRename', ({ textDocument: { uri }, position }) => rename.prepare(askedAt(uri, position))),
  );
  connection.onRenameRequest(
    guarded('rename', async ({ textDocument: { uri }, position, newName }, token) => {
      // In half an archive half of the names would be changed.
      await notifier.whenRead(token);
      return rename.rename(askedAt(uri, position), newName, token);
    }),
  );
  registerListRequests(connection, indexer, {
    guarded,
    nameAt,
    state: () => notifier.state(),
    unsaved: () => unsaved,
    filesKnown: () => notifier.filesKnown(),
  });

  registerDecisionRequests(connection, indexer, decisions, guarded);

  connection.onShutdown(async () => {
    notifier.stop();
    consistency.stop();
    await indexer.end();
  });
  documents.listen(connection);
  connection.listen();
}

/** A name in a document: the entity, where it stands, and the lines to place it by. */
export interface NameAt {
  readonly file: Pick<FileRecord, 'lineStarts'>;
  readonly entity: Entity;
  readonly span: Span;
}

/** Long enough to leave a fast typist alone, short enough to show within 100 ms. */
const EDIT_PAUSE_MS = 40;
/** Far above anything that ships: a larger file is not ours. */
const MAX_SHIPPED_BYTES = 64_000_000;
/**
 * A shard is written again when one of its files changes, so it is small; and read as a whole, so it is not too small.
 * A second after the last change nobody waits for the disk any more; when changes do not end, what is there is kept.
 */
const CACHE_LIMITS = {
  shardBytes: 500_000,
  pause: 1000,
  longestPause: 5000,
  retry: 60_000,
  archiveFrom: 500,
};

function reasonOf({ code, detail }: Problem): string {
  return [code, detail].filter(Boolean).join(': ');
}

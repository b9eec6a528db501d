import * as vscode from 'vscode';
import { type FilesChanged, Notifications, Requests } from '../protocol/protocol';
import type { Connection } from './connection';
import { ARTICLE_GLOB, anyOf, isArticlePath } from './globs';
import { affectsExcludes, excludesOf } from './settings';
import { debounce } from './timing';

/** How long changes on disk are gathered before the server hears of them. */
const COALESCE_MS = 100;
/** More changes at once than this (a branch switched, an archive unpacked) and the folders are listed again. */
const BURST = 300;
/** More new paths at once than this are not looked at one by one for being folders. */
const MOST_STATS = 20;
/** Remembered for the workspace: whether it held articles, so that the server can start without waiting. */
const HELD_ARTICLES = 'gazetteer.heldArticles';

/** Keeps the server told which article files the workspace holds and which of them changed on disk. */
export class ArticleFiles implements vscode.Disposable {
  private readonly disposables: vscode.Disposable[] = [];
  private watchers: vscode.Disposable[] = [];
  private listed = new Set<string>();
  private isListed = false;
  private newestListing = 0;
  /** What came (true) or went (false) while the folders were being listed: the list may not know. */
  private meanwhile: Map<string, boolean> | undefined;

  private readonly changed = new Set<string>();
  private readonly deleted = new Set<string>();
  /** Paths that came, and paths that went, which may be folders with articles in them. */
  private readonly foldersCome = new Map<string, vscode.Uri>();
  private readonly foldersGone = new Set<string>();
  private readonly flushSoon = debounce(COALESCE_MS, () => void this.flush());

  constructor(
    private readonly connection: Connection,
    private readonly memory: vscode.Memento,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.disposables.push(
      this.flushSoon,
      connection.onDidStart(() => void this.send()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.watchAndList()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (affectsExcludes(event)) void this.list();
      }),
      vscode.workspace.onDidRenameFiles(({ files }) => {
        if (files.some(({ newUri }) => !isArticlePath(newUri.path))) void this.list();
      }),
    );
    if (memory.get(HELD_ARTICLES) === true && vscode.workspace.workspaceFolders) void connection.start();
    this.watchAndList();
  }

  /** Lists the article files of every folder and tells the server. */
  async list(): Promise<void> {
    const listing = ++this.newestListing;
    const meanwhile = (this.meanwhile = new Map<string, boolean>());
    const folders = vscode.workspace.workspaceFolders ?? [];
    const lists = await Promise.all(
      folders.map(async (folder) => {
        try {
          const include = new vscode.RelativePattern(folder, ARTICLE_GLOB);
          return await vscode.workspace.findFiles(include, anyOf(excludesOf(folder.uri)));
        } catch (error) {
          this.log.error(
            `The folder ${folder.name} cannot be listed:`,
            error instanceof Error ? error : String(error),
          );
          return [];
        }
      }),
    );
    if (listing !== this.newestListing) return;
    this.listed = new Set(lists.flat().map((uri) => uri.toString()));
    this.meanwhile = undefined;
    for (const [uri, came] of meanwhile) this.mark(uri, came);
    this.isListed = true;
    this.log.info(`${this.listed.size} article files in ${folders.length} folders`);
    void this.memory.update(HELD_ARTICLES, this.listed.size > 0);
    if (this.connection.running) await this.send();
    else if (this.listed.size > 0) await this.connection.start();
    else if (!this.connection.started) this.connection.setEmpty();
  }

  dispose(): void {
    vscode.Disposable.from(...this.watchers, ...this.disposables).dispose();
  }

  private async send(): Promise<void> {
    // A server that starts before the first listing is done hears of the files at its end.
    if (!this.isListed) return;
    try {
      await this.connection.request(Requests.setFiles, { files: [...this.listed] });
    } catch (error) {
      this.log.error(
        'The server did not take the list of files:',
        error instanceof Error ? error : String(error),
      );
    }
  }

  private watchAndList(): void {
    vscode.Disposable.from(...this.watchers).dispose();
    this.watchers = (vscode.workspace.workspaceFolders ?? []).flatMap((folder) => this.watch(folder));
    void this.list();
  }

  private watch(folder: vscode.WorkspaceFolder): vscode.Disposable[] {
    const articles = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(folder, ARTICLE_GLOB),
    );
    // A folder that is moved in or removed by another program may be reported alone, without its files.
    const all = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(folder, '**'),
      false,
      true,
    );
    const written = (uri: vscode.Uri): void => {
      if (isExcluded(uri, folder)) return;
      this.deleted.delete(uri.toString());
      this.changed.add(uri.toString());
      this.flushSoon.call();
    };
    return [
      articles,
      all,
      articles.onDidCreate(written),
      articles.onDidChange(written),
      articles.onDidDelete((uri) => this.goneWas(uri.toString())),
      all.onDidCreate((uri) => {
        if (isArticlePath(uri.path) || isExcluded(uri, folder)) return;
        this.foldersCome.set(uri.toString(), uri);
        this.flushSoon.call();
      }),
      all.onDidDelete((uri) => {
        if (isArticlePath(uri.path)) return;
        this.foldersGone.add(uri.toString());
        this.flushSoon.call();
      }),
    ];
  }

  private goneWas(uri: string): void {
    this.changed.delete(uri);
    this.deleted.add(uri);
    this.flushSoon.call();
  }

  private mark(uri: string, came: boolean): void {
    this.meanwhile?.set(uri, came);
    if (came) this.listed.add(uri);
    else this.listed.delete(uri);
  }

  private async flush(): Promise<void> {
    const come = [...this.foldersCome.values()];
    const gone = [...this.foldersGone].map((uri) => `${uri}/`);
    this.foldersCome.clear();
    this.foldersGone.clear();
    if (gone.length > 0) {
      for (const uri of this.listed) {
        if (gone.some((folder) => uri.startsWith(folder))) this.deleted.add(uri);
      }
    }
    const changes: FilesChanged = { changed: [...this.changed], deleted: [...this.deleted] };
    this.changed.clear();
    this.deleted.clear();
    for (const uri of changes.changed) this.mark(uri, true);
    for (const uri of changes.deleted) this.mark(uri, false);
    const count = changes.changed.length + changes.deleted.length;
    if (count > 0) await this.connection.notify(Notifications.filesChanged, changes);
    if (count > BURST || (await hasFolder(come))) await this.list();
    else if (changes.changed.length > 0) await this.connection.start();
  }
}

/** Asks the editor's own glob engine, which reads nothing of a document but where it is. */
function isExcluded(uri: vscode.Uri, folder: vscode.WorkspaceFolder): boolean {
  const place = { uri, languageId: '' } as vscode.TextDocument;
  return excludesOf(folder.uri).some(
    (glob) => vscode.languages.match({ pattern: new vscode.RelativePattern(folder, glob) }, place) > 0,
  );
}

async function hasFolder(uris: readonly vscode.Uri[]): Promise<boolean> {
  if (uris.length > MOST_STATS) return true;
  const found = await Promise.all(
    uris.map(async (uri) => {
      try {
        return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
      } catch {
        return false;
      }
    }),
  );
  return found.includes(true);
}

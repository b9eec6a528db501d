import * as vscode from 'vscode';
import { type FilesChanged, Notifications, Requests, type SetFilesParams } from '../protocol/protocol';
import type { Connection } from './connection';
import { ARTICLE_GLOB, anyOf, isArticlePath } from './globs';
import type { IgnoreRules } from './ignoreRules';
import { IGNORE_GLOB, listFolder, pathIn } from './listing';
import { affectsExcludes, excludesOf } from './settings';
import { debounce } from './timing';

/** How long changes on disk are gathered before the server hears of them. */
const COALESCE_MS = 100;
/** And at most, where changes do not end. */
const COALESCE_MOST_MS = 1000;
/** As many names make a message that is written and read in a few milliseconds. */
const PIECE = 2000;
/** More changes at once than this (a branch switched, an archive unpacked) and the folders are listed again. */
const BURST = 300;
/** More new paths at once than this are not looked at one by one for being folders. */
const MOST_STATS = 20;
/** Remembered for the workspace: whether it held articles, so that the server can start without waiting. */
const HELD_ARTICLES = 'gazetteer.heldArticles';

/** A path, and the folder of the workspace that it was reported for. */
interface Placed {
  readonly uri: vscode.Uri;
  readonly folder: vscode.WorkspaceFolder;
}

/** Keeps the server told which article files the workspace holds and which of them changed on disk. */
export class ArticleFiles implements vscode.Disposable {
  private readonly disposables: vscode.Disposable[] = [];
  private watchers: vscode.Disposable[] = [];
  private listed = new Set<string>();
  private isListed = false;
  private newestListing = 0;
  private newestSending = 0;
  /** What `.gitignore` files leave out, by the URI of the workspace folder. */
  private rules: ReadonlyMap<string, IgnoreRules> = new Map();
  /** What came (true) or went (false) while the folders were being listed: the list may not know. */
  private meanwhile: Map<string, boolean> | undefined;

  /** Files that came or changed, by their URI; whether they are left out is seen later, all at once. */
  private readonly changed = new Map<string, Placed>();
  private readonly deleted = new Set<string>();
  /** Paths that came, and paths that went, which may be folders with articles in them. */
  private readonly foldersCome = new Map<string, Placed>();
  private readonly foldersGone = new Set<string>();
  private readonly flushSoon = debounce(COALESCE_MS, () => void this.flush(), COALESCE_MOST_MS);
  private readonly listSoon = debounce(COALESCE_MS, () => void this.list());

  constructor(
    private readonly connection: Connection,
    private readonly memory: vscode.Memento,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.disposables.push(
      this.flushSoon,
      this.listSoon,
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
    const rules = new Map<string, IgnoreRules>();
    const lists = await Promise.all(
      folders.map(async (folder) => {
        try {
          const found = await listFolder(folder);
          rules.set(folder.uri.toString(), found.rules);
          return found.uris;
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
    this.listed = new Set(lists.flat());
    this.rules = rules;
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
    const sending = ++this.newestSending;
    const files = [...this.listed];
    try {
      for (let at = 0; at === 0 || at < files.length; at += PIECE) {
        const piece: SetFilesParams = {
          files: files.slice(at, at + PIECE),
          after: at > 0,
          more: at + PIECE < files.length,
        };
        await this.connection.request(Requests.setFiles, piece);
        if (sending !== this.newestSending) return;
      }
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
    const ignoreFiles = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(folder, IGNORE_GLOB),
    );
    const written = (uri: vscode.Uri): void => {
      this.deleted.delete(uri.toString());
      this.changed.set(uri.toString(), { uri, folder });
      this.flushSoon.call();
    };
    return [
      articles,
      all,
      ignoreFiles,
      ignoreFiles.onDidCreate(this.listSoon.call),
      ignoreFiles.onDidChange(this.listSoon.call),
      ignoreFiles.onDidDelete(this.listSoon.call),
      articles.onDidCreate(written),
      articles.onDidChange(written),
      articles.onDidDelete((uri) => this.goneWas(uri.toString())),
      all.onDidCreate((uri) => {
        if (isArticlePath(uri.path)) return;
        this.foldersCome.set(uri.toString(), { uri, folder });
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
    const written = [...this.changed.values()];
    const deleted = [...this.deleted];
    this.changed.clear();
    this.deleted.clear();
    if (written.length + deleted.length > BURST) {
      // A new list is quicker than a look at each; it knows what came and went, not what was written again.
      await this.list();
      const known = written.map(({ uri }) => uri.toString()).filter((uri) => this.listed.has(uri));
      await this.tell({ changed: known, deleted: [] });
      return;
    }
    const isExcluded = this.excluder();
    const changed = written.flatMap(({ uri, folder }) => (isExcluded(uri, folder) ? [] : [uri.toString()]));
    for (const uri of changed) this.mark(uri, true);
    for (const uri of deleted) this.mark(uri, false);
    await this.tell({ changed, deleted });
    if (await hasFolder(come.filter(({ uri, folder }) => !isExcluded(uri, folder)))) await this.list();
    else if (changed.length > 0) await this.connection.start();
  }

  private async tell(changes: FilesChanged): Promise<void> {
    if (changes.changed.length + changes.deleted.length === 0) return;
    await this.connection.notify(Notifications.filesChanged, changes);
  }

  /** Tells what is left out of a folder. Asks the editor's own glob engine, which reads of a document only where it is. */
  private excluder(): (uri: vscode.Uri, folder: vscode.WorkspaceFolder) => boolean {
    const globs = new Map<vscode.WorkspaceFolder, vscode.RelativePattern>();
    return (uri, folder) => {
      if (this.rules.get(folder.uri.toString())?.leavesOut(pathIn(folder, uri))) return true;
      const pattern = globs.get(folder) ?? new vscode.RelativePattern(folder, anyOf(excludesOf(folder.uri)));
      globs.set(folder, pattern);
      return vscode.languages.match({ pattern }, { uri, languageId: '' } as vscode.TextDocument) > 0;
    };
  }
}

async function hasFolder(places: readonly Placed[]): Promise<boolean> {
  if (places.length > MOST_STATS) return true;
  const found = await Promise.all(
    places.map(async ({ uri }) => {
      try {
        return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
      } catch {
        return false;
      }
    }),
  );
  return found.includes(true);
}

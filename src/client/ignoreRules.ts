import ignore, { type Ignore } from 'ignore';

/** A `.gitignore`: the folder it lies in, from the root of the workspace folder (`''` or `a/b/`), and its text. */
export interface IgnoreFile {
  readonly folder: string;
  readonly text: string;
}

/** Which paths the `.gitignore` files of a workspace folder leave out; what is deeper has the last word. */
export class IgnoreRules {
  private readonly files: readonly { readonly folder: string; readonly rules: Ignore }[];
  private readonly folders = new Map<string, boolean>();

  constructor(files: readonly IgnoreFile[]) {
    this.files = [...files]
      .sort((a, b) => a.folder.length - b.folder.length)
      .map(({ folder, text }) => ({ folder, rules: ignore().add(text) }));
  }

  /** @param path of a file, from the root of the workspace folder, with `/` between folders */
  leavesOut(path: string): boolean {
    if (this.files.length === 0 || path === '') return false;
    return this.folderLeftOut(path.slice(0, path.lastIndexOf('/') + 1)) || this.matches(path);
  }

  /** Nothing comes back from a folder that is left out, as with git. */
  private folderLeftOut(folder: string): boolean {
    if (folder === '') return false;
    let isOut = this.folders.get(folder);
    if (isOut === undefined) {
      isOut =
        this.folderLeftOut(folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1)) ||
        this.matches(folder);
      this.folders.set(folder, isOut);
    }
    return isOut;
  }

  private matches(path: string): boolean {
    let isOut = false;
    for (const { folder, rules } of this.files) {
      if (path === folder || !path.startsWith(folder)) continue;
      const { ignored, unignored } = rules.test(path.slice(folder.length));
      if (ignored) isOut = true;
      else if (unignored) isOut = false;
    }
    return isOut;
  }
}

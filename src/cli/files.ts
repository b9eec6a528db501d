import { readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { decode } from '../core/reading/decode';
import { formatOf } from '../core/reading/format';
import type { Format, Problem } from '../core/model';
import { UsageError } from './usage';

/** The article files below a folder, sorted; hidden folders, node_modules and linked folders left out. */
export function articleFiles(directory: string): string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    throw new UsageError(
      code === 'ENOENT'
        ? `no such folder: ${path}`
        : code === 'ENOTDIR'
          ? `not a folder: ${path}`
          : `cannot read ${path} (${code})`,
    );
  }
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(directory, entry.name);
      if (entry.isFile()) return formatOf(entry.name) ? [path] : [];
      if (!entry.isDirectory() || entry.name.startsWith('.') || entry.name === 'node_modules') return [];
      try {
        return articleFiles(path);
      } catch {
        process.stderr.write(`gazetteer: cannot read ${path}, left out\n`);
        return [];
      }
    });
}

/** The article files at paths that are files or folders, each once. */
export function articleFilesAt(paths: readonly string[]): string[] {
  const files = paths.flatMap((path) => {
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found) throw new UsageError(`no such file or folder: ${path}`);
    return found.isDirectory() ? articleFiles(path) : [path];
  });
  return [...new Set(files)];
}

/** The decoded text of an article file, or why there is none. */
export function readArticleFile(path: string): { text: string; format: Format } | Problem {
  const format = formatOf(path) ?? 'text';
  try {
    const { size } = statSync(path);
    if (size > MAX_BYTES) return { code: 'tooLarge', detail: (size / 1_000_000).toFixed(1) };
    const decoded = decode(readFileSync(path));
    return 'text' in decoded ? { text: decoded.text, format } : decoded.problem;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? { code: 'gone' } : { code: 'unreadable', detail: code ?? String(error) };
  }
}

/** The editor's default limit (gazetteer.files.maxSize), so that both see the same archive. */
export const MAX_BYTES = 5_000_000;

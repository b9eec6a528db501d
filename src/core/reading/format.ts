import type { Format } from '../model';

const FORMATS: Readonly<Record<string, Format>> = {
  txt: 'text',
  md: 'markdown',
  markdown: 'markdown',
  html: 'html',
  htm: 'html',
};

/** The extensions of article files, lower case, without the dot. */
export const EXTENSIONS: readonly string[] = Object.keys(FORMATS);

/** How a file is read, by its extension (a path or a URI, any case); `undefined` for a file that is no article. */
export function formatOf(path: string): Format | undefined {
  const extension = /\.([a-z]+)(?:[?#][^/\\]*)?$/i.exec(path)?.[1]?.toLowerCase();
  return extension !== undefined && Object.hasOwn(FORMATS, extension) ? FORMATS[extension] : undefined;
}

import type { Format, ReadFile } from '../model';
import { readHtml } from './html';
import { readMarkdown } from './markdown';
import { readPlain } from './plain';
import { segment } from './segment';

/**
 * Reads one file: its visible text, its articles and where every character stands in the source.
 * Never fails; takes time in proportion to the length of the text.
 */
export function read(text: string, format: Format): ReadFile {
  if (format === 'markdown') return segment(readMarkdown(text));
  return segment(format === 'html' ? readHtml(text) : readPlain(text));
}

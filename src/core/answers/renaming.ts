import type { Archive } from '../archive/archive';
import type { Entity } from '../archive/entity';
import { mentionsOf } from '../archive/records';
import type { Format, Span } from '../model';
import { codeIn, isIn, isTagged, quotedIn, type CheckedFile } from './checkedFile';
import { plainSpelling, unaccented } from './spelling';

/** One spelling of an entity's name (as {@link formAt} gives it) and what is to be written for it. */
export interface Renaming {
  readonly entity: Entity;
  readonly form: string;
  readonly newName: string;
}

/** What a renaming does in one file. */
export interface Renamed {
  readonly replacements: readonly Replacement[];
  /** How many mentions are left as they are, because markup stands inside the name. */
  readonly leftOut: number;
}

/** A place (source offsets) and what it is replaced by, as the format of the file writes it. */
export interface Replacement extends Span {
  readonly newText: string;
  /** Whether it stands in a quotation. */
  readonly quoted: boolean;
}

/** How a name is written at a place (source offsets), as a reader sees it. */
export function formAt({ read }: Pick<CheckedFile, 'read'>, { start, end }: Span): string {
  return plainSpelling(read.text.slice(read.source.toReading(start), read.source.toReading(end)));
}

/**
 * The mentions of an entity in the articles of a file that are spelt like `form`, and `also` (the place where
 * the user asks, which the recogniser may not have marked), in reading order. A headline in capitals has the
 * name in capitals, with accents if it had them. Never in code, addresses and hashtags, and only where the
 * file still has the name.
 */
export function renamedIn(
  archive: Archive,
  file: CheckedFile,
  { entity, form, newName }: Renaming,
  also?: Span,
): Renamed {
  const { record, read, source, format } = file;
  const quoted = quotedIn(file);
  const code = codeIn(file);
  const replacements: Replacement[] = [];
  let leftOut = 0;
  const consider = (place: Span, sentence: Span): void => {
    const span = { start: read.source.toReading(place.start), end: read.source.toReading(place.end) };
    const written = formAt(file, place);
    const context =
      read.text.slice(read.source.toReading(sentence.start), span.start) +
      read.text.slice(span.end, read.source.toReading(sentence.end));
    const text = writtenAnew(written, context, form, newName);
    if (text === undefined || isIn(code, span) || isTagged(read.text, span)) return;
    const at = read.source.toSource(span);
    if (!isUnbroken(source.slice(at.start, at.end), read.text.slice(span.start, span.end), format)) leftOut++;
    else {
      const newText = format === 'html' ? escapeHtml(text) : text;
      replacements.push({ ...at, newText, quoted: isIn(quoted, span) });
    }
  };
  let isKnown = also === undefined;
  record.articles.forEach((article, index) => {
    const own = archive.isNameOf(entity, record.uri, index);
    for (const mention of mentionsOf(article)) {
      const isAsked = also !== undefined && mention.start < also.end && also.start < mention.end;
      if (!own[mention.name]) continue;
      isKnown ||= isAsked;
      consider(mention, mention.sentence);
    }
  });
  if (also && !isKnown) consider(also, also);
  return { replacements: replacements.sort((a, b) => a.start - b.start), leftOut };
}

/** What is to be written for a mention; undefined when it is spelt in another way than `form`. */
function writtenAnew(written: string, context: string, form: string, newName: string): string | undefined {
  const isHeadline = !/\p{Ll}/u.test(context);
  const capitals = form.toLocaleUpperCase(FRENCH);
  if (written === form) {
    // A name that is all capitals says nothing: the words beside it do.
    const isShouted = form === capitals && isHeadline && /\p{Lu}/u.test(context);
    return isShouted ? newName.toLocaleUpperCase(FRENCH) : newName;
  }
  if (!isHeadline) return undefined;
  if (written === capitals) return newName.toLocaleUpperCase(FRENCH);
  return written === unaccented(capitals) ? unaccented(newName.toLocaleUpperCase(FRENCH)) : undefined;
}

/** Whether a name's source is its text, but for character references: no tag, no emphasis, no link. */
function isUnbroken(source: string, text: string, format: Format): boolean {
  return source === text || (format !== 'text' && !MARKUP[format].test(source.replace(REFERENCE, '')));
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

const FRENCH = 'fr';
const REFERENCE = /&#?\w+;/g;
const MARKUP = { markdown: /[<>*_`~[\]()\\]/, html: /[<>]/ } as const;

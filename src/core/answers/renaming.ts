import type { Archive } from '../archive/archive';
import type { Entity } from '../archive/entity';
import { mentionsOf } from '../archive/records';
import type { Format, Span } from '../model';
import { readFrontMatter } from '../reading/front-matter';
import { codeIn, isIn, isTagged, quotedIn, type CheckedFile } from './checkedFile';
import { plainSpelling, unaccented } from './spelling';
import { isProse } from './typedName';

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
export function formAt(file: CheckedFile, span: Span): string {
  const { read, source } = file;
  const { start, end } = span;
  return plainSpelling(
    isInHeader(file, span)
      ? source.slice(start, end)
      : read.text.slice(read.source.toReading(start), read.source.toReading(end)),
  );
}

/**
 * The mentions of an entity in the articles of a file that are spelt like `form`, and `also` (the place where
 * the user asks, which the recogniser may not have marked), in reading order. With them goes the name in what
 * the file says of itself: values of its front matter, the title of a page. A headline in capitals has the
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
  const isHeader = also !== undefined && isInHeader(file, also);
  if (also && !isKnown && !isHeader) consider(also, also);
  if (isHeader || replacements.length > 0) {
    replacements.push(...inHeader(file, form, newName).filter((place) => !isIn(replacements, place)));
  }
  return { replacements: replacements.sort((a, b) => a.start - b.start), leftOut };
}

/** How often the articles of an archive have a form (as {@link formAt} gives it), quotations included, copies not. */
export function timesSpelt(archive: Archive, id: string, form: string): number {
  let sum = 0;
  for (const [surface, count] of archive.formsOf(archive.rootOf(id) ?? '')) {
    if (plainSpelling(surface) === form) sum += count;
  }
  return sum;
}

/** What a file says of itself, beside its text: front matter, the title of a page. */
function headerOf({ source, format }: CheckedFile): Span | undefined {
  if (format !== 'html') {
    const front = readFrontMatter(source);
    return front && { start: 0, end: front.end };
  }
  const title = PAGE_TITLE.exec(source.slice(0, LONGEST_HEAD));
  return title ? { start: title.index, end: title.index + title[0].length } : undefined;
}

function isInHeader(file: CheckedFile, span: Span): boolean {
  const header = headerOf(file);
  return header !== undefined && header.start <= span.start && span.end <= header.end;
}

/** The places of the header where the name stands as a word of a value, and can be written anew as it is. */
function inHeader(file: CheckedFile, form: string, newName: string): Replacement[] {
  const header = headerOf(file);
  if (!header) return [];
  const { source, format } = file;
  const found: Replacement[] = [];
  const text = source.slice(header.start, header.end);
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) {
    const span = { start: header.start + at, end: header.start + at + form.length };
    if (WORD_BEFORE.test(text.slice(0, at)) || WORD_BEHIND.test(text.slice(at + form.length))) continue;
    if (isTagged(source, span)) continue;
    if (format === 'html') found.push({ ...span, newText: escapeHtml(newName), quoted: false });
    else if (isProse(source, format, span) && isPlainYaml(newName, text.slice(0, at)))
      found.push({ ...span, newText: newName, quoted: false });
  }
  return found;
}

/** Whether a name needs no escaping where it is to stand in front matter, `before` being what goes before. */
function isPlainYaml(name: string, before: string): boolean {
  return PLAIN_YAML.test(name) && !(name.includes("'") && SINGLE_QUOTED.test(before));
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
/** A page has its title near its beginning. */
const LONGEST_HEAD = 100_000;
const PAGE_TITLE = /(?<=<title(?:\s[^<>]*)?>)[^<]+(?=<\/title\s*>)/i;
const WORD_BEFORE = /[\p{L}\p{M}\p{N}]$/u;
const WORD_BEHIND = /^[\p{L}\p{M}\p{N}]/u;
const PLAIN_YAML = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} '’.&-]*$/u;
const SINGLE_QUOTED = /[:-][ \t]+'[^\r\n]*$/;
const REFERENCE = /&#?\w+;/g;
const MARKUP = { markdown: /[<>*_`~[\]()\\]/, html: /[<>]/ } as const;

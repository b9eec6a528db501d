import { BYLINE, HEADLINE_WORDS, LONG_SECTIONS, SECTIONS } from '../french/boilerplate';
import { readDateline } from './dateline';
import { isoDate } from './dates';
import type { Page } from './page';

/** The title of an article and the block that shows it, -1 when it stands in front matter or meta elements only. */
export interface Title {
  readonly text: string | undefined;
  readonly block: number;
}

/** No headline is longer. */
const LONGEST_TITLE = 250;
/** A headline that ends like a sentence is believed up to this length, when the paragraphs are much longer. */
const LONGEST_SENTENCE_TITLE = 160;
/** The same where no empty line sets the headline off. */
const LONGEST_TITLE_IN_LINES = 80;
/** A title of a word or two and a full stop is believed where an empty line and a paragraph this long follow. */
const SHORTEST_SENTENCE_TITLE = 4;
const LEAST_UNDER_SHORT = 120;
const LONGEST_KICKER = 120;
/** Under a label a shorter line is no headline but the label of the first part. */
const SHORTEST_HEADLINE = 12;
/** A label in capitals above a headline: `COMMUNIQUÉ DE PRESSE`. */
const LONGEST_LABEL = 30;
/** How many blocks may stand between the top of the content and its main heading. */
const MOST_BEFORE_HEADING = 8;
/** How many may stand before a title that front matter or meta elements give word for word. */
const MOST_BEFORE_TITLE = 60;
/** Two forms of one title differ by quotes, dashes and spaces: by no more characters than these. */
const MOST_PUNCTUATION = 40;
const LONGEST_BEFORE_HEADING = 200;

/**
 * Finds the title of a page's one article among its content blocks (indexes, in order), or that of one of several,
 * which may be an item of a list.
 */
export function titleOf(page: Page, content: readonly number[], several = false): Title {
  const { facts } = page;
  const heading = mainHeading(page, content);
  const given =
    facts.title ??
    (heading >= 0 ? undefined : (facts.metaTitle ?? withoutSite(facts.pageTitle, facts.siteName)));
  if (given !== undefined && given !== '') {
    const shown = content
      .slice(0, MOST_BEFORE_TITLE)
      .find(
        (i) =>
          Math.abs(page.blocks[i]!.end - page.blocks[i]!.start - given.length) <= MOST_PUNCTUATION &&
          isSame(blockText(page, i), given),
      );
    return { text: clean(given), block: shown ?? (heading >= 0 ? heading : -1) };
  }
  if (heading >= 0) return { text: clean(blockText(page, heading)), block: heading };
  const first = firstLine(page, content, several);
  return { text: first < 0 ? undefined : clean(blockText(page, first)), block: first };
}

/** Whether a line that opens an article or an item reads like a headline. */
export function isHeadline(line: string): boolean {
  return line.length <= LONGEST_TITLE && /\p{L}/u.test(line) && !endsSentence(line);
}

/** How many content blocks at the top are no part of the article: its section's name, a date line before the headline. */
export function kickersOf(page: Page, content: readonly number[]): number {
  let n = 0;
  for (; n + 1 < content.length && n < 4; n++) {
    const line = blockText(page, content[n]!);
    if (line.length > LONGEST_KICKER || page.blocks[content[n]!]!.level > 0) break;
    const name = line.toLowerCase().replace(/[\s:.–—-]+$/, '');
    const section = SECTIONS.has(name) || LONG_SECTIONS.test(name);
    const label =
      line.length <= LONGEST_LABEL &&
      isCapitals(line) &&
      !isCapitals(blockText(page, content[n + 1]!)) &&
      !(line.includes(' ') && HEADLINE_WORDS.test(line));
    if (!section && !label && !(BYLINE.test(line) && isoDate(line) !== undefined)) break;
  }
  if (n === 0 || page.blocks[content[n]!]!.kind === 'item') return 0;
  const headline = blockText(page, content[n]!);
  return isHeadline(headline) && headline.length >= SHORTEST_HEADLINE && !BYLINE.test(headline) ? n : 0;
}

function isCapitals(line: string): boolean {
  return line === line.toUpperCase() && /\p{Lu}{2}/u.test(line);
}

/** The first `h1` near the top, else a heading that opens the content. */
function mainHeading(page: Page, content: readonly number[]): number {
  for (let n = 0; n < content.length && n < MOST_BEFORE_HEADING; n++) {
    const block = page.blocks[content[n]!]!;
    if (block.level === 1) return content[n]!;
    if (block.end - block.start > LONGEST_BEFORE_HEADING) break;
  }
  const first = content[0];
  return first !== undefined && page.blocks[first]!.level > 0 ? first : -1;
}

function firstLine(page: Page, content: readonly number[], several: boolean): number {
  const [first, second] = content;
  if (first === undefined || second === undefined) return -1;
  const { kind } = page.blocks[first]!;
  if (kind !== 'paragraph' && !(several && kind === 'item')) return -1;
  const line = blockText(page, first);
  if (line.length > LONGEST_TITLE || !/\p{L}/u.test(line)) return -1;
  if (!endsSentence(line)) return first;
  if (
    page.blocks[second]!.end - page.blocks[second]!.start === line.length &&
    plain(line) === plain(blockText(page, second))
  )
    return first;
  const longest = page.blocks[second]!.apart ? LONGEST_SENTENCE_TITLE : LONGEST_TITLE_IN_LINES;
  const { start, end, apart } = page.blocks[second]!;
  const least = apart && end - start >= LEAST_UNDER_SHORT ? SHORTEST_SENTENCE_TITLE : SHORTEST_HEADLINE;
  if (line.length > longest || line.length < least || readDateline(line) !== undefined) return -1;
  const others = content.slice(1).map((i) => page.blocks[i]!.end - page.blocks[i]!.start);
  const mean = others.reduce((a, b) => a + b, 0) / others.length;
  return mean >= line.length * 2 && !/[.!?…]\s+\p{Lu}.*\./u.test(line) ? first : -1;
}

const LONGEST_ABBREVIATION = 6;

/** Whether a line ends with a full stop that is no ellipsis and no abbreviation. */
function endsSentence(line: string): boolean {
  if (!/[.;:,][»”"]?$/.test(line.slice(-2))) return false;
  return !/(?:\.\.\.|\b\p{Lu}\.|\b(?:etc|cf|S\.A)\.)$/u.test(line.slice(-LONGEST_ABBREVIATION));
}

/** A page's `<title>` without the name of the site before or after a dash or bar. */
function withoutSite(title: string | undefined, site: string | undefined): string | undefined {
  if (title === undefined) return undefined;
  const parts = title.split(/\s+[|–—·»«:-]\s+|\s+\|\s*/);
  if (parts.length < 2) return title;
  if (site !== undefined && plain(parts[parts.length - 1]!) === plain(site)) {
    return title.slice(0, title.lastIndexOf(parts[parts.length - 1]!)).replace(/[\s|–—·»«:-]+$/, '');
  }
  const bar = Math.max(
    title.lastIndexOf(' | '),
    title.lastIndexOf(' - '),
    title.lastIndexOf(' – '),
    title.lastIndexOf(' — '),
  );
  return bar > title.length / 3 ? title.slice(0, bar) : title;
}

/** The text of a block. */
export function blockText(page: Page, block: number): string {
  return page.text.slice(page.blocks[block]!.start, page.blocks[block]!.end);
}

/** A title on one line. */
export function clean(title: string): string {
  return title.length < LONGEST_TITLE && !/[^\S \u00a0\u202f]| {2}/.test(title)
    ? title.trim()
    : title.replace(/[^\S\u00a0\u202f]+/g, ' ').trim();
}

function isSame(one: string, two: string): boolean {
  return one === two || plain(one) === plain(two);
}

/** Beyond Latin letters and the usual punctuation, one text may be written with different characters. */
const UNUSUAL = /[^\0-\u024f\u2010-\u203a]/;

/** A text without case, punctuation and spacing, for comparing titles. */
export function plain(text: string): string {
  const lower = text.toLowerCase();
  return (UNUSUAL.test(lower) ? lower.normalize('NFKC') : lower).replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

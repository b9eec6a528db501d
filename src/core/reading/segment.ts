import { BYLINE } from '../french/boilerplate';
import type { Article, Passage, PassageKind, ReadFile, Span } from '../model';
import { readDateline, type Dateline } from './dateline';
import { divisionOf } from './divide';
import { feedItems } from './feeds';
import { furnitureOf, markRepeated } from './furniture';
import { languageOf } from './language';
import { isSpace } from './lines';
import type { Block, Facts, Page } from './page';
import { publicationDate } from './publication-date';
import type { Stamp } from './stamps';
import { blockText, clean, isHeadline, kickersOf, titleOf, type Title } from './titles';

/** The blocks that may make one article: `from` to `to`, end exclusive. */
interface Draft {
  readonly from: number;
  readonly to: number;
  readonly stamp: Stamp | undefined;
  readonly date: string | undefined;
  /** What stands before the first of several articles. */
  readonly head?: boolean;
}

/** Text before the first item of a feed makes an article of its own from this length on. */
const LEAST_INTRODUCTION = 300;
/** An `<article>` element with less text is a teaser. */
const LEAST_SECTION = 200;
/** The same for one with a date of its own and a headline that leads nowhere else. */
const LEAST_DATED_SECTION = 80;
const LONGEST_BYLINE = 160;
/** How far outside its text, among the page's furniture, an article's date may stand. */
const LINES_BEFORE = 4;
const LINES_AFTER = 3;
/** The dateline stands in one of the first paragraphs. */
const PARAGRAPHS_TO_DATELINE = 4;
const SHORTEST_DATELINE = 40;
/** What a page says about itself does not hold for each of its articles. */
const NO_FACTS: Facts = {};

/** Cuts a page into its articles, leaves the furniture out and reads title, date, place and language. */
export function segment(raw: Page): ReadFile {
  const page = { ...raw, blocks: trimmed(raw.text, raw.blocks) };
  const { text, blocks } = page;
  const drafts = draftsOf(page);
  const marks = drafts.map((d) => furnitureOf(text, blocks, d.from, d.to));
  if (drafts.length > 1) markRepeated(text, blocks, drafts, marks);
  const furniture = marks.length === 1 ? marks[0]! : marks.flat();
  const kinds: PassageKind[] = blocks.map((b) => b.kind);
  const owner = new Int32Array(blocks.length).fill(-1);
  const articles: Article[] = [];
  const language = drafts.length > 1 ? pageLanguage(page) : declaredLanguage(page);
  for (const draft of drafts) {
    const content: number[] = [];
    for (let i = draft.from; i < draft.to; i++) if (!furniture[i]) content.push(i);
    if (draft.head === true && isShort(page, content)) continue;
    const article = makeArticle(page, draft, content, kinds, language, drafts.length > 1);
    if (article === undefined) continue;
    for (const i of article.blocks) owner[i] = articles.length;
    articles.push(article.article);
  }
  furniture.forEach((mark, i) => {
    if (mark) kinds[i] = 'boilerplate';
  });
  return {
    text,
    source: page.source,
    passages: passagesOf(blocks, kinds, owner, drafts, text),
    articles,
    problems: page.problems,
  };
}

/** The blocks without the blanks at their ends; those that are nothing else are left out. */
function trimmed(text: string, blocks: readonly Block[]): Block[] {
  const kept: Block[] = [];
  for (const block of blocks) {
    let { start, end } = block;
    while (start < end && isSpace(text.charCodeAt(start))) start++;
    while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
    if (start < end) kept.push(start === block.start && end === block.end ? block : { ...block, start, end });
  }
  return kept;
}

/** The items of a feed, the `<article>` elements of a page, or the whole of it. */
function draftsOf(page: Page): Draft[] {
  const { blocks, facts } = page;
  const whole: Draft = { from: 0, to: blocks.length, stamp: undefined, date: undefined };
  const items = feedItems(page);
  if (items.length > 0) {
    const { from } = items[0]!;
    return from > 0 ? [{ ...whole, to: from, head: true }, ...items] : items;
  }
  const sections = sectionsOf(page);
  if (sections.length < 2) {
    const { starts, head } = divisionOf(page) ?? { starts: [], head: false };
    if (starts.length < 2) return [whole];
    const parts = starts.map((from, i): Draft => ({ ...whole, from, to: starts[i + 1] ?? blocks.length }));
    if (head && starts[0]! > 0) return [{ ...whole, to: starts[0]!, head: true }, ...parts];
    return [{ ...parts[0]!, from: 0 }, ...parts.slice(1)];
  }
  return sections.map((from, i): Draft => {
    const date = facts.sectionDates?.get(blocks[from]!.section);
    return { from: i === 0 ? 0 : from, to: sections[i + 1] ?? blocks.length, stamp: undefined, date };
  });
}

/** Where the `<article>` elements that hold an article each begin. */
function sectionsOf({ blocks, facts }: Page): number[] {
  const size = new Map<number, number>();
  const first = new Map<number, number>();
  const teasers = new Set<number>();
  blocks.forEach(({ section, start, end, furniture, linked, level }, i) => {
    if (section < 0 || furniture) return;
    if (!first.has(section)) first.set(section, i);
    if (!linked) size.set(section, (size.get(section) ?? 0) + end - start);
    if (level > 0 && linked) teasers.add(section);
  });
  const least = (section: number): number =>
    facts.sectionDates?.has(section) === true && !teasers.has(section) ? LEAST_DATED_SECTION : LEAST_SECTION;
  return [...first]
    .filter(([section]) => (size.get(section) ?? 0) >= least(section))
    .map(([, block]) => block);
}

/** Whether the head of a page of several articles is no more than its name and a line or two. */
function isShort({ blocks }: Page, content: readonly number[]): boolean {
  return content.reduce((sum, i) => sum + blocks[i]!.end - blocks[i]!.start, 0) < LEAST_INTRODUCTION;
}

/** One article out of its content blocks; notes titles and bylines in `kinds`. Gives `undefined` when there is no content. */
function makeArticle(
  page: Page,
  draft: Draft,
  all: readonly number[],
  kinds: PassageKind[],
  language: Article['language'],
  several: boolean,
): { article: Article; blocks: readonly number[] } | undefined {
  const { text, blocks, facts } = page;
  const own = draft.stamp === undefined ? afterKickers(page, all) : all;
  const single = !several || draft.head === true;
  const title =
    draft.stamp === undefined
      ? single
        ? titleOf(page, own)
        : titleOf({ ...page, facts: NO_FACTS }, own, true)
      : itemTitle(page, draft.stamp, own);
  const content = draft.stamp === undefined ? own.slice(Math.max(own.indexOf(title.block), 0)) : own;
  const first = content[0];
  if (first === undefined) return undefined;
  if (title.block >= 0) kinds[title.block] = 'title';
  for (const i of content) {
    const { start: a, end: b, kind } = blocks[i]!;
    if (
      (kind === 'paragraph' || kind === 'item') &&
      i !== title.block &&
      b - a <= LONGEST_BYLINE &&
      isByline(text.slice(a, b))
    )
      kinds[i] = 'byline';
  }
  const dateline = findDateline(page, content, title.block);
  const lastIndex = content[content.length - 1]!;
  const last = blocks[lastIndex]!;
  const shown = publicationDate(
    text,
    blocks,
    Math.max(draft.from, first - LINES_BEFORE),
    Math.min(draft.to, lastIndex + 1 + LINES_AFTER),
    title.block,
  );
  const told = single ? (facts.date ?? shown ?? facts.timeDate) : shown;
  const article: Article = {
    span: page.source.toSource({ start: blocks[first]!.start, end: last.end }),
    title: title.text,
    date: draft.date ?? told ?? dateline?.date ?? (draft.stamp === undefined ? facts.date : undefined),
    place: single ? (facts.place ?? dateline?.place) : (dateline?.place ?? facts.place),
    language: languageOf(text, blocks[first]!.start, last.end) ?? language,
    body: bodyOf(page, content, draft.stamp),
  };
  return { article, blocks: content };
}

/** The content without what stands above the headline: sections, labels, the caption of a picture. */
function afterKickers(page: Page, all: readonly number[]): readonly number[] {
  const shown = all.findIndex((i) => page.blocks[i]!.kind !== 'caption');
  const content = shown > 0 ? all.slice(shown) : all;
  return content.slice(kickersOf(page, content));
}

/** Whether a line is about the article; a sentence is part of it, whatever it begins with. */
function isByline(line: string): boolean {
  return BYLINE.test(line) && !/[\p{Ll}»)][.!?…]$/u.test(line);
}

/** An item's title: the rest of the stamp's line, or the line after a stamp that stands alone. */
function itemTitle(page: Page, stamp: Stamp, content: readonly number[]): Title {
  if (content[0] !== undefined && content[0] < stamp.block)
    return { text: clean(blockText(page, content[0])), block: content[0] };
  const rest = clean(page.text.slice(stamp.textStart, page.blocks[stamp.block]!.end));
  if (rest !== '')
    return isHeadline(rest) ? { text: rest, block: stamp.block } : { text: undefined, block: -1 };
  const next = content.find((i) => i > stamp.block);
  const line = next === undefined ? '' : clean(blockText(page, next));
  return next !== undefined && isHeadline(line)
    ? { text: line, block: next }
    : { text: undefined, block: -1 };
}

function findDateline(page: Page, content: readonly number[], title: number): Dateline | undefined {
  const paragraphs = content.filter((i) => i !== title && page.blocks[i]!.kind === 'paragraph');
  for (const i of paragraphs.slice(0, PARAGRAPHS_TO_DATELINE)) {
    const line = blockText(page, i);
    const dateline = line.length >= SHORTEST_DATELINE ? readDateline(line) : undefined;
    if (dateline !== undefined) return dateline;
  }
  return undefined;
}

/** The language the page declares, else that of its text as a whole: for items too short to tell. */
function pageLanguage(page: Page): Article['language'] {
  return declaredLanguage(page) ?? languageOf(page.text);
}

function declaredLanguage({ facts }: Page): Article['language'] {
  const primary = facts.language?.slice(0, 2).toLowerCase();
  return primary === 'fr' || primary === 'en' || primary === 'es' || primary === 'ar' ? primary : undefined;
}

/** The source ranges of neighbouring content blocks. */
function bodyOf(page: Page, content: readonly number[], stamp: Stamp | undefined): Span[] {
  const body: Span[] = [];
  for (let a = 0; a < content.length;) {
    let b = a;
    while (content[b + 1] === content[b]! + 1 && content[b + 1] !== stamp?.block) b++;
    const start = content[a] === stamp?.block ? stamp!.textStart : page.blocks[content[a]!]!.start;
    const end = page.blocks[content[b]!]!.end;
    if (start < end) body.push(page.source.toSource({ start, end }));
    a = b + 1;
  }
  return body;
}

/** The blocks as passages; the stamp of a feed item is a passage of its own. */
function passagesOf(
  blocks: readonly Block[],
  kinds: readonly PassageKind[],
  owner: Int32Array,
  drafts: readonly Draft[],
  text: string,
): Passage[] {
  const stamps = new Map<number, Stamp>();
  for (const { stamp } of drafts) if (stamp !== undefined) stamps.set(stamp.block, stamp);
  const passages: Passage[] = [];
  blocks.forEach(({ start, end }, i) => {
    const article = kinds[i] === 'boilerplate' ? -1 : owner[i]!;
    const stamp = stamps.get(i);
    if (stamp === undefined) {
      passages.push({ start, end, kind: kinds[i]!, article });
      return;
    }
    const stampEnd = stamp.textStart - /\s*$/.exec(text.slice(start, stamp.textStart))![0].length;
    passages.push({ start, end: stampEnd, kind: 'byline', article });
    if (stamp.textStart < end) passages.push({ start: stamp.textStart, end, kind: kinds[i]!, article });
  });
  return passages;
}

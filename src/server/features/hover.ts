import * as l10n from '@vscode/l10n';
import { MarkupKind, type Hover } from 'vscode-languageserver';
import type { Entity } from '../../core/archive/entity';
import type { FileRecord } from '../../core/archive/records';
import type { Span } from '../../core/model';
import { excerpt } from '../../core/answers/excerpt';
import { introductionsOf, recentPlaces, type Place } from '../../core/answers/places';
import { HoverCommands } from '../../protocol/protocol';
import type { Indexer } from '../indexer';
import { positionAt, rangeOf } from '../positions';
import { countsOf, dateLabel, typeName } from '../wording';
import { fileName } from './items';
import { escapeMarkdown, linkTo } from './markdown';

/** What a hover shows of an entity, as Markdown in which nothing of an article is markup. */
export async function hoverOf(
  indexer: Indexer,
  entity: Entity,
  span: Span,
  file: Pick<FileRecord, 'lineStarts'>,
  excerpts: number,
  locale: string,
): Promise<Hover> {
  const introduction = introductionsOf(indexer.archive, entity)[0];
  const latest = recentPlaces(indexer.archive, entity, excerpts, introduction);
  const lines = [headline(entity)];
  if (entity.aliases.length > 0) lines.push(l10n.t('Also: {0}', aliasList(entity.aliases)));
  lines.push([countsOf(entity), period(entity, locale)].filter(Boolean).join(' · '));
  lines.push(
    [
      commandLink(l10n.t('Reveal in Sidebar'), HoverCommands.revealEntity, entity),
      commandLink(l10n.t('All mentions'), HoverCommands.findMentions, entity),
      commandLink(l10n.t('Merge Into…'), HoverCommands.mergeEntity, entity),
      commandLink(l10n.t('Rename…'), HoverCommands.renameEntity, entity),
      commandLink(l10n.t('Hide'), HoverCommands.hideEntity, entity),
    ].join(' · '),
  );
  const quoted = introduction && (await quote(indexer, introduction, MAX_SENTENCE, locale));
  if (quoted) lines.push(`> ${quoted}`);
  const recent: string[] = [];
  for (const place of latest) {
    const line = await quote(indexer, place, MAX_RECENT, locale);
    if (line) recent.push(`- ${line}`);
  }
  if (recent.length > 0) lines.push(`${l10n.t('Recently:')}\n\n${recent.join('\n')}`);
  return { contents: { kind: MarkupKind.Markdown, value: lines.join('\n\n') }, range: rangeOf(file, span) };
}

function headline({ name, qualifier, type }: Entity): string {
  const who = qualifier === undefined ? '' : ` (${escapeMarkdown(qualifier)})`;
  return `**${escapeMarkdown(name)}**${who} — ${typeName(type)}`;
}

/** Longer lists of spellings help nobody in a hover. */
const MAX_ALIASES = 6;
/** All of a hover is to be seen without scrolling: about twelve lines of some eighty characters. */
const MAX_SENTENCE = 160;
const MAX_RECENT = 110;
const MAX_ALIASES_LENGTH = 160;

/** The client enables these commands in hovers, and no others. */
function commandLink(label: string, command: string, { id }: Entity): string {
  const argument = encodeURIComponent(JSON.stringify([id])).replace(/[()]/g, (c) =>
    c === '(' ? '%28' : '%29',
  );
  return `[${label}](command:${command}?${argument})`;
}

function aliasList(aliases: readonly string[]): string {
  let length = 0;
  const shown = aliases
    .slice(0, MAX_ALIASES)
    .filter((alias, i) => (length += alias.length) <= MAX_ALIASES_LENGTH || i === 0);
  const list = shown.map(escapeMarkdown).join(', ');
  return aliases.length > shown.length ? `${list}, …` : list;
}

function period({ firstDate, lastDate }: Entity, locale: string): string {
  if (firstDate === undefined || lastDate === undefined) return '';
  const first = dateLabel(firstDate, locale);
  const last = dateLabel(lastDate, locale);
  return escapeMarkdown(first === last ? first : `${first} – ${last}`);
}

async function quote(
  indexer: Indexer,
  place: Place,
  most: number,
  locale: string,
): Promise<string | undefined> {
  const before = indexer.archive.file(place.uri);
  const read = await indexer.reread(place.uri);
  // The file may have changed meanwhile: its old offsets would cut the new text anywhere.
  if (!read || !before || indexer.archive.file(place.uri) !== before) return undefined;
  const { text, highlights } = excerpt(read, place.sentence, [place], most);
  const { start, end } = highlights[0] ?? { start: 0, end: 0 };
  const marked =
    escapeMarkdown(text.slice(0, start)) +
    (end > start ? `**${escapeMarkdown(text.slice(start, end))}**` : '') +
    escapeMarkdown(text.slice(end));
  const article = before.articles[place.article];
  const { line, character } = positionAt(before, place.start);
  const title = article?.title ?? fileName(place.uri);
  const label = [article?.date && dateLabel(article.date, locale), shorten(title)]
    .filter(Boolean)
    .join(' · ');
  return `${marked} — ${linkTo(label, place.uri, line, character)}`;
}

const MAX_TITLE = 40;

function shorten(title: string): string {
  return title.length > MAX_TITLE ? title.slice(0, MAX_TITLE - 1).trimEnd() + '…' : title;
}

import * as vscode from 'vscode';
import type { EntitySort } from '../../protocol/protocol';
import type { EntityType } from '../../core/model';
import { cutToName, fullName, plain, shortened } from '../display';
import { openCommand } from '../places';
import type { Words } from '../words';
import type { ArticleNode, EntityNode, MoreNode, Node, SentenceNode } from './nodes';

export const ICONS: Readonly<Record<EntityType, vscode.ThemeIcon>> = {
  ORG: new vscode.ThemeIcon('organization'),
  EVENT: new vscode.ThemeIcon('calendar'),
  PER: new vscode.ThemeIcon('person'),
  LOC: new vscode.ThemeIcon('location'),
  PROD: new vscode.ThemeIcon('package'),
};

/** The command behind a "more…" row. */
export const SHOW_MORE = '_gazetteer.showMore';

/** How a row looks; its tooltip comes later, from {@link tooltipOf}, when the pointer rests on it. */
export function treeItem(node: Node, words: Words, sort: EntitySort): vscode.TreeItem {
  switch (node.kind) {
    case 'entity':
      return entityRow(node, words, sort);
    case 'article':
      return articleRow(node, words);
    case 'sentence':
      return sentenceRow(node);
    case 'more':
      return moreRow(node, words);
  }
}

/** What the row has no room for, as plain text: nothing of an article is read as markup. */
export function tooltipOf(node: Node, words: Words): string | undefined {
  switch (node.kind) {
    case 'entity': {
      const { item } = node;
      const lines = [fullName(item), `${words.kind(item.type)} · ${words.counts(item)}`];
      const dates = words.dates(item.firstDate, item.lastDate);
      if (dates !== undefined) lines.push(dates);
      if (item.aliases.length > 0) lines.push(vscode.l10n.t('Also: {0}', item.aliases.join(', ')));
      return lines.join('\n');
    }
    case 'article': {
      const { item } = node;
      const lines = [item.title];
      if (item.date !== undefined) lines.push(words.date(item.date));
      lines.push(vscode.workspace.asRelativePath(vscode.Uri.parse(item.uri)), words.mentions(item.mentions));
      return lines.join('\n');
    }
    case 'sentence':
      return node.item.text;
    case 'more':
      return undefined;
  }
}

function entityRow(node: EntityNode, words: Words, sort: EntitySort): vscode.TreeItem {
  const { item } = node;
  const row = new vscode.TreeItem(plain(shortened(item.name)), vscode.TreeItemCollapsibleState.Collapsed);
  row.id = node.id;
  row.iconPath = ICONS[item.type];
  const count = words.number(item.mentions);
  const day = sort === 'recent' && item.lastDate !== undefined ? words.day(item.lastDate) : undefined;
  const uncertain = item.uncertain ? vscode.l10n.t('uncertain') : undefined;
  const qualifier = item.qualifier === undefined ? undefined : plain(item.qualifier);
  row.description = [qualifier, day, count, uncertain].filter((fact) => fact !== undefined).join(' · ');
  row.contextValue = `entity.${item.type}`;
  const facts = [item.name, item.qualifier, words.kind(item.type), words.counts(item), uncertain];
  row.accessibilityInformation = { label: facts.filter((fact) => fact !== undefined).join(', ') };
  return row;
}

function articleRow(node: ArticleNode, words: Words): vscode.TreeItem {
  const { item } = node;
  const date = item.date === undefined ? undefined : words.day(item.date);
  const title = plain(item.title);
  const row = new vscode.TreeItem(
    date === undefined ? title : `${date} · ${title}`,
    vscode.TreeItemCollapsibleState.Collapsed,
  );
  row.id = node.id;
  row.iconPath = new vscode.ThemeIcon('note');
  const facts = [
    item.mentions > 1 ? words.number(item.mentions) : '',
    item.copy ? vscode.l10n.t('copy') : '',
  ];
  row.description = facts.filter(Boolean).join(' · ');
  row.contextValue = 'article';
  row.accessibilityInformation = {
    label: [
      item.title,
      item.copy ? vscode.l10n.t('copy of another article') : vscode.l10n.t('article'),
      date,
      words.mentions(item.mentions),
    ]
      .filter((part) => part !== undefined)
      .join(', '),
  };
  return row;
}

function sentenceRow(node: SentenceNode): vscode.TreeItem {
  const { text, highlights } = cutToName(node.item);
  const row = new vscode.TreeItem({
    label: plain(text),
    highlights: highlights.map(([start, end]) => [start, end]),
  });
  row.id = node.id;
  row.contextValue = 'sentence';
  row.command = openCommand(vscode.l10n.t('Open Sentence'), node.item);
  row.accessibilityInformation = { label: `${node.item.text}, ${vscode.l10n.t('sentence')}` };
  return row;
}

function moreRow(node: MoreNode, words: Words): vscode.TreeItem {
  const row = new vscode.TreeItem(vscode.l10n.t('{0} more…', words.number(node.remaining)));
  row.id = node.id;
  row.iconPath = new vscode.ThemeIcon('ellipsis');
  row.contextValue = 'more';
  row.command = { title: vscode.l10n.t('Show More'), command: SHOW_MORE, arguments: [node] };
  return row;
}

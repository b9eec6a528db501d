import type { ArticleItem, EntityItem, SentenceItem } from '../../protocol/protocol';

/** A row of the sidebar. Ids are stable, so that what was unfolded stays so when the tree is drawn again. */
export type Node = EntityNode | ArticleNode | SentenceNode | MoreNode;

export interface EntityNode {
  readonly kind: 'entity';
  readonly id: string;
  readonly item: EntityItem;
}
export interface ArticleNode {
  readonly kind: 'article';
  readonly id: string;
  readonly item: ArticleItem;
  readonly parent: EntityNode;
}
export interface SentenceNode {
  readonly kind: 'sentence';
  readonly id: string;
  readonly item: SentenceItem;
  readonly parent: ArticleNode;
}
/** The row at the end of a list that is not shown whole. */
export interface MoreNode {
  readonly kind: 'more';
  readonly id: string;
  readonly remaining: number;
  readonly parent: EntityNode | ArticleNode | undefined;
}

export function entityNode(view: string, item: EntityItem): EntityNode {
  return { kind: 'entity', id: `${view}:${item.id}`, item };
}

export function articleNode(parent: EntityNode, item: ArticleItem): ArticleNode {
  return { kind: 'article', id: `${parent.id}|${item.uri}#${item.article}`, item, parent };
}

export function sentenceNode(parent: ArticleNode, item: SentenceItem): SentenceNode {
  const { line, character } = item.range.start;
  return { kind: 'sentence', id: `${parent.id}|${line}:${character}`, item, parent };
}

export function parentOf(node: Node): Node | undefined {
  return node.kind === 'entity' ? undefined : node.parent;
}

/** The rows of a list, with a row for what is not shown at its end. */
export function withMore<T extends Node>(
  view: string,
  parent: MoreNode['parent'],
  rows: readonly T[],
  total: number,
): (T | MoreNode)[] {
  const remaining = total - rows.length;
  // An empty list says so by itself, even while its total is still being counted.
  if (remaining <= 0 || rows.length === 0) return [...rows];
  return [...rows, { kind: 'more', id: `${parent?.id ?? view}|more`, remaining, parent }];
}

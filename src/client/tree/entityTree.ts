import * as vscode from 'vscode';
import type { EntityType } from '../../core/model';
import {
  type ArticleItem,
  type EntitiesParams,
  type EntityItem,
  type EntitySort,
  type Page,
  Requests,
  type SentenceItem,
} from '../../protocol/protocol';
import type { Connection } from '../connection';
import { pageSize } from '../settings';
import type { Words } from '../words';
import {
  articleNode,
  type ArticleNode,
  entityNode,
  type EntityNode,
  type MoreNode,
  type Node,
  parentOf,
  sentenceNode,
  withMore,
} from './nodes';
import { tooltipOf, treeItem } from './treeItems';

/** What the five views have in common: how they are sorted and what they are filtered by. */
export interface Listing {
  readonly sort: EntitySort;
  readonly filter: string;
  /** Names seen once and not surely are listed too. */
  readonly uncertain: boolean;
}

/** The rows of one view: the entities of a type, their articles, the sentences. Asked for page by page. */
export class EntityTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changeEmitter = new vscode.EventEmitter<Node | undefined>();
  readonly onDidChangeTreeData = this.changeEmitter.event;
  /** How many rows a list shows, by the id of its parent, where it is more than one page. */
  private readonly shown = new Map<string, number>();

  constructor(
    private readonly view: string,
    readonly type: EntityType,
    private readonly connection: Connection,
    private readonly words: Words,
    private readonly listing: () => Listing,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  getTreeItem(node: Node): vscode.TreeItem {
    return treeItem(node, this.words, this.listing().sort);
  }

  resolveTreeItem(item: vscode.TreeItem, node: Node): vscode.TreeItem {
    item.tooltip = tooltipOf(node, this.words);
    return item;
  }

  getParent(node: Node): Node | undefined {
    return parentOf(node);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (!this.connection.started) return [];
    try {
      if (node === undefined) return await this.entities();
      if (node.kind === 'entity') return await this.articles(node);
      return node.kind === 'article' ? await this.sentences(node) : [];
    } catch (error) {
      this.log.error(
        `The view ${this.view} could not be filled:`,
        error instanceof Error ? error : String(error),
      );
      return [];
    }
  }

  /** The row of an entity; the sidebar finds it by its id. */
  nodeOf(item: EntityItem): EntityNode {
    return entityNode(this.view, item);
  }

  /** Shows at least so many entities. */
  showAtLeast(count: number): void {
    if (count <= this.limit(this.view)) return;
    this.shown.set(this.view, Math.ceil(count / pageSize()) * pageSize());
    this.refresh();
  }

  /** Shows the next page of the list that a "more…" row ends. */
  showMore({ parent }: MoreNode): void {
    const id = parent?.id ?? this.view;
    this.shown.set(id, this.limit(id) + pageSize());
    this.changeEmitter.fire(parent);
  }

  /** Goes back to the first page of every list. */
  reset(): void {
    this.shown.clear();
    this.refresh();
  }

  refresh(): void {
    this.changeEmitter.fire(undefined);
  }

  dispose(): void {
    this.changeEmitter.dispose();
  }

  private async entities(): Promise<Node[]> {
    const params: EntitiesParams = {
      type: this.type,
      ...this.listing(),
      offset: 0,
      limit: this.limit(this.view),
    };
    const page = await this.connection.request<Page<EntityItem>>(Requests.entities, params);
    return withMore(
      this.view,
      undefined,
      page.items.map((item) => this.nodeOf(item)),
      page.total,
    );
  }

  private async articles(parent: EntityNode): Promise<Node[]> {
    const page = await this.connection.request<Page<ArticleItem>>(Requests.articles, {
      id: parent.item.id,
      offset: 0,
      limit: this.limit(parent.id),
    });
    return withMore(
      this.view,
      parent,
      page.items.map((item) => articleNode(parent, item)),
      page.total,
    );
  }

  private async sentences(parent: ArticleNode): Promise<Node[]> {
    const { uri, article } = parent.item;
    const sentences = await this.connection.request<readonly SentenceItem[]>(Requests.sentences, {
      id: parent.parent.item.id,
      uri,
      article,
    });
    return withMore(
      this.view,
      parent,
      sentences.slice(0, this.limit(parent.id)).map((item) => sentenceNode(parent, item)),
      sentences.length,
    );
  }

  private limit(id: string): number {
    return this.shown.get(id) ?? pageSize();
  }
}

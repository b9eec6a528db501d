/**
 * What crosses the wire between the client and the language server beside standard LSP: plain types
 * and the names of the custom requests. Positions are LSP positions (line, UTF-16 character).
 */
import type { EntityType } from '../core/model';

export interface Position {
  readonly line: number;
  readonly character: number;
}
export interface Range {
  readonly start: Position;
  readonly end: Position;
}
export interface Location {
  readonly uri: string;
  readonly range: Range;
}

/** `initializationOptions` of the server. */
export interface InitOptions {
  /** URI of the recogniser's model (model/recogniser.bin in the extension folder). */
  readonly modelUri: string;
  /** Contents of the l10n bundle for the editor's language; undefined for English. */
  readonly l10n: Readonly<Record<string, string>> | undefined;
  readonly settings: Settings;
}

/** The settings the server needs; sent at start and again whenever one changes. */
export interface Settings {
  /** Files above this size, in megabytes, are left out of the index (gazetteer.files.maxSize). */
  readonly maxFileSizeMB: number;
  /** Whether names carry a hover (gazetteer.hover.enabled). */
  readonly hoverEnabled: boolean;
  /** How many recent excerpts a hover shows (gazetteer.hover.excerpts). */
  readonly hoverExcerpts: number;
}

/** What the index is doing, for the status item and the views. */
export interface IndexState {
  /** `starting` before the file list is known; `failed` when the model cannot be loaded. */
  readonly phase: 'starting' | 'indexing' | 'ready' | 'failed';
  readonly done: number;
  readonly total: number;
  readonly articles: number;
  readonly mentions: number;
  /** Number of entities of each type, uncertain ones not among them. */
  readonly entities: Readonly<Record<EntityType, number>>;
  /** Number of files that were left out or need a word; the report tells. */
  readonly problems: number;
  /** Why it failed, in the user's language. */
  readonly message?: string;
}

/** An entity as lists show it. */
export interface EntityItem {
  /** Stable: `org:maroc-telecom`. */
  readonly id: string;
  readonly type: EntityType;
  readonly name: string;
  /** Its other spellings and short names, most frequent first. */
  readonly aliases: readonly string[];
  readonly mentions: number;
  readonly articles: number;
  /** Seen once, and not surely: hidden from lists and hovers unless asked for. */
  readonly uncertain?: true;
  /** ISO 8601, of the earliest and latest dated article. */
  readonly firstDate?: string;
  readonly lastDate?: string;
}

/** An article in which an entity is named. */
export interface ArticleItem {
  readonly uri: string;
  /** Index of the article in its file. */
  readonly article: number;
  readonly title: string;
  readonly date?: string;
  /** Mentions of the entity in it. */
  readonly mentions: number;
  /** The same text as an article before it in the list (agency copy); counted once. */
  readonly copy?: true;
  /** The article's first line. */
  readonly range: Range;
}

/** A sentence that names an entity. */
export interface SentenceItem {
  readonly uri: string;
  /** The (first) mention in that sentence. */
  readonly range: Range;
  /** The sentence as a reader sees it, white space collapsed, cut around the name if very long. */
  readonly text: string;
  /** Where the entity's names stand in `text`: pairs [start, end). */
  readonly highlights: readonly (readonly [number, number])[];
}

export type EntitySort = 'mentions' | 'name' | 'recent';

/** A part of a longer list. */
export interface Page<T> {
  readonly total: number;
  readonly items: readonly T[];
}

export interface EntitiesParams {
  readonly type: EntityType;
  readonly sort: EntitySort;
  /** Only entities one of whose names contains these words (folded prefix match); empty for all. */
  readonly filter: string;
  /** Whether names seen once and not surely are listed too; they are not by default. */
  readonly uncertain?: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** A result of the palette search: an entity, or an article found by its title. */
export type SearchHit =
  ({ readonly kind: 'entity' } & EntityItem) | ({ readonly kind: 'article' } & Omit<ArticleItem, 'mentions'>);

/** One line of the index report. */
export interface ReportLine {
  readonly uri: string;
  /** A sentence in the user's language. */
  readonly message: string;
}

export interface IndexReport {
  readonly state: IndexState;
  readonly files: number;
  readonly skipped: number;
  readonly tokens: number;
  /** Seconds spent, by stage. */
  readonly seconds: { readonly reading: number; readonly recognition: number; readonly resolution: number };
  readonly problems: readonly ReportLine[];
}

/** Requests the client sends. Each `undefined` result means "nothing here". */
export const Requests = {
  /** {files: string[]} → null. The files of the workspace, all of them; replaces what was known. */
  setFiles: 'gazetteer/setFiles',
  /** null → null. Reads every file again. */
  refresh: 'gazetteer/refresh',
  /** EntitiesParams → Page<EntityItem> */
  entities: 'gazetteer/entities',
  /** {id, offset, limit} → Page<ArticleItem>, most recent first */
  articles: 'gazetteer/articles',
  /** {id, uri, article} → SentenceItem[] */
  sentences: 'gazetteer/sentences',
  /** {id, type, sort, filter} → number, place of the entity in that list, -1 if not in it */
  entityIndex: 'gazetteer/entityIndex',
  /** {id} → EntityItem | null */
  entity: 'gazetteer/entity',
  /** {uri, position} → EntityItem | null, the entity named at a place in a document */
  entityAt: 'gazetteer/entityAt',
  /** {id} → Location[], the sentences that introduce it, best first */
  introductions: 'gazetteer/introductions',
  /** {id} → Location[], every mention */
  mentions: 'gazetteer/mentions',
  /** {query, limit} → SearchHit[]; an empty query gives the most mentioned */
  search: 'gazetteer/search',
  /** null → IndexReport */
  report: 'gazetteer/report',
} as const;

/** Requests the server sends to the client. */
export const ClientRequests = {
  /** {uri} → {bytes: string} (one char a byte) | {error: 'gone' | 'unreadable' | 'tooLarge', detail?}; asked where the server has no disk. {uri, maxBytes?} */
  readFile: 'gazetteer/readFile',
} as const;

/** The only commands that a link in a hover may run; each takes the id of an entity: `command:…?["org:visa"]`, encoded. */
export const HoverCommands = {
  revealEntity: '_gazetteer.revealEntity',
  findMentions: '_gazetteer.findMentions',
} as const;

/** Notifications. */
export const Notifications = {
  /** client → server: FilesChanged */
  filesChanged: 'gazetteer/filesChanged',
  /** client → server: Settings */
  settings: 'gazetteer/settings',
  /** server → client: IndexState; at most twenty a second */
  state: 'gazetteer/state',
  /** server → client: null; entities, counts or sentences may differ from what was last asked */
  changed: 'gazetteer/changed',
} as const;

export interface FilesChanged {
  /** Created or changed on disk. */
  readonly changed: readonly string[];
  readonly deleted: readonly string[];
}

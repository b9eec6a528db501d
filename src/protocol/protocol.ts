/**
 * What crosses the wire between the client and the language server beside standard LSP: plain types
 * and the names of the custom requests. Positions are LSP positions (line, UTF-16 character).
 */
import type { Action } from '../core/decisions/action';
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
  /** URI of the server's own code: records that other code made are made again. */
  readonly codeUri: string;
  /** URI of the folder in which the index is kept from one start to the next; undefined when there is none. */
  readonly storageUri: string | undefined;
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
  /** How names that depart from their house form are marked (gazetteer.consistency.severity); by default `information`. */
  readonly consistencySeverity?: ConsistencySeverity;
  /** Whether acronyms that an article does not explain get a hint (gazetteer.gloss.enabled); by default not. */
  readonly glossEnabled?: boolean;
  /** Whether known names are completed (gazetteer.completion.enabled); by default they are. */
  readonly completionEnabled?: boolean;
}

export type ConsistencySeverity = 'off' | 'hint' | 'information' | 'warning' | 'error';

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
  /** What tells it from others of its name: an organisation, or the user's own word. */
  readonly qualifier?: string;
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
  /** Why the index cannot be kept for the next start, in the user's language. */
  readonly unsaved?: string;
}

/**
 * An action of the user on entities, by their ids; the server writes it into `.gazetteer/entities.json` of
 * a workspace folder. Names are cleaned of white space; places are URIs of files, or of folders. What is `notSame`
 * may be a name of the entity as well.
 */
export type DecisionAction = Action<string>;

export interface DecideParams {
  /** URI of the workspace folder to write to; by default the one that names the entity most. */
  readonly folder?: string;
  readonly action: DecisionAction;
}

/** What became of a decision; `message` is a sentence in the user's language, to be shown. */
export type DecideResult =
  | {
      readonly done: true;
      readonly message: string;
      /** For {@link Requests.undo}; good until the window closes or two hundred decisions later. */
      readonly undo: string;
      /** The entity as it is now, if the archive still names it. */
      readonly entity?: EntityItem;
      /** The decisions file is open with unsaved edits: the change was made there, and waits to be saved. */
      readonly unsaved?: true;
    }
  | {
      readonly done: false;
      readonly message: string;
      /** Where the decisions file is broken. */
      readonly at?: Location;
      /** The entity that has the name already: a merge would do what was asked. */
      readonly taken?: EntityItem;
    };

/** Two entities that may be one. */
export interface SuggestionItem {
  /** Stable, for a list that leaves some for later. */
  readonly id: string;
  /** The entity to keep: the fuller or more mentioned one. */
  readonly keep: EntityItem;
  readonly other: EntityItem;
  /** Why, in the user's language. */
  readonly evidence: string;
}

/** One side of a merge, to look at before it is done. */
export interface MergeSide {
  readonly entity: EntityItem;
  /** The sentence that introduces it best. */
  readonly excerpt?: SentenceItem;
}

/** How a name is to be spelt, and how it is spelt otherwise. */
export interface HouseFormItem {
  readonly entity: EntityItem;
  readonly house: string;
  /** Whether the user decided it; else most of the archive spells it so. */
  readonly decided: boolean;
  readonly variants: readonly { readonly text: string; readonly mentions: number }[];
}

/** Requests the client sends. Each `undefined` result means "nothing here". */
export const Requests = {
  /** SetFilesParams → null. The files of the workspace, all of them; replaces what was known. */
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
  /** {folders: string[]} → null. The URIs of the workspace folders, all of them; their decisions are read. */
  setFolders: 'gazetteer/setFolders',
  /** DecideParams → DecideResult */
  decide: 'gazetteer/decide',
  /** {undo} → DecideResult (its own `undo` does the decision again) */
  undo: 'gazetteer/undo',
  /** {offset, limit} → Page<SuggestionItem>, best first; refused ones are not among them */
  suggestions: 'gazetteer/suggestions',
  /** {ids: string[]} → MergeSide[], those that the archive still names, in this order */
  mergePreview: 'gazetteer/mergePreview',
  /** {offset, limit} → Page<HouseFormItem>: the entities whose names are not spelt one way, most departures first */
  houseForms: 'gazetteer/houseForms',
  /** null → EntityItem[], what the user hid, by name */
  hidden: 'gazetteer/hidden',
} as const;

/** Requests the server sends to the client, where it has no disk. Bytes cross the wire as one char a byte. */
export const ClientRequests = {
  /** {uri, maxBytes} → ReadFileAnswer */
  readFile: 'gazetteer/readFile',
  /** {uris} → StatAnswer, in the order asked */
  stat: 'gazetteer/stat',
  /** StorageRequest → StorageAnswer; an error when it fails. Files are in the folder of `storageUri`, and only there. */
  storage: 'gazetteer/storage',
  /**
   * {uri, before: string | null, after: string | null} → ReplaceFileAnswer; asked where
   * the server has no disk. Puts `after` in the place of `before` (null: no file), with the folder it needs;
   * `changed` when the file does not hold `before` (UTF-8, byte order mark kept).
   */
  replaceFile: 'gazetteer/replaceFile',
} as const;

/**
 * Commands of the client that code actions of the server run. `decide` takes DecideParams: it sends them
 * as {@link Requests.decide}, shows the message and offers to undo.
 */
export const CodeActionCommands = {
  decide: '_gazetteer.decide',
} as const;

/** The client reports its changes as `filesChanged`. */
export { DECISIONS_FILE } from '../core/decisions/model';

export interface FileError {
  readonly error: 'gone' | 'unreadable' | 'tooLarge';
  readonly detail?: string;
}

/** `mtime` is as known before the file was read, in milliseconds of the clock. */
export type ReadFileAnswer = { readonly bytes: string; readonly mtime: number } | FileError;

export type ReplaceFileAnswer = 'done' | 'changed' | { readonly error: string };

export type StatAnswer = readonly ({ readonly size: number; readonly mtime: number } | FileError)[];

export type StorageRequest =
  | { readonly action: 'list' }
  | { readonly action: 'read' | 'remove'; readonly name: string }
  | { readonly action: 'write'; readonly name: string; readonly bytes: string };

/** `names` of what is listed, `bytes` of a file that was read and is there. */
export interface StorageAnswer {
  readonly names?: readonly string[];
  readonly bytes?: string;
}

/** The only commands that a link in a hover may run; each takes the id of an entity: `command:…?["org:visa"]`, encoded. */
export const HoverCommands = {
  revealEntity: '_gazetteer.revealEntity',
  findMentions: '_gazetteer.findMentions',
  mergeEntity: '_gazetteer.mergeEntity',
  renameEntity: '_gazetteer.renameEntity',
  hideEntity: '_gazetteer.hideEntity',
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

/** A list of files, whole or in pieces: a long one would hold up the host as one message. */
export interface SetFilesParams {
  readonly files: readonly string[];
  /** It goes on from the piece before. */
  readonly after?: boolean;
  /** It is not the last piece. */
  readonly more?: boolean;
}

export interface FilesChanged {
  /** Created or changed on disk. */
  readonly changed: readonly string[];
  readonly deleted: readonly string[];
}

import type { IndexState } from '../protocol/protocol';

/** What `activate` returns to other extensions and to the tests. */
export interface GazetteerApi {
  /** Resolves when every article of the workspace has been read; rejects when Gazetteer cannot start. */
  whenReady(): Promise<void>;
  /** What the index is doing now. */
  state(): IndexState;
  /** Sends one of the requests of `protocol.ts`; starts the language server if it does not run yet. */
  request<T>(method: string, params: unknown): Promise<T>;
}

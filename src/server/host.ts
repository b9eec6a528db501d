import type { Problem } from '../core/model';

/** What the server needs of the machine it runs on. */
export interface Host {
  /** The bytes of a file, or why there are none. Never rejects. */
  readFile(uri: string, maxBytes: number): Promise<Uint8Array | Problem>;
  /** Milliseconds from some fixed moment. */
  now(): number;
  /** Resolves when the requests that wait have had their turn. */
  breathe(): Promise<void>;
}

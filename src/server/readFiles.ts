import type { ReadFile } from '../core/model';
import { decode } from '../core/reading/decode';
import { formatOf } from '../core/reading/format';
import { read } from '../core/reading/read';
import type { Host } from './host';
import type { OpenDocuments } from './indexer';

/** Files read again for their sentences: records hold no text. Keeps the last few. */
export class ReadFiles {
  private readonly kept = new Map<string, { readonly text: string; readonly file: ReadFile }>();

  constructor(
    private readonly host: Host,
    private readonly documents: OpenDocuments,
  ) {}

  /** Undefined when the file cannot be read now. */
  async get(uri: string, maxBytes: number): Promise<ReadFile | undefined> {
    const format = formatOf(uri);
    const text = this.documents.text(uri) ?? (await this.textOnDisk(uri, maxBytes));
    if (format === undefined || text === undefined) return undefined;
    const before = this.kept.get(uri);
    this.kept.delete(uri);
    const entry = before?.text === text ? before : { text, file: read(text, format) };
    this.kept.set(uri, entry);
    if (this.kept.size > KEPT_FILES) this.kept.delete(this.kept.keys().next().value!);
    return entry.file;
  }

  /** The text that {@link get} read last. */
  text(uri: string): string | undefined {
    return this.kept.get(uri)?.text;
  }

  forget(uri: string): void {
    this.kept.delete(uri);
  }

  private async textOnDisk(uri: string, maxBytes: number): Promise<string | undefined> {
    const content = await this.host.readFile(uri, maxBytes);
    if ('code' in content) return undefined;
    const decoded = decode(content.bytes);
    return 'text' in decoded ? decoded.text : undefined;
  }
}

/** A hover shows sentences of four files, an unfolded article of one. */
const KEPT_FILES = 32;

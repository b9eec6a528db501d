import { Tokenizer } from 'parse5';

/** A character reference as a candidate: longer names than these do not exist. */
const CANDIDATE = /&(?:#\d{1,9}|#[xX][\da-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{0,31});?/y;

/** A character reference of HTML: the text it stands for and its length in the source. */
export interface Reference {
  readonly text: string;
  readonly length: number;
}

/** Reads character references (`&nbsp;`, `&#233;`) by the rules of HTML; keeps what it has seen. */
export class ReferenceReader {
  private readonly known = new Map<string, Reference | undefined>();

  /** The reference that begins at an `&`, or `undefined` when that is a plain ampersand. */
  read(source: string, at: number): Reference | undefined {
    CANDIDATE.lastIndex = at;
    const candidate = CANDIDATE.exec(source)?.[0];
    if (candidate === undefined) return undefined;
    if (this.known.has(candidate)) return this.known.get(candidate);
    const reference = decodeReference(candidate);
    this.known.set(candidate, reference);
    return reference;
  }
}

/** What the HTML tokenizer makes of a candidate; a legacy name without semicolon may be only its beginning (`&copyright`). */
function decodeReference(candidate: string): Reference | undefined {
  let text = '';
  const append = (token: { chars: string }): void => {
    text += token.chars;
  };
  const ignore = (): void => {};
  const tokenizer = new Tokenizer(
    {},
    {
      onCharacter: append,
      onWhitespaceCharacter: append,
      onNullCharacter: append,
      onStartTag: ignore,
      onEndTag: ignore,
      onComment: ignore,
      onDoctype: ignore,
      onEof: ignore,
    },
  );
  tokenizer.write(candidate, true);
  if (text === candidate) return undefined;
  let rest = 0;
  while (rest < text.length - 1 && text.at(-1 - rest) === candidate.at(-1 - rest)) rest++;
  return { text: text.slice(0, text.length - rest), length: candidate.length - rest };
}

/**
 * Text of an article as inert Markdown: every ASCII punctuation mark escaped (CommonMark allows that
 * for all of them), so that it is never rendered as markup, link, image, HTML or command.
 */
export function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, ' ').replace(PUNCTUATION, '\\$&');
}

/** A Markdown link to a place in a file; `label` is plain text. */
export function linkTo(label: string, uri: string, line: number, character: number): string {
  const target = uri.replace(/[()<>\s]/g, (c) => '%' + c.charCodeAt(0).toString(16).padStart(2, '0'));
  return `[${escapeMarkdown(label)}](${target}#L${line + 1},${character + 1})`;
}

const PUNCTUATION = /[!-/:-@[-`{-~]/g;

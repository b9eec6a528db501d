/** The command was used wrongly; the message is the one line printed. */
export class UsageError extends Error {}

export const USAGE = `Usage: gazetteer COMMAND …

  articles FILE…                        the articles of files, as JSON lines
  mentions FILE…                        the names in files, resolved together, as JSON lines
  index DIR [--json] [--jobs N]         reads a folder and prints what is in it
  entities DIR [--type T] [--json]      its entities; T is ORG, EVENT, PER, LOC or PROD
  entity NAME DIR [--json]              all about one of them
  search QUERY DIR [--json]             entities and articles that match
  check PATH… [--json]                  names not spelt as elsewhere; exit code 1 if there are any

Files are .txt, .md, .markdown, .html and .htm. Nothing is sent anywhere.
`;

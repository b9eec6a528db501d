/** The endings of files that hold articles. Old archives come from systems that wrote them in capitals. */
const ENDINGS = ['txt', 'md', 'markdown', 'html', 'htm', 'TXT', 'MD', 'HTML', 'HTM'];

/** Matches the files that hold articles. */
export const ARTICLE_GLOB = `**/*.{${ENDINGS.join(',')}}`;

const ARTICLE_PATH = new RegExp(`\\.(?:${ENDINGS.join('|')})$`);

/** Left out whatever the settings say: never articles, and big. */
const ALWAYS_EXCLUDED = ['**/node_modules', '**/.git'];

/** Whether a path has the ending of a file that holds articles; the same set as {@link ARTICLE_GLOB}. */
export function isArticlePath(path: string): boolean {
  return ARTICLE_PATH.test(path);
}

/**
 * The patterns of files that are left out: the keys of the given settings whose value is `true`, and
 * what is always left out. A pattern also stands for all that lies in a folder of that name, as it
 * does in `files.exclude`.
 */
export function excludePatterns(...settings: readonly unknown[]): string[] {
  const patterns = new Set(ALWAYS_EXCLUDED);
  for (const setting of settings) {
    if (typeof setting !== 'object' || setting === null) continue;
    for (const [pattern, value] of Object.entries(setting)) {
      if (value === true && pattern !== '') patterns.add(pattern.replace(/\/$/, ''));
    }
  }
  return [...patterns].flatMap((pattern) =>
    pattern.endsWith('/**') ? [pattern] : [pattern, `${pattern}/**`],
  );
}

/** One glob that matches what any of the patterns matches. */
export function anyOf(patterns: readonly string[]): string {
  return `{${patterns.join(',')}}`;
}

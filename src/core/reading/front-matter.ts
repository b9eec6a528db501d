import { isMap, isScalar, parseDocument } from 'yaml';
import { HEADER_KEYS } from '../french/page-words';
import type { Problem } from '../model';
import { isoDate } from './dates';
import type { Facts } from './page';

/** Front matter at the top of a Markdown file. */
export interface FrontMatter {
  readonly facts: Facts;
  /** Offset after its closing line. */
  readonly end: number;
  readonly problems: readonly Problem[];
}

const OPENING = /^---[ \t]*(?:\r\n|\n|\r)/;
const CLOSING = /^(?:---|\.\.\.)[ \t]*$/m;
/** Longer front matter is data, not a description of an article. */
const LONGEST = 64 * 1024;
const SIMPLE_LINE = /^(\p{L}+)[ \t]*:[ \t]+(.+?)[ \t]*$/gmu;

/**
 * Reads front matter as plain YAML scalars; nothing is evaluated, tags and aliases are not followed.
 * Broken YAML is reported, and its simple `key: value` lines are read all the same.
 */
export function readFrontMatter(text: string): FrontMatter | undefined {
  const opening = OPENING.exec(text)?.[0];
  if (opening === undefined) return undefined;
  const rest = text.slice(opening.length, opening.length + LONGEST);
  const closing = CLOSING.exec(rest);
  if (closing === null) return undefined;
  const yaml = rest.slice(0, closing.index);
  const end = opening.length + closing.index + closing[0].length;
  const facts: Facts = {};
  const error = readYaml(yaml, facts);
  if (error === undefined) return { facts, end, problems: [] };
  for (const [, key, value] of yaml.matchAll(SIMPLE_LINE))
    keep(facts, key!, value!.replace(/^(["'])(.*)\1$/, '$2'));
  return { facts, end, problems: [{ code: 'malformed-front-matter', detail: error }] };
}

/** Reads the scalars of a YAML map; gives the parser's complaint when there is one. */
function readYaml(yaml: string, facts: Facts): string | undefined {
  try {
    const document = parseDocument(yaml, { logLevel: 'silent', strict: false, uniqueKeys: false });
    if (document.errors.length > 0) return document.errors[0]!.message.split('\n')[0]!;
    if (document.contents === null) return undefined;
    if (!isMap(document.contents)) return 'not a list of keys and values';
    for (const { key, value } of document.contents.items) {
      const name = isScalar(key) ? key.value : undefined;
      const content = isScalar(value) ? value.value : undefined;
      if (typeof name === 'string' && (typeof content === 'string' || typeof content === 'number')) {
        keep(facts, name, String(content));
      }
    }
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function keep(facts: Facts, key: string, value: string): void {
  const name = key.toLowerCase();
  const fact = Object.hasOwn(HEADER_KEYS, name) ? HEADER_KEYS[name] : undefined;
  const clean = value.trim();
  if (fact === undefined || fact === 'other' || clean === '' || facts[fact] !== undefined) return;
  if (fact !== 'date') facts[fact] = clean;
  else {
    const iso = isoDate(clean);
    if (iso !== undefined) facts.date = iso;
  }
}

import type { Format, Mention, Passage, ReadFile, Recognition, Tokens } from '../model';
import { fingerprint } from '../reading/fingerprint';
import { read } from '../reading/read';
import { recognise, type Model } from '../recognition/recognise';
import { withSought, type SoughtName } from '../recognition/sought';
import { tokenise } from '../recognition/tokenise';
import { bearerOf } from '../resolution/bearer';
import { editionYear } from '../resolution/editionYear';
import { introductionScore } from '../resolution/introduction';
import { resolveArticle } from '../resolution/local';
import { lineStartsOf } from './lines';
import { mentionTable, SCORE_STEPS, scoreSteps, type FileRecord, type NamedMentions } from './records';

/** Milliseconds spent by stage; a caller that wants them passes an object and a clock. */
export interface Stopwatch {
  readonly now: () => number;
  reading: number;
  recognition: number;
  resolution: number;
}

/** Reads, recognises and resolves one file: everything the archive wants to know of it. */
export function extract(
  uri: string,
  text: string,
  format: Format,
  model: Model,
  watch?: Stopwatch,
  sought: readonly SoughtName[] = [],
): FileRecord {
  const started = watch?.now() ?? 0;
  const file = read(text, format);
  const lineStarts = lineStartsOf(text);
  const wasRead = watch?.now() ?? 0;
  const tokens = tokenise(file.text, file.passages);
  const found = recognise(file.text, file.passages, tokens, model);
  const recognition = withSought(file.text, tokens, found, sought);
  const recognised = watch?.now() ?? 0;
  const record = recordOf(uri, lineStarts, file, tokens, recognition);
  if (watch) {
    watch.reading += wasRead - started;
    watch.recognition += recognised - wasRead;
    watch.resolution += watch.now() - recognised;
  }
  return record;
}

/** Resolves the mentions of a file article by article and puts all in source offsets. */
export function recordOf(
  uri: string,
  lineStarts: Uint32Array,
  file: ReadFile,
  tokens: Tokens,
  { mentions, glosses }: Recognition,
): FileRecord {
  const passages = passagesOf(mentions, file.passages);
  const lists: number[][] = file.articles.map(() => []);
  const outside: number[] = [];
  mentions.forEach((_, i) => (lists[passages[i]?.article ?? -1] ?? outside).push(i));
  const sentenceAt = sentenceFinder(tokens);

  const named = (members: readonly number[], date?: string): NamedMentions => {
    const own = members.map((i) => mentions[i]!);
    const place = new Map(glosses.length === 0 ? [] : members.map((mention, i) => [mention, i]));
    const ownGlosses = glosses.flatMap(({ full, short }) => {
      const a = place.get(full);
      const b = place.get(short);
      return a === undefined || b === undefined ? [] : [{ full: a, short: b }];
    });
    const glossed = new Set(ownGlosses.flatMap(({ full, short }) => [full, short]));
    const { names, nameOf } = resolveArticle(file.text, own, ownGlosses, {
      date,
      editionYear: (mention) => editionYear(file.text, mention, sentenceAt(mention), date?.slice(0, 4)),
      bearer: (i) => bearerOf(file.text, own, i, sentenceAt(own[i]!)),
    });
    const seen = new Set<number>();
    const table = mentionTable(own.length);
    own.forEach((mention, i) => {
      const name = nameOf[i]!;
      const sentence = sentenceAt(mention);
      const first = !seen.has(name);
      seen.add(name);
      const source = file.source.toSource(mention);
      const sourceSentence = file.source.toSource(sentence);
      table.start[i] = source.start;
      table.end[i] = source.end;
      table.name[i] = name;
      table.sentenceStart[i] = sourceSentence.start;
      table.sentenceEnd[i] = sourceSentence.end;
      table.score[i] = scoreSteps(mention.score);
      table.introduction[i] = introductionScore({
        text: file.text,
        mention,
        sentence,
        passage: passages[members[i]!]?.kind ?? 'paragraph',
        glossed: glossed.has(i),
        full: isFull(names[name]!, file.text.slice(mention.start, mention.end)),
        first,
      });
    });
    return {
      names: names.map(({ type, key, node, acronyms, confidence, forms }) => ({
        type,
        key,
        node,
        acronyms,
        confidence: scoreSteps(confidence) / SCORE_STEPS,
        forms,
      })),
      mentions: table,
    };
  };

  // Papers give one dispatch headlines and bylines of their own.
  const prose: Passage[][] = file.articles.map(() => []);
  for (const passage of file.passages) {
    if (passage.kind !== 'title' && passage.kind !== 'byline') prose[passage.article]?.push(passage);
  }
  const articles = file.articles.map(({ span, title, date, place, language }, i) => ({
    span,
    title,
    date,
    place,
    language,
    sketch: fingerprint(file.text, prose[i]!),
    ...named(lists[i]!, date),
  }));
  return { uri, lineStarts, tokens: tokens.count, articles, margin: named(outside), problems: file.problems };
}

function isFull(
  name: { readonly key: string; readonly forms: readonly { surface: string; key: string }[] },
  surface: string,
): boolean {
  return name.forms.some((form) => form.surface === surface && form.key === name.key);
}

/** The passage each mention stands in; both lists are sorted and do not overlap. */
function passagesOf(mentions: readonly Mention[], passages: readonly Passage[]): (Passage | undefined)[] {
  let at = 0;
  return mentions.map((mention) => {
    while (at < passages.length && passages[at]!.end < mention.end) at++;
    return passages[at];
  });
}

function sentenceFinder(tokens: Tokens): (mention: Mention) => { start: number; end: number } {
  let at = 0;
  return (mention) => {
    while (at + 1 < tokens.sentenceEnd.length && tokens.sentenceEnd[at]! < mention.end) at++;
    while (at > 0 && tokens.sentenceStart[at]! > mention.start) at--;
    const start = Math.min(tokens.sentenceStart[at] ?? mention.start, mention.start);
    return { start, end: Math.max(tokens.sentenceEnd[at] ?? mention.end, mention.end) };
  };
}

import { ENTITY_TYPES } from '../core/model';
import type { IndexReport } from '../protocol/protocol';
import type { L10n, Words } from './words';

/** Space between the two columns of the table. */
const GAP = 3;

/** A stretch of a line that leads to a file. */
export interface ReportLink {
  readonly line: number;
  readonly length: number;
  readonly uri: string;
}

/** The index report as plain text, and where in it the files are named. */
export interface ReportText {
  readonly text: string;
  readonly links: readonly ReportLink[];
}

/** @param nameOf the name of a file as the reader knows it, from its URI */
export function reportText(
  report: IndexReport,
  l10n: L10n,
  words: Words,
  nameOf: (uri: string) => string,
): ReportText {
  const { state, seconds } = report;
  const second = (value: number): string => l10n.t('{0} s', fixed(value, words));
  const lines = [l10n.t('Gazetteer Index Report'), ''];
  if (state.phase === 'failed') lines.push(state.message ?? '', '');
  if (state.phase === 'starting' || state.phase === 'indexing') {
    lines.push(l10n.t('Articles are still being read: these figures are not final.'), '');
  }
  lines.push(
    ...table([
      [l10n.t('Files read'), words.number(report.files)],
      [l10n.t('Files left out'), words.number(report.skipped)],
      [l10n.t('Articles'), words.number(state.articles)],
      [l10n.t('Words'), words.number(report.tokens)],
      [l10n.t('Mentions'), words.number(state.mentions)],
    ]),
    '',
    ...ENTITY_TYPES.map((type) => words.entities(type, state.entities[type])),
    '',
    ...table([
      [l10n.t('Reading files'), second(seconds.reading)],
      [l10n.t('Recognising names'), second(seconds.recognition)],
      [l10n.t('Bringing names together'), second(seconds.resolution)],
    ]),
    '',
  );
  if (report.unsaved !== undefined) lines.push(oneLine(report.unsaved), '');
  if (report.problems.length === 0) {
    lines.push(l10n.t('Every file was read without a problem.'), '');
    return { text: lines.join('\n'), links: [] };
  }
  lines.push(words.problems(report.problems.length), '');
  const links = report.problems.map(({ uri, message }): ReportLink => {
    const name = oneLine(nameOf(uri));
    lines.push(l10n.t('{0}: {1}', name, oneLine(message)));
    return { line: lines.length - 1, length: name.length, uri };
  });
  lines.push('');
  return { text: lines.join('\n'), links };
}

/** Lines of a label and a figure, the figures flush right. */
function table(rows: readonly (readonly [string, string])[]): string[] {
  const left = Math.max(...rows.map(([label]) => label.length));
  const right = Math.max(...rows.map(([, figure]) => figure.length));
  return rows.map(([label, figure]) => label.padEnd(left + GAP) + figure.padStart(right));
}

function fixed(value: number, words: Words): string {
  return words.number(Math.round(value * 100) / 100);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

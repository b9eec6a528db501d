import type { FileRecord, NamedMentions } from '../../src/core/archive/records';
import { type Model, PASS_NAMES } from '../../src/core/recognition/recognise';
import { NO_ALIASES } from '../../src/core/resolution/aliases';
import type { LocalName } from '../../src/core/resolution/local';
import { figures, head, type Measuring, row } from './report';

/** Prints what each document pass and each piece of archive-level evidence brings: figures without it, less those with all. */
export function printAblation(measuring: Measuring, model: Model): void {
  const names = measuring.sets.map(({ name }) => name);
  const full = figures(measuring, model);
  console.log(head('left out', ...names, ...names.slice(0, full.bCubed.length).map((name) => `B³ ${name}`)));
  console.log(row('nothing', ...full.f1, ...full.bCubed));
  const print = (what: string, { f1, bCubed }: typeof full): void =>
    console.log(
      row(
        what,
        ...f1.map((value, k) => signed(value - full.f1[k]!)),
        ...bCubed.map((value, k) => signed(value - full.bCubed[k]!)),
      ),
    );
  for (const pass of PASS_NAMES)
    print(`\`${pass}\``, figures(measuring, { ...model, without: new Set([pass]) }));
  print('all passes', figures(measuring, { ...model, without: new Set(PASS_NAMES) }));
  for (const [what, change] of Object.entries(EVIDENCE))
    print(
      what,
      figures(measuring, model, (record) => withNames(record, change)),
    );
  print('known short names', figures({ ...measuring, aliases: NO_ALIASES }, model));
}

/** What the archive is no longer told, by the mark or the links it is told by; see `nodeOf`. */
const EVIDENCE: Readonly<Record<string, (name: LocalName) => LocalName>> = {
  'uncertain types settled by the archive': (name) => ({ ...name, node: name.node.replace(/\?$/, '') }),
  'glosses of other articles': (name) => ({ ...name, acronyms: [] }),
  'editions by the year of the article': (name) => ({ ...name, node: name.node.replace(/@\d+$/, '') }),
};

function withNames(record: FileRecord, change: (name: LocalName) => LocalName): FileRecord {
  const changed = <T extends NamedMentions>(part: T): T => ({ ...part, names: part.names.map(change) });
  return { ...record, articles: record.articles.map(changed), margin: changed(record.margin) };
}

/** Zero as a dot, so that what matters stands out. */
function signed(difference: number): string {
  const text = difference.toFixed(1);
  if (Number(text) === 0) return '·';
  return difference > 0 ? `+${text}` : text.replace('-', '−');
}

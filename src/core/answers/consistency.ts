import type { Archive } from '../archive/archive';
import { splitNode, type Entity } from '../archive/entity';
import { mentionsOf } from '../archive/records';
import { fold } from '../french/fold';
import { SMALL_WORDS } from '../french/smallWords';
import { ENTITY_TYPES, type ReadFile, type Span, type Tokens } from '../model';
import { languageOf } from '../reading/language';
import { tokenise } from '../recognition/tokenise';
import { closedSpans, isIn, isTagged, type CheckedFile } from './checkedFile';
import { LEAST, LEAST_OF_SLIP, MAJORITY, type HouseForms, type SpellingClass } from './houseForms';
import {
  addsAccentToCapital,
  differsByFirstLetter,
  isOneSlip,
  oddWord,
  opensWithCommonNoun,
  plainSpelling,
  slipKind,
  spellingKey,
  type SlipKind,
} from './spelling';

/** A place where a name departs from its house form. */
export interface Departure extends Span {
  /** The name as it stands there (`start` and `end` are source offsets). */
  readonly text: string;
  readonly house: string;
  readonly entity: Entity;
  readonly kind: SlipKind;
  /** Whether the user decided the house form; else the archive's majority makes it. */
  readonly decided: boolean;
  /** Whether the source is the text itself, without markup inside: only then can it be replaced. */
  readonly plain: boolean;
}

/**
 * The names of a file that are not spelt as the archive spells them, in reading order. Looked at are the
 * names that were recognised, and runs of words that are a well-known name but for their spelling; the
 * longest wins. Never in quotations, addresses, hashtags, code, or articles in another language than
 * French; a headline in capitals, a sentence's first letter and an inflected word are no slips.
 */
export function departuresIn(archive: Archive, houseForms: HouseForms, file: CheckedFile): Departure[] {
  houseForms.update();
  const { record, read, source, path } = file;
  const closed = [...closedSpans(file), ...foreignPassages(read)];
  const tokens = tokenise(read.text, read.passages);
  const starts = new Set(tokens.sentenceStart);
  const found: Departure[] = [];
  const style = new ApostropheStyle(read.text);
  const languages = record.articles.map(({ language }) => language === undefined || language === 'fr');

  const consider = (span: Span, entity: Entity, verdict: Verdict | undefined): void => {
    if (!verdict || entity.hidden || isIn(closed, span) || isTagged(read.text, span)) return;
    const text = read.text.slice(span.start, span.end);
    const { house, kind, decided } = verdict;
    if (differsByFirstLetter(text, house)) {
      const isCapital = /^\p{Lu}/u.test(text);
      // `le crédit du Maroc`: French takes the head of a longer name for a common noun.
      if (opensWithCommonNoun(house) || (isCapital ? starts.has(span.start) : house.includes(' '))) return;
    }
    if (kind === 'apostrophe' && !style.departs(text, house)) return;
    const decision = archive.decisionAt(nodeOf(archive, entity))?.decision;
    if (decision?.accepted.some((form) => plainSpelling(form) === plainSpelling(text))) return;
    if (path !== undefined && decision?.ignoredIn.includes(path)) return;
    const at = read.source.toSource(span);
    found.push({ ...at, text, house, entity, kind, decided, plain: source.slice(at.start, at.end) === text });
  };

  const mentions = record.articles.flatMap((article, index) =>
    languages[index] ? mentionsOf(article).map((mention) => ({ mention, index })) : [],
  );
  const recognised = mentions.map(({ mention }) => ({
    start: read.source.toReading(mention.start),
    end: read.source.toReading(mention.end),
  }));
  const longer = runs(read.text, tokens, houseForms, archive).filter(({ span }) =>
    recognised.every(
      (mention) => mention.end <= span.start || span.end <= mention.start || holds(span, mention),
    ),
  );
  mentions.forEach(({ mention, index }, i) => {
    const span = recognised[i]!;
    if (longer.some((run) => run.span.start <= span.start && span.end <= run.span.end)) return;
    const entity = archive.entityIn(record.uri, index, mention.name);
    if (entity)
      consider(span, entity, verdictOn(read.text.slice(span.start, span.end), entity, archive, houseForms));
  });
  for (const { span, entity, spelling } of longer) {
    const text = read.text.slice(span.start, span.end);
    const article = record.articles.findIndex((a) => {
      const at = read.source.toSource(span);
      return a.span.start <= at.start && at.end <= a.span.end;
    });
    if (article < 0 || !languages[article]) continue;
    consider(span, entity, departure(text, spelling, false));
  }
  return found.sort((a, b) => a.start - b.start);
}

/** What is surely not French: names have other forms there. */
function foreignPassages({ text, passages }: ReadFile): Span[] {
  return passages.filter(({ start, end }) => ![undefined, 'fr'].includes(languageOf(text, start, end)));
}

interface Verdict {
  readonly house: string;
  readonly kind: SlipKind;
  readonly decided: boolean;
}

function verdictOn(
  text: string,
  entity: Entity,
  archive: Archive,
  houseForms: HouseForms,
): Verdict | undefined {
  const classes = houseForms.spellingsOf(nodeOf(archive, entity));
  const key = spellingKey(text, entity.type);
  const own = classes.get(key);
  const departs = own && departure(text, own, true);
  if (departs) return departs;
  const elsewhere = departureFromOther(text, key, entity, archive, houseForms);
  if (elsewhere) return elsewhere;
  const written = fold(text);
  const decision = archive.decisionAt(nodeOf(archive, entity))?.decision;
  if (decision && isOneSlip(written, fold(decision.name))) {
    return { house: decision.name, kind: 'spelling', decided: true };
  }
  // Another name of one letter's difference, which everybody else writes.
  const uses = houseForms.spellingsOf(nodeOf(archive, entity)).get(key)?.forms.values() ?? [];
  const rare = [...uses].reduce((sum, count) => sum + count, 0);
  for (const node of houseForms.oneSlipFrom(written, entity.type)) {
    const other = archive.entityOf({ node });
    if (!other || !isOneSlip(written, fold(other.name))) continue;
    if (mentionsOfAnyType(archive, node) < Math.max(LEAST_OF_SLIP, rare * RARE) || other.articles < LEAST)
      continue;
    const odd = oddWord(written, fold(other.name)) ?? '';
    // A word that other names have is no slip.
    if (houseForms.mentionsWithWord(odd) > SLIPS) continue;
    if (archive.areApart(nodeOf(archive, entity), node)) continue;
    return { house: other.name, kind: 'spelling', decided: archive.decisionAt(node) !== undefined };
  }
  return undefined;
}

/** A place is taken for an organisation here and there; it is spelt the same. */
function mentionsOfAnyType({ lists }: Archive, node: string): number {
  const [, key] = splitNode(node);
  return ENTITY_TYPES.reduce((sum, type) => sum + lists.mentions(`${type}|${key}`), 0);
}

/** A misspelt name is easily taken for something of another type: then the well-known one decides. */
function departureFromOther(
  text: string,
  key: string,
  entity: Entity,
  archive: Archive,
  houseForms: HouseForms,
): Verdict | undefined {
  if (key.length < SHORTEST_SHARED) return undefined;
  const others = houseForms.withHouseForm(key).flatMap((node) => {
    const other = node === nodeOf(archive, entity) ? undefined : archive.entityOf({ node });
    return other && other.mentions >= entity.mentions * MAJORITY ? [other] : [];
  });
  const spelling =
    others.length === 1 ? houseForms.spellingsOf(nodeOf(archive, others[0]!)).get(key) : undefined;
  return spelling && departure(text, spelling, true);
}

/** Shorter names of two things are often alike. */
const SHORTEST_SHARED = 6;
/** The same slip is made this often; a word that stands in names more often is a word. */
const SLIPS = 3;
/** A slip of a letter is this many times rarer than the name. */
const RARE = 8;
/** A legal form is often there for a reason: only where hardly anybody writes it so is it a departure. */
const RARE_LEGAL_FORM = 10;

/** How a spelling departs from its class; the count of its own articles decides where nobody did. */
function departure(
  text: string,
  { house, decided, forms }: SpellingClass,
  counted: boolean,
): Verdict | undefined {
  const kind = house === undefined ? undefined : slipKind(text, house);
  if (house === undefined || kind === undefined) return undefined;
  if (!decided) {
    if (addsAccentToCapital(text, house)) return undefined;
    const mine = forms.get(plainSpelling(text)) ?? (counted ? 1 : 0);
    const most = forms.get(house) ?? 0;
    if (most < (kind === 'legalForm' ? RARE_LEGAL_FORM : MAJORITY) * mine) return undefined;
  }
  return { house, kind, decided };
}

function nodeOf(archive: Archive, { id }: Entity): string {
  return archive.rootOf(id) ?? '';
}

interface Run {
  readonly span: Span;
  readonly entity: Entity;
  readonly spelling: SpellingClass;
}

/** Runs of words that are a name with a house form but for their spelling, the longest at each place. */
function runs(text: string, tokens: Tokens, houseForms: HouseForms, archive: Archive): Run[] {
  const found: Run[] = [];
  for (let first = 0; first < tokens.count; first++) {
    const start = tokens.start[first]!;
    let key = '';
    let best: Run | undefined;
    let bestLast = first;
    for (let last = first; last < Math.min(tokens.count, first + MOST_WORDS); last++) {
      if (tokens.sentence[last] !== tokens.sentence[first]) break;
      if (last > first && !JOINT.test(text.slice(tokens.end[last - 1], tokens.start[last]))) break;
      const token = text.slice(tokens.start[last], tokens.end[last]);
      const folded = fold(token).replaceAll(' ', '');
      if (folded === '' && !MARK.test(token)) break;
      if (folded === '' && last === first) break;
      key += folded;
      if (folded === '') continue;
      const span = { start, end: tokens.end[last]! };
      const run = runOf(text, span, key, houseForms, archive, tokens.sentenceStart[tokens.sentence[first]!]!);
      if (run) {
        best = run;
        bestLast = last;
      }
    }
    if (!best) continue;
    found.push(best);
    first = bestLast;
  }
  return found;
}

function runOf(
  text: string,
  span: Span,
  key: string,
  houseForms: HouseForms,
  archive: Archive,
  sentenceStart: number,
): Run | undefined {
  const [entity] = houseForms
    .withHouseForm(key)
    .flatMap((node) => archive.entityOf({ node }) ?? [])
    .sort((a, b) => b.mentions - a.mentions);
  const spelling = entity && houseForms.spellingsOf(nodeOf(archive, entity)).get(key);
  if (!spelling) return undefined;
  const written = text.slice(span.start, span.end);
  const kind = spelling.house === undefined ? undefined : slipKind(written, spelling.house);
  // A single word that differs by an accent or a capital is mostly another word, and so is a first one by its capital.
  const isWord = written.split(JOINTS).length === 1;
  if (isWord && (kind === 'accents' || kind === 'case' || kind === 'legalForm')) return undefined;
  if (kind === 'case' && differsByFirstLetter(written, spelling.house!)) return undefined;
  // `la SQ à la barre` is not `Sqala`.
  const house = new Set(spelling.house?.split(JOINTS).map(fold));
  const small = written
    .split(JOINTS)
    .map(fold)
    .filter((word) => SMALL_WORDS.has(word));
  if (kind === 'split' && small.some((word) => !house.has(word))) return undefined;
  const isFirst =
    span.start === sentenceStart || DASH.test(text.slice(Math.max(0, span.start - 3), span.start));
  return /\p{Lu}/u.test(written.slice(isFirst ? 1 : 0)) ? { span, entity, spelling } : undefined;
}

const JOINTS = /[\s\-'’]/;
/** Behind a dash, a colon or a bullet a sentence begins. */
const DASH = /[–—:•]\s+$/;

/** Names of more words are hardly ever misspelt in a way that hides them. */
const MOST_WORDS = 9;
const JOINT = /^[\s\u00A0]?$/;
const MARK = /^[-'’‘ʼ`´\u2010\u2011]$/;

function holds(outer: Span, inner: Span): boolean {
  return (
    outer.start <= inner.start && inner.end <= outer.end && outer.end - outer.start > inner.end - inner.start
  );
}

/** Which apostrophe a text uses: only a name that departs from its own text departs from the house. */
class ApostropheStyle {
  private readonly straight: boolean | undefined;

  constructor(text: string) {
    let straight = 0;
    let curly = 0;
    for (const [mark] of text.matchAll(/['’]/g)) {
      if (mark === "'") straight++;
      else curly++;
    }
    this.straight = straight > MAJORITY * curly ? true : curly > MAJORITY * straight ? false : undefined;
  }

  departs(written: string, house: string): boolean {
    if (/[‘ʼ`´]/.test(written)) return true;
    const plain = (text: string): string => text.replaceAll('’', "'");
    if (plain(written) !== plain(house)) return true;
    const own = written.includes("'");
    return this.straight !== undefined && own !== this.straight && house.includes("'") === this.straight;
  }
}

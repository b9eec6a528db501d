import type { EntityType } from '../core/model';

/** `vscode.l10n`, or anything that translates like it. */
export interface L10n {
  t(message: string, ...args: (string | number)[]): string;
}

/** Counts, kinds and dates in the user's language. */
export interface Words {
  number(n: number): string;
  mentions(n: number): string;
  articles(n: number): string;
  /** `12 mentions in 5 articles` */
  counts(counted: { readonly mentions: number; readonly articles: number }): string;
  /** `organisation`, one of them. */
  kind(type: EntityType): string;
  /** `12 organisations` */
  entities(type: EntityType, n: number): string;
  /** `2 files need a look` */
  problems(n: number): string;
  /** An ISO 8601 date or date and time as people write it; what is no date is given back as it is. */
  date(iso: string): string;
  /** The same without the time of day. */
  day(iso: string): string;
  /** From the first to the last date, or the one there is; undefined when there is none. */
  dates(first: string | undefined, last: string | undefined): string | undefined;
}

/** @param locale BCP 47 tag of the editor's display language */
export function createWords(l10n: L10n, locale: string): Words {
  const plurals = lazily(() => new Intl.PluralRules(locale));
  const numbers = lazily(() => new Intl.NumberFormat(locale));
  const dates = (options: Intl.DateTimeFormatOptions): (() => Intl.DateTimeFormat) =>
    lazily(() => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }));
  const formats: Readonly<Record<Precision, () => Intl.DateTimeFormat>> = {
    month: dates({ year: 'numeric', month: 'long' }),
    day: dates({ dateStyle: 'medium' }),
    minute: dates({ dateStyle: 'medium', timeStyle: 'short' }),
  };
  const number = (n: number): string => numbers().format(n);
  const one = (n: number): boolean => plurals().select(n) === 'one';
  const date = (iso: string): string => {
    const at = readIso(iso);
    if (at === undefined) return iso;
    return formats[at.precision]().format(at.time);
  };
  const day = (iso: string): string => date(iso.replace(/T.*$/, ''));
  return {
    number,
    date,
    day,
    mentions: (n) => (one(n) ? l10n.t('{0} mention', number(n)) : l10n.t('{0} mentions', number(n))),
    articles: (n) => (one(n) ? l10n.t('{0} article', number(n)) : l10n.t('{0} articles', number(n))),
    counts: ({ mentions, articles }) => {
      if (one(mentions)) return l10n.t('{0} mention in {1} article', number(mentions), number(articles));
      return one(articles)
        ? l10n.t('{0} mentions in {1} article', number(mentions), number(articles))
        : l10n.t('{0} mentions in {1} articles', number(mentions), number(articles));
    },
    kind: (type) => {
      switch (type) {
        case 'ORG':
          return l10n.t('organisation');
        case 'EVENT':
          return l10n.t('event');
        case 'PER':
          return l10n.t('person');
        case 'LOC':
          return l10n.t('place');
        case 'PROD':
          return l10n.t('product');
      }
    },
    entities: (type, n) => {
      const count = number(n);
      switch (type) {
        case 'ORG':
          return one(n) ? l10n.t('{0} organisation', count) : l10n.t('{0} organisations', count);
        case 'EVENT':
          return one(n) ? l10n.t('{0} event', count) : l10n.t('{0} events', count);
        case 'PER':
          return one(n) ? l10n.t('{0} person', count) : l10n.t('{0} people', count);
        case 'LOC':
          return one(n) ? l10n.t('{0} place', count) : l10n.t('{0} places', count);
        case 'PROD':
          return one(n) ? l10n.t('{0} product', count) : l10n.t('{0} products', count);
      }
    },
    problems: (n) =>
      one(n) ? l10n.t('{0} file needs a look', number(n)) : l10n.t('{0} files need a look', number(n)),
    dates: (first, last) => {
      const from = first ?? last;
      const to = last ?? first;
      if (from === undefined || to === undefined) return undefined;
      const [a, b] = [day(from), day(to)];
      return a === b ? a : l10n.t('{0} to {1}', a, b);
    },
  };
}

/** How exactly a date is known. */
type Precision = 'month' | 'day' | 'minute';

const ISO = /^(\d{4})-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2}))?)?/;

/** The clock time written in the date, taken as UTC so that no time zone moves it. */
function readIso(iso: string): { time: number; precision: Precision } | undefined {
  const match = ISO.exec(iso);
  if (!match) return undefined;
  const [, year, month, day, hour, minute] = match;
  const time = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day ?? 1),
    Number(hour ?? 0),
    Number(minute ?? 0),
  );
  const real = new Date(time);
  if (real.getUTCMonth() + 1 !== Number(month) || real.getUTCDate() !== Number(day ?? 1)) return undefined;
  return { time, precision: day === undefined ? 'month' : hour === undefined ? 'day' : 'minute' };
}

/** Formatters are slow to make, and activation waits for none of them. */
function lazily<T>(make: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= make());
}

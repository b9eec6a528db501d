import * as l10n from '@vscode/l10n';
import type { MergeSuggestion } from '../core/answers/suggestions';
import type { Entity } from '../core/archive/entity';
import type { EntityType, Problem } from '../core/model';

/** The name of an entity type in the user's language. */
export function typeName(type: EntityType): string {
  switch (type) {
    case 'ORG':
      return l10n.t('Organisation');
    case 'EVENT':
      return l10n.t('Event');
    case 'PER':
      return l10n.t('Person');
    case 'LOC':
      return l10n.t('Place');
    case 'PROD':
      return l10n.t('Product');
  }
}

/** What an entity is, and which one of those that share its name. */
export function kindOf({ type, qualifier }: Pick<Entity, 'type' | 'qualifier'>): string {
  return qualifier === undefined ? typeName(type) : `${qualifier} · ${typeName(type)}`;
}

/** How often an entity is named, and in how many articles. */
export function countsOf({ mentions, articles }: { mentions: number; articles: number }): string {
  if (mentions === 1) return l10n.t('1 mention in 1 article');
  return articles === 1
    ? l10n.t('{0} mentions in 1 article', mentions)
    : l10n.t('{0} mentions in {1} articles', mentions, articles);
}

/** Why two entities may be one, and what speaks for and against it. */
export function evidenceSentence(suggestion: MergeSuggestion): string {
  const { together, sharedWith } = suggestion.evidence;
  const sentences = [reasonSentence(suggestion)];
  if (together === 1) sentences.push(l10n.t('One article names both.'));
  if (together > 1) sentences.push(l10n.t('{0} articles name both.', together));
  if (together === 0 && sharedWith.length > 0)
    sentences.push(l10n.t('Both are named with {0}.', sharedWith.join(', ')));
  return sentences.join(' ');
}

function reasonSentence({ reason, keep, other, evidence }: MergeSuggestion): string {
  const { keepWords, otherWords } = evidence;
  switch (reason) {
    case 'spelling':
    case 'company':
      return keepWords !== '' && otherWords !== ''
        ? l10n.t('Only “{0}” and “{1}” differ.', otherWords, keepWords)
        : l10n.t('Only “{0}” is added.', keepWords || otherWords);
    case 'acronym':
      return l10n.t('No other full name has the initials “{0}”.', other.name);
    case 'initial':
      return l10n.t('Same surname and same first initial: “{0}”, “{1}”.', otherWords, keepWords);
    case 'order':
      return l10n.t('The same words in another order.');
    case 'contained':
      return l10n.t('“{0}” is part of no other name than “{1}”.', other.name, keep.name);
  }
}

/** A sentence for the index report. */
export function problemMessage({ code, detail }: Problem): string {
  switch (code) {
    case 'binary':
      return l10n.t('Left out: this is not a text file, whatever its name says.');
    case 'tooLarge':
      return l10n.t(
        'Left out: {0} MB is above the limit. Raise gazetteer.files.maxSize to include it.',
        detail ?? '?',
      );
    case 'unreadable':
      return l10n.t('Left out: it cannot be read ({0}). Check its permissions.', detail ?? '?');
    case 'failed':
      return l10n.t('Left out: reading it failed ({0}). This is a fault of Gazetteer.', detail ?? '?');
    case 'gone':
      return l10n.t('Left out: it was deleted before it could be read.');
    case 'decoded-windows-1252':
      return l10n.t('Not valid UTF-8: read as windows-1252. Save it as UTF-8 if accents look wrong.');
    case 'malformed-front-matter':
      return l10n.t('The front matter is not valid YAML and was ignored ({0}).', detail ?? '?');
  }
}

/** An ISO date as the user's language writes it: `8 nov. 2007`. */
export function dateLabel(iso: string, locale: string): string {
  const day = new Date(iso.slice(0, 10) + 'T00:00:00Z');
  if (Number.isNaN(day.getTime())) return iso;
  let format = dateFormats.get(locale);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      timeZone: 'UTC',
    });
    dateFormats.set(locale, format);
  }
  return format.format(day);
}

/** Making one takes longer than all else in a hover. */
const dateFormats = new Map<string, Intl.DateTimeFormat>();

import * as l10n from '@vscode/l10n';
import type { Refusal } from '../core/decisions/refusal';
import type { Decision } from '../core/decisions/action';
import type { UndoRefusal } from '../core/decisions/apply';
import { LONGEST_NAME } from '../core/decisions/model';
import type { DecisionsProblem } from '../core/decisions/parse';
import { typeName } from './wording';

/** What a decision did, as a sentence. */
export function doneMessage(decision: Decision): string {
  switch (decision.kind) {
    case 'rename':
      return l10n.t('“{0}” is now called “{1}”.', decision.entity.name, decision.name);
    case 'alias':
      return l10n.t('“{0}” is now a name of “{1}”.', decision.alias, decision.entity.name);
    case 'merge': {
      const [first, ...more] = decision.others;
      return more.length === 0
        ? l10n.t('“{0}” is now part of “{1}”.', first?.name ?? '', decision.into.name)
        : l10n.t('{0} entities are now part of “{1}”.', decision.others.length, decision.into.name);
    }
    case 'split':
      return l10n.t('“{0}” ({1}) is now an entity of its own.', decision.entity.name, decision.namesake);
    case 'retype':
      return l10n.t('“{0}” is now of the type {1}.', decision.entity.name, typeName(decision.type));
    case 'hide':
      return l10n.t('“{0}” is hidden.', decision.entity.name);
    case 'restore':
      return l10n.t('“{0}” is shown again.', decision.entity.name);
    case 'notSame':
      return l10n.t('“{0}” and “{1}” are kept apart.', decision.entity.name, decision.other.name);
    case 'add':
      return l10n.t('“{0}” is now a name that is looked for.', decision.name);
    case 'accept':
      return l10n.t('“{0}” is accepted as a spelling of “{1}”.', decision.variant, decision.entity.name);
    case 'ignore':
      return l10n.t('Spellings of “{0}” are no longer checked in {1}.', decision.entity.name, decision.file);
    case 'move':
      return l10n.t('Decisions about {0} are now about {1}.', decision.from, decision.to);
  }
}

/** Why a decision was not made, and the way out. */
export function refusalSentence(refusal: Refusal | UndoRefusal): string {
  const { code, problem } = refusal;
  const name = 'name' in refusal ? (refusal.name ?? '') : '';
  const other = 'other' in refusal ? (refusal.other ?? '') : '';
  switch (code) {
    case 'broken':
      return l10n.t(
        'The decisions file has to be mended first: {0}',
        problem ? problemSentence(problem) : '?',
      );
    case 'already':
      return l10n.t('That is so already.');
    case 'emptyName':
      return l10n.t('A name needs a letter or a digit.');
    case 'longName':
      return l10n.t('“{0}” is too long: a name has at most {1} characters.', name, LONGEST_NAME);
    case 'nameTaken':
      return l10n.t('“{0}” is already a name of “{1}”. Merge the two instead.', name, other);
    case 'gone':
      return l10n.t('“{0}” is no longer told apart from others of its name.', name);
    case 'badPath':
      return l10n.t('Choose files or folders inside the workspace folder.');
    case 'intoNamesake':
      return l10n.t('Merge the other way round: this one is named in some files only.');
    case 'changed':
      return l10n.t('This was changed again meanwhile, and is not undone.');
  }
}

/** What is wrong with a decisions file, and how to mend it. */
export function problemSentence({ code, detail = '?', name = '', other = '' }: DecisionsProblem): string {
  switch (code) {
    case 'unreadable':
      return l10n.t('The decisions file cannot be read ({0}).', detail);
    case 'tooLarge':
      return l10n.t('The decisions file is too large ({0} MB).', detail);
    case 'conflictMarkers':
      return l10n.t('Both sides of a merge are in this file. Choose one, and remove the markers.');
    case 'syntax':
      return l10n.t('This is not JSON ({0}).', detail);
    case 'shape':
      return l10n.t('Expected here: {0}.', detail);
    case 'unknownType':
      return l10n.t('“{0}” is no type. There are ORG, EVENT, PER, LOC and PROD.', name);
    case 'emptyName':
      return l10n.t('A name needs a letter or a digit.');
    case 'longName':
      return l10n.t('This name is too long ({0} characters, at most {1}).', detail, LONGEST_NAME);
    case 'claimedTwice':
      return l10n.t('“{0}” belongs to “{1}” already. Remove it from one of the two.', name, other);
    case 'circle':
      return l10n.t('These names lead to each other in a circle: {0}.', detail);
    case 'contradiction':
      return l10n.t('“{0}” cannot be the same as “{1}” and not the same.', name, other);
  }
}

import type { EntityType } from '../model';
import { nameKey } from '../resolution/key';
import { LONGEST_NAME } from './model';
import type { DecisionsProblem } from './parse';

/** Why a decision was not written down; the file is as it was. */
export interface Refusal {
  readonly code:
    /** The file has problems that are to be mended first. */
    | 'broken'
    /** Nothing would change. */
    | 'already'
    | 'emptyName'
    | 'longName'
    /** The name is that of another decided entity: a merge would join them. */
    | 'nameTaken'
    /** The namesake is no longer told apart. */
    | 'gone'
    /** A path leads out of the folder, or no path was given. */
    | 'badPath'
    /** A namesake lives in some files only, and cannot take in a name of all files. */
    | 'intoNamesake';
  readonly name?: string;
  /** The entity that has the name. */
  readonly other?: string;
  readonly problem?: DecisionsProblem;
}

/** A name as the user gave it, without white space around it and control characters in it. */
export function cleaned(name: string): string {
  return name.replace(/[\s\u0000-\u001f]+/g, ' ').trim();
}

/** What is wrong with a name that a decision gives. */
export function faultOf(name: string, type: EntityType): Refusal | undefined {
  if (nameKey(name, type) === '') return { code: 'emptyName' };
  return name.length > LONGEST_NAME ? { code: 'longName', name: `${name.slice(0, 40)}…` } : undefined;
}

/** A path relative to the workspace folder, with `/`; undefined when it leads out of it or nowhere. */
export function cleanPath(path: string): string | undefined {
  const clean = path.replaceAll('\\', '/').replace(/^(?:\.?\/)+/, '');
  return clean === '' || clean.split('/').includes('..') || clean.length > LONGEST_PATH ? undefined : clean;
}

const LONGEST_PATH = 1000;

/** The texts in the order of the file, each once. */
export function sortedTexts(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}

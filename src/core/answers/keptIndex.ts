import type { Archive, ArchiveState } from '../archive/archive';
import { StringTable } from '../stringTable';
import type { NameIndex, NameIndexState } from './nameIndex';

/** An archive and the index of its names as plain data, to be kept for the next start. */
export type KeptIndex = {
  readonly archive: ArchiveState;
  /** Left out while changes wait to be taken up. */
  readonly names?: NameIndexState;
  /** What both name by numbers. */
  readonly strings: readonly string[];
};

/** All that an archive and its index know, but for the records. */
export function saveIndex(archive: Archive, names: NameIndex): KeptIndex {
  const strings = new StringTable();
  const archiveState = archive.save(strings);
  const namesState = names.save(strings);
  return { archive: archiveState, ...(namesState && { names: namesState }), strings: strings.strings() };
}

/**
 * Takes over what {@link saveIndex} gave, with the record of each file as it was then. Both must be empty; the
 * decisions that are in force in the archive stay so.
 */
export function restoreIndex(
  { archive: archiveState, names: namesState, strings }: KeptIndex,
  archive: Archive,
  names: NameIndex,
  recordOf: (uri: string) => Uint8Array,
): void {
  const inForce = archive.restore(archiveState, strings, recordOf);
  if (namesState) names.restore(namesState, strings);
  archive.decide(inForce);
}

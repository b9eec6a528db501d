import type { DocumentHighlight, Location, LocationLink } from 'vscode-languageserver';
import { DocumentHighlightKind } from 'vscode-languageserver';
import { introductionsOf, mentionsInFile, mentionsOf, type Place } from '../../core/answers/places';
import type { Archive } from '../../core/archive/archive';
import type { Entity } from '../../core/archive/entity';
import type { FileRecord } from '../../core/archive/records';
import type { Span } from '../../core/model';
import { rangeOf } from '../positions';

/** The sentences that introduce an entity, as links from the name under the cursor. */
export function definitionLinks(
  archive: Archive,
  entity: Entity,
  origin: { readonly file: Pick<FileRecord, 'lineStarts'>; readonly span: Span },
): LocationLink[] {
  const originSelectionRange = rangeOf(origin.file, origin.span);
  return introductionsOf(archive, entity).flatMap((place) => {
    const file = archive.skim(place.uri);
    if (!file) return [];
    const targetRange = rangeOf(file, place.sentence);
    return [
      { originSelectionRange, targetUri: place.uri, targetRange, targetSelectionRange: rangeOf(file, place) },
    ];
  });
}

/** The sentences that introduce an entity, best first. */
export function introductionLocations(archive: Archive, entity: Entity): Location[] {
  return locations(archive, introductionsOf(archive, entity));
}

/** Every mention of an entity under any of its names. */
export function referenceLocations(archive: Archive, entity: Entity): Location[] {
  return locations(archive, mentionsOf(archive, entity));
}

/** Every mention of an entity in one document. */
export function highlightsOf(archive: Archive, file: FileRecord, entity: Entity): DocumentHighlight[] {
  return mentionsInFile(archive, file.uri, entity).map((span) => ({
    range: rangeOf(file, span),
    kind: DocumentHighlightKind.Text,
  }));
}

function locations(archive: Archive, places: readonly Place[]): Location[] {
  return places.flatMap((place) => {
    const file = archive.skim(place.uri);
    return file ? [{ uri: place.uri, range: rangeOf(file, place) }] : [];
  });
}

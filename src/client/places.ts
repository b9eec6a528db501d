import * as vscode from 'vscode';
import type { Location, Range } from '../protocol/protocol';

export function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** The command that opens a place with the name selected. A click on a sentence runs it. */
export function openCommand(title: string, { uri, range }: Location): vscode.Command {
  return { title, command: 'vscode.open', arguments: [vscode.Uri.parse(uri), { selection: toRange(range) }] };
}

/** Opens a text at the start of a range, nothing selected. */
export async function openStart({ uri, range }: Location): Promise<void> {
  const { start } = toRange(range);
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection: new vscode.Range(start, start) });
}

/** Opens a place with the name selected. */
export async function openPlace({ uri, range }: Location): Promise<void> {
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection: toRange(range) });
}

/** Opens the first place and, where there are several, lists them all in a peek view there. */
export async function peekPlaces(places: readonly Location[]): Promise<void> {
  const [first] = places;
  if (first === undefined) return;
  if (places.length === 1) return openPlace(first);
  const locations = places.map(
    ({ uri, range }) => new vscode.Location(vscode.Uri.parse(uri), toRange(range)),
  );
  await openPlace(first);
  await vscode.commands.executeCommand(
    'editor.action.peekLocations',
    vscode.Uri.parse(first.uri),
    toRange(first.range).start,
    locations,
    'peek',
  );
}

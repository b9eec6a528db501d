import * as vscode from 'vscode';
import { equal, match, ok } from './assert';
import {
  ARCHIVE_FILE,
  eventually,
  hoverAt,
  mentionedIn,
  open,
  organisation,
  placeOf,
  ready,
  remove,
  write,
} from './support';

const TEXT_FILE = 'paiement-multicanal.txt';
const PAGE = 'paiement-en-ligne-2007.html';
const FEED = 'direct-gitex-africa-2025.txt';
const HOSTILE = 'hostile.md';

describe('A name in an article', () => {
  before(ready);

  const hovers: readonly (readonly [file: string, words: string, name: string])[] = [
    [ARCHIVE_FILE, 'Visa, poids lourd', 'Visa'],
    [TEXT_FILE, 'Maroc Telecommerce, la', 'Maroc Telecommerce'],
    [PAGE, 'Maroc Télécommerce, précurseur', 'Maroc Telecommerce'],
  ];
  for (const [file, words, name] of hovers) {
    it(`has a hover in ${file}`, async () => {
      const hover = await hoverAt(await open(file), words);
      ok(fold(hover).includes(fold(name)), hover);
      match(hover, /\d+ mentions?/);
    });
  }

  it('has no hover beside it', async () => {
    equal(await hoverAt(await open(ARCHIVE_FILE), 'poids lourd'), '');
  });

  it('leads to the sentence that introduces it', async () => {
    const document = await open('sigles-du-paiement.txt');
    const links = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      placeOf(document, 'APEBI'),
    );
    const [first] = links;
    ok(first, 'There is no definition.');
    const uri = 'targetUri' in first ? first.targetUri : first.uri;
    const range = 'targetUri' in first ? (first.targetSelectionRange ?? first.targetRange) : first.range;
    const target = await vscode.workspace.openTextDocument(uri);
    match(target.getText(range), /APEBI|Fédération des technologies/);
  });

  it('is referred to by every spelling, in every file', async () => {
    const document = await open(TEXT_FILE);
    const locations = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      document.uri,
      placeOf(document, 'Maroc Telecommerce'),
    );
    const files = new Set(locations.map(({ uri }) => uri.path.slice(uri.path.lastIndexOf('/') + 1)));
    for (const file of [TEXT_FILE, PAGE, 'cmi-mode-d-emploi.txt', 'sigles-du-paiement.txt']) {
      ok(files.has(file), `${file} is not among ${[...files].join(', ')}`);
    }
    const spellings = new Set<string>();
    for (const { uri, range } of locations) {
      spellings.add((await vscode.workspace.openTextDocument(uri)).getText(range));
    }
    ok(spellings.has('Maroc Telecommerce') && spellings.has('Maroc Télécommerce'), [...spellings].join(', '));
    for (const spelling of spellings) equal(fold(spelling), 'maroc telecommerce');
  });

  it('is highlighted wherever the document has it', async () => {
    const document = await open(ARCHIVE_FILE);
    const highlights = await vscode.commands.executeCommand<vscode.DocumentHighlight[]>(
      'vscode.executeDocumentHighlights',
      document.uri,
      placeOf(document, 'Zoho, fournisseur'),
    );
    const texts = highlights.map(({ range }) => document.getText(range));
    ok(texts.length >= 3 && texts.every((text) => text === 'Zoho'), texts.join(', '));
  });

  it('is found among the symbols of the workspace', async () => {
    const symbols = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
      'vscode.executeWorkspaceSymbolProvider',
      'telecommerce',
    );
    ok(
      symbols.some(({ name }) => fold(name).includes('maroc telecommerce')),
      symbols.map(({ name }) => name).join(', '),
    );
  });

  it('stands in the outline under its article', async () => {
    const document = await open(FEED);
    const symbols = await eventually(async () => {
      const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
        'vscode.executeDocumentSymbolProvider',
        document.uri,
      );
      ok(found, 'There is no outline yet.');
      return found;
    });
    const item = symbols.find(({ name }) => name.startsWith('Mohamed Benouda veut ouvrir'));
    ok(item, symbols.map(({ name }) => name).join(', '));
    ok(symbols.length >= 24, `${symbols.length} articles`);
    ok(
      item.children.some(({ name }) => name === 'Mohamed Benouda'),
      item.children.map(({ name }) => name).join(', '),
    );
  });

  it('is shown as text, whatever stands around it', async () => {
    await write(
      HOSTILE,
      '# Essai\n\nLa société Maroc Telecom <img src=x onerror=alert(1)> [ouvre](command:workbench.action.quit) son réseau à Visa.\n',
    );
    try {
      const hover = await eventually(async () => {
        const text = await hoverAt(await open(HOSTILE), 'Maroc Telecom');
        ok(text !== '', 'There is no hover yet.');
        return text;
      });
      ok(!/(?<!\\)<img/.test(hover) && !/\]\(command:workbench/.test(hover), hover);
      await eventually(async () => {
        const files = await mentionedIn(await organisation('Maroc Telecom'));
        ok(files.includes(HOSTILE), 'It is not counted.');
      });
    } finally {
      await remove(HOSTILE);
    }
    await eventually(async () => {
      const files = await mentionedIn(await organisation('Maroc Telecom'));
      ok(!files.includes(HOSTILE), 'It is still known.');
    });
  });
});

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}|\\/gu, '')
    .toLowerCase();
}

import * as vscode from 'vscode';
import { equal, ok } from './assert';
import {
  ARCHIVE_FILE,
  eventually,
  hoverAt,
  mentionedIn,
  open,
  organisation,
  problemOf,
  ready,
  setting,
} from './support';

const FEED = 'direct-gitex-africa-2025.txt';

describe('A setting applies at once', () => {
  before(ready);

  it('hover.enabled', async () => {
    const document = await open(ARCHIVE_FILE);
    ok((await hoverAt(document, 'Visa, poids')) !== '', 'There is no hover to begin with.');
    await setting('hover.enabled', false);
    await eventually(async () => equal(await hoverAt(document, 'Visa, poids'), ''));
    await setting('hover.enabled', undefined);
    await eventually(async () =>
      ok((await hoverAt(document, 'Visa, poids')) !== '', 'The hover is not back.'),
    );
  });

  it('completion.enabled', async () => {
    const document = await open('cmi-mode-d-emploi.txt');
    const at = document.positionAt(document.getText().indexOf('Maroc Télécommerce') + 'Maroc'.length);
    const offered = async (): Promise<boolean> => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        at,
      );
      return list.items.some(({ label }) => typeof label !== 'string' && label.label === 'Maroc Telecom');
    };
    await eventually(async () => ok(await offered(), 'Nothing is offered to begin with.'));
    await setting('completion.enabled', false);
    await eventually(async () => ok(!(await offered()), 'Names are still offered.'));
    await setting('completion.enabled', undefined);
    await eventually(async () => ok(await offered(), 'Names are not offered again.'));
  });

  it('files.maxSize', async () => {
    // 0.1 MB is the least; nothing of the sample archive is that large.
    await setting('files.maxSize', 0.1);
    equal(await problemOf(FEED), undefined);
    await setting('files.maxSize', undefined);
  });

  it('files.exclude', async () => {
    const before = await mentionedIn(await organisation('Visa'));
    ok(before.includes(ARCHIVE_FILE), before.join(', '));
    await setting('files.exclude', { [ARCHIVE_FILE]: true });
    await eventually(async () =>
      equal(
        await mentionedIn(await organisation('Visa')),
        before.filter((file) => file !== ARCHIVE_FILE),
      ),
    );
    await setting('files.exclude', undefined);
    await eventually(async () => equal(await mentionedIn(await organisation('Visa')), before));
  });
});

import * as vscode from 'vscode';
import type { EntityType } from '../../src/core/model';
import {
  CodeActionCommands,
  type DecisionAction,
  DECISIONS_FILE,
  type EntityItem,
  type MergeSide,
  type Page,
  Requests,
  type SuggestionItem,
} from '../../src/protocol/protocol';
import { equal, match, ok } from './assert';
import {
  ARCHIVE_FILE,
  closeEditors,
  entities,
  eventually,
  exists,
  hoverAt,
  isUnknown,
  open,
  organisation,
  ready,
  remove,
  uriOf,
  write,
} from './support';

const TYPES: readonly EntityType[] = ['ORG', 'EVENT', 'PER', 'LOC', 'PROD'];

describe('What the user decides', () => {
  let before: unknown;

  beforeEach(async () => {
    await ready();
    before = await everything();
  });
  afterEach(async () => {
    // Of a test that failed.
    if (await exists('.gazetteer')) await remove('.gazetteer');
  });
  after(closeEditors);

  /** As a quick fix does, and as the commands do once they have asked. */
  const decide = (action: DecisionAction): Thenable<unknown> =>
    vscode.commands.executeCommand(CodeActionCommands.decide, { action });

  /** Makes decisions, looks at the file, takes them back one by one, and sees that nothing is left of them. */
  async function check(
    actions: readonly DecisionAction[],
    blocks: readonly unknown[],
    inspect: () => Promise<void>,
  ): Promise<void> {
    for (const action of actions) await decide(action);
    equal(JSON.parse(await written()), { version: 1, entities: blocks });
    await inspect();
    for (const _ of actions) await vscode.commands.executeCommand('gazetteer.undoDecision');
    ok(!(await exists(DECISIONS_FILE)), 'The decisions file is still there.');
    equal(await everything(), before);
  }

  it('renames: the new name is shown, the old one found', async () => {
    const { id, mentions } = await organisation('Visa');
    await check(
      [{ kind: 'rename', entity: id, name: 'Réseau Visa' }],
      [{ name: 'Réseau Visa', type: 'ORG', aliases: ['Visa'] }],
      async () => {
        const item = await organisation('Visa');
        equal([item.name, item.mentions], ['Réseau Visa', mentions]);
        match(await hoverAt(await open(ARCHIVE_FILE), 'Visa, poids lourd'), /Réseau Visa/);
      },
    );
  });

  it('hides and restores', async () => {
    const { id } = await organisation('Zoho');
    await check([{ kind: 'hide', entity: id }], [{ name: 'Zoho', type: 'ORG', hidden: true }], async () => {
      await isUnknown('Zoho');
      equal(await hoverAt(await open(ARCHIVE_FILE), 'Zoho, fournisseur'), '');
      const hidden = await request<readonly EntityItem[]>(Requests.hidden, null);
      equal(
        hidden.map(({ name }) => name),
        ['Zoho'],
      );
      await decide({ kind: 'restore', entity: id });
      equal(await written(), file([]));
      await organisation('Zoho');
      await vscode.commands.executeCommand('gazetteer.undoDecision');
      await isUnknown('Zoho');
    });
  });

  it('merges, after a look at both sides', async () => {
    const ids = [(await organisation('Zoho')).id, (await organisation('Nokia')).id];
    const sides = await request<readonly MergeSide[]>(Requests.mergePreview, { ids });
    equal(
      sides.map(({ entity, excerpt }) => [entity.name, excerpt?.text.includes(entity.name)]),
      [
        ['Zoho', true],
        ['Nokia', true],
      ],
    );
    await check(
      [{ kind: 'merge', into: ids[1]!, others: [ids[0]!] }],
      [{ name: 'Nokia', type: 'ORG', aliases: ['Zoho'] }],
      async () => {
        const item = await organisation('Zoho');
        equal(item.name, 'Nokia');
        equal(item.mentions, sides[0]!.entity.mentions + sides[1]!.entity.mentions);
      },
    );
  });

  it('several decisions are taken back in turn', async () => {
    const { id } = await organisation('Visa');
    await check(
      [
        { kind: 'retype', entity: id, type: 'PROD' },
        { kind: 'hide', entity: (await organisation('Zoho')).id },
        { kind: 'alias', entity: (await organisation('Nokia')).id, alias: 'Nokia Oyj' },
      ],
      [
        { name: 'Nokia', type: 'ORG', aliases: ['Nokia Oyj'] },
        { name: 'Visa', type: 'PROD', aliases: [{ name: 'Visa', type: 'ORG' }] },
        { name: 'Zoho', type: 'ORG', hidden: true },
      ],
      async () => {
        await isUnknown('Visa');
        ok(
          (await entities('PROD', 'Visa')).some(({ name }) => name === 'Visa'),
          'It is no product.',
        );
      },
    );
  });

  it('a name that was not found is found once it is marked', async () => {
    equal(await hoverAt(await open(ARCHIVE_FILE), 'poids lourd'), '');
    await check(
      [{ kind: 'add', name: 'poids lourd', type: 'PROD' }],
      [{ name: 'poids lourd', type: 'PROD', find: ['poids lourd'] }],
      async () => {
        await eventually(async () =>
          match(await hoverAt(await open(ARCHIVE_FILE), 'poids lourd'), /poids lourd/),
        );
      },
    );
    await eventually(async () => equal(await hoverAt(await open(ARCHIVE_FILE), 'poids lourd'), ''));
  });

  it('by hand in the file holds at once', async () => {
    await write(DECISIONS_FILE, file([{ name: 'Zoho Corporation', type: 'ORG', aliases: ['Zoho'] }]));
    await eventually(async () => equal((await organisation('Zoho')).name, 'Zoho Corporation'));
    await write(DECISIONS_FILE, file([{ name: 'Zoho', type: 'ORG', hidden: true }]));
    await eventually(() => isUnknown('Zoho'));
    await remove('.gazetteer');
    await eventually(async () => equal(await everything(), before));
  });

  it('stays in force, and in the file, while the file is broken', async () => {
    await decide({ kind: 'hide', entity: (await organisation('Zoho')).id });
    const good = await written();
    const broken = good.replace('"hidden": true', '"hidden": true,,');
    await write(DECISIONS_FILE, broken);
    const [diagnostic] = await eventually(() => {
      const found = vscode.languages
        .getDiagnostics(uriOf(DECISIONS_FILE))
        .filter(({ source }) => source === 'Gazetteer');
      ok(found.length > 0, 'Nothing is said of it.');
      return found;
    });
    equal(diagnostic!.range.start.line, broken.slice(0, broken.indexOf(',,')).split('\n').length - 1);
    equal(diagnostic!.severity, vscode.DiagnosticSeverity.Error);
    await isUnknown('Zoho');
    await decide({ kind: 'hide', entity: (await organisation('Nokia')).id });
    equal(await written(), broken, 'A broken file was written over.');
    await organisation('Nokia');

    await write(DECISIONS_FILE, good);
    await eventually(() => {
      equal(vscode.languages.getDiagnostics(uriOf(DECISIONS_FILE)).length, 0);
    });
    await vscode.commands.executeCommand('gazetteer.undoDecision');
    ok(!(await exists(DECISIONS_FILE)), 'The decisions file is still there.');
    equal(await everything(), before);
  });

  it('is suggested in pairs, and a refused pair does not come again', async () => {
    const pairs = async (): Promise<readonly SuggestionItem[]> =>
      (await request<Page<SuggestionItem>>(Requests.suggestions, { offset: 0, limit: 50 })).items;
    const [first] = await pairs();
    ok(first && first.evidence !== '' && first.keep.id !== first.other.id, 'No pair is suggested.');
    await decide({ kind: 'notSame', entity: first.keep.id, other: first.other.id });
    ok(!(await pairs()).some(({ id }) => id === first.id), 'It is suggested again.');
    await vscode.commands.executeCommand('gazetteer.undoDecision');
    equal((await pairs())[0]?.id, first.id);
    equal(await everything(), before);
  });

  it('the decisions file is opened by its command, and follows an article that is moved', async () => {
    await write('un.txt', 'Un accord à Rabat\n\nLa société Nokia a signé un accord avec Zoho.\n');
    await eventually(async () => {
      const { items } = await request<Page<{ uri: string }>>(Requests.articles, {
        id: (await organisation('Nokia')).id,
        offset: 0,
        limit: 50,
      });
      ok(
        items.some(({ uri }) => uri.endsWith('/un.txt')),
        'It is not read yet.',
      );
    });
    await decide({
      kind: 'ignore',
      entity: (await organisation('Nokia')).id,
      file: uriOf('un.txt').toString(),
    });
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(uriOf('un.txt'), uriOf('deux.txt'));
    ok(await vscode.workspace.applyEdit(edit), 'It was not renamed.');
    const expected = file([{ name: 'Nokia', type: 'ORG', ignoredIn: ['deux.txt'] }]);
    await eventually(async () => equal(await written(), expected));
    await vscode.commands.executeCommand('gazetteer.openDecisions');
    equal(vscode.window.activeTextEditor?.document.uri.path, uriOf(DECISIONS_FILE).path);
    await closeEditors();
    await remove('deux.txt');
    await remove('.gazetteer');
    await eventually(async () => equal(await everything(), before));
  });
});

async function request<T>(method: string, params: unknown): Promise<T> {
  return (await ready()).request<T>(method, params);
}

function everything(): Promise<unknown> {
  return Promise.all(TYPES.map((type) => entities(type)));
}

async function written(): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uriOf(DECISIONS_FILE)));
}

/** A decisions file, as it is written from nothing. */
function file(blocks: readonly unknown[]): string {
  return `${JSON.stringify({ version: 1, entities: blocks }, undefined, 2)}\n`;
}

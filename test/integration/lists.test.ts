import * as vscode from 'vscode';
import {
  type ArticleItem,
  type EntityItem,
  type Page,
  Requests,
  type SearchHit,
  type SentenceItem,
} from '../../src/protocol/protocol';
import { equal, match, ok } from './assert';
import { closeEditors, entities, eventually, organisation, ready } from './support';

describe('Lists', () => {
  before(ready);
  after(closeEditors);

  it('begin with what is mentioned most', async () => {
    for (const type of ['ORG', 'EVENT', 'PER', 'LOC'] as const) {
      const counts = (await entities(type)).map(({ mentions }) => mentions);
      ok(counts.length > 0, `There is no ${type}.`);
      equal(
        counts,
        [...counts].sort((a, b) => b - a),
      );
    }
  });

  it('unfold an entity to its articles, and an article to its sentences', async () => {
    const api = await ready();
    const visa = await organisation('Visa');
    const articles = await api.request<Page<ArticleItem>>(Requests.articles, {
      id: visa.id,
      offset: 0,
      limit: 100,
    });
    equal(articles.items.length, visa.articles);
    const found = articles.items.find(({ uri }) => uri.endsWith('/maroc-telecom-visa.md'));
    equal(found?.title, 'Maroc Telecom raccorde MT Cash au réseau de Visa');
    const { uri, article } = found as ArticleItem;
    const sentences = await api.request<readonly SentenceItem[]>(Requests.sentences, {
      id: visa.id,
      uri,
      article,
    });
    ok(sentences.length >= 3, `${sentences.length} sentences`);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
    for (const { range, text, highlights } of sentences) {
      const { start, end } = range;
      equal(document.getText(new vscode.Range(start.line, start.character, end.line, end.character)), 'Visa');
      const [from, to] = highlights[0] ?? [0, 0];
      equal(text.slice(from, to), 'Visa');
    }
  });

  it('are searched without regard to accents, case and one wrong letter', async () => {
    const api = await ready();
    for (const query of ['telecomerce', 'TÉLÉCOMMERCE', 'maroc telecomm']) {
      const hits = await api.request<readonly SearchHit[]>(Requests.search, { query, limit: 20 });
      const names = hits.map((hit) => (hit.kind === 'entity' ? hit.name : hit.title));
      match(names[0] ?? '', /^Maroc T[ée]l[ée]commerce$/);
    }
  });

  it('give a place to every entity in them', async () => {
    const api = await ready();
    const items: readonly EntityItem[] = await entities('ORG');
    const last = items.at(-1);
    ok(last, 'There is no organisation.');
    const place = await api.request<number>(Requests.entityIndex, {
      id: last.id,
      type: 'ORG',
      sort: 'mentions',
      filter: '',
    });
    equal(place, items.length - 1);
  });

  it('are the same after a restart and a refresh', async () => {
    const api = await ready();
    const before = await entities('ORG');
    await vscode.commands.executeCommand('gazetteer.restart');
    await api.whenReady();
    equal(await entities('ORG'), before);
    await vscode.commands.executeCommand('gazetteer.refreshIndex');
    await api.whenReady();
    equal(await entities('ORG'), before);
  });

  it('are summed up in a report', async () => {
    await vscode.commands.executeCommand('gazetteer.showIndexReport');
    const text = await eventually(() => {
      const shown = vscode.window.activeTextEditor?.document.getText() ?? '';
      ok(shown.includes('Gazetteer Index Report'), 'It is not shown.');
      return shown;
    });
    match(text, /Articles\s+\d+/);
    match(text, /Every file was read without a problem/);
  });
});

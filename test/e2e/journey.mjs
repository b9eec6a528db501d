/**
 * A writer's first minutes with Gazetteer, by mouse and keyboard, in the packaged extension.
 *
 *   node test/e2e/journey.mjs FILE.vsix
 *
 * Each step leaves a screenshot in .test/screenshots.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { screenshots } from '../../scripts/lib/paths.mjs';
import { end } from '../../scripts/lib/processes.mjs';
import { noResult, tell } from '../../scripts/lib/report.mjs';
import { launchBrowser, startServer, temporaryFolder } from '../../scripts/lib/vscode.mjs';

/** How long the workbench may take to show what a step waits for, in milliseconds. */
const PATIENCE = 60_000;

const ARTICLE = 'Maroc Telecom raccorde MT Cash au réseau de Visa';
const ARTICLE_FILE = 'maroc-telecom-visa.md';
/** Names that the archive spells in two ways. */
const SPELLINGS = [
  [/^Maroc T[ée]l[ée]commerce,/, 'Maroc Telecommerce', 'Maroc Télécommerce'],
  [/^Master ?card,/i, 'Mastercard', 'Master Card'],
];
/** Names Visa beside a quotation that names it too. */
const QUOTING_FILE = 'fluvia-cargo.txt';
const QUOTING = `Fluvia Cargo choisit la carte

CASABLANCA – La société Fluvia Cargo équipe ses chauffeurs de cartes de Visa.

« Avec Visa, nos équipes paieront le péage sans monnaie », promet Omar Benjelloul, directeur de Fluvia Cargo.
`;
const SUGGESTIONS = '.pane:has([aria-label^="Suggested Merges"])';

rmSync(screenshots, { recursive: true, force: true });
mkdirSync(screenshots, { recursive: true });
const workspace = temporaryFolder('gazetteer-archive-', 'seeds');
writeFileSync(join(workspace.path, QUOTING_FILE), QUOTING);
const server = await startServer({ vsix: process.argv[2] });
const browser = await launchBrowser();
const page = await browser.newPage();
page.setDefaultTimeout(PATIENCE);

const row = (name) => page.getByRole('treeitem', { name });
const status = page.locator('[id="status.editor.selection"]');
const activeTab = page.locator('.tab.active');
const input = page.locator('.quick-input-widget:visible input');

/** A row of the lists of entities, or of suggestions, not of their articles. */
const entity = (name) => row(name).and(page.locator('[aria-level="1"]'));
const menuItem = (name) => page.getByRole('menuitem', { name });
const toast = (text) => page.locator('.notifications-toasts .notification-list-item', { hasText: text });
const option = (name) => page.locator('.quick-input-widget:visible').getByRole('option', { name });

const steps = {
  'opens the archive': async () => {
    await page.goto(server.urlOf(workspace.path));
    await page.locator('.monaco-workbench').waitFor();
    await row(ARTICLE_FILE).waitFor();
  },

  'finds the organisations in the sidebar': async () => {
    await click(page.getByRole('tab', { name: 'Gazetteer' }));
    await row(/^Maroc Telecom\b/)
      .first()
      .waitFor();
    await row(/^Visa\b/).waitFor();
    // All articles are read once no view says that it is reading.
    await page.getByText('This list is not complete yet').first().waitFor({ state: 'hidden' });
    await page.mouse.move(900, 700);
    await picture('sidebar');
  },

  'unfolds Visa to its articles, and an article to its sentences': async () => {
    await unfold(row(/^Visa\b/));
    await unfold(row(ARTICLE));
    await sentence().waitFor();
    await picture('unfolded');
  },

  'opens a sentence, with the name selected': async () => {
    // A list that is still being unfolded moves under the pointer.
    await eventually(async () => {
      await click(sentence());
      await activeTab.and(page.locator(`[data-resource-name="${ARTICLE_FILE}"]`)).waitFor({ timeout: 3000 });
    });
    await status.getByText('(4 selected)').waitFor();
    await picture('sentence');
  },

  'shows what is known of the name under the mouse': async () => {
    const { x, y } = await placeOf('Visa');
    const hover = page.locator('.monaco-hover:visible', { hasText: 'Visa' });
    // The editor shows no hover while it is still being drawn: come again.
    await eventually(async () => {
      await page.mouse.move(x - 200, y + 200);
      await page.mouse.move(x, y, { steps: 5 });
      await hover.first().waitFor({ timeout: 5000 });
    });
    const text = await hover.first().innerText();
    if (!/\d+ mentions?/.test(text)) throw new Error(`The hover says no number of mentions: ${text}`);
    await picture('hover');
    await page.keyboard.press('Escape');
  },

  'goes to the sentence that introduces it with F12': async () => {
    const { x, y } = await placeOf('Visa');
    await page.mouse.click(x, y);
    // In the title, in the front matter.
    await status.getByText('Ln 2,').waitFor();
    await page.keyboard.press('F12');
    await status.getByText('Ln 9,').waitFor();
    await picture('definition');
    await page.keyboard.press('Escape');
  },

  'finds a name that it misspells with Gazetteer: Search…': async () => {
    await page.keyboard.press('F1');
    await input.fill('>Gazetteer: Search');
    await page
      .locator('.quick-input-list .monaco-list-row', { hasText: /Gazetteer: Search/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-widget:visible .quick-input-title', { hasText: 'Search' }).waitFor();
    await input.pressSequentially('telecomerce');
    await page
      .locator('.quick-input-list .monaco-list-row', { hasText: 'Maroc T' })
      .first()
      .and(page.getByRole('option', { name: /^Maroc T[ée]l[ée]commerce/ }))
      .waitFor();
    await picture('search');
  },

  'opens what it found with Enter': async () => {
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await activeTab.and(page.locator(`:not([data-resource-name="${ARTICLE_FILE}"])`)).waitFor();
    await status.getByText('selected').waitFor();
    await page
      .locator('.view-line', { hasText: /Maroc.T[ée]l[ée]commerce/ })
      .first()
      .waitFor();
    await picture('found');
  },

  'has one entity for two spellings, and says both': async () => {
    await page.keyboard.press('Escape');
    for (const [name, ...spellings] of SPELLINGS) {
      const rows = entity(name);
      if ((await rows.count()) !== 1) throw new Error(`${await rows.count()} rows for ${name}`);
      await showTooltip(rows, spellings);
      await picture(`spellings-${spellings[0].toLowerCase().replaceAll(' ', '-')}`);
    }
  },

  'hides a name from its menu, and shows it again': async () => {
    await choose(entity(/^Visa,/), 'Hide');
    await entity(/^Visa,/).waitFor({ state: 'hidden' });
    await toast('“Visa” is hidden.').waitFor();
    await picture('hidden');
    await click(toast('“Visa” is hidden.').getByRole('button', { name: 'Undo' }));
    await entity(/^Visa,/).waitFor();
    await picture('shown-again');
  },

  'merges two selected names, after a look at both': async () => {
    // The lower one first: its row unfolds, and moves what is below it.
    await click(entity(/^Orange Maroc,/));
    await page.keyboard.down('Control');
    await click(entity(/^Orange,/));
    await page.keyboard.up('Control');
    await choose(entity(/^Orange,/), 'Merge Into…', 'merge-menu');
    await option(/^Orange Maroc/).waitFor();
    await option(/^Orange\b(?! Maroc)/).waitFor();
    await picture('merge-preview');
    await click(option(/^Orange\b(?! Maroc)/));
    await entity(/^Orange Maroc,/).waitFor({ state: 'hidden' });
    await toast('“Orange Maroc” is now part of “Orange”.').waitFor();
    await picture('merged');
  },

  'takes the merge back with Ctrl+Z in the list': async () => {
    await click(entity(/^Orange,/));
    await page.keyboard.press('Control+z');
    await entity(/^Orange Maroc,/).waitFor();
    await picture('merge-undone');
    if (existsSync(join(workspace.path, '.gazetteer/entities.json')))
      throw new Error('The file is still there.');
  },

  'renames with F2 in the list': async () => {
    await click(entity(/^Orange Maroc,/));
    await page.keyboard.press('F2');
    await input.waitFor();
    await picture('rename-entity');
    await input.fill('Orange (Maroc)');
    await page.keyboard.press('Enter');
    await entity(/^Orange \(Maroc\),/).waitFor();
    await picture('renamed');
    await command('Gazetteer: Undo Last Decision');
    await entity(/^Orange Maroc,/).waitFor();
  },

  'lists pairs that may be one, with the evidence': async () => {
    await click(page.getByRole('button', { name: 'Suggested Merges Section' }));
    const pair = suggestion().first();
    await pair.waitFor();
    await picture('suggestions');
    await unfold(pair);
    await page.locator(`${SUGGESTIONS} .monaco-list-row[aria-level="2"]`).nth(1).waitFor();
    await picture('suggestion');
  },

  'refuses a pair, and undoes that': async () => {
    const before = await suggestion().first().getAttribute('aria-label');
    await click(suggestion().first());
    await page.keyboard.press('Delete');
    await toast('are kept apart').waitFor();
    await eventually(async () => {
      const [first] = await suggestion().all();
      if (first && (await first.getAttribute('aria-label')) === before) throw new Error('It is still there.');
    });
    await picture('refused');
    await click(toast('are kept apart').getByRole('button', { name: 'Undo' }));
    await page.locator(SUGGESTIONS).getByRole('treeitem', { name: before, exact: true }).waitFor();
  },

  'mends from the menu of the editor': async () => {
    const { x, y } = await placeOf('Maroc');
    await page.mouse.click(x, y, { button: 'right' });
    await menuItem('Gazetteer: This Name').hover();
    await menuItem('Rename Entity…').waitFor();
    await picture('editor-menu');
    await click(menuItem('Rename Entity…'));
    await input.waitFor();
    await picture('editor-rename');
    await page.keyboard.press('Escape');
  },

  'marks a spelling that is not the house form, and puts it right with a quick fix': async () => {
    await page.locator('.squiggly-info').first().waitFor();
    const fix = await quickFix('Master Card', 'Write “Mastercard”');
    await picture('quick-fix');
    await click(fix);
    await placeOf('Visa et Mastercard');
    await picture('quick-fixed');
    await page.keyboard.press('Control+z');
    await placeOf('Visa et Master Card');
  },

  'puts it right in all articles, after a look at each': async () => {
    await click(await quickFix('Master Card', 'Write “Mastercard” in all articles…'));
    await applyRefactoring('fix-everywhere');
    await eventually(() => has('cmi-mode-d-emploi.txt', /Visa et Mastercard ont/));
    await has('paiement-en-ligne-2007.html', /Visa et Mastercard, les/);
  },

  'renames a name in all articles, quotations left alone unless ticked': async () => {
    await openFile(QUOTING_FILE);
    const { x, y } = await placeOf('Visa.');
    await page.mouse.click(x, y);
    await eventually(async () => {
      await page.keyboard.press('F2');
      await page.locator('.rename-box input:focus').waitFor({ timeout: 3000 });
    });
    await picture('rename-symbol');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Visa International');
    await page.keyboard.press('Enter');
    await applyRefactoring('rename-preview');
    await eventually(() => has(QUOTING_FILE, /cartes de Visa International\.\n\n« Avec Visa, nos/));
    await eventually(() =>
      has(ARTICLE_FILE, /^---\ntitle: "[^"]* Visa International"\n[^]* et Visa International,/),
    );
  },

  'offers known names while one writes, by acronym and by full name': async () => {
    await openFile(ARTICLE_FILE);
    await placeOf('Zoho');
    await page.keyboard.press('Control+End');
    await type('\nSelon la CGE');
    await offered(/^CGEM\b.*Organisation · \d+ · Confédération générale/).waitFor();
    await picture('completion-acronym');
    await page.keyboard.press('Enter');
    // A list that is shown is accepted from only once it had its time.
    await placeOf('Selon la CGEM');
    await type(' et Maroc T');
    await offered(/^Maroc Télécommerce\b.*Organisation · \d+/).waitFor();
    await offered(/^Maroc Telecom\b.*Organisation · \d+/).waitFor();
    await picture('completion');
    await page.keyboard.press('Enter');
    await placeOf('Selon la CGEM et Maroc Télécommerce');
    // Written out, it leaves Enter to the writer.
    await type(', Nokia');
    await page.locator('.suggest-widget.visible').waitFor({ state: 'hidden' });
    await page.keyboard.press('Enter');
    await type('Fin.');
    await placeOf('Fin.');
  },

  'marks a name that was not found': async () => {
    const events = async () =>
      Number(await page.locator('.pane-header[aria-label^="Events"] .description').innerText());
    const before = await events();
    const expect = (count) =>
      eventually(async () => {
        if ((await events()) !== count) throw new Error(`${await events()} events, not ${count}.`);
      });
    await click(page.locator('.view-line', { hasText: 'Fin.' }));
    await page.keyboard.press('End');
    await type(' La tournée bleue');
    await page.keyboard.press('Control+Shift+ArrowLeft');
    await page.keyboard.press('Control+Shift+ArrowLeft');
    await command('Gazetteer: Mark as Entity…', { goesOn: true });
    await option(/^event$/i).waitFor();
    await picture('mark');
    await click(option(/^event$/i));
    await toast('is now a name that is looked for.').waitFor();
    await expect(before + 1);
    await picture('marked');
    await click(toast('is now a name that is looked for.').getByRole('button', { name: 'Undo' }));
    await expect(before);
  },
};

const result = noResult();
for (const [title, step] of Object.entries(steps)) {
  if (result.failed > 0) {
    result.skipped++;
    console.log(`  - ${title}`);
    continue;
  }
  try {
    await step();
    result.passed++;
    console.log(`  ✔ ${title}`);
  } catch (error) {
    result.failed++;
    console.log(`  ✘ ${title}\n${error.stack}`);
    await picture('failure').catch(() => {});
  }
}
tell(result);
await end(result.failed > 0 ? 1 : 0);

/** By the arrow: a click on an article's row opens it. A click while the list is drawn again is lost. */
async function unfold(locator) {
  const unfolded = locator.and(page.locator('[aria-expanded="true"]'));
  await eventually(async () => {
    if (!(await unfolded.isVisible())) await click(locator.locator('.monaco-tl-twistie'));
    await unfolded.waitFor({ timeout: 3000 });
  });
}

/** With the mouse, as a person does: Playwright's own click scrolls the workbench out of its frame. */
async function click(locator, options) {
  await locator.waitFor();
  const { x, y, width, height } = await locator.boundingBox();
  await page.mouse.click(x + width / 2, y + height / 2, options);
}

/** Opens a row's menu and chooses in it. */
async function choose(locator, title, shown) {
  // The tooltip of the row above takes a click that comes before it went.
  await eventually(async () => {
    await page.mouse.move(900, 700);
    await click(locator, { button: 'right' });
    await menuItem(title).waitFor({ timeout: 3000 });
  });
  if (shown) await picture(shown);
  // A menu lets pass a click that comes too soon after the one that opened it.
  await eventually(async () => {
    if (await menuItem(title).isVisible()) await click(menuItem(title));
    await menuItem(title).waitFor({ state: 'hidden', timeout: 3000 });
  });
}

/** Runs a command by its title; `goesOn` when it asks something where it was chosen. */
async function command(title, { goesOn = false } = {}) {
  await page.keyboard.press('F1');
  await input.fill(`>${title}`);
  await option(title).first().waitFor();
  await page.keyboard.press('Enter');
  if (!goesOn) await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** Opens a file by its name. */
async function openFile(name) {
  const opened = activeTab.and(page.locator(`[data-resource-name="${name}"]`));
  // The list is drawn again while it is searched: another file may slip under the pointer.
  await eventually(async () => {
    await page.keyboard.press('Control+p');
    await input.fill(name);
    await click(option(name).first());
    await opened.waitFor({ timeout: 3000 });
  });
}

/** At the pace of a fast writer. */
function type(text) {
  return page.keyboard.type(text, { delay: 30 });
}

/** A row of the list of completions. */
function offered(name) {
  return page.locator('.suggest-widget.visible').getByRole('option', { name });
}

/** Opens the quick fixes of some words until one is there: marks come a moment after the text. */
async function quickFix(words, title) {
  const fix = page.locator('.action-widget').getByText(title, { exact: true });
  await eventually(async () => {
    await page.keyboard.press('Escape');
    const { x, y } = await placeOf(words);
    await page.mouse.click(x, y);
    await page.keyboard.press('Control+.');
    await fix.waitFor({ timeout: 3000 });
  });
  return fix;
}

/** Takes a picture of the refactor preview, and applies what is ticked. */
async function applyRefactoring(name) {
  const apply = page.getByRole('button', { name: 'Apply' });
  await apply.waitFor();
  await picture(name);
  await click(apply);
  await apply.waitFor({ state: 'hidden' });
}

/** Fails unless a file of the workspace has some words. */
async function has(file, words) {
  if (!words.test(readFileSync(join(workspace.path, file), 'utf8')))
    throw new Error(`${file} lacks ${words}.`);
}

/** Rests on a row until its tooltip says all that is expected. */
async function showTooltip(locator, expected) {
  const tooltip = expected.reduce(
    (found, hasText) => found.filter({ hasText }),
    page.locator('.workbench-hover:visible'),
  );
  await eventually(async () => {
    await page.mouse.move(900, 700);
    const { x, y, height } = await locator.boundingBox();
    await page.mouse.move(x + 80, y + height / 2, { steps: 5 });
    await tooltip.first().waitFor({ timeout: 5000 });
  });
}

function suggestion() {
  return page.locator(`${SUGGESTIONS} .monaco-list-row[aria-level="1"]`);
}

function picture(name) {
  return page.screenshot({ path: join(screenshots, `${name}.png`) });
}

/** The first sentence unfolded under the article. */
function sentence() {
  return page.locator('.monaco-list-row[aria-level="3"]').first();
}

/** The middle of some words in the editor, in the page's pixels. */
async function placeOf(words) {
  return eventually(async () => {
    const place = await page.evaluate((wanted) => {
      const walker = document.createTreeWalker(document.querySelector('.editor-instance .view-lines'), 4);
      while (walker.nextNode()) {
        // The editor draws spaces that do not break.
        const start = walker.currentNode.data.replaceAll('\u00a0', ' ').indexOf(wanted);
        if (start < 0) continue;
        const range = document.createRange();
        range.setStart(walker.currentNode, start);
        range.setEnd(walker.currentNode, start + wanted.length);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }
      return undefined;
    }, words);
    if (!place) throw new Error(`${words} is not on screen.`);
    return place;
  });
}

async function eventually(check) {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

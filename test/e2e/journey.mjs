/**
 * A writer's first minutes with Gazetteer, by mouse and keyboard, in the packaged extension.
 *
 *   node test/e2e/journey.mjs FILE.vsix
 *
 * Each step leaves a screenshot in .test/screenshots.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { screenshots } from '../../scripts/lib/paths.mjs';
import { end } from '../../scripts/lib/processes.mjs';
import { noResult, tell } from '../../scripts/lib/report.mjs';
import { launchBrowser, startServer, temporaryFolder } from '../../scripts/lib/vscode.mjs';

/** How long the workbench may take to show what a step waits for, in milliseconds. */
const PATIENCE = 60_000;

const ARTICLE = 'Maroc Telecom raccorde MT Cash au réseau de Visa';
const ARTICLE_FILE = 'maroc-telecom-visa.md';

rmSync(screenshots, { recursive: true, force: true });
mkdirSync(screenshots, { recursive: true });
const workspace = temporaryFolder('gazetteer-archive-', 'seeds');
const server = await startServer({ vsix: process.argv[2] });
const browser = await launchBrowser();
const page = await browser.newPage();
page.setDefaultTimeout(PATIENCE);

const row = (name) => page.getByRole('treeitem', { name });
const status = page.locator('[id="status.editor.selection"]');
const activeTab = page.locator('.tab.active');
const input = page.locator('.quick-input-widget:visible input');

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
    await click(sentence());
    await activeTab.and(page.locator(`[data-resource-name="${ARTICLE_FILE}"]`)).waitFor();
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
async function click(locator) {
  await locator.waitFor();
  const { x, y, width, height } = await locator.boundingBox();
  await page.mouse.click(x + width / 2, y + height / 2);
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
        const start = walker.currentNode.data.indexOf(wanted);
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

import type Mocha from 'mocha';

/** Lines with this mark are for people; scripts/integration.mjs sends all else to a log. */
const MARK = '[gazetteer-test]';

/** Tells each test and the result through the console, which is all that leaves the extension host. */
export class Reporter {
  constructor(runner: Mocha.Runner) {
    const result = { passed: 0, failed: 0, skipped: 0 };
    let depth = 0;
    const say = (text: string): void => {
      for (const line of text.split('\n')) console.log(`${MARK} ${'  '.repeat(depth)}${line}`);
    };
    runner.on('suite', ({ title }) => {
      if (title) say(title);
      depth++;
    });
    runner.on('suite end', () => {
      depth--;
    });
    runner.on('pass', ({ title }) => {
      result.passed++;
      say(`✔ ${title}`);
    });
    runner.on('pending', ({ title }) => {
      result.skipped++;
      say(`- ${title}`);
    });
    runner.on('fail', (test, error: unknown) => {
      result.failed++;
      say(`✘ ${test.title}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    });
    runner.once('end', () => console.log(`${MARK} result ${JSON.stringify(result)}`));
  }
}

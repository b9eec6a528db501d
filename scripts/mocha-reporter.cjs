/** Mocha's usual report, and the counts in a line that scripts/test.mjs sums up. */
const { reporters } = require('mocha');

module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures, pending } = runner.stats;
      const result = { passed: passes, failed: failures, skipped: pending };
      console.log(`[gazetteer-test] result ${JSON.stringify(result)}`);
    });
  }
};

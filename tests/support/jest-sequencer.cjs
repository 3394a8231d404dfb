const { default: Sequencer } = require('@jest/test-sequencer');

const KINDS = ['.e2e.spec.ts', '.int.spec.ts'];
function rank({ path }) {
  const kind = KINDS.findIndex((ending) => path.endsWith(ending));
  return kind === -1 ? KINDS.length : kind;
}

/** The long ones first, also where no earlier run has measured them: else one worker waits for the last of them. */
module.exports = class extends Sequencer {
  sort(tests) {
    return super.sort(tests).toSorted((one, other) => rank(one) - rank(other));
  }
};

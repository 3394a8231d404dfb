import { describe, expect, it } from '@jest/globals';
import { baselinesOf, recordedBaselines, type Git } from './baselines.js';

const recorded = [
  { name: 'of yesterday', commit: 'aaa' },
  { name: 'of last week', commit: 'bbb' },
];

/** A clone with these tags and commits. */
const clone =
  (tags: string[], commits: string[]): Git =>
  async (command, ...args) => {
    if (command === 'tag') return tags.join('\n');
    if (commits.some((commit) => args.includes(`${commit}^{commit}`))) return '';
    throw new Error('Not a valid object name');
  };

describe('the baselines of the upgrade test', () => {
  it('are the last two releases', async () => {
    const tags = ['v1.2.0', 'v1.2.0-rc.1', 'v1.1.0', 'v1.0.0'];
    const found = await baselinesOf(clone(tags, tags), recorded);
    expect(found.map(({ commit }) => commit)).toEqual(['v1.2.0', 'v1.1.0']);
  });

  it('are the recorded commits as long as there are fewer releases', async () => {
    expect(await baselinesOf(clone([], ['aaa', 'bbb']), recorded)).toEqual(recorded);
    const found = await baselinesOf(clone(['v1.0.0'], ['v1.0.0', 'aaa']), recorded);
    expect(found.map(({ commit }) => commit)).toEqual(['v1.0.0', 'aaa']);
  });

  it('are missing in a clone without history, which is reported with the next step', async () => {
    await expect(baselinesOf(clone([], ['aaa']), recorded)).rejects.toThrow(
      'This clone does not contain bbb (of last week). Fetch the history and run again: git fetch --unshallow --tags',
    );
  });

  it('are recorded by full commit ids', () => {
    expect(recordedBaselines().length).toBeGreaterThanOrEqual(2);
    for (const { commit } of recordedBaselines()) expect(commit).toMatch(/^[0-9a-f]{40}$/);
  });
});

import { describe, expect, it } from '@jest/globals';
import { OneAtATime } from './one-at-a-time.js';

describe('one at a time', () => {
  it('lets the next of a key begin when the one before is over, even when that one failed', async () => {
    const turns = new OneAtATime();
    const story: string[] = [];
    const work = (name: string, fails: boolean) => async () => {
      story.push(`${name} begins`);
      await Promise.resolve();
      story.push(`${name} ends`);
      if (fails) throw new Error(name);
    };

    const outcomes = await Promise.allSettled([
      turns.run('mina', work('first', true)),
      turns.run('mina', work('second', false)),
    ]);

    expect(story).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'fulfilled']);
  });

  it('does not let one key wait for another', async () => {
    const turns = new OneAtATime();
    let release = (): void => undefined;
    const held = turns.run('mina', () => new Promise<void>((resolve) => (release = resolve)));

    await expect(turns.run('joon', async () => 'done')).resolves.toBe('done');

    release();
    await held;
  });
});

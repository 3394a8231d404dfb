import { describe, expect, it } from '@jest/globals';
import { Lanes } from './lanes.js';

const refusal = () => new Error('the line is too long');

/** Work that is under way until it is told to end. */
function held() {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { work: () => ended, end };
}

describe('lanes', () => {
  it('let as many through as there are lanes, and the next when one is free', async () => {
    const lanes = new Lanes(2, 10, refusal);
    const [first, second, third] = [held(), held(), held()];
    let thirdBegan = false;
    const runs = [
      lanes.run(first.work),
      lanes.run(second.work),
      lanes.run(() => {
        thirdBegan = true;
        return third.work();
      }),
    ];
    expect(lanes.waiting).toBe(1);
    expect(thirdBegan).toBe(false);

    first.end();
    third.end();
    await runs[2];

    expect(thirdBegan).toBe(true);
    second.end();
    await Promise.all(runs);
  });

  it('turn people away when the line is too long', async () => {
    const lanes = new Lanes(1, 1, refusal);
    const first = held();
    const runs = [lanes.run(first.work), lanes.run(async () => undefined)];

    await expect(lanes.run(async () => undefined)).rejects.toThrow('too long');

    first.end();
    await Promise.all(runs);
  });

  it('are free again after a failure', async () => {
    const lanes = new Lanes(1, 0, refusal);

    await expect(lanes.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');

    await expect(lanes.run(async () => 'through')).resolves.toBe('through');
  });
});

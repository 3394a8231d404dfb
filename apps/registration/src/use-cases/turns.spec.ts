import { describe, expect, it } from '@jest/globals';
import { Turns } from './turns.js';

const tick = () => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  const story: string[] = [];
  const finish: (() => void)[] = [];
  const work = (name: string) => () => {
    story.push(`${name} begins`);
    return new Promise<string>((resolve) => finish.push(() => resolve(name)));
  };

  it('are taken by so many at a time, the others in the order they came', async () => {
    const turns = new Turns(2);
    const all = ['Mina', 'Joon', 'Sora', 'Hana'].map((name) => turns.take(work(name)));
    await tick();
    expect(story).toEqual(['Mina begins', 'Joon begins']);
    finish.shift()?.();
    await tick();
    expect(story.at(-1)).toBe('Sora begins');
    finish.shift()?.();
    await tick();
    expect(story.at(-1)).toBe('Hana begins');
    finish.forEach((each) => each());
    expect(await Promise.all(all)).toEqual(['Mina', 'Joon', 'Sora', 'Hana']);
  });

  it('are given back by work that fails', async () => {
    const turns = new Turns(1);
    await expect(turns.take(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await turns.take(() => Promise.resolve('next'))).toBe('next');
  });

  it('are not waited for without end', async () => {
    const turns = new Turns(1, 10);
    let leave = (): void => undefined;
    const long = turns.take(() => new Promise<void>((resolve) => (leave = resolve)));
    await expect(turns.take(() => Promise.resolve())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    leave();
    await long;
    expect(await turns.take(() => Promise.resolve('next'))).toBe('next');
  });
});

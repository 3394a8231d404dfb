import { describe, expect, it } from '@jest/globals';
import { FairQueue, QueueFull } from './fair-queue.js';

describe('FairQueue', () => {
  const moment = () => new Promise((resolve) => setImmediate(resolve));
  const submitted = (queue: FairQueue, order: string[]) => (key: string, name: string) =>
    queue.run(key, async () => {
      await moment();
      order.push(name);
    });

  it('starts tasks round-robin by key', async () => {
    const order: string[] = [];
    const submit = submitted(new FairQueue({ concurrency: 1, queue: 100 }), order);

    await Promise.all([
      ...['a1', 'a2', 'a3', 'a4'].map((name) => submit('a', name)),
      ...['b1', 'b2'].map((name) => submit('b', name)),
      submit('c', 'c1'),
    ]);

    expect(order).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
  });

  it('refuses at once what one key sends beyond the limit', async () => {
    const order: string[] = [];
    const queue = new FairQueue({ concurrency: 1, queue: 5 });
    const submit = submitted(queue, order);

    const outcomes = await Promise.allSettled(Array.from({ length: 1_900 }, (_, n) => submit('a', `a${n}`)));

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(6);
    expect(queue.waiting).toBe(0);
  });

  it('gives a place of the key with the longest queue to another key', async () => {
    const order: string[] = [];
    const submit = submitted(new FairQueue({ concurrency: 1, queue: 3 }), order);
    const flood = Promise.allSettled(['a1', 'a2', 'a3', 'a4'].map((name) => submit('a', name)));

    await submit('b', 'b1');

    expect(order).toEqual(['a1', 'a2', 'b1']);
    expect((await flood).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
  });

  it('refuses a key that has as many places as any other', async () => {
    const queue = new FairQueue({ concurrency: 1, queue: 2 });
    const submit = submitted(queue, []);
    const accepted = [submit('a', 'a1'), submit('a', 'a2'), submit('b', 'b1')];

    await expect(submit('c', 'c1')).rejects.toThrow(QueueFull);

    await Promise.all(accepted);
  });

  it('runs the next task after a failure', async () => {
    const queue = new FairQueue({ concurrency: 1, queue: 1 });
    const failed = queue.run('a', () => Promise.reject(new Error('broken')));

    const next = queue.run('b', async () => 'done');

    await expect(failed).rejects.toThrow('broken');
    await expect(next).resolves.toBe('done');
  });
});

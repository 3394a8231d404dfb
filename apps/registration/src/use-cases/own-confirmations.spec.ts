import { describe, expect, it } from '@jest/globals';
import { OwnConfirmations } from './own-confirmations.js';

describe('the confirmations of this process', () => {
  it('are the last ten thousand', async () => {
    const own = new OwnConfirmations();
    for (let n = 0; n < 10_001; n += 1) own.add(`payment ${n}`);
    const known = await Promise.all([0, 1, 10_000, 10_001].map((n) => own.has(`payment ${n}`)));
    expect(known).toEqual([false, true, true, false]);
  });

  it('are known as soon as the answer that is under way has confirmed', async () => {
    const own = new OwnConfirmations();
    let answer: () => void = () => undefined;
    const asking = own.whileAsking('payment', async () => {
      await new Promise<void>((resolve) => (answer = resolve));
      own.add('payment');
    });
    const known = own.has('payment');
    answer();
    expect(await known).toBe(true);
    await asking;
  });

  it('are none where the answer was no confirmation, or there was none', async () => {
    const own = new OwnConfirmations();
    const declined = own.whileAsking('declined', async () => 'DECLINED');
    const failed = own.whileAsking('failed', () => Promise.reject(new Error('no answer')));
    expect([await own.has('declined'), await own.has('failed')]).toEqual([false, false]);
    await expect(failed).rejects.toThrow('no answer');
    expect(await declined).toBe('DECLINED');
  });

  it('are not waited for longer than a moment', async () => {
    const own = new OwnConfirmations();
    void own.whileAsking('hung', () => new Promise(() => undefined));
    expect(await own.has('hung')).toBe(false);
  });
});

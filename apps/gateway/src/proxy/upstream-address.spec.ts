import { describe, expect, it } from '@jest/globals';
import { UpstreamAddress } from './upstream-address.js';

const settings = { size: 20, threshold: 0.5, minimumCalls: 10, halfOpenAfterMs: 5_000 };
const told: boolean[] = [];
const address = () =>
  new UpstreamAddress('http://a:1/base/', { settings, isFault: () => true }, (ready) => told.push(ready));

describe('an address of a service', () => {
  it('is out when it says that it is not ready, and back when it is', () => {
    const one = address();
    one.found('not ready');
    expect([one.ready, one.rank]).toEqual([false, 1]);
    one.found('not ready');
    one.found('ready');
    expect([one.ready, one.rank, told]).toEqual([true, 0, [false, true]]);
  });

  it('is out when it is silent twice running, not before', () => {
    const one = address();
    for (const state of ['silent', 'ready', 'silent'] as const) one.found(state);
    expect(one.ready).toBe(true);
    one.found('silent');
    expect(one.ready).toBe(false);
  });

  it('is behind all others while its circuit is open', async () => {
    const one = address();
    for (let call = 0; call < 10; call++) await one.circuit.run(() => Promise.reject(new Error('x'))).catch(String);
    expect(one.rank).toBe(2);
  });

  it('has its own host, and its path in front of what is asked', () => {
    const sent = address().addressed({ method: 'GET', path: '/api/v1/payments?limit=2', headers: { host: 'payment' } });
    expect(sent).toEqual({
      method: 'GET',
      origin: 'http://a:1',
      path: '/base/api/v1/payments?limit=2',
      headers: { host: 'a:1' },
    });
  });

  it('has under way what has begun and not ended, counted once', () => {
    const one = address();
    const [end] = [one.begin(), one.begin()];
    end();
    end();
    expect(one.underWay).toBe(1);
  });
});

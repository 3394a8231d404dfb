import { describe, expect, it } from '@jest/globals';
import { UpstreamAddress } from './upstream-address.js';

const settings = { size: 20, threshold: 0.5, minimumCalls: 10, halfOpenAfterMs: 5_000 };
const changes: boolean[] = [];
const address = () =>
  new UpstreamAddress('http://a:1/base/', { settings, isFault: () => true }, (ready) => changes.push(ready));

describe('UpstreamAddress', () => {
  it('is taken out of use when it is not ready, and put back when it is', () => {
    const one = address();
    one.report('not ready');
    expect([one.ready, one.rank]).toEqual([false, 1]);
    one.report('not ready');
    one.report('ready');
    expect([one.ready, one.rank, changes]).toEqual([true, 0, [false, true]]);
  });

  it('is taken out of use after two consecutive probe timeouts', () => {
    const one = address();
    for (const state of ['timeout', 'ready', 'timeout'] as const) one.report(state);
    expect(one.ready).toBe(true);
    one.report('timeout');
    expect(one.ready).toBe(false);
  });

  it('ranks behind all others while its circuit is open', async () => {
    const one = address();
    for (let call = 0; call < 10; call++) await one.circuit.run(() => Promise.reject(new Error('x'))).catch(String);
    expect(one.rank).toBe(2);
  });

  it('sets its own host, and its path before the path of the request', () => {
    const sent = address().addressed({ method: 'GET', path: '/api/v1/payments?limit=2', headers: { host: 'payment' } });
    expect(sent).toEqual({
      method: 'GET',
      origin: 'http://a:1',
      path: '/base/api/v1/payments?limit=2',
      headers: { host: 'a:1' },
    });
  });

  it('counts a request as pending until it ends, and only once', () => {
    const one = address();
    const [end] = [one.begin('request'), one.begin('request')];
    end();
    end();
    expect(one.pending).toEqual({ request: 1, stream: 0 });
  });
});

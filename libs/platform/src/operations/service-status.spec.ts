import { describe, expect, it } from '@jest/globals';
import type { Readiness } from '../health/readiness.js';
import { Log } from '../log/log.js';
import { ServiceStatus } from './service-status.js';

const readinessOf = (status: 'up' | 'down') =>
  ({
    report: async () => ({ status: status === 'up' ? 'ok' : 'error', details: { store: { status } } }),
  }) as unknown as Readiness;

describe('the status of a service', () => {
  it.each([
    ['up', 'READY', true],
    ['down', 'NOT_READY', false],
  ] as const)('reports a store that is %s', async (store, state, passes) => {
    const report = await new ServiceStatus('lecture', readinessOf(store), Log.silent()).report();
    expect(report).toMatchObject({ service: 'lecture', state, checks: [{ name: 'store', passes }] });
  });

  it('lacks the parts that fail or hang, and has all others', async () => {
    const status = new ServiceStatus('lecture', readinessOf('up'), Log.silent());
    status.add(() => Promise.reject(new Error('no connection to the broker')));
    status.add(() => new Promise(() => undefined));
    status.add(() => {
      throw new Error('a bug');
    });
    status.add(() => ({ outbox: { pending: 2, oldestAt: '2027-03-02T01:00:00.000Z' } }));
    const report = await status.report();
    expect(report).toMatchObject({ state: 'READY', outbox: { pending: 2 } });
    expect(report.queue).toBeUndefined();
  });
});

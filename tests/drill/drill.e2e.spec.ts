import { expect, it } from '@jest/globals';
import { describeWithOwnServers } from '../faults/lab/describe-with-own-servers.js';
import { restoreDrill } from './restore-drill.js';

describeWithOwnServers('a site that is lost under load', () => {
  it('is restored into empty servers with everything that was shipped, and every invariant holds', async () => {
    const report = await restoreDrill(() => undefined);
    const { code, output } = report.invariants;
    expect(code === 0 ? 'every invariant holds' : output).toBe('every invariant holds');
    expect(report.acknowledged).toBeGreaterThan(49);
    expect(report.lostBeforeShipping).toBe(0);
    expect(report.rpoSeconds).toBeLessThan(60);
  }, 600_000);
});

import { describe, expect, it } from '@jest/globals';
import { Metrics } from '#platform';
import { days, TestClock } from '#testing';
import { IdentitySettings } from '../settings.js';
import { DeleteExpiredSessionsHandler } from './delete-expired-sessions.js';

const EACH = ['sessions', 'failed_logins', 'known_networks', 'allowances', 'account_mails', 'email_verifications'];

/** Stores that report `deleted` rows for a table, and record the cutoff of each sweep. */
function swept(deleted: Record<string, number> = {}) {
  const clock = new TestClock();
  const age: Record<string, number> = {};
  const sweep = (table: string) => async (before: Date) => {
    age[table] = clock.now().getTime() - before.getTime();
    return deleted[table] ?? 0;
  };
  const settings = IdentitySettings.load({ SUGANG_KNOWN_NETWORK_DAYS: '40' });
  const metrics = new Metrics('identity');
  const handler = new DeleteExpiredSessionsHandler(
    { deleteEndedBefore: sweep('sessions') } as never,
    { deleteBefore: sweep('failed_logins') } as never,
    { deleteBefore: sweep('known_networks') } as never,
    { deleteFull: sweep('allowances') } as never,
    { deleteExpired: sweep('email_verifications') } as never,
    { deleteExpired: sweep('account_mails') } as never,
    settings,
    clock,
    metrics,
  );
  return { age, metrics, run: () => handler.execute() };
}

describe('the sweep of identity', () => {
  it('spares known networks for the configured days and failed logins for the window of their limit', async () => {
    const { age, run } = swept();
    expect(await run()).toBe('done');
    expect(Object.keys(age).toSorted()).toEqual(EACH.toSorted());
    expect(age).toMatchObject({ known_networks: days(40), failed_logins: days(1), sessions: 0, account_mails: 0 });
  });

  it('counts what it deleted', async () => {
    const { metrics, run } = swept({ sessions: 3, account_mails: 2 });
    await run();
    const text = await metrics.text();
    expect(text).toContain('sugang_expired_deleted_total{what="sessions",service="identity"} 3');
    expect(text).toContain('sugang_expired_deleted_total{what="account_mails",service="identity"} 2');
  });

  it.each(EACH)('continues when a whole batch of %s was deleted', async (table) => {
    expect(await swept({ [table]: 500 }).run()).toBe('more');
  });
});

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Database } from '#persistence';
import { minutes, onEveryStore, TestClock } from '#testing';
import { withAnotherFailure } from '../domain/login-throttling.js';
import { openIdentityStore } from './identity-store.js';
import { TypeormFailedLogins } from './typeorm-failed-logins.js';

onEveryStore('TypeormFailedLogins', (newStore) => {
  const clock = new TestClock();
  let database: Database;
  let failedLogins: TypeormFailedLogins;

  beforeAll(async () => {
    database = await openIdentityStore(newStore());
    failedLogins = new TypeormFailedLogins(database);
  });
  afterAll(() => database.close());

  const fail = (email: string, address: string) =>
    failedLogins.change({ email, address }, (failures) => withAnotherFailure(failures, clock.now()));

  it('counts failures per e-mail and network address, ignoring case', async () => {
    await fail('mina@sugang.dev', '10.0.0.1');
    await fail('Mina@Sugang.dev', '10.0.0.1');
    await fail('mina@sugang.dev', '10.0.0.2');

    expect((await failedLogins.of({ email: 'mina@sugang.dev', address: '10.0.0.1' }))?.count).toBe(2);
    expect((await failedLogins.of({ email: 'mina@sugang.dev', address: '10.0.0.2' }))?.count).toBe(1);
    expect(await failedLogins.of({ email: 'joon@sugang.dev', address: '10.0.0.1' })).toBeUndefined();
  });

  it('counts each of several concurrent failures', async () => {
    await Promise.all(Array.from({ length: 10 }, () => fail('joon@sugang.dev', '10.0.0.3')));

    expect((await failedLogins.of({ email: 'joon@sugang.dev', address: '10.0.0.3' }))?.count).toBe(10);
  });

  it('deletes the failures of an origin', async () => {
    const origin = { email: 'park@sugang.dev', address: '10.0.0.4' };
    await fail(origin.email, origin.address);

    await failedLogins.delete(origin);

    expect(await failedLogins.of(origin)).toBeUndefined();
  });

  it('deletes old failures only', async () => {
    const old = { email: 'old@sugang.dev', address: '10.0.0.5' };
    await fail(old.email, old.address);
    const then = clock.now();
    clock.step(minutes(1));
    const fresh = { email: 'fresh@sugang.dev', address: '10.0.0.5' };
    await fail(fresh.email, fresh.address);

    await failedLogins.deleteBefore(new Date(then.getTime() + 1), 500);

    expect(await failedLogins.of(old)).toBeUndefined();
    expect((await failedLogins.of(fresh))?.count).toBe(1);
  });

  it('does not store the e-mail address that was entered', async () => {
    await fail('secret-name@example.org', '10.0.0.6');

    const rows: unknown = await database.reader.query('SELECT * FROM failed_logins');

    expect(JSON.stringify(rows)).not.toContain('secret-name');
  });
});

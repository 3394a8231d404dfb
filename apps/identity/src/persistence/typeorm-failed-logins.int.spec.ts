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

  const guesserOf = (name: string) => name.padEnd(64, '0');
  const fail = (name: string) =>
    failedLogins.change(guesserOf(name), (failures) => withAnotherFailure(failures, clock.now()));

  it('counts failures per guesser', async () => {
    await fail('mina-1-');
    await fail('mina-1-');
    await fail('mina-2-');

    expect((await failedLogins.of(guesserOf('mina-1-')))?.count).toBe(2);
    expect((await failedLogins.of(guesserOf('mina-2-')))?.count).toBe(1);
    expect(await failedLogins.of(guesserOf('joon-1-'))).toBeUndefined();
  });

  it('counts each of several concurrent failures', async () => {
    await Promise.all(Array.from({ length: 10 }, () => fail('joon-3-')));

    expect((await failedLogins.of(guesserOf('joon-3-')))?.count).toBe(10);
  });

  it('deletes the failures of a guesser', async () => {
    await fail('park-');

    await failedLogins.delete(guesserOf('park-'));

    expect(await failedLogins.of(guesserOf('park-'))).toBeUndefined();
  });

  it('deletes old failures only', async () => {
    await fail('old-');
    const then = clock.now();
    clock.step(minutes(1));
    await fail('fresh-');

    await failedLogins.deleteBefore(new Date(then.getTime() + 1), 500);

    expect(await failedLogins.of(guesserOf('old-'))).toBeUndefined();
    expect((await failedLogins.of(guesserOf('fresh-')))?.count).toBe(1);
  });
});

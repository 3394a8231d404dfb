import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Outbox } from '#messaging';
import { Database } from '#persistence';
import { UuidV7Ids } from '#platform';
import { hours, idOf, minutes, onEveryStore, TestClock } from '#testing';
import { decideOpen, decideVerified } from '../domain/account.js';
import { nextAttemptAt, VERIFICATION_TOKEN_MS } from '../domain/email-verification.js';
import { openIdentityStore } from './identity-store.js';
import { TypeormAccounts } from './typeorm-accounts.js';
import { TypeormSessions } from './typeorm-sessions.js';
import { TypeormEmailVerifications } from './typeorm-email-verifications.js';

onEveryStore('TypeormEmailVerifications', (newStore) => {
  const clock = new TestClock();
  let database: Database;
  let accounts: TypeormAccounts;
  let verifications: TypeormEmailVerifications;
  let count = 0;

  beforeAll(async () => {
    database = await openIdentityStore(newStore());
    const outbox = new Outbox(() => database, new TestClock(), new UuidV7Ids());
    accounts = new TypeormAccounts(database, outbox, new TypeormSessions(database, clock));
    verifications = new TypeormEmailVerifications(database, accounts, clock);
  });
  afterAll(() => database.close());

  const digestOf = (name: string) => name.padEnd(64, '0');

  async function signedUp(): Promise<string> {
    const id = idOf((count += 1));
    const email = `student-${count}@sugang.dev`;
    const decision = decideOpen({ id, email, name: 'Mina', role: 'student', emailVerified: false }, clock.now());
    await accounts.open([{ decision, passwordHash: 'x' }]);
    return id;
  }
  const start = (name: string) => verifications.startDue(10, (id) => digestOf(`${name}-${id}-`), nextAttemptAt);

  it('starts each due request in one of several replicas, and again after its lease', async () => {
    const id = await signedUp();

    const replicas = await Promise.all(['one', 'two', 'three'].map(start));
    expect(replicas.flat().map(({ account, attempts }) => [account.id, attempts])).toEqual([[id, 1]]);
    expect(await start('early')).toEqual([]);
    clock.step(minutes(1));

    expect((await start('late')).map(({ attempts }) => attempts)).toEqual([2]);
    await verifications.sent(id, digestOf(`late-${id}-`));
    clock.step(hours(2));
    expect(await start('sent')).toEqual([]);
  });

  it('redeems a token once under concurrent requests, and changes the account with it', async () => {
    const id = await signedUp();
    await start('raced');

    const redeemed = await Promise.all(
      [1, 2, 3].map(() => verifications.redeem(digestOf(`raced-${id}-`), decideVerified)),
    );

    expect(redeemed.filter((account) => account !== undefined)).toHaveLength(1);
    expect(await accounts.find(id)).toMatchObject({ emailVerified: true, version: 2 });
  });

  it('starts a request that is repeated after its mail was sent', async () => {
    const id = await signedUp();
    await start('first');
    await verifications.sent(id, digestOf(`first-${id}-`));

    await Promise.all([1, 2].map(() => verifications.request(id)));

    expect((await start('second')).map(({ attempts }) => attempts)).toEqual([1]);
    expect(await verifications.redeem(digestOf(`first-${id}-`), decideVerified)).toBeUndefined();
  });

  it('deletes requests whose token has expired, but none whose mail is still due', async () => {
    await verifications.deleteExpired(new Date(clock.now().getTime() + VERIFICATION_TOKEN_MS + 1), 100);
    const [sent, due] = [await signedUp(), await signedUp()];
    await start('swept');
    await verifications.sent(sent, digestOf(`swept-${sent}-`));
    const startedAt = clock.now().getTime();
    expect(await verifications.deleteExpired(new Date(startedAt + VERIFICATION_TOKEN_MS), 10)).toBe(0);
    expect(await verifications.deleteExpired(new Date(startedAt + VERIFICATION_TOKEN_MS + 1), 10)).toBe(1);
    clock.step(minutes(1));
    expect((await start('later')).map(({ account }) => account.id)).toContain(due);
  });
});

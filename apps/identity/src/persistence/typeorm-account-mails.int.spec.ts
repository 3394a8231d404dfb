import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Database } from '#persistence';
import { hours, idOf, minutes, onEveryStore, TestClock } from '#testing';
import { HASH, openAccount } from '../../test/stored-account.js';
import { decideChange } from '../domain/account.js';
import { nextAttemptAt } from '../domain/email-verification.js';
import { openIdentityStore } from './identity-store.js';
import type { TypeormAccounts } from './typeorm-accounts.js';
import { AccountMailRow, TypeormAccountMails } from './typeorm-account-mails.js';
import { TypeormSessions } from './typeorm-sessions.js';

onEveryStore('TypeormAccountMails', (newStore) => {
  const clock = new TestClock();
  let database: Database;
  let sessions: TypeormSessions;
  let accounts: TypeormAccounts;
  let mails: TypeormAccountMails;
  let count = 0;
  beforeAll(async () => {
    database = await openIdentityStore(newStore());
    sessions = new TypeormSessions(database, clock);
    accounts = await openAccount(database, sessions, idOf(1000));
    mails = new TypeormAccountMails(database, accounts, clock);
  });
  afterAll(() => database.close());

  async function account(): Promise<{ id: string; email: string }> {
    const id = idOf((count += 1));
    await openAccount(database, sessions, id);
    return { id, email: `${id}@sugang.dev` };
  }
  const digestOf = (name: string, id: string) => `${name}-${id}`.slice(0, 64).padEnd(64, '0');
  const start = async (name: string) =>
    (await mails.startDue(10, (id) => digestOf(name, id), nextAttemptAt)).started.map((mail) => ({
      ...mail,
      digest: digestOf(name, mail.id),
    }));

  it('starts each due mail in one of several replicas, and again after its lease', async () => {
    const { id, email } = await account();
    await Promise.all([1, 2, 3].map(() => mails.requestReset(email)));

    const replicas = await Promise.all(['one', 'two', 'three'].map(start));
    expect(replicas.flat().map((mail) => [mail.account.id, mail.to, mail.attempts])).toEqual([[id, email, 1]]);
    clock.step(minutes(1));
    const [late] = await start('late');

    expect(late).toMatchObject({ kind: 'password-reset', attempts: 2 });
    await mails.sent(late!.id, late!.digest);
    clock.step(hours(2));
    expect(await start('sent')).toEqual([]);
  });

  it('drops a mail to an unknown address and to a disabled account', async () => {
    const { id, email } = await account();
    await mails.requestReset('unknown@sugang.dev');
    await mails.requestReset(email);
    await accounts.change(id, (state) => decideChange(state, { disabled: true }));

    expect(await start('none')).toEqual([]);

    await accounts.change(id, (state) => decideChange(state, { disabled: false }));
    expect(await start('none')).toEqual([]);
  });

  it('redeems a reset token and replaces the password once under concurrent requests', async () => {
    const { id, email } = await account();
    await mails.requestReset(email);
    const { digest } = (await start('raced'))[0]!;

    const redeemed = await Promise.all(['one', 'two', 'three'].map((hash) => mails.redeemReset(digest, hash)));

    expect(redeemed.filter((each) => each !== undefined)).toHaveLength(1);
    expect(await accounts.passwordHashOf(id)).not.toBe(HASH);
    expect((await start('notice')).map(({ kind, to }) => [kind, to])).toEqual([['password-changed', email]]);
  });

  it('changes the address once under concurrent requests and notifies the old one', async () => {
    const { id, email } = await account();
    await mails.requestEmailChange(id, `new.${email}`);
    const [mail] = await start('moved');
    expect(mail).toMatchObject({ to: `new.${email}`, kind: 'email-change' });

    await Promise.all([1, 2, 3].map(() => mails.redeemEmailChange(mail!.digest)));

    expect(await accounts.find(id)).toMatchObject({ email: `new.${email}`, version: 2 });
    expect((await start('notice')).map(({ kind, to }) => [kind, to])).toEqual([['email-changed', email]]);
  });

  it.each([
    ['changed', (id: string) => accounts.replacePassword({ accountId: id, from: HASH, to: 'new', notify: false })],
    ['reset', (id: string) => accounts.replacePassword({ accountId: id, to: 'new', notify: false })],
  ])('invalidates a requested change of the address when the password is %s', async (_how, replacePassword) => {
    const { id, email } = await account();
    await mails.requestEmailChange(id, `thief.${email}`);
    const [mail] = await start('stolen');

    await replacePassword(id);

    expect(await mails.redeemEmailChange(mail!.digest)).toBeUndefined();
    expect(await accounts.find(id)).toMatchObject({ email });
  });

  it('deletes mails that are sent and expired, but none that is due or whose token is valid', async () => {
    const [old, fresh, due] = [await account(), await account(), await account()];
    for (const { email } of [old, due]) await mails.requestReset(email);
    await mails.requestEmailChange(fresh.id, `new.${fresh.email}`);
    const sent = (await start('sent')).filter(({ account: { id } }) => id !== due.id);
    for (const { id, digest } of sent) await mails.sent(id, digest);
    clock.step(hours(1));

    await mails.deleteExpired(clock.now(), 500);

    const rows = await database.reader.find(AccountMailRow, { select: { accountId: true } });
    const isLeft = ({ id }: { id: string }) => rows.some(({ accountId }) => accountId === id);
    expect([old, fresh, due].map(isLeft)).toEqual([false, true, true]);
  });
});

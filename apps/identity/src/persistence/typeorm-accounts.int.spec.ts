import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { Outbox } from '#messaging';
import { Database } from '#persistence';
import { UuidV7Ids } from '#platform';
import { idOf, onEveryStore, TestClock } from '#testing';
import { decideChange, decideOpen, type ChangeOfAccount } from '../domain/account.js';
import { openIdentityStore } from './identity-store.js';
import { AccountRow, TypeormAccounts } from './typeorm-accounts.js';
import { TypeormSessions } from './typeorm-sessions.js';

onEveryStore('TypeormAccounts', (newStore) => {
  const clock = new TestClock();
  let database: Database;
  let accounts: TypeormAccounts;

  beforeAll(async () => {
    database = await openIdentityStore(newStore());
    const outbox = new Outbox(() => database, clock, new UuidV7Ids());
    accounts = new TypeormAccounts(database, outbox, new TypeormSessions(database, clock));
  });
  afterAll(() => database.close());
  beforeEach(() => database.transaction(({ manager }) => manager.deleteAll(AccountRow)));

  let count = 0;
  async function open(name: string, role: 'student' | 'admin' = 'student'): Promise<string> {
    const id = idOf((count += 1));
    const request = { id, email: `${name.toLowerCase().replace(' ', '.')}.${count}@sugang.dev`, name, role };
    await accounts.open([{ decision: decideOpen(request, clock.now()), passwordHash: 'a hash' }]);
    return id;
  }
  const change = (id: string, to: ChangeOfAccount) => accounts.change(id, (state) => decideChange(state, to));
  const outcomesOf = (changes: Promise<unknown>[]) =>
    Promise.all(
      changes.map((each) =>
        each.then(
          () => 'changed',
          (error: { code?: string }) => error.code,
        ),
      ),
    );

  it.each([
    ['disabled', { disabled: true }],
    ['demoted', { role: 'instructor' }],
  ] as const)('leaves one active admin when all of them are %s at once', async (_, to) => {
    const admins = [await open('One', 'admin'), await open('Two', 'admin'), await open('Three', 'admin')];

    const outcomes = await outcomesOf(admins.map((id) => change(id, to)));

    expect(outcomes.toSorted()).toEqual(['LAST_ADMIN', 'changed', 'changed']);
    expect(await accounts.list({ role: 'admin', disabled: false }, 10)).toHaveLength(1);
  });

  it('does not count a disabled admin as a remaining admin', async () => {
    const [one, two] = [await open('One', 'admin'), await open('Two', 'admin')];
    await change(two, { disabled: true });

    expect(await outcomesOf([change(one, { role: 'student' })])).toEqual(['LAST_ADMIN']);
    await change(two, { disabled: false });
    expect(await change(one, { role: 'student' })).toMatchObject({ role: 'student' });
  });

  it('lists the accounts that match, newest first', async () => {
    const [mina, joon, admin] = [await open('Mina Kim'), await open('Joon 100%'), await open('Admin', 'admin')];
    await change(joon, { disabled: true });
    const idsOf = async (...given: Parameters<TypeormAccounts['list']>) =>
      (await accounts.list(...given)).map(({ id }) => id);

    expect(await idsOf({}, 10)).toEqual([admin, joon, mina]);
    expect(await idsOf({}, 1, admin)).toEqual([joon]);
    expect(await idsOf({ q: 'mina KIM' }, 10)).toEqual([mina]);
    expect(await idsOf({ q: 'MINA.KIM' }, 10)).toEqual([mina]);
    expect(await idsOf({ q: '100%' }, 10)).toEqual([joon]);
    expect(await idsOf({ q: '_' }, 10)).toEqual([]);
    expect(await idsOf({ role: 'student', disabled: false }, 10)).toEqual([mina]);
    expect(await idsOf({ disabled: true }, 10)).toEqual([joon]);
  });

  it('replaces a password once under concurrent requests', async () => {
    const accountId = await open('Mina');
    const replace = (to: string) => accounts.replacePassword({ accountId, from: 'a hash', to, notify: false });

    const replaced = await Promise.all(['one', 'two', 'three'].map(replace));

    expect(replaced.filter(Boolean)).toHaveLength(1);
    expect(['one', 'two', 'three'][replaced.indexOf(true)]).toBe(await accounts.passwordHashOf(accountId));
  });
});

import { AsyncLocalStorage } from 'node:async_hooks';
import { expect, it, jest } from '@jest/globals';
import { EntityManager } from 'typeorm';
import type { Registration } from '#contracts';
import { cast, idOf } from '#testing';
import { TypeormKnownAccounts } from './typeorm-known-accounts.js';
import { algorithms } from '../../test/algorithms-101.js';
import { account, onEveryStore } from '../../test/lecture-bench.js';
import { enrolledIn } from './typeorm-roster.js';

onEveryStore('the roster of a lecture', (bench) => {
  const page = (asked: { q?: string; limit?: number } = {}) =>
    bench.roster.page(algorithms.id, { limit: 100, ...asked });
  const students = async (q?: string) => (await page({ q })).items.map(({ student }) => student.name);
  const enrolled = () => enrolledIn(bench.database.reader, algorithms.id);

  const life: Partial<Registration>[] = [
    { status: 'AWAITING_PAYMENT', confirmedAt: null, version: 1 },
    { status: 'AWAITING_PAYMENT', confirmedAt: null, version: 2 },
    { status: 'CONFIRMED', version: 3 },
    { status: 'CANCELED', version: 4 },
  ];

  it.each([[[0, 1, 2, 3]], [[3, 2, 1, 0]], [[2, 0, 3, 1, 2]], [[3]], [[3, 3, 2, 2, 1, 1, 0, 0]]])(
    'reaches the same state in any order of events: %j',
    async (order) => {
      for (const n of order) await bench.registration(1, life[n]);
      expect(await page()).toEqual({ items: [], next: null });
      expect(await enrolled()).toBe(0);
      expect(await bench.database.reader.query('SELECT status, sequence FROM roster')).toEqual([
        { status: 'CANCELED', sequence: 4 },
      ]);
    },
  );

  it('does not contain a student whose status a later release added', async () => {
    await bench.registration(1, { status: 'AWAITING_APPROVAL', version: 3 });
    expect(await page()).toEqual({ items: [], next: null });
    expect(await enrolled()).toBe(0);
  });

  it('keeps the latest of many concurrent events', async () => {
    await Promise.all([...life.slice(0, 3), ...life.slice(0, 3)].map((each) => bench.registration(1, each)));
    expect(await enrolled()).toBe(1);
  });

  it('keeps the newest states of many registrations that arrive together', async () => {
    await bench.registration(1, life[3]);
    await bench.registration(2, life[0]);
    await bench.registration(5, life[1]);
    const arriving: [registration: number, state: number][] = [
      [1, 2],
      [2, 2],
      [3, 0],
      [4, 2],
      [5, 1],
    ];
    await bench.database.shared((_tx, join) =>
      Promise.all(arriving.map(([n, state]) => join(() => bench.registration(n, life[state])))),
    );
    expect(await bench.database.reader.query('SELECT status, sequence FROM roster ORDER BY registration_id')).toEqual([
      { status: 'CANCELED', sequence: 4 },
      { status: 'CONFIRMED', sequence: 3 },
      { status: 'AWAITING_PAYMENT', sequence: 1 },
      { status: 'CONFIRMED', sequence: 3 },
      { status: 'AWAITING_PAYMENT', sequence: 2 },
    ]);
  });

  it('does not overwrite a newer state with an older one that arrived concurrently', async () => {
    // SQLite has one writer at a time: nothing comes in meanwhile.
    if (bench.database.dialect === 'sqlite') return;
    const elsewhere = AsyncLocalStorage.snapshot();
    const update = jest.spyOn(EntityManager.prototype, 'update');
    update.mockImplementationOnce(async function (this: EntityManager, ...asked) {
      const result = await this.update(...asked);
      await elsewhere(() => bench.registration(1, life[0]));
      return result;
    });
    await bench.registration(1, life[2]);
    expect(await enrolled()).toBe(1);
    update.mockRestore();
  });

  it('shows the names of enrolled students once their account events have arrived', async () => {
    await bench.registration(1);
    expect((await page()).items).toEqual([
      {
        registrationId: idOf(1_001),
        student: { id: cast.mina.sub, name: null, email: null },
        confirmedAt: '2027-03-01T00:00:01.000Z',
      },
    ]);
    await bench.accounts.save(account('mina'), 1);
    expect((await page()).items[0]?.student).toEqual({ id: cast.mina.sub, name: 'Mina', email: cast.mina.email });
  });

  it('shows every student once across pages, in order of confirmation', async () => {
    const confirmedAt = '2027-03-01T00:00:03.000Z';
    for (const n of [5, 4, 3, 2, 1]) await bench.registration(n, n < 4 ? { confirmedAt } : {});
    const all = (await page()).items.map(({ registrationId }) => registrationId);
    expect(all).toEqual([1, 2, 3, 4, 5].map((n) => idOf(1_000 + n)));
    const first = await page({ limit: 2 });
    const second = await bench.roster.page(algorithms.id, { limit: 2, after: first.next ?? undefined });
    const third = await bench.roster.page(algorithms.id, { limit: 2, after: second.next ?? undefined });
    expect([first, second, third].flatMap(({ items }) => items.map(({ registrationId }) => registrationId))).toEqual(
      all,
    );
    expect(third.next).toBeNull();
  });

  it('is searchable by name and e-mail address', async () => {
    await bench.accounts.save(account('mina', { name: '김미나 Mina' }), 1);
    await bench.accounts.save(account('joon'), 1);
    await bench.registration(1);
    await bench.registration(2, { studentId: cast.joon.sub });
    expect(await students('MINA')).toEqual(['김미나 Mina']);
    expect(await students('미나')).toEqual(['김미나 Mina']);
    expect(await students('JOON@')).toEqual(['Joon']);
    expect(await students('%')).toEqual([]);
  });

  it('shows names in composed characters (NFC), however they were stored', async () => {
    await bench.accounts.save(account('mina', { name: '김미나'.normalize('NFD') }), 1);
    await bench.registration(1);
    expect(await students()).toEqual(['김미나'.normalize('NFC')]);
  });

  it('contains no students of other lectures', async () => {
    await bench.registration(1, { lectureId: idOf(7) });
    expect(await page()).toEqual({ items: [], next: null });
  });
});

onEveryStore('the copy of an account', (bench) => {
  it('keeps the latest state, in any order of arrival', async () => {
    await bench.accounts.save(account('mina', { name: 'Mina Kim' }), 2);
    await bench.accounts.save(account('mina'), 1);
    expect(await new TypeormKnownAccounts(bench.database).find(cast.mina.sub)).toMatchObject({
      name: 'Mina Kim',
      role: 'student',
    });
    expect(await new TypeormKnownAccounts(bench.database).find(cast.joon.sub)).toBeUndefined();
  });

  it('stores one copy for two concurrent deliveries', async () => {
    await Promise.all([1, 1, 2].map((sequence) => bench.accounts.save(account('mina'), sequence)));
    expect(await bench.database.reader.query('SELECT id, sequence FROM account_copy')).toEqual([
      { id: cast.mina.sub, sequence: 2 },
    ]);
  });
});

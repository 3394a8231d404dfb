import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Database } from '#persistence';
import { days, onEveryStore, seconds, TestClock } from '#testing';
import { openIdentityStore } from './identity-store.js';
import { TypeormAllowances } from './typeorm-allowances.js';
import { TypeormKnownNetworks } from './typeorm-known-networks.js';

onEveryStore('TypeormAllowances', (newStore) => {
  const clock = new TestClock();
  const five = { burst: 5, refillMs: seconds(20) };
  let database: Database;
  let allowances: TypeormAllowances;

  beforeAll(async () => {
    database = await openIdentityStore(newStore());
    allowances = new TypeormAllowances(database, clock);
  });
  afterAll(() => database.close());

  const keyOf = (name: string) => name.padEnd(64, '0');
  const take = (name: string) => allowances.take(keyOf(name), five);
  const takeAll = (name: string, count: number) => Promise.all(Array.from({ length: count }, () => take(name)));

  it('allows the burst and no more, also to forty concurrent attempts', async () => {
    const waits = await takeAll('concurrent-', 40);

    expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
    expect(new Set(waits)).toEqual(new Set([0, 20]));
  });

  it('allows one more after each refill', async () => {
    await takeAll('refilled-', 5);
    clock.step(seconds(19));
    expect(await take('refilled-')).toBe(1);
    clock.step(seconds(1));

    expect([await take('refilled-'), await take('refilled-')]).toEqual([0, 20]);
  });

  it('allows again what was given back', async () => {
    await takeAll('returned-', 5);

    await allowances.giveBack(keyOf('returned-'), five);

    expect([await take('returned-'), await take('returned-')]).toEqual([0, 20]);
  });

  it('never refuses longer than the refill after the clock was set back', async () => {
    clock.step(days(1));
    await takeAll('set-back-', 6);
    clock.step(-days(1));

    expect(await take('set-back-')).toBe(0);
  });

  it('deletes only allowances that are full', async () => {
    await take('full-');
    clock.step(seconds(20) + 1);
    await take('used-');

    await allowances.deleteFull(clock.now(), 500);

    const rows: { digest: string }[] = await database.reader.query('SELECT digest FROM allowances');
    expect(rows.map(({ digest }) => digest)).toContain(keyOf('used-'));
    expect(rows.map(({ digest }) => digest)).not.toContain(keyOf('full-'));
  });

  it('stores a known network once and deletes it when it has not been used for long', async () => {
    const networks = new TypeormKnownNetworks(database);
    const [known, unknown] = [keyOf('known-'), keyOf('unknown-')];
    await Promise.all([1, 2, 3].map(() => networks.add(known, clock.now())));
    expect(await networks.includes([unknown, known])).toBe(true);
    expect(await networks.includes([unknown])).toBe(false);

    expect(await networks.deleteBefore(clock.now(), 500)).toBe(0);
    expect(await networks.deleteBefore(new Date(clock.now().getTime() + 1), 500)).toBe(1);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Database } from '#persistence';
import { minutes, onEveryStore, SequentialIds } from '#testing';
import { FingerprintKey } from './fingerprint-key.js';
import { IdempotencyRecord, idempotencyMigrations } from './idempotency-record.js';
import { IdempotencyRecords } from './idempotency-records.js';
import { NO_LEASE, OpenTicket, type StoredAnswer } from './idempotency-ticket.js';

const created: StoredAnswer = { status: 201, headers: {}, body: '{"id":"1"}' };
const refused: StoredAnswer = { status: 409, headers: {}, body: '{"code":"ALREADY_REGISTERED"}' };
const inProgress = { code: 'REQUEST_IN_PROGRESS' };

/** `frozen` begins a request and stops in the middle of it; `other` gets the retries. */
onEveryStore('replicas that execute one idempotent request', (newStore) => {
  const store = newStore();
  const open = () =>
    Database.open({ ...store, service: 'records', entities: [IdempotencyRecord], migrations: idempotencyMigrations });
  let database: Database;
  let otherDatabase: Database;
  let frozen: IdempotencyRecords;
  let other: IdempotencyRecords;
  let request: Parameters<IdempotencyRecords['begin']>[0];
  let count = 0;

  beforeAll(async () => {
    database = await open();
    // Two connections of one process to one SQLite file would wait for each other forever: its replicas share one.
    otherDatabase = database.dialect === 'mysql' ? await open() : database;
    const ids = new SequentialIds();
    frozen = new IdempotencyRecords(() => database, ids, new FingerprintKey(() => database));
    other = new IdempotencyRecords(() => otherDatabase, ids, new FingerprintKey(() => otherDatabase));
  });
  afterAll(async () => {
    await database.close();
    if (otherDatabase !== database) await otherDatabase.close();
  });
  beforeEach(() => {
    count += 1;
    request = { accountId: 'mina', method: 'POST', path: '/api/v1/registrations', key: `r-${count}`, body: {} };
  });

  async function begun(by: IdempotencyRecords): Promise<OpenTicket> {
    const ticket = await by.begin(request);
    if (!(ticket instanceof OpenTicket)) throw new Error('the request is done already');
    return ticket;
  }
  const endLeases = () => database.reader.update(IdempotencyRecord, { state: 'IN_PROGRESS' }, { leaseUntil: NO_LEASE });
  const record = async () => (await database.reader.find(IdempotencyRecord, { order: { id: 'ASC' } })).at(-1)!;

  /** Attaches the resource in a transaction that stays open until the returned function commits it. */
  async function attachedButNotCommitted(ticket: OpenTicket, resourceId: string): Promise<() => Promise<void>> {
    let commit!: () => void;
    const committing = new Promise<void>((resolve) => (commit = resolve));
    let transaction!: Promise<void>;
    await new Promise<void>((attached, failed) => {
      transaction = database.transaction(async () => {
        await ticket.attachResource(resourceId);
        attached();
        await committing;
      });
      transaction.catch(failed);
    });
    return () => (commit(), transaction);
  }

  beforeEach(() => database.reader.clear(IdempotencyRecord));

  it('continue with the resource of a replica that froze after it had created one', async () => {
    const late = await begun(frozen);
    await database.transaction(() => late.attachResource('r-1'));
    await endLeases();
    const taker = await begun(other);
    expect(taker.resourceId).toBe('r-1');
    await expect(late.finish(created)).rejects.toMatchObject(inProgress);
    await taker.finish(created);
    expect([await frozen.begin(request), (await record()).resourceId]).toEqual([created, 'r-1']);
  });

  it('keep the resource when a takeover meets the transaction that creates it', async () => {
    const late = await begun(frozen);
    await endLeases();
    const commit = await attachedButNotCommitted(late, 'r-1');
    const taking = begun(other).then(
      ({ resourceId }) => resourceId,
      (error: unknown) => error,
    );
    // On a server the retry is answered while the transaction is open; a SQLite file has one transaction at a time.
    if (database.dialect === 'mysql') expect(await taking).toMatchObject(inProgress);
    await commit();
    if (database.dialect === 'sqlite') expect(await taking).toBe('r-1');
    expect((await record()).resourceId).toBe('r-1');
    await endLeases();
    expect((await begun(other)).resourceId).toBe('r-1');
  });

  it('create one resource when the first holder wakes up after the takeover', async () => {
    const late = await begun(frozen);
    await endLeases();
    const taker = await begun(other);
    await expect(attachedButNotCommitted(late, 'r-late')).rejects.toMatchObject(inProgress);
    await otherDatabase.transaction(() => taker.attachResource('r-1'));
    await late.discard();
    await expect(late.finish(refused)).rejects.toMatchObject(inProgress);
    await taker.finish(created);
    expect([await other.begin(request), (await record()).resourceId]).toEqual([created, 'r-1']);
  });

  it('give one outcome when takeovers race with the end of the first execution', async () => {
    for (let round = 0; round < 30; round += 1) {
      request = { ...request, key: `race-${round}` };
      const late = await begun(frozen);
      await database.transaction(() => late.attachResource(`r-${round}`));
      await endLeases();
      const outcomes = await Promise.allSettled([late.finish(created), begun(other), begun(other)]);
      const tickets = outcomes.flatMap((each) => (each.status === 'fulfilled' && each.value ? [each.value] : []));
      expect(outcomes[0].status === 'fulfilled' ? 1 + tickets.length : tickets.length).toBe(1);
      for (const ticket of tickets) {
        expect(ticket.resourceId).toBe(`r-${round}`);
        await ticket.finish(created);
      }
      expect(await other.begin(request)).toEqual(created);
    }
  });

  describe('whose clocks differ', () => {
    const RealDate = Date;
    const skewed = async <T>(ms: number, work: () => Promise<T>): Promise<T> => {
      globalThis.Date = class extends RealDate {
        constructor(...given: []) {
          super(...((given.length > 0 ? given : [RealDate.now() + ms]) as []));
        }
        static override now = () => RealDate.now() + ms;
      } as DateConstructor;
      try {
        return await work();
      } finally {
        globalThis.Date = RealDate;
      }
    };

    it.each([minutes(4), -minutes(4), minutes(60 * 25)])('respect a lease with a skew of %i ms', async (skew) => {
      const holder = await begun(frozen);
      await expect(skewed(skew, () => other.begin(request))).rejects.toMatchObject(inProgress);
      await holder.finish(created);
      expect(await skewed(skew, () => other.begin(request))).toEqual(created);
      expect(await skewed(skew, () => other.deleteExpired())).toBe('done');
      expect(await frozen.begin(request)).toEqual(created);
    });

    it('take over a lease that a replica with a fast clock had', async () => {
      await skewed(minutes(4), () => begun(frozen));
      const { leaseUntil } = await record();
      expect(leaseUntil.getTime() - Date.now()).toBeLessThan(minutes(1));
    });

    it('take over a lease that was granted before the clock of the store was set back', async () => {
      await begun(frozen);
      const later = new Date(Date.now() + minutes(60));
      await database.reader.update(IdempotencyRecord, { state: 'IN_PROGRESS' }, { leaseUntil: later });
      await expect(begun(other)).resolves.toBeInstanceOf(OpenTicket);
    });
  });
});

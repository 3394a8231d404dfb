import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Database } from '#persistence';
import { hours, onEveryStore, seconds, SequentialIds } from '#testing';
import { FingerprintKey } from './fingerprint-key.js';
import { IdempotencyRecord, idempotencyMigrations } from './idempotency-record.js';
import { IdempotencyRecords } from './idempotency-records.js';
import { OpenTicket } from './idempotency-ticket.js';

const answer = { status: 201, headers: { location: '/api/v1/registrations/1' }, body: '{"id":"1"}' };

onEveryStore('idempotent requests', (newStore) => {
  const store = newStore();
  const open = () =>
    Database.open({ ...store, service: 'records', entities: [IdempotencyRecord], migrations: idempotencyMigrations });
  const recordsIn = (database: Database) =>
    new IdempotencyRecords(() => database, new SequentialIds(), new FingerprintKey(() => database));
  let database: Database;
  let records: IdempotencyRecords;
  let count = 0;
  let request: Parameters<IdempotencyRecords['begin']>[0];

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(() => {
    records = recordsIn(database);
    count += 1;
    request = { accountId: 'mina', method: 'POST', path: '/api/v1/registrations', key: `k-${count}`, body: { a: 1 } };
  });

  async function ticketFor(asked = request): Promise<OpenTicket> {
    const begun = await records.begin(asked);
    if (!(begun instanceof OpenTicket)) throw new Error('the request is done already');
    return begun;
  }
  const attached = (ticket: OpenTicket, id: string) => database.transaction(() => ticket.attachResource(id));
  /** As if the store's clock had advanced: a record's instants are all that is compared with it. */
  const pass = (ms: number) =>
    database.transaction(async ({ manager }) => {
      for (const record of await manager.find(IdempotencyRecord)) {
        const earlier = (instant: Date) => new Date(instant.getTime() - ms);
        const { id, leaseUntil, expiresAt } = record;
        await manager.update(
          IdempotencyRecord,
          { id },
          { leaseUntil: earlier(leaseUntil), expiresAt: earlier(expiresAt) },
        );
      }
    });
  const inProgress = { code: 'REQUEST_IN_PROGRESS', headers: { 'retry-after': '1' } };

  describe('an idempotent request', () => {
    it('is executed by one process at a time', async () => {
      await ticketFor();
      await expect(records.begin(request)).rejects.toMatchObject(inProgress);
    });

    it('sent a hundred times concurrently is executed once', async () => {
      const begun = await Promise.allSettled(Array.from({ length: 100 }, () => records.begin(request)));
      expect(begun.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    it('gets the stored response once it is done, also after a restart', async () => {
      await (await ticketFor()).finish(answer);
      expect(await records.begin(request)).toEqual(answer);
      const restarted = await open();
      const later = recordsIn(restarted);
      expect(await later.begin(request)).toEqual(answer);
      await restarted.close();
    });

    it('with another body is rejected, both in progress and done', async () => {
      const other = { ...request, body: { a: 2 } };
      const ticket = await ticketFor();
      await expect(records.begin(other)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
      await ticket.finish(answer);
      await expect(records.begin(other)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    });

    it('is separate from the same request of another account', async () => {
      await (await ticketFor()).finish(answer);
      await expect(ticketFor({ ...request, accountId: 'joon' })).resolves.toBeInstanceOf(OpenTicket);
    });

    it('whose process died is taken over when the lease has expired, and continues with the created resource', async () => {
      await attached(await ticketFor(), 'r-1');
      await pass(seconds(29));
      await expect(records.begin(request)).rejects.toMatchObject(inProgress);
      await pass(seconds(2));
      expect((await ticketFor()).resourceId).toBe('r-1');
    });

    it('whose process died is released on restart, unless the store is shared with other processes', async () => {
      await attached(await ticketFor(), 'r-1');
      await records.releaseLeases();
      if (database.dialect === 'mysql') await expect(ticketFor()).rejects.toMatchObject(inProgress);
      else expect((await ticketFor()).resourceId).toBe('r-1');
    });

    it('continues if the response of the database was lost', async () => {
      for (const done of [true, false]) {
        request = { ...request, key: `unknown-${done}` };
        const statement = database.statement.bind(database);
        let asked = 0;
        database.statement = (ask) =>
          statement(async (manager) => {
            asked += 1;
            const answer = asked > 1 || done ? await ask(manager) : undefined;
            if (asked === 1)
              throw Object.assign(new Error('the answer was lost'), { code: 'PROTOCOL_CONNECTION_LOST' });
            return answer as never;
          });
        await expect(ticketFor()).resolves.toBeInstanceOf(OpenTicket);
        database.statement = statement;
        await expect(records.begin(request)).rejects.toMatchObject(inProgress);
      }
    });

    it('is taken over by only one of two concurrent retries', async () => {
      await ticketFor();
      await pass(seconds(31));
      const taken = await Promise.allSettled([records.begin(request), records.begin(request)]);
      expect(taken.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    });

    it('rejects writes of a process that has lost the lease', async () => {
      const late = await ticketFor();
      await pass(seconds(31));
      const taker = await ticketFor();
      await expect(attached(late, 'r-late')).rejects.toMatchObject(inProgress);
      await expect(late.finish({ ...answer, status: 409 })).rejects.toMatchObject(inProgress);
      await expect(late.suspend()).rejects.toMatchObject(inProgress);
      await late.discard();
      await attached(taker, 'r-1');
      await taker.finish(answer);
      expect(await records.begin(request)).toEqual(answer);
    });

    it('records its resource in the transaction that creates it, or not at all', async () => {
      const ticket = await ticketFor();
      const aborted = database.transaction(async () => {
        await ticket.attachResource('r-1');
        throw new Error('the seat was gone');
      });
      await expect(aborted).rejects.toThrow('the seat was gone');
      await ticket.suspend();
      expect((await ticketFor()).resourceId).toBeUndefined();
    });

    it('requires an open transaction to record its resource', async () => {
      const ticket = await ticketFor();
      await expect(ticket.attachResource('r-1')).rejects.toThrow('no transaction is open');
    });

    it('that is suspended continues immediately with the same body only', async () => {
      const ticket = await ticketFor();
      await attached(ticket, 'r-1');
      await ticket.suspend();
      await expect(records.begin({ ...request, body: {} })).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
      expect((await ticketFor()).resourceId).toBe('r-1');
    });

    it('that is suspended continues immediately even if the clock was set back', async () => {
      const ticket = await ticketFor();
      await attached(ticket, 'r-1');
      await ticket.suspend();
      await pass(-hours(1));
      expect((await ticketFor()).resourceId).toBe('r-1');
    });

    it('that is discarded can be sent again as a new request', async () => {
      await (await ticketFor()).discard();
      expect((await ticketFor({ ...request, body: { other: true } })).resourceId).toBeUndefined();
    });

    it('that failed after creating a resource is not discarded', async () => {
      const ticket = await ticketFor();
      await attached(ticket, 'r-1');
      await ticket.discard();
      expect((await ticketFor()).resourceId).toBe('r-1');
    });

    it('is a new request after 24 hours, even if its record has not been deleted', async () => {
      await (await ticketFor()).finish(answer);
      await pass(hours(24) - seconds(5));
      expect(await records.begin(request)).toEqual(answer);
      await pass(seconds(5));
      const again = await ticketFor({ ...request, body: { other: true } });
      expect(again.resourceId).toBeUndefined();
    });
  });

  it('can be replayed for a configured retention', async () => {
    const key = new FingerprintKey(() => database);
    const longer = new IdempotencyRecords(() => database, new SequentialIds(), key, undefined, undefined, hours(48));
    await ((await longer.begin(request)) as OpenTicket).finish(answer);
    await pass(hours(48) - seconds(5));
    expect(await longer.begin(request)).toEqual(answer);
    await pass(seconds(5));
    expect(await longer.begin(request)).toBeInstanceOf(OpenTicket);
  });

  describe('expired records', () => {
    const count = () => database.reader.count(IdempotencyRecord);

    it('are deleted after 24 hours in batches, and younger ones are kept', async () => {
      const old = {
        state: 'DONE' as const,
        fence: '',
        leaseUntil: new Date(0),
        expiresAt: new Date(1),
      };
      const none = { accountId: null, bodyHash: '', resourceId: null, status: 200, headers: '{}', body: '' };
      const rows = Array.from({ length: 501 }, (_, i) => ({ ...none, ...old, id: `old-${i}` }));
      await database.transaction(({ manager }) => manager.insert(IdempotencyRecord, rows));
      const young = await ticketFor();
      const before = await count();
      let deleted = 0;
      expect(await records.deleteExpired((rows) => (deleted += rows))).toBe('more');
      expect(deleted).toBe(500);
      expect(await count()).toBe(before - 500);
      while ((await records.deleteExpired()) === 'more');
      await young.finish(answer);
      expect(await records.begin(request)).toEqual(answer);
    });

    it('are kept when a retry takes them over while they are being deleted', async () => {
      await (await ticketFor()).finish(answer);
      await pass(hours(25));
      let taken: OpenTicket | undefined;
      const interrupted = Object.create(database) as Database;
      interrupted.transaction = async (work) => {
        taken ??= await ticketFor();
        return database.transaction(work);
      };
      await recordsIn(interrupted).deleteExpired();
      await taken!.finish(answer);
      expect(await records.begin(request)).toEqual(answer);
    });
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Database } from '#persistence';
import { onEveryStore, SequentialIds } from '#testing';
import { earlierBodyHashOf } from './fingerprint.js';
import { FingerprintKey } from './fingerprint-key.js';
import { IdempotencyRecord, idempotencyMigrations } from './idempotency-record.js';
import { IdempotencyRecords } from './idempotency-records.js';
import { OpenTicket } from './idempotency-ticket.js';

const answer = { status: 201, headers: {}, body: '{"id":"1"}' };

onEveryStore('idempotency records of an account', (newStore) => {
  const open = () =>
    Database.open({
      ...newStore(),
      service: 'records',
      entities: [IdempotencyRecord],
      migrations: idempotencyMigrations,
    });
  const recordsIn = (database: Database, max?: number, key?: string) =>
    new IdempotencyRecords(() => database, new SequentialIds(), new FingerprintKey(() => database, key), max);
  let database: Database;
  let records: IdempotencyRecords;
  let request: Parameters<IdempotencyRecords['begin']>[0];
  let count = 0;

  beforeAll(async () => {
    database = await open();
    records = recordsIn(database);
  });
  afterAll(() => database.close());
  beforeEach(() => {
    count += 1;
    request = { accountId: `mina-${count}`, method: 'POST', path: '/api/v1/registrations', key: 'k', body: { a: 1 } };
  });

  describe('the key of the fingerprints', () => {
    const bodyHashes = async () => (await database.reader.find(IdempotencyRecord)).map(({ bodyHash }) => bodyHash);

    it('is created once by replicas that start together', async () => {
      const fresh = await open();
      const keys = await Promise.all([1, 2, 3].map(() => new FingerprintKey(() => fresh).value()));
      expect(new Set(keys.map((each) => each.toString('hex'))).size).toBe(1);
      expect(keys[0]).toHaveLength(32);
      await fresh.close();
    });

    it('is the configured one, which is not in the store', async () => {
      const configured = Buffer.alloc(32, 7).toString('base64');
      expect(await new FingerprintKey(() => database, configured).value()).toEqual(Buffer.alloc(32, 7));
      expect(await recordsIn(database, undefined, configured).begin(request)).toBeInstanceOf(OpenTicket);
      await expect(records.begin(request)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    });

    it('can be rotated: replicas with the new key and with the old one accept records of each other', async () => {
      const [old, next] = [7, 8].map((byte) => Buffer.alloc(32, byte).toString('base64')) as [string, string];
      const recordsOf = (...keys: string[]) =>
        new IdempotencyRecords(() => database, new SequentialIds(), new FingerprintKey(() => database, ...keys));
      await ((await recordsOf(next, old).begin(request)) as OpenTicket).finish(answer);
      expect(await recordsOf(old, next).begin(request)).toEqual(answer);
      const other = { ...request, body: { a: 2 } };
      await expect(recordsOf(old, next).begin(other)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
      await expect(recordsOf(old).begin(request)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    });

    it('protects the hash of the body, of which the store has no plain one', async () => {
      await records.begin(request);
      expect(await bodyHashes()).not.toContain(earlierBodyHashOf(request));
    });

    it('accepts the record of a release that hashed without a key', async () => {
      await ((await records.begin(request)) as OpenTicket).finish(answer);
      const { id } = await database.reader.findOneByOrFail(IdempotencyRecord, { accountId: request.accountId });
      await database.reader.update(
        IdempotencyRecord,
        { id },
        { bodyHash: earlierBodyHashOf(request), accountId: null },
      );
      expect(await records.begin(request)).toEqual(answer);
      const other = { ...request, body: { a: 2 } };
      await expect(records.begin(other)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    });
  });

  describe('an account with the maximum of keys', () => {
    it('repeats requests with them, gets 429 for a new one, and may use new ones after 24 hours', async () => {
      const limited = recordsIn(database, 3);
      const of = (n: number) => ({ ...request, accountId: `busy-${count}`, key: `busy-${n}` });
      for (const n of [1, 2, 3]) await ((await limited.begin(of(n))) as OpenTicket).finish(answer);
      await expect(limited.begin(of(4))).rejects.toMatchObject({
        code: 'RATE_LIMITED',
        detail: expect.stringContaining('has used 3 Idempotency-Keys'),
        headers: { 'retry-after': '600' },
      });
      expect(await limited.begin(of(3))).toEqual(answer);
      await expect(limited.begin({ ...of(4), accountId: 'joon' })).resolves.toBeInstanceOf(OpenTicket);
      await database.reader.update(IdempotencyRecord, { accountId: `busy-${count}` }, { expiresAt: new Date(0) });
      await expect(limited.begin(of(4))).resolves.toBeInstanceOf(OpenTicket);
    });
  });
});

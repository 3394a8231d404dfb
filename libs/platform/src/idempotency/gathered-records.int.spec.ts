import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { Database } from '#persistence';
import { onEveryStore, SequentialIds } from '#testing';
import { FingerprintKey } from './fingerprint-key.js';
import { IdempotencyRecord, idempotencyMigrations } from './idempotency-record.js';
import { IdempotencyRecords } from './idempotency-records.js';
import { attachResources, OpenTicket, type StoredAnswer } from './idempotency-ticket.js';

const FIVE = [0, 1, 2, 3, 4];
const MAX_KEYS = 3;

onEveryStore('concurrent idempotent requests', (newStore) => {
  const store = newStore();
  const ids = new SequentialIds();
  let database: Database;
  let records: IdempotencyRecords;
  let count = 0;

  beforeAll(async () => {
    const schema = { entities: [IdempotencyRecord], migrations: idempotencyMigrations };
    database = await Database.open({ ...store, ...schema, service: 'gathered_records' });
    records = new IdempotencyRecords(() => database, ids, new FingerprintKey(() => database), MAX_KEYS);
    await begin(99);
  });
  afterAll(() => database.close());
  beforeEach(() => void (count += 1));
  afterEach(() => void jest.restoreAllMocks());

  const request = (n: number, key = 'key') => ({
    accountId: `student ${n} of ${count}`,
    method: 'POST',
    path: '/api/v1/registrations',
    key,
    body: { n },
  });
  const begin = (n: number, key?: string) => records.begin(request(n, key));
  const tickets = async () => (await Promise.all(FIVE.map((n) => begin(n)))) as OpenTicket[];
  const answer = (n: number): StoredAnswer => ({ status: 201, headers: { location: `/${n}` }, body: `{"n":${n}}` });
  const codes = async (attempts: Promise<unknown>[]) =>
    (await Promise.allSettled(attempts)).map((outcome) =>
      outcome.status === 'fulfilled' ? 'done' : (outcome.reason as { code: string }).code,
    );
  const onlyFails = (position: number, code: string) => FIVE.map((each) => (each === position ? code : 'done'));
  const takenOver = async (n: number) => {
    const { accountId } = request(n);
    await database.reader.update(IdempotencyRecord, { accountId }, { fence: ids.next() });
  };

  it('begin with one insert, and store their own answers with one update', async () => {
    const inserts = jest.spyOn(Database.prototype, 'statement');
    const begun = await tickets();
    expect(inserts).toHaveBeenCalledTimes(1);
    const updates = jest.spyOn(Database.prototype, 'batch');
    await Promise.all(begun.map((ticket, n) => ticket.finish(answer(n))));
    expect(updates).toHaveBeenCalledTimes(1);
    expect(await Promise.all(FIVE.map((n) => begin(n)))).toEqual(FIVE.map(answer));
  });

  it.each(FIVE)('begin when the one at position %i is in progress', async (position) => {
    await begin(position);
    expect(await codes(FIVE.map((n) => begin(n)))).toEqual(onlyFails(position, 'REQUEST_IN_PROGRESS'));
  });

  it.each(FIVE)('begin when the account at position %i has the maximum of keys', async (position) => {
    for (let key = 0; key < MAX_KEYS; key += 1) await begin(position, `earlier ${key}`);
    expect(await codes(FIVE.map((n) => begin(n)))).toEqual(onlyFails(position, 'RATE_LIMITED'));
  });

  it('of one account stay below its maximum', async () => {
    const keys = ['a', 'b', 'c', 'd', 'e'];
    const outcomes = await codes(keys.map((key) => begin(0, key)));
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(MAX_KEYS);
  });

  it.each(FIVE)('store their answers when the one at position %i has lost its lease', async (position) => {
    const begun = await tickets();
    await takenOver(position);
    const finished = begun.map((ticket, n) => ticket.finish(answer(n)));
    expect(await codes(finished)).toEqual(onlyFails(position, 'REQUEST_IN_PROGRESS'));
    const replayed = FIVE.filter((n) => n !== position);
    expect(await Promise.all(replayed.map((n) => begin(n)))).toEqual(replayed.map(answer));
  });

  it.each(FIVE)('attach no resource when the one at position %i has lost its lease', async (position) => {
    const begun = await tickets();
    await takenOver(position);
    const entries = begun.map((ticket, n) => ({ ticket, resourceId: `registration ${n}` }));
    await expect(database.batch(({ manager }) => attachResources(manager, entries))).rejects.toMatchObject({
      code: 'REQUEST_IN_PROGRESS',
    });
    const alone = entries.map(({ ticket, resourceId }) =>
      database.transaction(() => ticket.attachResource(resourceId)),
    );
    expect(await codes(alone)).toEqual(onlyFails(position, 'REQUEST_IN_PROGRESS'));
  });

  it('attach each their own resource with one statement', async () => {
    const begun = await tickets();
    const entries = begun.map((ticket, n) => ({ ticket, resourceId: `registration ${n}` }));
    await database.batch(({ manager }) => attachResources(manager, entries));
    await Promise.all(begun.map((ticket) => ticket.suspend()));
    const resumed = (await Promise.all(FIVE.map((n) => begin(n)))) as OpenTicket[];
    expect(resumed.map(({ resourceId }) => resourceId)).toEqual(FIVE.map((n) => `registration ${n}`));
  });
});

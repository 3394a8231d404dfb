import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { Database } from '#persistence';
import { onEveryStore, SequentialIds } from '#testing';
import { Log } from '../log/log.js';
import { FingerprintKey } from './fingerprint-key.js';
import { IdempotencyRecord, idempotencyMigrations } from './idempotency-record.js';
import { IdempotencyRecords } from './idempotency-records.js';
import { EarlyRefusals } from './early-refusals.js';

const full = { status: 409, headers: { 'content-type': 'application/problem+json' }, body: '{"code":"LECTURE_FULL"}' };
const MAX_KEYS = 3;

onEveryStore('refusals without a lease', (newStore) => {
  const store = newStore();
  const ids = new SequentialIds();
  let database: Database;
  let records: IdempotencyRecords;
  let refusals: EarlyRefusals;
  let count = 0;
  let request: Parameters<IdempotencyRecords['begin']>[0];

  beforeAll(async () => {
    const schema = { entities: [IdempotencyRecord], migrations: idempotencyMigrations };
    database = await Database.open({ ...store, service: 'records', ...schema });
  });
  afterAll(() => database.close());
  beforeEach(() => {
    const key = new FingerprintKey(() => database);
    records = new IdempotencyRecords(() => database, ids, key, MAX_KEYS);
    refusals = new EarlyRefusals(() => database, ids, key, Log.silent(), MAX_KEYS);
    count += 1;
    request = { ...ofAccount(`mina-${count}`), key: 'k' };
  });
  const ofAccount = (accountId: string) => ({
    accountId,
    method: 'POST',
    path: '/api/v1/registrations',
    key: 'k',
    body: { a: 1 },
  });

  it('are replayed from the store once they are recorded', async () => {
    expect(await refusals.refuse(request, full)).toBe(true);
    await refusals.drain();
    expect(await records.begin(request)).toEqual(full);
    await expect(records.begin({ ...request, body: { a: 2 } })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('are replayed by the process that has not recorded them yet', async () => {
    await refusals.refuse(request, full);
    expect(await refusals.pendingAnswerTo(request)).toEqual(full);
    const other = { ...request, body: { a: 2 } };
    await expect(refusals.pendingAnswerTo(other)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    await refusals.drain();
    expect(await refusals.pendingAnswerTo(request)).toBeUndefined();
  });

  it('are recorded for hundreds of requests at a time', async () => {
    const many = Array.from({ length: 250 }, (_, n) => ofAccount(`of-many-${n}`));
    expect(new Set(await Promise.all(many.map((each) => refusals.refuse(each, full))))).toEqual(new Set([true]));
    await refusals.drain();
    expect(await Promise.all([many[0]!, many[249]!].map((each) => records.begin(each)))).toEqual([full, full]);
  });

  it('are not decided for a key that another request holds', async () => {
    await records.begin(request);
    expect(await refusals.refuse(request, full)).toBe(false);
  });

  it('do not replace a request that has taken the key in the meantime, nor prevent the records of others', async () => {
    const [mine, others] = [request, ofAccount(`joon-${count}`)];
    await Promise.all([mine, others].map((each) => refusals.refuse(each, full)));
    await database.transaction(async () => {
      await records.begin(mine);
    });
    await refusals.drain();
    const found = await database.reader.countBy(IdempotencyRecord, { accountId: mine.accountId });
    expect([found, await records.begin(others)]).toEqual([1, full]);
  });

  it('are not decided for an account that has the maximum of keys', async () => {
    for (let n = 0; n < MAX_KEYS; n++) await records.begin({ ...request, key: `earlier-${n}` });
    expect(await refusals.refuse(request, full)).toBe(false);
  });
});

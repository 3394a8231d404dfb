import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MongoClient, type Collection, type Db } from 'mongodb';
import type { Doc } from './documents.js';

interface Kept {
  _id: string;
  [field: string]: any;
}

/** The MongoDB features that the read model uses, through the real driver; the stand-in and a real server must both pass. */
export function mongoContract(urlOf: (database: string) => string): void {
  let client: MongoClient;
  let db: Db;
  let parts: Collection<Kept>;
  let number = 0;
  beforeEach(() => {
    const name = `sugang_t_${process.pid}_${Date.now()}_${++number}`;
    client = new MongoClient(urlOf(name));
    db = client.db(name);
    parts = db.collection('parts');
  });
  afterEach(async () => {
    await db.dropDatabase();
    await client.close();
  });

  const keep = (id: string, sequence: number, state = `state ${sequence}`) =>
    parts.updateOne(
      { _id: id, sequence: { $lt: sequence } },
      { $set: { sequence, state }, $currentDate: { changedAt: true } },
      { upsert: true, writeConcern: { w: 'majority' } },
    );
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: { code?: number }) => error.code,
    );

  describe('a guarded upsert', () => {
    it('inserts a document, replaces an older one, and rejects any other write with E11000', async () => {
      expect(await keep('lecture', 2)).toMatchObject({ matchedCount: 0, upsertedCount: 1, upsertedId: 'lecture' });
      expect(await keep('lecture', 3)).toMatchObject({ matchedCount: 1, modifiedCount: 1, upsertedCount: 0 });
      expect(await codeOf(keep('lecture', 3))).toBe(11000);
      expect(await codeOf(keep('lecture', 1))).toBe(11000);
      expect(await parts.findOne()).toMatchObject({ _id: 'lecture', sequence: 3, state: 'state 3' });
    });

    it('leaves one document with the highest version after concurrent upserts', async () => {
      const sequences = Array.from({ length: 40 }, (_, index) => ((index * 17) % 40) + 1);
      const outcomes = await Promise.all(sequences.map((sequence) => codeOf(keep('lecture', sequence))));
      expect(new Set([...outcomes, 'done', 11000])).toEqual(new Set(['done', 11000]));
      await codeOf(keep('lecture', 40));
      expect(await parts.find().toArray()).toMatchObject([{ sequence: 40 }]);
    });

    it('sets $currentDate from the clock of the server, which its hello response contains', async () => {
      const before = await db.command({ hello: 1 });
      await keep('lecture', 1);
      const after = await db.command({ hello: 1 });
      const { changedAt } = (await parts.findOne()) as unknown as { changedAt: Date };
      expect(changedAt.getTime()).toBeGreaterThanOrEqual((before.localTime as Date).getTime());
      expect(changedAt.getTime()).toBeLessThanOrEqual((after.localTime as Date).getTime());
    });
  });

  describe('a write', () => {
    it('sets the fields of \$setOnInsert only on insert', async () => {
      const first = () => parts.updateOne({ _id: 'live' }, { $setOnInsert: { active: 1 } }, { upsert: true });
      expect(await first()).toMatchObject({ upsertedCount: 1 });
      await parts.updateOne({ _id: 'live' }, { $set: { active: 2 } });
      expect(await first()).toMatchObject({ matchedCount: 1, modifiedCount: 0 });
      expect(await parts.findOne()).toEqual({ _id: 'live', active: 2 });
    });

    it('replaces a document only if it matches the filter', async () => {
      await parts.insertOne({ _id: 'live', revision: 1, building: { owners: ['lecture'] } });
      const replace = () => parts.replaceOne({ _id: 'live', revision: 1 }, { revision: 2, building: null });
      expect(await replace()).toMatchObject({ matchedCount: 1 });
      expect(await replace()).toMatchObject({ matchedCount: 0 });
      expect(await parts.findOne()).toEqual({ _id: 'live', revision: 2, building: null });
    });

    it('is rejected without effect if its value exists in a unique index', async () => {
      await parts.createIndex({ generation: 1, slot: 1 }, { unique: true });
      await parts.insertOne({ _id: 'one', generation: 1, slot: 'a' });
      expect(await codeOf(parts.insertOne({ _id: 'two', generation: 1, slot: 'a' }))).toBe(11000);
      expect(await codeOf(parts.insertOne({ _id: 'one', generation: 2, slot: 'b' }))).toBe(11000);
      await parts.insertOne({ _id: 'two', generation: 1, slot: 'b' });
      expect(await codeOf(parts.updateOne({ _id: 'two' }, { $set: { slot: 'a' } }))).toBe(11000);
      expect(await parts.findOne({ _id: 'two' })).toMatchObject({ slot: 'b' });
      await parts.deleteOne({ _id: 'one' });
      expect(await codeOf(parts.updateOne({ _id: 'two' }, { $set: { slot: 'a' } }))).toBe('done');
    });

    it('is rejected if it changes an _id or one path twice', async () => {
      await parts.insertOne({ _id: 'one' });
      expect(await codeOf(parts.updateOne({ _id: 'one' }, { $set: { _id: 'two' } }))).toBe(66);
      const twice = { $set: { at: 1 }, $currentDate: { at: true as const } };
      expect(await codeOf(parts.updateOne({ _id: 'one' }, twice))).toBe(40);
    });

    it('continues after a rejected write in an unordered bulk', async () => {
      await parts.insertOne({ _id: 'two' });
      const many = parts.insertMany([{ _id: 'one' }, { _id: 'two' }, { _id: 'three' }], { ordered: false });
      expect(await codeOf(many)).toBe(11000);
      expect(await parts.countDocuments()).toBe(3);
    });

    it('deletes the documents that match the filter', async () => {
      await parts.insertMany([1, 2, 3].map((each) => ({ _id: String(each) })));
      expect(await parts.deleteMany({ _id: { $in: ['1', '3', '4'] } })).toMatchObject({ deletedCount: 2 });
      expect(await parts.find().toArray()).toEqual([{ _id: '2' }]);
    });
  });

  describe('an index', () => {
    it('is created once for repeated createIndex commands', async () => {
      const create = () => parts.createIndexes([{ key: { generation: 1, id: -1 }, name: 'by_id' }]);
      await create();
      await Promise.all([create(), create()]);
      expect((await parts.indexes()).map(({ name }) => name)).toEqual(['_id_', 'by_id']);
      const other = parts.createIndexes([{ key: { generation: 1 }, name: 'by_id' }]);
      expect(await codeOf(other)).toBe(86);
    });
  });

  describe('a query', () => {
    it('returns large results in batches', async () => {
      await parts.insertMany(Array.from({ length: 350 }, (_, index) => ({ _id: String(1_000 + index) })));
      const all = await parts.find({}, { sort: { _id: 1 }, batchSize: 40 }).toArray();
      expect(all.map(({ _id }) => Number(_id))).toEqual(Array.from({ length: 350 }, (_, index) => 1_000 + index));
    });

    it('supports sort by several fields, limit and projection', async () => {
      const places = [
        ['a', 1],
        ['b', 2],
        ['c', 2],
        ['d', 3],
      ] as const;
      await parts.insertMany(places.map(([_id, at]) => ({ _id, at, hidden: true })));
      const after = { $or: [{ at: { $lt: 3 } }, { at: 3, _id: { $lt: 'd' } }] };
      const found = parts.find(after, { sort: { at: -1, _id: -1 }, limit: 2, projection: { at: 1 } });
      expect(await found.toArray()).toEqual([
        { _id: 'c', at: 2 },
        { _id: 'b', at: 2 },
      ]);
    });

    it('compares only values of the same type', async () => {
      await parts.insertMany([
        { _id: 'number', at: 5 },
        { _id: 'text', at: '5' },
        { _id: 'date', at: new Date(5) },
      ]);
      const ids = async (filter: Doc) => (await parts.find(filter).toArray()).map(({ _id }) => _id as unknown);
      expect(await ids({ at: { $gte: 0 } })).toEqual(['number']);
      expect(await ids({ at: { $gte: new Date(0) } })).toEqual(['date']);
      expect(await ids({ at: { $lt: '9' } })).toEqual(['text']);
      expect(await ids({ missing: null })).toHaveLength(3);
    });

    it('joins by equal fields, with an empty list if nothing matches', async () => {
      await db.collection<Kept>('payments').insertMany([
        { _id: 'p1', of: 'one', amount: 3 },
        { _id: 'p2', of: 'one', amount: 4 },
        { _id: 'p3', of: 'three', amount: 5 },
      ]);
      await parts.insertMany([{ _id: 'one' }, { _id: 'two' }]);
      const join = { $lookup: { from: 'payments', localField: '_id', foreignField: 'of', as: 'payments' } };
      const joined = await parts.aggregate([{ $match: {} }, { $sort: { _id: 1 } }, join]).toArray();
      expect(joined.map(({ payments }) => (payments as Doc[]).map(({ _id }) => _id as unknown).sort())).toEqual([
        ['p1', 'p2'],
        [],
      ]);
      const sum = { $group: { _id: null, paid: { $sum: '$payments.amount' } } };
      expect(await parts.aggregate([join, { $unwind: '$payments' }, sum]).toArray()).toEqual([{ _id: null, paid: 7 }]);
    });

    it('joins by a field of a joined document, which may be missing', async () => {
      await db.collection<Kept>('lectures').insertMany([
        { _id: 'algorithms', instructor: 'park' },
        { _id: 'graphs', instructor: 'lee' },
      ]);
      await db.collection<Kept>('accounts').insertMany([{ _id: 'park' }, { _id: 'odd' }]);
      await parts.insertMany([
        { _id: 'one', lecture: 'algorithms' },
        { _id: 'two', lecture: 'unknown' },
        { _id: 'three', lecture: 'graphs' },
      ]);
      const joined = await parts
        .aggregate([
          { $sort: { _id: 1 } },
          { $lookup: { from: 'lectures', localField: 'lecture', foreignField: '_id', as: 'lectures' } },
          { $lookup: { from: 'accounts', localField: 'lectures.instructor', foreignField: '_id', as: 'accounts' } },
        ])
        .toArray();
      expect(joined.map(({ accounts }) => accounts as Doc[])).toEqual([[{ _id: 'park' }], [], []]);
    });

    it('supports the read concern majority', async () => {
      await parts.insertOne({ _id: 'one' }, { writeConcern: { w: 'majority' } });
      expect(await parts.findOne({ _id: 'one' }, { readConcern: 'majority' })).toEqual({ _id: 'one' });
    });

    it('counts documents', async () => {
      await parts.insertMany([1, 2, 3].map((each) => ({ _id: String(each), odd: each % 2 === 1 })));
      expect(await parts.countDocuments({ odd: true })).toBe(2);
      expect(await parts.countDocuments({}, { limit: 1 })).toBe(1);
    });

    it('returns any text unchanged', async () => {
      const odd = `수강 "$where" \\ 🎓.$gt`;
      await parts.insertOne({ _id: odd, name: odd });
      expect(await parts.findOne({ _id: odd })).toEqual({ _id: odd, name: odd });
    });
  });
}

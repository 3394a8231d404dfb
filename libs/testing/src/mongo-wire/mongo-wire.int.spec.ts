import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { describeWith } from '../servers.js';
import { mongoContract } from './mongo-wire.contract.js';
import { MongoStandIn } from './mongo-stand-in.js';

describe('the stand-in for MongoDB', () => {
  let server: MongoStandIn;
  const clients: MongoClient[] = [];
  beforeAll(async () => {
    server = await MongoStandIn.start();
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
  });
  afterAll(() => server.stop());

  const parts = (options = {}) => {
    const client = new MongoClient(server.urlOf('own'), { serverSelectionTimeoutMS: 2_000, ...options });
    clients.push(client);
    return client.db().collection<{ _id: string; number: number }>('parts');
  };

  mongoContract((database) => server.urlOf(database));

  it('retains its documents while it is stopped, and the driver reconnects', async () => {
    const collection = parts();
    await collection.insertOne({ _id: 'kept', number: 1 });
    await server.stop();
    const meanwhile = collection.findOne({ _id: 'kept' });
    await expect(parts({ serverSelectionTimeoutMS: 100 }).findOne()).rejects.toThrow(/ECONNREFUSED/);
    await server.start();
    expect(await meanwhile).toEqual({ _id: 'kept', number: 1 });
  });

  it('fails the configured number of times with the configured code', async () => {
    const collection = parts({ retryReads: false });
    server.fail({ commands: ['find'], times: 1, code: 10107 });
    await expect(collection.findOne()).rejects.toMatchObject({ code: 10107 });
    expect(await collection.findOne({ _id: 'missing' })).toBeNull();
  });

  it('closes a connection before or after a write is applied', async () => {
    const collection = parts();
    server.fail({ commands: ['insert'], times: 1, breaks: 'before' });
    await expect(collection.insertOne({ _id: 'lost', number: 1 })).rejects.toThrow(/connection/);
    server.fail({ commands: ['insert'], times: 1, breaks: 'after' });
    await expect(collection.insertOne({ _id: 'unknown', number: 1 })).rejects.toThrow(/connection/);
    expect(await collection.findOne({ _id: 'lost' })).toBeNull();
    expect(await collection.findOne({ _id: 'unknown' })).not.toBeNull();
  });

  it('applies a write without a majority and reports a write concern error', async () => {
    const collection = parts({ w: 'majority' });
    server.hasMajority(false);
    await expect(collection.insertOne({ _id: 'alone', number: 1 })).rejects.toThrow('replication timed out');
    expect(await collection.findOne({ _id: 'alone' })).not.toBeNull();
    expect(await collection.findOne({ _id: 'alone' }, { readConcern: 'majority' })).toBeNull();
    server.hasMajority(true);
    expect(await collection.findOne({ _id: 'alone' }, { readConcern: 'majority' })).not.toBeNull();
  });

  it.each([
    ['an update by pipeline', { u: [{ $set: { number: 1 } }] }],
    ['an unknown operator', { u: { $inc: { number: 1 } } }],
    ['a positional path', { u: { $set: { 'numbers.$': 1 } } }],
  ])('rejects the unsupported update: %s', async (_, { u }) => {
    const collection = parts();
    await collection.updateOne({ _id: 'one' }, { $set: { number: 0 } }, { upsert: true });
    await expect(collection.updateOne({ _id: 'one' }, u as never)).rejects.toMatchObject({ code: 9 });
  });

  it('rejects partial indexes, unknown stages, transactions and change streams', async () => {
    const collection = parts();
    const partial = { partialFilterExpression: { number: 1 } };
    await expect(collection.createIndex({ number: 1 }, partial)).rejects.toMatchObject({ code: 9 });
    await expect(collection.aggregate([{ $out: 'x' }]).toArray()).rejects.toMatchObject({ code: 40324 });
    await expect(collection.watch().next()).rejects.toMatchObject({ code: 40324 });
    const [client] = clients;
    await client?.withSession(async (session) => {
      session.startTransaction();
      await expect(collection.findOne({}, { session })).rejects.toMatchObject({ code: 20 });
    });
    await expect(client?.db().command({ mapReduce: 'parts' })).rejects.toMatchObject({ code: 59 });
  });
});

describeWith('mongodb', 'a real MongoDB', (url) => {
  mongoContract((database) => {
    const address = new URL(url);
    address.pathname = `/${database}`;
    return address.href;
  });
});

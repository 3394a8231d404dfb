import { describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '#persistence';
import { InvalidSettings } from '#platform';
import { MongoNetworkError, MongoServerError, MongoServerSelectionError } from 'mongodb';
import { inStore, isDuplicate, isOutage, openClient } from './client.js';

const opened = async (url: string) => {
  const { client, db } = openClient(url);
  const { writeConcern, readPreference } = client.options;
  await client.close();
  return { name: db.databaseName, writeConcern, readPreference };
};

describe('openClient', () => {
  it.each([
    ['mongodb://localhost/views', 'views'],
    ['mongodb://localhost/test', 'test'],
    ['mongodb://localhost', 'sugang_mypage'],
    ['mongodb://localhost/?appName=x', 'sugang_mypage'],
  ])('with %s uses the database %s', async (url, name) => {
    expect((await opened(url)).name).toBe(name);
  });

  it('writes to a majority and reads from the primary, whatever the URL says', async () => {
    const { writeConcern, readPreference } = await opened('mongodb://localhost/views?w=1&readPreference=secondary');
    expect(writeConcern).toMatchObject({ w: 'majority' });
    expect(readPreference.mode).toBe('primary');
  });

  it('rejects an unknown option without repeating the password', () => {
    const open = () => openClient('mongodb://mina:hunter2@localhost/views?unknown=1');
    expect(open).toThrow(InvalidSettings);
    expect(open).not.toThrow(/hunter2/);
  });
});

const server = (code: number, errorLabels: string[] = []) => new MongoServerError({ message: 'no', code, errorLabels });

describe('an error of MongoDB', () => {
  it.each([
    ['a broken connection', new MongoNetworkError('connection closed')],
    ['no reachable server', new MongoServerSelectionError('unreachable', { servers: new Map() } as never)],
    ['a primary that steps down', server(189)],
    ['a failed authentication', server(18)],
    ['a full disk', server(14031)],
    ['an error that the server labels as retryable', server(4711, ['RetryableWriteError'])],
    ['an error that does not exist yet', server(98_765)],
  ])('is an outage: %s', async (_, error) => {
    expect(isOutage(error)).toBe(true);
    await expect(inStore(() => Promise.reject(error))).rejects.toThrow(StoreUnavailable);
  });

  it.each([
    ['a duplicate', server(11_000)],
    ['a document that is too large', server(10_334)],
    ['a document that fails its validation', server(121)],
    ['an unknown field of a command', server(40_415)],
    ['a programming error', new TypeError('undefined is not a function')],
  ])('is not an outage: %s', async (_, error) => {
    expect(isOutage(error)).toBe(false);
    await expect(inStore(() => Promise.reject(error))).rejects.toBe(error);
  });

  it('is a duplicate by its code only', () => {
    expect(isDuplicate(server(11_000))).toBe(true);
    expect(isDuplicate(new Error('E11000 duplicate key'))).toBe(false);
  });
});

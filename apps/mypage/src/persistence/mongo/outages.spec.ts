import { describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '#persistence';
import { MongoNetworkError, MongoServerError, MongoServerSelectionError } from 'mongodb';
import { inStore, isDuplicate, isOut } from './outages.js';

const server = (code: number, errorLabels: string[] = []) => new MongoServerError({ message: 'no', code, errorLabels });

describe('an error of MongoDB', () => {
  it.each([
    ['a broken connection', new MongoNetworkError('connection closed')],
    ['no server at all', new MongoServerSelectionError('nobody', { servers: new Map() } as never)],
    ['a primary that steps down', server(189)],
    ['a user who is not let in', server(18)],
    ['a full disk', server(14031)],
    ['anything that the server calls worth another try', server(4711, ['RetryableWriteError'])],
  ])('is an outage: %s', async (_, error) => {
    expect(isOut(error)).toBe(true);
    await expect(inStore(() => Promise.reject(error))).rejects.toThrow(StoreUnavailable);
  });

  it.each([
    ['a duplicate', server(11_000)],
    ['a document that is too large', server(10_334)],
    ['a fault of ours', new TypeError('undefined is not a function')],
  ])('is none: %s', async (_, error) => {
    expect(isOut(error)).toBe(false);
    await expect(inStore(() => Promise.reject(error))).rejects.toBe(error);
  });

  it('is a duplicate by its code alone', () => {
    expect(isDuplicate(server(11_000))).toBe(true);
    expect(isDuplicate(new Error('E11000 duplicate key'))).toBe(false);
  });
});

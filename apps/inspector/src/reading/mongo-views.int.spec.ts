import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Collection, MongoClient } from 'mongodb';
import { type MongoStandIn, startMongoStandIn } from '#testing';
import { MongoViews } from './mongo-views.js';

describe('the views in MongoDB', () => {
  let server: MongoStandIn;
  let client: MongoClient;
  let views: MongoViews;

  beforeAll(async () => {
    server = await startMongoStandIn();
    client = new MongoClient(server.urlOf('sugang_mypage'));
    const put = (name: string, ...parts: ({ _id: string } & Record<string, unknown>)[]) =>
      (client.db().collection(name) as unknown as Collection<{ _id: string }>).insertMany(parts);
    const part = (generation: number, id: string) => ({ _id: `${generation}:${id}`, id, sequence: 1, state: { id } });
    await put('generations', { _id: 'views', active: 2 });
    await put('registrations', part(1, 'a'), part(2, 'a'), part(2, 'b'), part(2, 'c'), part(20, 'a'));
    await put('payments', { ...part(2, 'p'), registrationKey: '2:b' }, { ...part(1, 'q'), registrationKey: '1:b' });
    views = await MongoViews.open(server.urlOf('sugang_mypage'));
  });
  afterAll(async () => {
    await views.close();
    await client.close();
    await server.stop();
  });

  const idsOf = (parts: { id: string }[]) => parts.map(({ id }) => id).sort();

  it('are read range by range from the active generation', async () => {
    expect(idsOf(await views.registrations({ after: '', upTo: 'b' }))).toEqual(['a', 'b']);
    expect(idsOf(await views.registrations({ after: 'b', upTo: '\u{10ffff}' }))).toEqual(['c']);
    expect(await views.paymentsOf({ after: 'a', upTo: 'b' })).toEqual([{ id: 'p', sequence: 1, state: { id: 'p' } }]);
    expect(await views.lectures({ after: '', upTo: '\u{10ffff}' })).toEqual([]);
  });

  it('reject a database where My Page has never run', async () => {
    await expect(MongoViews.open(server.urlOf('elsewhere'))).rejects.toThrow(/has never run on/);
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, startMongoStandIn, tempDir, type MongoStandIn } from '#testing';
import { Owners } from './owners.js';
import { RunningMyPage } from './running-my-page.js';
import { confirmed, idOf, registration } from './states.js';

/** The replicas share a MongoDB only: the first consumes all events, the second serves all streams. */
describe('My Page in two replicas', () => {
  const root = tempDir('mypage-replicas');
  let number = 0;
  let mongo: MongoStandIn;
  let owners: Owners;
  let consuming: RunningMyPage;
  let serving: RunningMyPage;
  beforeEach(async () => {
    number += 1;
    mongo = await startMongoStandIn();
    owners = new Owners();
    const env = { VIEWS_URL: mongo.urlOf('views'), SUGANG_STREAM_POLL_MS: '100' };
    consuming = await RunningMyPage.start(`${root}/${number}/consuming`, env, owners);
    serving = await RunningMyPage.start(`${root}/${number}/serving`, env);
  });
  afterEach(async () => {
    await Promise.all([consuming.stop(), serving.stop()]);
    await mongo.stop();
  });

  it('streams what the other replica has consumed', async () => {
    const stream = await serving.stream();
    await owners.publish('registration.requested', registration());
    await eventually(() => expect(stream.documents).toMatchObject([{ status: 'AWAITING_PAYMENT' }]));
    await owners.publish('registration.confirmed', confirmed());
    await eventually(() => expect(stream.documents.at(-1)).toMatchObject({ status: 'CONFIRMED' }));
    expect((await serving.get(`/mypage/registrations/${idOf(1)}`)).body).toEqual(stream.documents.at(-1));
  });

  it('continues a stream of the other replica after its last event', async () => {
    const before = await consuming.stream();
    await owners.publish('registration.requested', registration());
    await eventually(() => expect(before.documents).toHaveLength(1));
    before.close();
    await owners.publish('registration.confirmed', confirmed());
    const after = await serving.stream(undefined, before.lastEventId);
    await eventually(() => expect(after.documents.at(-1)).toMatchObject({ status: 'CONFIRMED' }));
  });

  it('shows a rebuilt view on both replicas at the same time', async () => {
    await owners.publish('registration.confirmed', confirmed());
    await eventually(async () => expect((await serving.get('/mypage')).body.counts).toEqual({ CONFIRMED: 1 }));
    const generations = async () =>
      (await Promise.all([consuming, serving].map(({ views }) => views.mark()))).map(numberOf);
    expect(await generations()).toEqual(['1', '1']);
    await serving.views.startRebuild(idOf(900), ['registration']);
    await consuming.views.ownerFinished(idOf(900), 'registration', 0);
    expect(await consuming.views.switchWhenComplete()).toBe(true);
    expect(await generations()).toEqual(['2', '2']);
    expect((await serving.get('/mypage')).body.counts).toEqual({});
  });
});

const numberOf = (mark: string): string | undefined => mark.split('-')[0];

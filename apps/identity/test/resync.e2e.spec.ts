import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readEvent, resyncFinishedKeyOf, RESYNC_REQUESTED, type EventEnvelope, type ResyncFinished } from '#contracts';
import { eventually, idOf, tempDir } from '#testing';
import { runningIdentity, type RunningIdentity } from './running-identity.js';

describe('a resync of accounts', () => {
  const dataDir = tempDir('identity-resync');
  const published: EventEnvelope[] = [];
  const finished: ResyncFinished[] = [];
  let identity: RunningIdentity;

  beforeAll(async () => {
    identity = await runningIdentity({ dataDir, env: { SUGANG_DEMO: 'true' } });
    await identity.broker.subscribe({
      consumer: 'roster',
      bindings: ['resync.roster.#', resyncFinishedKeyOf('roster')],
      concurrency: 1,
      handle: async ({ routingKey, body }) => {
        if (routingKey === resyncFinishedKeyOf('roster')) finished.push(JSON.parse(body));
        else published.push(readEvent(body));
        return { kind: 'done' };
      },
    });
  });
  afterAll(() => identity.close());

  it('re-publishes the current state of every account to one consumer, then a completion message', async () => {
    const mina = (await identity.logIn('mina@sugang.dev', 'sugang-demo')).body;
    await identity.call('PATCH', '/auth/me', { token: mina.accessToken, body: { name: 'Mina Kim' } });
    const request = { requestId: idOf(1), consumer: 'roster', requestedAt: new Date().toISOString() };

    await identity.broker.publish({ id: idOf(1), routingKey: RESYNC_REQUESTED, body: JSON.stringify(request) });

    await eventually(() =>
      expect(finished).toEqual([{ ...request, requestedAt: undefined, source: 'identity', emitted: 4 }]),
    );
    await eventually(() => expect(published).toHaveLength(4));
    const ofMina = published.find((event) => event.subject === mina.account.id);
    expect(ofMina).toMatchObject({
      name: 'account.changed',
      sequence: 2,
      resync: idOf(1),
      data: { ...mina.account, name: 'Mina Kim' },
    });
    expect(published.filter((event) => event.name === 'account.signed-up')).toHaveLength(3);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { EventStream, eventually } from '#testing';
import { OVERLAP_MS } from '../../apps/mypage/src/persistence/change-marks.js';
import { Client } from '../support/client.js';
import { RunningSystem } from '../support/running-system.js';
import { ServiceProcess } from '../support/service-process.js';

const SERVICES = ['REGISTRATION', 'PAYMENT', 'LECTURE', 'MYPAGE', 'NOTIFICATION', 'IDENTITY'];

const PAID = { status: 'CONFIRMED', payment: { status: 'COMPLETED' } };

describe('a My Page stream through the gateway', () => {
  let system: RunningSystem;
  let gateway: ServiceProcess;

  beforeAll(async () => {
    system = await RunningSystem.start();
    gateway = await ServiceProcess.of('gateway', {
      ...Object.fromEntries(SERVICES.map((name) => [`SUGANG_${name}_URL`, system.url])),
      SUGANG_JWKS_URL: `${system.url}/.well-known/jwks.json`,
      SUGANG_RATE_LIMIT: 'off',
    });
    await gateway.start();
  }, 120_000);
  afterAll(async () => {
    await Promise.all([gateway?.stop(), system?.stop()]);
    system?.forget();
  }, 60_000);

  const follow = ({ token }: Client, lastEventId?: string) =>
    EventStream.open(`${gateway.url}/api/v1/mypage/stream`, {
      authorization: `Bearer ${token}`,
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    });
  const shows = (stream: EventStream, registrationId: string) =>
    eventually(() => expect(stream.documents.map((view) => view.registrationId)).toContain(registrationId), {
      within: 20_000,
    });

  it.each(['stop', 'kill'] as const)(
    'misses no change across a gateway restart (%s)',
    async (goAway) => {
      const student = await Client.signUp(system.url, `${goAway}@example.org`);
      const [first, second] = (await student.registrable()).filter(({ fee }) => fee.amount > 0);
      const stream = await follow(student);
      const before = await student.register(first.id);
      await shows(stream, before.body.id);

      await gateway[goAway]();
      await stream.ended;
      const meanwhile = await student.register(second.id);
      // Until both streams are quiet, and nothing is recent enough to be sent to a new stream: see the control below.
      for (const { body } of [before, meanwhile])
        await eventually(async () =>
          expect((await student.get(`/mypage/registrations/${body.id}`)).body).toMatchObject(PAID),
        );
      await pause(OVERLAP_MS);
      await gateway.start();

      const fromNow = await follow(student);
      const resumed = await follow(student, stream.lastEventId);
      await shows(resumed, meanwhile.body.id);
      // Negative control: without Last-Event-ID, changes in between are not sent.
      expect(fromNow.documents.map((view) => view.registrationId)).not.toContain(meanwhile.body.id);
      fromNow.close();
      resumed.close();
    },
    120_000,
  );
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MessageProviderPact } from '@pact-foundation/pact';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { eventExamples, writeEvent, type EventEnvelope, type EventName } from '#contracts';
import { tempDir, TestIdentity } from '#testing';
import { publishAllEvents as publishIdentityEvents } from '../../apps/identity/test/publish-all-events.js';
import { runningIdentity, type RunningIdentity } from '../../apps/identity/test/running-identity.js';
import { publishAllEvents as publishLectureEvents } from '../../apps/lecture/test/publish-all-events.js';
import { LectureOffice } from '../../apps/lecture/test/lecture-office.js';
import { publishAllEvents as publishPaymentEvents } from '../../apps/payment/test/publish-all-events.js';
import { RunningPayment } from '../../apps/payment/test/running-payment.js';
import { publishAllEvents as publishRegistrationEvents } from '../../apps/registration/test/publish-all-events.js';
import { RunningRegistration } from '../../apps/registration/test/running-registration.js';
import { pactsWith } from './pact-files.js';

const dir = tempDir('publishers');

/** Compares what a publisher really published with what each of its consumers relies on. */
async function verified(provider: string, published: EventEnvelope[]): Promise<void> {
  const named = [...new Set(published.map(({ name }) => name))].map((name) => [
    name,
    async () => JSON.parse(writeEvent(likeItsExample(name, published))) as object,
  ]);
  await new MessageProviderPact({
    provider,
    pactUrls: pactsWith(provider, (consumer) => consumer !== 'web'),
    messageProviders: Object.fromEntries(named) as never,
    logLevel: 'error',
  }).verify();
}

/** The last event of that name that has a value in every field for which the example has one, such as the time of a refund. */
function likeItsExample(name: EventName, published: EventEnvelope[]): EventEnvelope {
  const isPlain = (value: unknown) => typeof value === 'object' && !Array.isArray(value);
  const shapeOf = (data: object): unknown =>
    JSON.parse(JSON.stringify(data, (_, value: unknown) => (isPlain(value) ? value : 'something')));
  const alike = published.findLast(
    (event) => event.name === name && isDeepStrictEqual(shapeOf(event.data), shapeOf(eventExamples[name])),
  );
  if (!alike) throw new Error(`${name} was not published in the shape of its example`);
  return alike;
}

describe('published events match the pacts of their consumers', () => {
  let identity: RunningIdentity;
  let payment: RunningPayment;
  let keys: TestIdentity;
  let registration: RunningRegistration;
  const office = LectureOffice.forTheseTests();
  beforeAll(async () => {
    identity = await runningIdentity({ dataDir: join(dir, 'identity') });
    payment = await RunningPayment.start(join(dir, 'payment'));
    keys = await TestIdentity.create();
    const settings = { SUGANG_SWEEP_MS: '50' };
    registration = await RunningRegistration.start({ dataDir: join(dir, 'registration'), keys: keys.keys, settings });
  });
  afterAll(() => Promise.all([identity.close(), payment.stop(), registration.stop()]));

  it('by identity', async () => verified('identity', await publishIdentityEvents(identity)));
  it('by the lecture service', async () => verified('lecture', await publishLectureEvents(office)));
  it('by payment', async () => verified('payment', await publishPaymentEvents(payment)));
  it('by registration', async () => verified('registration', await publishRegistrationEvents(registration, keys)));

  it('and a changed event fails (negative control)', async () => {
    const published = (await publishIdentityEvents(identity)) as EventEnvelope<'account.changed'>[];
    const bent = published.map(
      (event) => ({ ...event, data: { ...event.data, locale: 7 } }) as unknown as EventEnvelope,
    );
    await expect(verified('identity', bent)).rejects.toThrow();
  });
});

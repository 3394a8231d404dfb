import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventEnvelope, NewEvent } from '#contracts';
import { envelopeOf, eventually, minutes } from '#testing';
import { v7 } from 'uuid';
import { HttpProvider } from './http-provider.js';
import { RunningNotification } from './running-notification.js';
import { canceled, confirmed, refunded, requested } from './states.js';

const COPIES = 50;

/** Reproducible random numbers from 0 to 1. */
const randomNumbers = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};

const shuffled = <Item>(items: Item[], random: () => number): Item[] =>
  items
    .map((item) => ({ item, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);

const events: NewEvent[] = [
  { name: 'registration.requested', subject: requested().id, sequence: 1, data: requested() },
  { name: 'registration.confirmed', subject: requested().id, sequence: 2, data: confirmed() },
  { name: 'registration.canceled', subject: requested().id, sequence: 3, data: canceled() },
  { name: 'payment.canceled', subject: refunded().id, sequence: 3, data: refunded() },
];

describe.each([
  ['the same event', (event: EventEnvelope) => event],
  ['the same state in events with ids of their own', (event: EventEnvelope) => ({ ...event, id: v7() })],
])('fifty deliveries of %s, in random order', (_name, again) => {
  let provider: HttpProvider;
  beforeAll(async () => {
    provider = await HttpProvider.start();
  });
  afterAll(() => provider.stop());
  const notification = RunningNotification.forTheseTests(() => ({ SUGANG_SMS_URL: provider.url }));

  it('cause one message per relevant state and channel', async () => {
    await notification.publishPeopleAndLecture();
    await notification.call('PUT', '/mypage/notification-preferences', {
      channels: ['log', 'sms'],
      phone: '+821012345678',
    });
    const seed = Date.now() % 100_000;
    const envelopes = events.map((event) => envelopeOf(event));
    const copies = envelopes.flatMap((event) => Array.from({ length: COPIES }, () => again(event)));
    for (const copy of shuffled(copies, randomNumbers(seed))) await notification.publishEnvelope(copy);
    await notification.hasConsumedEverything();
    notification.clock.step(minutes(1));
    await eventually(async () => expect(await notification.metric('sugang_notifications_pending')).toBe(0));
    const received = await notification.templates();
    const last = ['canceled-by-student', 'canceled-by-student by sms', 'refunded', 'refunded by sms'];
    expect([seed, ...received]).toEqual(expect.arrayContaining([seed, ...last]));
    expect(new Set(received).size).toBe(received.length);
    expect(provider.requests).toBe(received.filter((each) => each.endsWith('by sms')).length);
    // A confirmation that arrived first may have been sent before the cancellation arrived.
    expect(received.filter((each) => !last.includes(each) && !each.startsWith('confirmed'))).toEqual([]);
  }, 60_000);
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventEnvelope, NewEvent } from '#contracts';
import { envelopeOf, eventually, minutes } from '#testing';
import { v7 } from 'uuid';
import { HttpProvider } from './http-provider.js';
import { NotificationOffice } from './notification-office.js';
import { canceled, confirmed, refunded, requested } from './states.js';

const COPIES = 50;

/** Numbers from 0 to 1, the same for the same seed. */
const chances = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};

const shuffled = <Item>(items: Item[], random: () => number): Item[] =>
  items
    .map((item) => ({ item, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);

const life: NewEvent[] = [
  { name: 'registration.requested', subject: requested().id, sequence: 1, data: requested() },
  { name: 'registration.confirmed', subject: requested().id, sequence: 2, data: confirmed() },
  { name: 'registration.canceled', subject: requested().id, sequence: 3, data: canceled() },
  { name: 'payment.canceled', subject: refunded().id, sequence: 3, data: refunded() },
];

describe.each([
  ['the same event', (event: EventEnvelope) => event],
  ['the same fact, as events of their own', (event: EventEnvelope) => ({ ...event, id: v7() })],
])('fifty deliveries of %s, in any order', (_name, again) => {
  let provider: HttpProvider;
  beforeAll(async () => {
    provider = await HttpProvider.start();
  });
  afterAll(() => provider.stop());
  const office = NotificationOffice.forTheseTests(() => ({ SUGANG_SMS_URL: provider.url }));

  it('leave one message of each thing that is still true, by each channel', async () => {
    await office.knowsThePeople();
    await office.call('PUT', '/mypage/notification-preferences', { channels: ['log', 'sms'], phone: '+821012345678' });
    const seed = Date.now() % 100_000;
    const events = life.map((event) => envelopeOf(event));
    const copies = events.flatMap((event) => Array.from({ length: COPIES }, () => again(event)));
    for (const copy of shuffled(copies, chances(seed))) await office.delivers(copy);
    await office.hasHeardEverything();
    office.clock.step(minutes(1));
    await eventually(async () => expect(await office.figure('sugang_notifications_pending')).toBe(0));
    const told = await office.templates();
    const last = ['canceled-by-student', 'canceled-by-student by sms', 'refunded', 'refunded by sms'];
    expect([seed, ...told]).toEqual(expect.arrayContaining([seed, ...last]));
    expect(new Set(told).size).toBe(told.length);
    expect(provider.asked).toBe(told.filter((each) => each.endsWith('by sms')).length);
    // A confirmation that came first may have left before the cancellation was known.
    expect(told.filter((each) => !last.includes(each) && !each.startsWith('confirmed'))).toEqual([]);
  }, 60_000);
});

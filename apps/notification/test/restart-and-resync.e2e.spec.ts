import { describe, expect, it } from '@jest/globals';
import { resyncKeyOf, writeEvent, type NewEvent } from '#contracts';
import { cast, envelopeOf, eventually, minutes } from '#testing';
import { RunningNotification } from './running-notification.js';
import { account, algorithms, canceled, confirmed, requested } from './states.js';

describe('a notification service that is added later', () => {
  const notification = RunningNotification.forTheseTests();
  const republish = async (event: NewEvent) => {
    const envelope = { ...envelopeOf(event), resync: 'for-notification' };
    const body = writeEvent(envelope);
    await notification.service.broker.publish({
      id: envelope.id,
      routingKey: resyncKeyOf('notification', event.name),
      body,
    });
  };

  it('does not notify students of the past, and uses the re-published states for later messages', async () => {
    await republish({ name: 'account.signed-up', subject: cast.mina.sub, sequence: 1, data: account('mina') });
    await republish({ name: 'lecture.opened', subject: algorithms.id, sequence: 1, data: algorithms });
    await republish({ name: 'registration.confirmed', subject: confirmed().id, sequence: 2, data: confirmed() });
    await eventually(async () => expect(await notification.metric('sugang_events_consumed_total')).toBe(3));
    expect(await notification.messages()).toEqual([]);
    await notification.publish({
      name: 'registration.canceled',
      subject: canceled().id,
      sequence: 3,
      data: canceled(),
    });
    await notification.eventuallyReceived(['canceled-by-student']);
    expect((await notification.messages())[0]?.body).toContain('Algorithms 101');
  });

  it('sends after a restart what became due in the meantime, and what happened while it was down', async () => {
    const waiting = requested(2);
    await notification.publish({ name: 'registration.requested', subject: waiting.id, sequence: 1, data: waiting });
    await eventually(async () => expect(await notification.metric('sugang_notifications_pending')).toBe(1));
    notification.clock.step(minutes(1));
    await notification.restart();
    await notification.eventuallyReceived(['canceled-by-student', 'payment-awaited']);
    const paid = confirmed(2);
    await notification.publish({ name: 'registration.confirmed', subject: paid.id, sequence: 2, data: paid });
    await notification.eventuallyReceived(['canceled-by-student', 'confirmed', 'payment-awaited']);
  });
});

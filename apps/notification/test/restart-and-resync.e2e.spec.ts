import { describe, expect, it } from '@jest/globals';
import { resyncKeyOf, writeEvent, type NewEvent } from '#contracts';
import { cast, envelopeOf, eventually, minutes } from '#testing';
import { NotificationOffice } from './notification-office.js';
import { account, algorithms, canceled, confirmed, requested } from './states.js';

describe('a notification service that comes later', () => {
  const office = NotificationOffice.forTheseTests();
  const reEmitted = async (event: NewEvent) => {
    const envelope = { ...envelopeOf(event), resync: 'for-notification' };
    const body = writeEvent(envelope);
    await office.service.broker.publish({ id: envelope.id, routingKey: resyncKeyOf('notification', event.name), body });
  };

  it('tells nothing of the past, and knows it when something new happens', async () => {
    await reEmitted({ name: 'account.signed-up', subject: cast.mina.sub, sequence: 1, data: account('mina') });
    await reEmitted({ name: 'lecture.opened', subject: algorithms.id, sequence: 1, data: algorithms });
    await reEmitted({ name: 'registration.confirmed', subject: confirmed().id, sequence: 2, data: confirmed() });
    await eventually(async () => expect(await office.figure('sugang_events_consumed_total')).toBe(3));
    expect(await office.told()).toEqual([]);
    await office.hears({ name: 'registration.canceled', subject: canceled().id, sequence: 3, data: canceled() });
    await office.eventuallyTold(['canceled-by-student']);
    expect((await office.told())[0]?.body).toContain('Algorithms 101');
  });

  it('tells after a restart what was due meanwhile, and what happened while it was away', async () => {
    const waiting = requested(2);
    await office.hears({ name: 'registration.requested', subject: waiting.id, sequence: 1, data: waiting });
    await eventually(async () => expect(await office.figure('sugang_notifications_pending')).toBe(1));
    office.clock.step(minutes(1));
    await office.restart();
    await office.eventuallyTold(['canceled-by-student', 'payment-awaited']);
    const paid = confirmed(2);
    await office.hears({ name: 'registration.confirmed', subject: paid.id, sequence: 2, data: paid });
    await office.eventuallyTold(['canceled-by-student', 'confirmed', 'payment-awaited']);
  });
});

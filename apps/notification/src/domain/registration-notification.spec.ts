import { describe, expect, it } from '@jest/globals';
import type { Registration } from '#contracts';
import { canceled, confirmed, monday, requested } from '../../test/states.js';
import {
  isLive,
  registrationCopy,
  registrationNotification,
  type RegistrationEventName,
} from './registration-notification.js';

const GRACE = 3_000;
const { fee } = requested();
const place = (no: number, canceledAt: Date | null = null) => ({
  ...{ no, fee, seat: null, participant: null },
  canceledAt: canceledAt && canceledAt.toISOString(),
});
const notify = (name: RegistrationEventName, registration: Registration, known?: Registration) =>
  registrationNotification(
    name,
    registration,
    registration.version,
    known && registrationCopy(known, known.version),
    monday,
    GRACE,
  );

describe('the notification of a registration event', () => {
  it.each<[RegistrationEventName, Registration, string]>([
    ['registration.requested', requested(), 'payment-awaited'],
    ['registration.payment-deferred', { ...requested(), version: 2 }, 'payment-deferred'],
    [
      'registration.payment-deferred',
      { ...requested(), paymentDeferred: 'ACTION_REQUIRED', version: 2 },
      'payment-awaited',
    ],
    ['registration.confirmed', confirmed(), 'confirmed'],
    ['registration.declined', { ...confirmed(), status: 'PAYMENT_DECLINED' }, 'payment-declined'],
    ['registration.expired', { ...confirmed(), status: 'EXPIRED' }, 'expired'],
    ['registration.canceled', canceled(), 'canceled-by-student'],
    ['registration.canceled', { ...canceled(), cancelReason: 'LECTURE_CANCELED' }, 'canceled-by-lecture'],
    ['registration.canceled', { ...canceled(), cancelReason: 'OF_A_LATER_RELEASE' }, 'canceled'],
  ])('informs the student about %s', (name, registration, template) => {
    expect(notify(name, registration)).toMatchObject({
      about: 'registration',
      subject: registration.id,
      sequence: registration.version,
      recipientId: registration.studentId,
      template,
    });
  });

  it('is skipped if the change has a status of a later release', () => {
    expect(notify('registration.changed', { ...requested(), status: 'AWAITING_APPROVAL', version: 2 })).toBeUndefined();
  });

  it('is skipped if a seat changes before a card was declined, whether or not a payment runs', () => {
    expect(notify('registration.changed', { ...requested(), version: 3 })).toBeUndefined();
    expect(notify('registration.changed', { ...requested(), paymentId: null, version: 3 })).toBeUndefined();
  });

  it('is the same for a declined card when a seat changes afterwards, and another one for the next card', () => {
    const declined = { ...requested(), declinedAttempts: 1, version: 3 };
    const message = notify('registration.changed', declined);
    expect(message).toMatchObject({ about: 'declined-attempt', sequence: 1, template: 'payment-declined-held' });
    expect(notify('registration.changed', { ...declined, version: 4 })).toEqual(message);
    expect(notify('registration.changed', { ...declined, declinedAttempts: 2, version: 5 })).toMatchObject({
      about: 'declined-attempt',
      sequence: 2,
    });
  });

  it('is the same for canceled places when another change follows, and has their number and the total refund', () => {
    const [first, second, third] = [place(1, monday), place(2), place(3)];
    const changed = { ...confirmed(), places: [first, second, third], refundDue: { ...fee, amount: 40_834 } };
    const message = notify('registration.changed', { ...changed, version: 3 });
    expect(message).toMatchObject({
      about: 'canceled-places',
      sequence: 1,
      template: 'places-canceled',
      recipientId: changed.studentId,
      facts: { canceledPlaces: 1, allPlaces: 3, refundDue: 40_834 },
    });
    expect(notify('registration.changed', { ...changed, version: 4 })).toEqual(message);
    const more = { ...changed, places: [first, place(2, monday), third], version: 5 };
    expect(notify('registration.changed', more)).toMatchObject({ sequence: 2, facts: { canceledPlaces: 2 } });
    expect(notify('registration.changed', { ...changed, places: [second, third] })).toBeUndefined();
  });

  it('is skipped for canceled places that the copy has as canceled already, or of which it has no number', () => {
    const places = [place(1), place(2), place(3)];
    const known = { ...confirmed(), places };
    const changed = { ...known, places: [place(1, monday), ...places.slice(1)], version: 3 };
    expect(notify('registration.changed', changed, known)).toMatchObject({ template: 'places-canceled' });
    expect(notify('registration.changed', { ...changed, version: 4 }, changed)).toBeUndefined();
    const ofEarlierRelease = { ...registrationCopy(known, 2), places: null };
    expect(
      registrationNotification('registration.changed', changed, 3, ofEarlierRelease, monday, GRACE),
    ).toBeUndefined();
  });

  it('is skipped for a declined card if the payment with the next one has no outcome yet', () => {
    const declined = { ...requested(), declinedAttempts: 1, version: 3 };
    expect(notify('registration.changed', { ...declined, paymentDeferred: 'TIMEOUT' })).toBeUndefined();
  });

  it('is skipped if a newer state is known', () => {
    expect(notify('registration.confirmed', confirmed(), canceled())).toBeUndefined();
  });

  it('is created even if its own state is known already, from a resync or another policy', () => {
    expect(notify('registration.confirmed', confirmed(), confirmed())).toMatchObject({ template: 'confirmed' });
    expect(notify('registration.confirmed', confirmed(), requested())).toMatchObject({ template: 'confirmed' });
  });

  it('is delayed while a payment is awaited, and not sent after the hold has expired', () => {
    const notification = notify('registration.payment-deferred', requested());
    expect(notification?.dueAt).toEqual(new Date(monday.getTime() + GRACE));
    expect(notification?.sendBefore).toEqual(new Date('2027-02-22T00:10:00.000Z'));
    expect(notification?.facts).toEqual({ amount: 49_000, payBy: '2027-02-22T00:10:00.000Z' });
  });

  it('is due immediately and without a deadline once the payment is settled', () => {
    expect(notify('registration.confirmed', confirmed())).toMatchObject({ dueAt: monday, sendBefore: null });
  });

  it('applies to registrations that await payment or are confirmed as live', () => {
    const statuses = ['AWAITING_PAYMENT', 'CONFIRMED', 'PAYMENT_DECLINED', 'EXPIRED', 'CANCELED', 'OF_A_LATER_RELEASE'];
    const live = statuses.filter((status) => isLive({ status }));
    expect(live).toEqual(['AWAITING_PAYMENT', 'CONFIRMED']);
  });
});

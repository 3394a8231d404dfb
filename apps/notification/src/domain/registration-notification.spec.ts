import { describe, expect, it } from '@jest/globals';
import type { Registration } from '#contracts';
import { canceled, confirmed, monday, requested } from '../../test/states.js';
import { isLive, knownOf, tellOfRegistration, type RegistrationNews } from './tell-of-registration.js';

const GRACE = 3_000;
const tell = (name: RegistrationNews, registration: Registration, heard?: Registration) =>
  tellOfRegistration(name, registration, registration.version, heard && knownOf(heard, heard.version), monday, GRACE);

describe('a change of a registration', () => {
  it.each<[RegistrationNews, Registration, string]>([
    ['registration.requested', requested(), 'payment-awaited'],
    ['registration.payment-deferred', { ...requested(), version: 2 }, 'payment-deferred'],
    ['registration.confirmed', confirmed(), 'confirmed'],
    ['registration.declined', { ...confirmed(), status: 'PAYMENT_DECLINED' }, 'payment-declined'],
    ['registration.expired', { ...confirmed(), status: 'EXPIRED' }, 'expired'],
    ['registration.canceled', canceled(), 'canceled-by-student'],
    ['registration.canceled', { ...canceled(), cancelReason: 'LECTURE_CANCELED' }, 'canceled-by-lecture'],
  ])('%s is told to its student', (name, registration, template) => {
    expect(tell(name, registration)).toMatchObject({
      about: 'registration',
      subject: registration.id,
      sequence: registration.version,
      studentId: registration.studentId,
      template,
    });
  });

  it('is not told where a newer one is known', () => {
    expect(tell('registration.confirmed', confirmed(), canceled())).toBeUndefined();
  });

  it('is told where its own state is known already, from a resync or another policy', () => {
    expect(tell('registration.confirmed', confirmed(), confirmed())).toMatchObject({ template: 'confirmed' });
    expect(tell('registration.confirmed', confirmed(), requested())).toMatchObject({ template: 'confirmed' });
  });

  it('that leaves the payment awaited is kept back for a moment, and told no more once the hold is over', () => {
    const told = tell('registration.payment-deferred', requested());
    expect(told?.dueAt).toEqual(new Date(monday.getTime() + GRACE));
    expect(told?.tellBefore).toEqual(new Date('2027-02-22T00:10:00.000Z'));
    expect(told?.facts).toEqual({ amount: 49_000, payBy: '2027-02-22T00:10:00.000Z' });
  });

  it('that settles it is told at once, and stays worth telling', () => {
    expect(tell('registration.confirmed', confirmed())).toMatchObject({ dueAt: monday, tellBefore: null });
  });

  it('ends the interest in its lecture only when it ends the registration', () => {
    const live = (['AWAITING_PAYMENT', 'CONFIRMED', 'PAYMENT_DECLINED', 'EXPIRED', 'CANCELED'] as const).filter(
      (status) => isLive({ status }),
    );
    expect(live).toEqual(['AWAITING_PAYMENT', 'CONFIRMED']);
  });
});

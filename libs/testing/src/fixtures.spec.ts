import { describe, expect, it } from '@jest/globals';
import { eventCatalog, eventNames, LectureStatus, PaymentStatus, RegistrationStatus } from '#contracts';
import { aLecture, anAccount, aPayment, aRegistration, cast, event } from './fixtures.js';

describe('the aggregate fixtures', () => {
  it('have the requested status and the fields that it implies', () => {
    for (const status of LectureStatus.options) expect(aLecture({ status }).status).toBe(status);
    for (const status of PaymentStatus.options) expect(aPayment({ status }).status).toBe(status);
    for (const status of RegistrationStatus.options) expect(aRegistration({ status }).status).toBe(status);
    expect(aRegistration({ status: 'CONFIRMED' })).toMatchObject({ holdExpiresAt: null, version: 2 });
    expect(aPayment({ status: 'PENDING' })).toMatchObject({ completedAt: null, version: 1 });
  });

  it('refer to each other and to the cast', () => {
    expect(aRegistration()).toMatchObject({ lectureId: aLecture().id, studentId: cast.mina.sub });
    expect(aPayment()).toMatchObject({ id: aRegistration().paymentId, registrationId: aRegistration().id });
    expect(aLecture().instructor.id).toBe(cast.drPark.sub);
    expect(anAccount('joon')).toEqual(expect.objectContaining({ id: cast.joon.sub, email: cast.joon.email }));
  });

  it.each(eventNames)('make a valid %s', (name) => {
    const { subject, sequence, data } = event(name);
    expect(eventCatalog[name].parse(data)).toEqual(data);
    expect(subject).toBe(data.id);
    expect(sequence).toBeGreaterThan(0);
  });
});

import { describe, expect, it } from '@jest/globals';
import { ViewDocument } from '#contracts';
import {
  account,
  algorithms,
  confirmed,
  drPark,
  idOf,
  lecture,
  march,
  payment,
  registration,
} from '../../test/states.js';
import { shownAt, viewDocument } from './view-document.js';

const alone = { payments: [], lecture: null, instructor: null };

describe("Mina's view document", () => {
  it('combines registration, lecture and payment', () => {
    const document = viewDocument({
      registration: confirmed(),
      payments: [payment()],
      lecture: lecture(),
      instructor: account({ id: drPark, name: 'Dr. Park' }),
    });
    expect(document).toMatchObject({
      registrationId: idOf(1),
      status: 'CONFIRMED',
      lecture: { title: 'Algorithms 101', instructorName: 'Dr. Park', status: 'OPEN', firstSessionAt: march(20) },
      payment: { id: idOf(11), attempt: 1, status: 'COMPLETED', amount: { amount: 49_000 } },
      updatedAt: march(2, 1),
    });
    const shown = shownAt(document, new Date(march(3)));
    expect(ViewDocument.parse(shown)).toEqual(shown);
  });

  it('has null values while lecture and payment are unknown', () => {
    expect(viewDocument({ ...alone, registration: confirmed() })).toMatchObject({
      lecture: {
        id: algorithms,
        title: null,
        instructorName: null,
        status: null,
        firstSessionAt: null,
        cancelNote: null,
      },
      payment: null,
    });
  });

  it('contains a pending payment, which has no event, until its outcome is known', () => {
    const held = registration({ paymentId: idOf(12) });
    const shown = (...payments: ReturnType<typeof payment>[]) =>
      viewDocument({ ...alone, registration: held, payments }).payment;
    expect(shown()).toEqual({ id: idOf(12), attempt: 1, status: 'PENDING', amount: held.fee });
    expect(shown(payment({ status: 'DECLINED' }))).toMatchObject({ id: idOf(12), attempt: 2, status: 'PENDING' });
    expect(shown(payment({ id: idOf(12) }))).toMatchObject({ id: idOf(12), status: 'COMPLETED' });
    expect(viewDocument({ ...alone, registration: registration({ paymentId: null }) }).payment).toBeNull();
  });

  it('contains why the payment is deferred, and no such member otherwise', () => {
    const deferred = registration({ paymentDeferred: 'BREAKER_OPEN', version: 2 });
    expect(viewDocument({ ...alone, registration: deferred }).paymentDeferred).toBe('BREAKER_OPEN');
    expect(viewDocument({ ...alone, registration: registration() })).not.toHaveProperty('paymentDeferred');
  });

  it('contains the links of online sessions only while the student is enrolled', () => {
    const url = 'https://meet.example/secret';
    const online = lecture({ sessions: [{ startsAt: march(5), endsAt: march(5, 90), url }] });
    const shown = (state: ReturnType<typeof registration>) =>
      JSON.stringify(viewDocument({ ...alone, registration: state, lecture: online }));
    expect(shown(confirmed())).toContain(url);
    for (const status of ['AWAITING_PAYMENT', 'PAYMENT_DECLINED', 'EXPIRED', 'CANCELED', 'OF_A_LATER_RELEASE'])
      expect(shown(registration({ status }))).not.toContain(url);
  });

  it('shows the session that takes place now or next at the time of the request', () => {
    const sessions = [12, 5, 19].map((day) => ({ startsAt: march(day), endsAt: march(day, 90) }));
    const document = viewDocument({ ...alone, registration: registration(), lecture: lecture({ sessions }) });
    const nextAt = (now: string) => shownAt(document, new Date(now)).lecture.nextSession?.startsAt;
    expect(nextAt(march(2))).toBe(march(5));
    expect(nextAt(march(5, 89))).toBe(march(5));
    expect(nextAt(march(5, 90))).toBe(march(12));
    expect(nextAt(march(20))).toBeUndefined();
  });

  it('has the instructor’s name from the lecture until the account is known', () => {
    const known = lecture({ instructor: { id: drPark, name: 'Dr. Park' } });
    const shown = (instructor: ReturnType<typeof account> | null) =>
      viewDocument({ ...alone, registration: registration(), lecture: known, instructor }).lecture.instructorName;
    expect(shown(null)).toBe('Dr. Park');
    expect(shown(account({ id: drPark, name: 'Dr. Park-Lee' }))).toBe('Dr. Park-Lee');
  });

  it('contains the payment of the highest attempt, whatever their order', () => {
    const [first, second] = [payment({ status: 'DECLINED' }), payment({ id: idOf(12), attempt: 2 })];
    for (const payments of [
      [first, second],
      [second, first],
    ])
      expect(viewDocument({ ...alone, registration: registration(), payments }).payment).toMatchObject({
        id: idOf(12),
        attempt: 2,
      });
  });

  it('contains the earliest session, whatever their order', () => {
    const sessions = [12, 5, 19].map((day) => ({ startsAt: march(day), endsAt: march(day, 90) }));
    const document = viewDocument({ ...alone, registration: registration(), lecture: lecture({ sessions }) });
    expect(document.lecture.firstSessionAt).toBe(march(5));
  });

  it('contains the fee, the end of the hold, and all sessions by their start, without their links', () => {
    const sessions = [12, 5].map((day) => ({ startsAt: march(day), endsAt: march(day, 90), place: 'Room 301' }));
    const document = viewDocument({
      ...alone,
      registration: registration(),
      lecture: lecture({ sessions: [{ ...sessions[0]!, url: 'https://meet.example/secret' }, sessions[1]!] }),
    });
    expect(document).toMatchObject({ fee: registration().fee, holdExpiresAt: march(2, 10) });
    expect(document.lecture.sessions).toEqual([sessions[1], sessions[0]]);
    const shown = shownAt(document, new Date(march(3)));
    expect(ViewDocument.parse(shown)).toEqual(shown);
  });

  it('contains the reason of the cancellation of the lecture', () => {
    const canceled = lecture({ status: 'CANCELED', cancelNote: 'Dr. Park is ill.' });
    expect(viewDocument({ ...alone, registration: registration(), lecture: canceled }).lecture.cancelNote).toBe(
      'Dr. Park is ill.',
    );
  });

  it.each([
    ['the request', { registration: registration() }, march(2)],
    ['the end', { registration: registration({ status: 'EXPIRED', endedAt: march(2, 10) }) }, march(2, 10)],
    ['a change of the lecture', { lecture: lecture({ updatedAt: march(4) }) }, march(4)],
    [
      'a request for approval',
      {
        registration: registration({
          approval: { requestedAt: march(7), decidedAt: null, decidedBy: null, accepted: null, note: null },
        }),
      },
      march(7),
    ],
    ['a refund under way', { payments: [payment({ cancelRequestedAt: march(6) })] }, march(6)],
    ['a lecture older than the request', { lecture: lecture({ updatedAt: march(1) }) }, march(2)],
  ])('has the update time of %s', (_, parts, updatedAt) => {
    expect(viewDocument({ registration: registration(), ...alone, ...parts }).updatedAt).toBe(updatedAt);
  });

  it('does not use the future end of the hold as its update time', () => {
    const held = registration({ holdExpiresAt: march(30) });
    expect(viewDocument({ ...alone, registration: held }).updatedAt).toBe(march(2));
  });
});

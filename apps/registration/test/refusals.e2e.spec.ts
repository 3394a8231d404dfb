import { describe, expect, it } from '@jest/globals';
import { Problem } from '#contracts';
import { minutes } from '#testing';
import { servedRegistration } from './running-registration.js';

describe('registering for a lecture', () => {
  const served = servedRegistration();

  it('does not charge another fee than the expected one', async () => {
    const lecture = await served.newLecture({ fee: { amount: 1_000_000_000, currency: 'KRW' } });
    const charged = served.running.payment.requests.length;
    const body = { lectureId: lecture.id, payment: { method: 'card', token: 'tok_ok' } };
    const cheap = { amount: 1_000, currency: 'KRW' };
    const refused = await served.mina.post('/registrations', { ...body, expectedFee: cheap });
    expect([refused.status, refused.body.code]).toEqual([409, 'FEE_CHANGED']);
    expect(Problem.parse(refused.body).fee).toEqual(lecture.fee);
    expect(served.running.payment.requests).toHaveLength(charged);
    expect((await served.mina.post('/registrations', { ...body, expectedFee: lecture.fee })).status).toBe(201);
  });

  it('does not charge for a lecture whose last session has ended and that no event has closed', async () => {
    const startsAt = served.running.clock.now().toISOString();
    served.running.clock.step(minutes(60));
    const endsAt = served.running.clock.now().toISOString();
    const lecture = await served.newLecture({ sessions: [{ startsAt, endsAt, place: 'Room 301' }] });
    const charged = served.running.payment.requests.length;
    const { status, body } = await served.mina.register(lecture.id);
    expect([status, body.code]).toEqual([409, 'LECTURE_NOT_OPEN']);
    expect(served.running.payment.requests).toHaveLength(charged);
    expect((await served.mina.get(`/lectures/${lecture.id}/availability`)).body.status).toBe('CLOSED');
  });

  it('is refused with the time in Retry-After right after a hold was canceled without a payment', async () => {
    const lecture = await served.newLecture();
    const held = await served.mina.register(lecture.id, 'tok_error');
    await served.mina.post(`/registrations/${held.body.id}/cancel`);
    const { status, headers, body } = await served.mina.register(lecture.id);
    expect([status, body.code, headers.get('retry-after')]).toEqual([409, 'TOO_MANY_HOLDS', '60']);
    const data = { registrationIds: [held.body.id] };
    expect(Problem.parse(body).reasons).toMatchObject([{ code: 'TOO_MANY_HOLDS', data, remedies: ['WAIT'] }]);
  });

  it('is refused, like any change of a registration, with the facts and remedies of every reason', async () => {
    const lecture = await served.newLecture({ capacity: 1 });
    const seat = await served.joon.register(lecture.id);
    const reasonsOf = ({ body }: { body: unknown }) =>
      Problem.parse(body).reasons!.map(({ detail: _, ...reason }) => reason);
    expect(reasonsOf(await served.joon.register(lecture.id))).toEqual([
      {
        code: 'ALREADY_REGISTERED',
        data: { registrationId: seat.body.id, status: 'CONFIRMED' },
        remedies: ['SHOW_REGISTRATION'],
      },
    ]);
    expect(reasonsOf(await served.mina.register(lecture.id))).toEqual([
      { code: 'LECTURE_FULL', data: {}, remedies: [] },
    ]);
    const pay = served.joon.post(`/registrations/${seat.body.id}/payment`, { method: 'card', token: 'tok_ok' });
    expect(reasonsOf(await pay)).toEqual([{ code: 'NOT_AWAITING_PAYMENT', data: {}, remedies: [] }]);
    served.running.clock.moveTo(lecture.sessions[0]!.startsAt);
    expect(reasonsOf(await served.joon.post(`/registrations/${seat.body.id}/cancel`))).toEqual([
      { code: 'CANCEL_TOO_LATE', data: {}, remedies: [] },
    ]);
    served.running.clock.moveTo(lecture.sessions.at(-1)!.endsAt);
    expect(reasonsOf(await served.mina.register(lecture.id))).toEqual([
      { code: 'LECTURE_NOT_OPEN', data: { status: 'CLOSED' }, remedies: [] },
      { code: 'LECTURE_FULL', data: {}, remedies: [] },
    ]);
  });
});

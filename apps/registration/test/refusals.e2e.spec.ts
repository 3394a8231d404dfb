import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Problem } from '#contracts';
import { aLecture, cast, idOf, minutes, tempDir, TestIdentity } from '#testing';
import { RunningRegistration } from './running-registration.js';
import { Student } from './student.js';

describe('registering for a lecture', () => {
  const dataDir = tempDir();
  let running: RunningRegistration;
  let mina: Student;
  let count = 0;

  beforeAll(async () => {
    const identity = await TestIdentity.create();
    running = await RunningRegistration.start({ dataDir, keys: identity.keys });
    const url = `http://127.0.0.1:${await running.service.listen(0, '127.0.0.1')}`;
    mina = await Student.of(url, identity, cast.mina);
  });
  afterAll(() => running.stop());

  async function newLecture(changes: Parameters<typeof aLecture>[0] = {}) {
    const lecture = aLecture({ id: idOf(0x5800 + (count += 1)), ...changes });
    await running.addLectures(lecture);
    return lecture;
  }

  it('does not charge another fee than the expected one', async () => {
    const lecture = await newLecture({ fee: { amount: 1_000_000_000, currency: 'KRW' } });
    const charged = running.payment.requests.length;
    const body = { lectureId: lecture.id, payment: { method: 'card', token: 'tok_ok' } };
    const cheap = { amount: 1_000, currency: 'KRW' };
    const refused = await mina.post('/registrations', { ...body, expectedFee: cheap });
    expect([refused.status, refused.body.code]).toEqual([409, 'FEE_CHANGED']);
    expect(Problem.parse(refused.body).fee).toEqual(lecture.fee);
    expect(running.payment.requests).toHaveLength(charged);
    expect((await mina.post('/registrations', { ...body, expectedFee: lecture.fee })).status).toBe(201);
  });

  it('does not charge for a lecture whose last session has ended and that no event has closed', async () => {
    const startsAt = running.clock.now().toISOString();
    running.clock.step(minutes(60));
    const endsAt = running.clock.now().toISOString();
    const lecture = await newLecture({ sessions: [{ startsAt, endsAt, place: 'Room 301' }] });
    const charged = running.payment.requests.length;
    const { status, body } = await mina.register(lecture.id);
    expect([status, body.code]).toEqual([409, 'LECTURE_NOT_OPEN']);
    expect(running.payment.requests).toHaveLength(charged);
    expect((await mina.get(`/lectures/${lecture.id}/availability`)).body.status).toBe('CLOSED');
  });

  it('is refused with the time in Retry-After right after a hold was canceled without a payment', async () => {
    const lecture = await newLecture();
    const held = await mina.register(lecture.id, 'tok_error');
    await mina.post(`/registrations/${held.body.id}/cancel`);
    const { status, headers, body } = await mina.register(lecture.id);
    expect([status, body.code, headers.get('retry-after')]).toEqual([409, 'TOO_MANY_HOLDS', '60']);
    const data = { registrationIds: [held.body.id] };
    expect(Problem.parse(body).reasons).toMatchObject([{ code: 'TOO_MANY_HOLDS', data, remedies: ['WAIT'] }]);
  });
});

import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Availability, Problem } from '#contracts';
import { minutes } from '#testing';
import { servedRegistration } from './running-registration.js';

describe('a lecture with a registration period', () => {
  const served = servedRegistration();
  const inMinutes = (n: number) => new Date(served.running.clock.now().getTime() + minutes(n)).toISOString();
  const moveTo = (instant: string, milliseconds = 0) =>
    served.running.clock.moveTo(new Date(Date.parse(instant) + milliseconds).toISOString());

  it('refuses a request within 50 ms before the opening and accepts one at the opening', async () => {
    const opensAt = inMinutes(60);
    const lecture = await served.newLecture({ registrationOpensAt: opensAt });
    moveTo(opensAt, -50);
    const key = randomUUID();
    const early = await served.mina.register(lecture.id, 'tok_ok', key);
    expect([early.status, early.body.code]).toEqual([409, 'NOT_OPEN_YET']);
    const data = { opensAt, closesAt: null, serverTime: served.running.clock.now().toISOString() };
    expect(Problem.parse(early.body).reasons).toMatchObject([{ data, remedies: ['WAIT_UNTIL_OPEN'] }]);
    moveTo(opensAt);
    const repeated = await served.mina.register(lecture.id, 'tok_ok', key);
    expect([repeated.status, repeated.body]).toEqual([409, early.body]);
    expect((await served.mina.register(lecture.id)).status).toBe(201);
  });

  it('accepts a request within 50 ms before the closing and refuses one at the closing', async () => {
    const closesAt = inMinutes(60);
    const lecture = await served.newLecture({ registrationClosesAt: closesAt });
    moveTo(closesAt, -50);
    expect((await served.mina.register(lecture.id)).status).toBe(201);
    moveTo(closesAt);
    const late = await served.joon.register(lecture.id);
    expect([late.status, late.body.code]).toEqual([409, 'REGISTRATION_CLOSED']);
    const again = await served.mina.register(lecture.id);
    expect(Problem.parse(again.body).reasons).toMatchObject([
      { code: 'ALREADY_REGISTERED', data: { status: 'CONFIRMED' }, remedies: ['SHOW_REGISTRATION'] },
    ]);
  });

  it('shows its period and the deciding clock with the available seats', async () => {
    const [opensAt, closesAt] = [inMinutes(60), inMinutes(90)];
    const lecture = await served.newLecture({ registrationOpensAt: opensAt, registrationClosesAt: closesAt });
    const { headers, body } = await served.mina.get(`/lectures/${lecture.id}/availability`);
    const serverTime = served.running.clock.now().toISOString();
    expect(Availability.parse(body)).toMatchObject({ opensAt, closesAt, serverTime });
    served.running.clock.step(minutes(1));
    const later = await served.mina.get(`/lectures/${lecture.id}/availability`);
    expect(later.headers.get('etag')).toBe(headers.get('etag'));
    expect(later.body['serverTime']).not.toBe(serverTime);
    const time = await served.visitor().get('/time');
    expect(time.headers.get('cache-control')).toBe('no-store');
    expect(time.body).toEqual({ serverTime: served.running.clock.now().toISOString() });
  });

  it('is unknown before it is published, also in a list of availabilities', async () => {
    const publishAt = inMinutes(60);
    const lecture = await served.newLecture({ publishAt });
    const answers = async () =>
      Promise.all([
        served.mina.register(lecture.id),
        served.mina.get(`/lectures/${lecture.id}/availability`),
        served.mina.get(`/availability?lectureIds=${lecture.id}`),
      ]);
    moveTo(publishAt, -50);
    const [refused, unknown, none] = await answers();
    expect([refused.body.code, unknown.body.code, none.body.items]).toEqual(['LECTURE_UNKNOWN', 'LECTURE_UNKNOWN', []]);
    moveTo(publishAt);
    const [registered, known, one] = await answers();
    expect([registered.status, known.status, one.body.items.length]).toEqual([201, 200, 1]);
  });
});

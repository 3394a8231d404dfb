import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { DeferredRegistration, Problem, Registration } from '#contracts';
import { cast, idOf, minutes, seconds } from '#testing';
import { servedRegistration } from './running-registration.js';
import { openDay } from './student.js';

describe('registering for a lecture', () => {
  const served = servedRegistration();

  it('returns 201 with the confirmed registration and its URL', async () => {
    const lecture = await served.newLecture();
    const { status, headers, body } = await served.mina.register(lecture.id);
    expect(status).toBe(201);
    expect(Registration.strict().parse(body)).toMatchObject({
      status: 'CONFIRMED',
      lectureId: lecture.id,
      studentId: cast.mina.sub,
      fee: lecture.fee,
      holdExpiresAt: null,
      version: 2,
    });
    expect(headers.get('location')).toBe(`/api/v1/registrations/${body.id}`);
    expect((await served.mina.get(`/registrations/${body.id}`)).body).toEqual(body);
  });

  it('returns 201 for a free lecture and ignores the payment method', async () => {
    await served.running.addLectures(openDay());
    const charged = served.running.payment.requests.length;
    const { status, body } = await served.mina.register(openDay().id, 'tok_declined');
    expect([status, body.status, body.paymentId, body.version]).toEqual([201, 'CONFIRMED', null, 1]);
    expect((await served.joon.register(openDay().id, null)).status).toBe(201);
    expect(served.running.payment.requests).toHaveLength(charged);
  });

  it('returns 402 with the id of the registration when the payment is declined, and releases the seat', async () => {
    const lecture = await served.newLecture();
    const { status, body } = await served.mina.register(lecture.id, 'tok_declined');
    expect([status, body.code]).toEqual([402, 'PAYMENT_DECLINED']);
    expect(Problem.parse(body).registrationId).toMatch(/^[0-9a-f-]{36}$/);
    expect((await served.mina.get(`/registrations/${String(body.registrationId)}`)).body.status).toBe(
      'PAYMENT_DECLINED',
    );
    expect((await served.mina.get(`/lectures/${lecture.id}/availability`)).body).toMatchObject({
      held: 0,
      available: 30,
    });
  });

  it('returns 202 and holds the seat when the payment has no outcome yet', async () => {
    const lecture = await served.newLecture();
    const { status, headers, body } = await served.mina.register(lecture.id, 'tok_error');
    expect(status).toBe(202);
    expect(DeferredRegistration.parse(body)).toMatchObject({
      status: 'AWAITING_PAYMENT',
      paymentDeferred: 'UNAVAILABLE',
    });
    expect(headers.get('retry-after')).toBe('2');
    expect(headers.get('location')).toBe(`/api/v1/registrations/${body.id}`);
    expect((await served.mina.get(`/lectures/${lecture.id}/availability`)).body).toEqual({
      lectureId: lecture.id,
      status: 'OPEN',
      capacity: 30,
      held: 1,
      taken: 0,
      available: 29,
      serverTime: served.running.clock.now().toISOString(),
    });
  });

  it('returns 202 within two seconds when payment hangs', async () => {
    const lecture = await served.newLecture();
    const started = performance.now();
    const { status, body } = await served.mina.register(lecture.id, 'tok_hang');
    expect([status, body.paymentDeferred]).toEqual([202, 'TIMEOUT']);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  describe('rejected', () => {
    it('reports the first applicable reason: unknown, unpaid, already registered, not open, full', async () => {
      const lecture = await served.newLecture({ capacity: 1 });
      expect((await served.mina.register(idOf(0xffff))).body.code).toBe('LECTURE_UNKNOWN');
      const unpaid = await served.mina.register(lecture.id, null);
      expect([unpaid.status, unpaid.body.code]).toEqual([400, 'INVALID_REQUEST']);
      expect(unpaid.body.errors).toMatchObject([{ pointer: '/payment' }]);
      expect((await served.mina.register(lecture.id)).status).toBe(201);
      expect((await served.joon.register(lecture.id)).body.code).toBe('LECTURE_FULL');
      expect((await served.mina.register(lecture.id)).body.code).toBe('ALREADY_REGISTERED');
      await served.running.addLectures({ ...lecture, status: 'CLOSED', version: 2 });
      expect((await served.joon.register(lecture.id)).body.code).toBe('LECTURE_NOT_OPEN');
      expect((await served.mina.register(lecture.id)).body.code).toBe('ALREADY_REGISTERED');
    });

    it('requires a valid token of a student and an idempotency key', async () => {
      const lecture = await served.newLecture();
      const drPark = await served.student(cast.drPark);
      expect((await served.visitor().register(lecture.id)).status).toBe(401);
      expect((await drPark.register(lecture.id)).status).toBe(403);
      const keyless = await served.mina.register(lecture.id, 'tok_ok', null);
      expect([keyless.status, keyless.body.code]).toEqual([400, 'IDEMPOTENCY_KEY_REQUIRED']);
    });

    it('returns 400 for an invalid body', async () => {
      const { status, body } = await served.mina.post('/registrations', { lectureId: 7, studentId: cast.joon.sub });
      expect([status, body.code]).toEqual([400, 'INVALID_REQUEST']);
    });
  });

  describe('again', () => {
    it('is possible after a cancellation, three times in a row, each with its own payment', async () => {
      const lecture = await served.newLecture({ capacity: 1 });
      const payments = new Set<unknown>();
      for (let round = 0; round < 3; round++) {
        const { status, body } = await served.mina.register(lecture.id);
        expect(status).toBe(201);
        payments.add(body.paymentId);
        expect((await served.mina.post(`/registrations/${body.id}/cancel`)).body.status).toBe('CANCELED');
      }
      expect(payments.size).toBe(3);
    });

    it("is possible when the student's hold is overdue, before the sweep runs", async () => {
      const lecture = await served.newLecture();
      const held = await served.mina.register(lecture.id, 'tok_error');
      served.running.clock.step(minutes(10) + seconds(60));
      expect((await served.mina.register(lecture.id)).status).toBe(201);
      expect((await served.mina.get(`/registrations/${held.body.id}`)).body.status).toBe('EXPIRED');
    });

    it('is possible for another student when the last hold is overdue, before the sweep runs', async () => {
      const lecture = await served.newLecture({ capacity: 1 });
      await served.mina.register(lecture.id, 'tok_error');
      expect((await served.joon.register(lecture.id)).body.code).toBe('LECTURE_FULL');
      served.running.clock.step(minutes(10));
      expect((await served.joon.register(lecture.id)).status).toBe(201);
    });
  });

  describe('with the same key', () => {
    it('replays the final response', async () => {
      const lecture = await served.newLecture();
      const key = randomUUID();
      const first = await served.mina.register(lecture.id, 'tok_ok', key);
      const again = await served.mina.register(lecture.id, 'tok_ok', key);
      expect([again.status, again.body, again.headers.get('idempotency-replayed')]).toEqual([201, first.body, 'true']);
      expect(again.headers.get('location')).toBe(first.headers.get('location'));
    });

    it('resumes the same attempt after a 202', async () => {
      const lecture = await served.newLecture();
      const key = randomUUID();
      const first = await served.mina.register(lecture.id, 'tok_error', key);
      const again = await served.mina.register(lecture.id, 'tok_error', key);
      expect([again.status, again.body.id, again.body.version]).toEqual([202, first.body.id, first.body.version]);
      const asked = served.running.payment.requests.filter((request) => request.registrationId === first.body.id);
      expect(asked.map((request) => [request.paymentId, request.attempt])).toEqual([
        [first.body.paymentId, 1],
        [first.body.paymentId, 1],
      ]);
    });

    it('returns 201 when the registration has been confirmed in the meantime', async () => {
      const lecture = await served.newLecture();
      const key = randomUUID();
      const first = await served.mina.register(lecture.id, 'tok_error', key);
      expect(
        (await served.mina.post(`/registrations/${first.body.id}/payment`, { method: 'card', token: 'tok_ok' })).status,
      ).toBe(200);
      expect((await served.mina.register(lecture.id, 'tok_error', key)).status).toBe(201);
    });

    it('does not touch a newer attempt', async () => {
      const lecture = await served.newLecture();
      const key = randomUUID();
      const first = await served.mina.register(lecture.id, 'tok_error', key);
      await served.mina.post(`/registrations/${first.body.id}/payment`, { method: 'card', token: 'tok_error' });
      const before = served.running.payment.requests.length;
      expect((await served.mina.register(lecture.id, 'tok_error', key)).status).toBe(202);
      expect(served.running.payment.requests).toHaveLength(before);
    });

    it('returns HOLD_EXPIRED or REGISTRATION_OVER when the registration has ended in the meantime', async () => {
      const [lecture, other] = [await served.newLecture(), await served.newLecture()];
      const [key, otherKey] = [randomUUID(), randomUUID()];
      await served.mina.register(lecture.id, 'tok_error', key);
      served.running.clock.step(minutes(10));
      expect((await served.mina.register(lecture.id, 'tok_error', key)).body.code).toBe('HOLD_EXPIRED');
      const { body } = await served.mina.register(other.id, 'tok_error', otherKey);
      await served.mina.post(`/registrations/${body.id}/cancel`);
      expect((await served.mina.register(other.id, 'tok_error', otherKey)).body.code).toBe('REGISTRATION_OVER');
    });
  });

  describe('with less than five seconds of the hold left', () => {
    it('starts no payment', async () => {
      const lecture = await served.newLecture();
      const { body } = await served.mina.register(lecture.id, 'tok_error');
      served.running.clock.step(minutes(10) - seconds(4));
      const before = served.running.payment.requests.length;
      const answer = await served.mina.post(`/registrations/${body.id}/payment`, { method: 'card', token: 'tok_ok' });
      expect([answer.status, answer.body.code]).toEqual([409, 'HOLD_EXPIRED']);
      expect(served.running.payment.requests).toHaveLength(before);
    });
  });
});

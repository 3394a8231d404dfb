import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LectureState, Payment } from '#contracts';
import { aLecture, cast, eventually, idOf, publishEvent, tempDir, TestIdentity } from '#testing';
import { RunningRegistration } from './running-registration.js';
import { card, Student } from './student.js';

describe('registration and the events of other services', () => {
  const dataDir = tempDir();
  let running: RunningRegistration;
  let mina: Student;
  let count = 0;

  beforeAll(async () => {
    const identity = await TestIdentity.create();
    running = await RunningRegistration.start({ dataDir, keys: identity.keys, settings: { SUGANG_SWEEP_MS: '50' } });
    const url = `http://127.0.0.1:${await running.service.listen(0, '127.0.0.1')}`;
    mina = await Student.of(url, identity, cast.mina);
  });
  afterAll(() => running.stop());

  const publishLecture = (name: `lecture.${'opened' | 'canceled' | 'closed'}`, lecture: LectureState) =>
    publishEvent(running.wiring.broker, { name, subject: lecture.id, sequence: lecture.version, data: lecture });
  const publishPayment = (name: `payment.${'completed' | 'declined'}`, payment: Payment) =>
    publishEvent(running.wiring.broker, { name, subject: payment.id, sequence: payment.version, data: payment });

  async function heldSeat(token = 'tok_error') {
    const lecture = aLecture({ id: idOf(0x7000 + (count += 1)) });
    await publishLecture('lecture.opened', lecture);
    await eventually(async () => expect((await mina.get(`/lectures/${lecture.id}/availability`)).status).toBe(200));
    const { body } = await mina.register(lecture.id, token);
    return { lecture, id: body.id, path: `/registrations/${body.id}` };
  }
  const statusOf = async (path: string) => (await mina.get(path)).body.status;
  const lastChargeOf = (registrationId: string) =>
    running.payment.requests.filter((request) => request.registrationId === registrationId).at(-1)!;
  const eventsOf = (registrationId: string) =>
    running.events
      .all()
      .filter((event) => event.subject === registrationId)
      .map((event) => event.name);

  it('accepts a registration for a published lecture and publishes its events without the card token', async () => {
    const { id } = await heldSeat('tok_ok');
    await eventually(() => expect(eventsOf(id).sort()).toEqual(['registration.confirmed', 'registration.requested']));
    const confirmed = running.events.named('registration.confirmed').find((event) => event.subject === id);
    expect(confirmed).toMatchObject({ sequence: 2, source: '/sugang/registration', data: { status: 'CONFIRMED' } });
    expect(JSON.stringify(running.events.all())).not.toContain('tok_ok');
  });

  it('confirms a waiting registration when payment.completed arrives', async () => {
    const { id, path } = await heldSeat();
    const payment = running.payment.settled(lastChargeOf(id), 'COMPLETED');
    await publishPayment('payment.completed', payment);
    await eventually(async () => expect(await statusOf(path)).toBe('CONFIRMED'));
  });

  it('declines a waiting registration when payment.declined arrives', async () => {
    const { id, path } = await heldSeat();
    const payment = running.payment.settled(lastChargeOf(id), 'DECLINED');
    await publishPayment('payment.declined', payment);
    await eventually(async () => expect(await statusOf(path)).toBe('PAYMENT_DECLINED'));
  });

  it('ignores payment.declined for an earlier attempt', async () => {
    const { id, path } = await heldSeat();
    const earlier = running.payment.settled(lastChargeOf(id), 'DECLINED');
    await mina.post(`${path}/payment`, card('tok_error'));
    await publishPayment('payment.declined', earlier);
    const current = running.payment.settled(lastChargeOf(id), 'COMPLETED');
    await publishPayment('payment.completed', current);
    await eventually(async () => expect(await statusOf(path)).toBe('CONFIRMED'));
    expect(eventsOf(id)).not.toContain('registration.declined');
  });

  it('ignores payment.completed for a payment that is being refunded', async () => {
    const { id, path } = await heldSeat();
    const payment = running.payment.settled(lastChargeOf(id), 'COMPLETED');
    const inRefund = { ...payment, cancelRequestedAt: new Date().toISOString() };
    await publishPayment('payment.completed', inRefund);
    const { path: next, id: nextId } = await heldSeat();
    const other = running.payment.settled(lastChargeOf(nextId), 'COMPLETED');
    await publishPayment('payment.completed', other);
    await eventually(async () => expect(await statusOf(next)).toBe('CONFIRMED'));
    expect(await statusOf(path)).toBe('AWAITING_PAYMENT');
  });

  it('cancels the registrations of a canceled lecture', async () => {
    const { lecture, path, id } = await heldSeat('tok_ok');
    await publishLecture('lecture.canceled', { ...lecture, status: 'CANCELED', cancelNote: 'ill', version: 2 });
    await eventually(async () => expect(await statusOf(path)).toBe('CANCELED'));
    expect((await mina.register(lecture.id)).body.code).toBe('LECTURE_NOT_OPEN');
    await eventually(() => expect(eventsOf(id)).toContain('registration.canceled'));
  });

  it('expires the holds of a closed lecture', async () => {
    const { lecture, path } = await heldSeat();
    await publishLecture('lecture.closed', { ...lecture, status: 'CLOSED', version: 2 });
    await eventually(async () => expect(await statusOf(path)).toBe('EXPIRED'));
  });

  it('is ready and exports its metrics', async () => {
    expect((await running.service.ready()).ready).toBe(true);
    const metrics = await running.service.metrics.text();
    for (const metric of [
      /sugang_registrations_total\{.*result="confirmed".*\} \d/,
      /sugang_registrations_total\{.*result="LECTURE_NOT_OPEN".*\} 1/,
      /sugang_seats\{.*state="held".*\} \d/,
      /sugang_payment_call_seconds_count\{.*outcome="ANSWERED".*\} \d/,
      /sugang_payment_breaker_state\{.*\} 0/,
      /sugang_payment_deferred_total\{.*reason="UNAVAILABLE".*\} \d/,
      /sugang_holds_expired_total\{.*\} 1/,
    ]) {
      expect(metrics).toMatch(metric);
    }
  });
});

import { describe, expect, it } from '@jest/globals';
import type { LectureState, Payment } from '#contracts';
import { aLecture, eventually, idOf, publishEvent } from '#testing';
import { servedRegistration } from './running-registration.js';
import { card } from './student.js';

describe('registration and the events of other services', () => {
  const served = servedRegistration({ SUGANG_SWEEP_MS: '50' });
  let count = 0;

  const publishLecture = (name: `lecture.${'opened' | 'canceled' | 'closed'}`, lecture: LectureState) =>
    publishEvent(served.running.wiring.broker, { name, subject: lecture.id, sequence: lecture.version, data: lecture });
  const publishPayment = (name: `payment.${'completed' | 'declined'}`, payment: Payment) =>
    publishEvent(served.running.wiring.broker, { name, subject: payment.id, sequence: payment.version, data: payment });

  async function heldSeat(token = 'tok_error') {
    const lecture = aLecture({ id: idOf(0x7000 + (count += 1)) });
    await publishLecture('lecture.opened', lecture);
    await eventually(async () =>
      expect((await served.mina.get(`/lectures/${lecture.id}/availability`)).status).toBe(200),
    );
    const { body } = await served.mina.register(lecture.id, token);
    return { lecture, id: body.id, path: `/registrations/${body.id}` };
  }
  const statusOf = async (path: string) => (await served.mina.get(path)).body.status;
  const lastChargeOf = (registrationId: string) =>
    served.running.payment.requests.filter((request) => request.registrationId === registrationId).at(-1)!;
  const eventsOf = (registrationId: string) =>
    served.running.events
      .all()
      .filter((event) => event.subject === registrationId)
      .map((event) => event.name);

  it('accepts a registration for a published lecture and publishes its events without the card token', async () => {
    const { id } = await heldSeat('tok_ok');
    await eventually(() => expect(eventsOf(id).sort()).toEqual(['registration.confirmed', 'registration.requested']));
    const confirmed = served.running.events.named('registration.confirmed').find((event) => event.subject === id);
    expect(confirmed).toMatchObject({ sequence: 2, source: '/sugang/registration', data: { status: 'CONFIRMED' } });
    expect(JSON.stringify(served.running.events.all())).not.toContain('tok_ok');
  });

  it('confirms a waiting registration when payment.completed arrives', async () => {
    const { id, path } = await heldSeat();
    const payment = served.running.payment.settled(lastChargeOf(id), 'COMPLETED');
    await publishPayment('payment.completed', payment);
    await eventually(async () => expect(await statusOf(path)).toBe('CONFIRMED'));
  });

  it('declines a waiting registration when payment.declined arrives', async () => {
    const { id, path } = await heldSeat();
    const payment = served.running.payment.settled(lastChargeOf(id), 'DECLINED');
    await publishPayment('payment.declined', payment);
    await eventually(async () => expect(await statusOf(path)).toBe('PAYMENT_DECLINED'));
  });

  it('ignores payment.declined for an earlier attempt', async () => {
    const { id, path } = await heldSeat();
    const earlier = served.running.payment.settled(lastChargeOf(id), 'DECLINED');
    await served.mina.post(`${path}/payment`, card('tok_error'));
    await publishPayment('payment.declined', earlier);
    const current = served.running.payment.settled(lastChargeOf(id), 'COMPLETED');
    await publishPayment('payment.completed', current);
    await eventually(async () => expect(await statusOf(path)).toBe('CONFIRMED'));
    expect(eventsOf(id)).not.toContain('registration.declined');
  });

  it('ignores payment.completed for a payment that is being refunded', async () => {
    const { id, path } = await heldSeat();
    const payment = served.running.payment.settled(lastChargeOf(id), 'COMPLETED');
    const inRefund = { ...payment, cancelRequestedAt: new Date().toISOString() };
    await publishPayment('payment.completed', inRefund);
    const { path: next, id: nextId } = await heldSeat();
    const other = served.running.payment.settled(lastChargeOf(nextId), 'COMPLETED');
    await publishPayment('payment.completed', other);
    await eventually(async () => expect(await statusOf(next)).toBe('CONFIRMED'));
    expect(await statusOf(path)).toBe('AWAITING_PAYMENT');
  });

  it('cancels the registrations of a canceled lecture', async () => {
    const { lecture, path, id } = await heldSeat('tok_ok');
    await publishLecture('lecture.canceled', { ...lecture, status: 'CANCELED', cancelNote: 'ill', version: 2 });
    await eventually(async () => expect(await statusOf(path)).toBe('CANCELED'));
    expect((await served.mina.register(lecture.id)).body.code).toBe('LECTURE_NOT_OPEN');
    await eventually(() => expect(eventsOf(id)).toContain('registration.canceled'));
  });

  it('expires the holds of a closed lecture', async () => {
    const { lecture, path } = await heldSeat();
    await publishLecture('lecture.closed', { ...lecture, status: 'CLOSED', version: 2 });
    await eventually(async () => expect(await statusOf(path)).toBe('EXPIRED'));
  });

  it('is ready and exports its metrics', async () => {
    expect((await served.running.service.ready()).ready).toBe(true);
    const metrics = await served.running.service.metrics.text();
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

import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { isRejection } from '#contracts';
import type { IdempotencyTicket } from '#platform';
import { aLecture, cast } from '#testing';
import { completed, later, monday, request as mondaysRequest } from '../../test/registration-states.js';
import { RunningRegistration } from '../../test/running-registration.js';
import { onEveryStore } from '../../test/stores.js';
import { decideStudentCancel } from '../domain/cancellation.js';
import { decideExpire } from '../domain/hold.js';
import { copyOf } from '../domain/seat-ledger.js';
import { decideConfirm } from '../domain/payment.js';
import { decideRequest } from '../domain/registration.js';
import { Registrations } from '../ports/registrations.js';

const { mina, joon } = cast;

onEveryStore('the stored registrations', (newStore) => {
  const store = newStore();
  let running: RunningRegistration;
  let registrations: Registrations;
  let lecture = aLecture();
  let next = 0;
  const newId = () => `0193a5b0-0000-7000-8000-${(0xf000 + next++).toString(16).padStart(12, '0')}`;

  beforeAll(async () => {
    running = await RunningRegistration.start(store);
    registrations = running.service.app.get(Registrations);
  });
  afterAll(() => running.stop());
  beforeEach(async () => {
    lecture = aLecture({ id: newId(), capacity: 2 });
    await running.addLectures(lecture);
  });

  const request = (studentId: string, attachResource?: IdempotencyTicket['attachResource']) => {
    const seat = { ...mondaysRequest, registrationId: newId(), paymentId: newId(), studentId };
    const ticket = attachResource && { resourceId: undefined, attachResource };
    const entry = ticket && { ticket, resourceId: seat.registrationId };
    return registrations.request(
      { lectureId: lecture.id, studentId },
      (row, earlier) => decideRequest(row, seat, monday, earlier),
      entry,
    );
  };
  const cancel = (id: string) =>
    registrations.change(id, (registration) =>
      decideStudentCancel(registration, copyOf(lecture), later(1), { hours: 72 }),
    );
  const confirm = (id: string) =>
    registrations.change(id, (state) => decideConfirm(state, { ...completed, registrationId: id }, later(1)));
  const seats = async () =>
    (await running.rows<object>('SELECT held, taken FROM seat_ledger WHERE lecture_id = ?', [lecture.id]))[0];
  const eventsOf = async (id: string) => {
    const rows = await running.rows<{ body: string; routing_key: string }>('SELECT * FROM outbox ORDER BY id');
    return rows.filter(({ body }) => body.includes(`"subject":"${id}"`)).map((row) => row.routing_key);
  };
  const codeOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => 'not rejected',
      (error: unknown) => (isRejection(error) ? error.code : error),
    );

  it('are inserted with their event and their seat', async () => {
    const { id } = await request(mina.sub);
    expect(await registrations.ofStudent(id, mina.sub)).toMatchObject({ status: 'AWAITING_PAYMENT', version: 1 });
    expect(await eventsOf(id)).toEqual(['registration.requested.v1']);
    expect(await seats()).toEqual({ held: 1, taken: 0 });
  });

  it('are read back exactly as they were written', async () => {
    const state = await request(mina.sub);
    expect(await registrations.ofStudent(state.id, mina.sub)).toEqual(state);
    const confirmed = await confirm(state.id);
    expect(await registrations.ofStudent(state.id, mina.sub)).toEqual(confirmed);
  });

  it('move their seat with every change, in the same transaction', async () => {
    const { id } = await request(mina.sub);
    await confirm(id);
    expect(await seats()).toEqual({ held: 0, taken: 1 });
    await cancel(id);
    expect(await seats()).toEqual({ held: 0, taken: 0 });
    expect(await eventsOf(id)).toEqual([
      'registration.requested.v1',
      'registration.confirmed.v1',
      'registration.canceled.v1',
    ]);
  });

  it('leave nothing behind when the last seat was assigned to another student', async () => {
    await request('first');
    await request('second');
    const known = await running.rows<object>('SELECT id FROM outbox ORDER BY id');
    expect(await codeOf(request(mina.sub))).toBe('LECTURE_FULL');
    expect(await running.rows<object>('SELECT id FROM outbox ORDER BY id')).toEqual(known);
    expect(
      await running.rows('SELECT * FROM registration WHERE student_id = ? AND lecture_id = ?', [mina.sub, lecture.id]),
    ).toEqual([]);
  });

  it('leave nothing behind when what is written alongside fails', async () => {
    const lost = () => Promise.reject(new Error('the lease was lost'));
    await expect(request(mina.sub, lost)).rejects.toThrow('the lease was lost');
    expect(await seats()).toEqual({ held: 0, taken: 0 });
  });

  it('are limited to one live registration per student and lecture', async () => {
    for (let round = 0; round < 3; round++) {
      const { id } = await request(mina.sub);
      expect(await codeOf(request(mina.sub))).toBe('ALREADY_REGISTERED');
      await confirm(id);
      await cancel(id);
    }
    expect(await seats()).toEqual({ held: 0, taken: 0 });
  });

  it('are rejected for an unknown lecture', async () => {
    const unknown = registrations.request({ lectureId: newId(), studentId: mina.sub }, (row, earlier) =>
      decideRequest(row, mondaysRequest, monday, earlier),
    );
    expect(await codeOf(unknown)).toBe('LECTURE_UNKNOWN');
  });

  it('are decided again after a version conflict', async () => {
    const { id } = await request(mina.sub);
    const seen: string[] = [];
    const changeMeanwhile = () =>
      running.database.manager.query('UPDATE registration SET revision = revision + 1 WHERE id = ?', [id]);
    const settled = await registrations.change(id, (state) => {
      if (seen.push(state.status) === 1) void changeMeanwhile();
      return decideConfirm(state, { ...completed, registrationId: id }, later(1));
    });
    expect(seen).toHaveLength(2);
    expect(settled.status).toBe('CONFIRMED');
    expect(await seats()).toEqual({ held: 0, taken: 1 });
  });

  it('end canceled when a confirmation and a cancellation run concurrently', async () => {
    const { id } = await request(mina.sub);
    await Promise.all([confirm(id), cancel(id), confirm(id)]);
    const { status, version } = await registrations.ofStudent(id, mina.sub);
    expect(status).toBe('CANCELED');
    expect(await eventsOf(id)).toHaveLength(version);
    expect(await seats()).toEqual({ held: 0, taken: 0 });
  });

  it('store a transition before they throw the rejection of the decision', async () => {
    const { id } = await request(mina.sub);
    const late = registrations.change(id, (state) =>
      decideStudentCancel(state, copyOf(lecture), later(10), { hours: 72 }),
    );
    expect(await codeOf(late)).toBe('REGISTRATION_OVER');
    expect(await registrations.ofStudent(id, mina.sub)).toMatchObject({ status: 'EXPIRED' });
    expect(await eventsOf(id)).toEqual(['registration.requested.v1', 'registration.expired.v1']);
  });

  it('change in one batch with every seat counted', async () => {
    const [one, other] = [await request(mina.sub), await request(joon.sub)];
    await confirm(other.id);
    const changed = await registrations.changeEach([one.id, other.id], (state) => decideExpire(state, later(10)));
    expect(changed.map(({ id, status }) => [id, status])).toEqual([[one.id, 'EXPIRED']]);
    expect(await seats()).toEqual({ held: 0, taken: 1 });
  });

  it('are not found by another student', async () => {
    const { id } = await request(mina.sub);
    expect(await codeOf(registrations.ofStudent(id, joon.sub))).toBe('NOT_FOUND');
    expect(await codeOf(cancel(newId()))).toBe('NOT_FOUND');
  });
});

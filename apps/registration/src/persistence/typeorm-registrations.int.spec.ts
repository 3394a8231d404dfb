import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { isRejection } from '#contracts';
import { cast } from '#testing';
import { completed, later, monday, request as mondaysRequest } from '../../test/algorithms-101.js';
import { algorithms101 } from '../../test/lectures.js';
import { RunningRegistration } from '../../test/running-registration.js';
import { onEveryStore } from '../../test/stores.js';
import { decideStudentCancel } from '../domain/cancel.js';
import { decideExpire } from '../domain/hold.js';
import { factsOf } from '../domain/lecture-facts.js';
import { decideConfirm } from '../domain/payment-outcome.js';
import type { RegistrationState } from '../domain/registration.js';
import { decideRequest } from '../domain/request-registration.js';
import { Registrations } from '../use-cases/registrations.js';

const { mina, joon } = cast;

onEveryStore('the registrations', (newStore) => {
  const store = newStore();
  let running: RunningRegistration;
  let registrations: Registrations;
  let lecture = algorithms101();
  let next = 0;
  const newId = () => `0193a5b0-0000-7000-8000-${(0xf000 + next++).toString(16).padStart(12, '0')}`;

  beforeAll(async () => {
    running = await RunningRegistration.start(store);
    registrations = running.service.app.get(Registrations);
  });
  afterAll(() => running.stop());
  beforeEach(async () => {
    lecture = algorithms101({ id: newId(), capacity: 2 });
    await running.knows(lecture);
  });

  const request = (studentId: string, alongside?: (id: string) => Promise<void>) => {
    const asked = { registrationId: newId(), paymentId: newId(), studentId, holdMinutes: 10, withPayment: true };
    return registrations.request(lecture.id, (row) => decideRequest(row, asked, monday), alongside);
  };
  const cancel = (id: string) =>
    registrations.change(id, (registration) => decideStudentCancel(registration, factsOf(lecture), later(1)));
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
      () => 'not refused',
      (error: unknown) => (isRejection(error) ? error.code : error),
    );

  it('are stored with their event and their seat', async () => {
    const { id } = await request(mina.sub);
    expect(await registrations.ofStudent(id, mina.sub)).toMatchObject({ status: 'AWAITING_PAYMENT', version: 1 });
    expect(await eventsOf(id)).toEqual(['registration.requested.v1']);
    expect(await seats()).toEqual({ held: 1, taken: 0 });
  });

  it('come back from the store as they went in', async () => {
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

  it('leave nothing behind when the last seat was given to somebody else', async () => {
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

  it('are one per student and lecture while live, and any number once over', async () => {
    for (let round = 0; round < 3; round++) {
      const { id } = await request(mina.sub);
      expect(await codeOf(request(mina.sub))).toBe('ALREADY_REGISTERED');
      await cancel(id);
    }
    expect(await seats()).toEqual({ held: 0, taken: 0 });
  });

  it('of a lecture that nobody told of are refused', async () => {
    const unknown = registrations.request(newId(), (row) => decideRequest(row, mondaysRequest, monday));
    expect(await codeOf(unknown)).toBe('LECTURE_UNKNOWN');
  });

  it('are decided again when somebody else was faster', async () => {
    const { id } = await request(mina.sub);
    const seen: string[] = [];
    let meddled = false;
    const settled = await registrations.change(
      id,
      (state) => {
        seen.push(state.status);
        return decideConfirm(state, { ...completed, registrationId: id }, later(1));
      },
      {
        alongside: async () => {
          if (meddled) return;
          meddled = true;
          await running.database.manager.query('UPDATE registration SET revision = revision + 1 WHERE id = ?', [id]);
        },
      },
    );
    expect(seen).toHaveLength(2);
    expect(settled.status).toBe('CONFIRMED');
    expect(await seats()).toEqual({ held: 0, taken: 1 });
  });

  it('are decided as they were requested, without being loaded, and as they are where that no longer holds', async () => {
    const seen: string[] = [];
    const confirmAsRequested = (requested: RegistrationState, paid = true) =>
      registrations.change(
        requested.id,
        (state) => {
          seen.push(state.status);
          const amount = paid ? completed.amount : { amount: 1, currency: 'KRW' as const };
          return decideConfirm(state, { ...completed, registrationId: requested.id, amount }, later(1));
        },
        { lately: requested },
      );
    const untouched = await request(mina.sub);
    expect(await confirmAsRequested(untouched)).toMatchObject({ status: 'CONFIRMED' });
    const canceled = await request(joon.sub);
    await cancel(canceled.id);
    expect(await confirmAsRequested(canceled)).toMatchObject({ status: 'CANCELED' });
    // A decision that changes nothing would never meet the version: it is made again on what is there.
    expect(await confirmAsRequested(canceled, false)).toMatchObject({ status: 'CANCELED' });
    expect(seen).toEqual(['AWAITING_PAYMENT', ...Array<string[]>(2).fill(['AWAITING_PAYMENT', 'CANCELED']).flat()]);
    expect(await seats()).toEqual({ held: 0, taken: 1 });
  });

  it('take one side when a confirmation and a cancel cross', async () => {
    const { id } = await request(mina.sub);
    await Promise.all([confirm(id), cancel(id), confirm(id)]);
    const { status, version } = await registrations.ofStudent(id, mina.sub);
    expect(status).toBe('CANCELED');
    expect(await eventsOf(id)).toHaveLength(version);
    expect(await seats()).toEqual({ held: 0, taken: 0 });
  });

  it('keep a decision whose command is refused, and then refuse it', async () => {
    const { id } = await request(mina.sub);
    const late = registrations.change(id, (state) => decideStudentCancel(state, factsOf(lecture), later(10)));
    expect(await codeOf(late)).toBe('REGISTRATION_OVER');
    expect(await registrations.ofStudent(id, mina.sub)).toMatchObject({ status: 'EXPIRED' });
    expect(await eventsOf(id)).toEqual(['registration.requested.v1', 'registration.expired.v1']);
  });

  it('change together, each seat counted', async () => {
    const [one, other] = [await request(mina.sub), await request(joon.sub)];
    await confirm(other.id);
    const changed = await registrations.changeEach([one.id, other.id], (state) => decideExpire(state, later(10)));
    expect(changed.map(({ id, status }) => [id, status])).toEqual([[one.id, 'EXPIRED']]);
    expect(await seats()).toEqual({ held: 0, taken: 1 });
  });

  it('are not found by a stranger', async () => {
    const { id } = await request(mina.sub);
    expect(await codeOf(registrations.ofStudent(id, joon.sub))).toBe('NOT_FOUND');
    expect(await codeOf(cancel(newId()))).toBe('NOT_FOUND');
  });
});

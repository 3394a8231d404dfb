import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { isRejection } from '#contracts';
import { aLecture, idOf, minutes } from '#testing';
import { CancelRegistration } from '../src/use-cases/cancel-registration.js';
import { CancelRegistrationsOfCanceledLectures } from '../src/use-cases/cancel-registrations-of-canceled-lectures.js';
import { ExpireHoldsOfClosedLectures } from '../src/use-cases/expire-holds-of-closed-lectures.js';
import { ExpireOverdueHolds } from '../src/use-cases/expire-overdue-holds.js';
import { ListRegistrations } from '../src/use-cases/list-registrations.js';
import { PayForRegistration } from '../src/use-cases/pay-for-registration.js';
import { RegisterForLecture } from '../src/use-cases/register-for-lecture.js';
import { card } from './student.js';
import { RunningRegistration } from './running-registration.js';
import { onEveryStore } from './stores.js';

const WAVES = 25;
const AT_ONCE = 16;
const LECTURES = [1, 2, 3].map((n) => aLecture({ id: idOf(0x9000 + n), capacity: 3 }));
const STUDENTS = Array.from({ length: 8 }, (_, n) => `student-${n}`);
const TOKENS = ['tok_ok', 'tok_ok', 'tok_declined', 'tok_error', 'tok_error'];

/** Always the same throws of the same dice. */
function dice(seed: number) {
  let state = seed;
  return <Face>(faces: readonly Face[]): Face => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return faces[Math.floor((state / 2 ** 31) * faces.length)]!;
  };
}

onEveryStore('the seat ledger while eight students act concurrently', (newStore) => {
  const store = newStore();
  const throwOf = dice(20270301);
  let running: RunningRegistration;
  let version = 1;
  beforeAll(async () => {
    running = await RunningRegistration.start(store);
    await running.addLectures(...LECTURES);
  });
  afterAll(() => running.stop());

  const ownOf = async (studentId: string) => {
    const own = await running.queries.execute(new ListRegistrations({ studentId, limit: 5 }));
    return own.length > 0 ? throwOf(own).id : undefined;
  };

  const deeds = {
    register: (student: string) =>
      running.commands.execute(new RegisterForLecture(student, throwOf(LECTURES).id, card(throwOf(TOKENS)))),
    cancel: async (student: string) => {
      const id = await ownOf(student);
      if (id) await running.commands.execute(new CancelRegistration(id, student));
    },
    pay: async (student: string) => {
      const id = await ownOf(student);
      if (id) await running.commands.execute(new PayForRegistration(id, student, card(throwOf(TOKENS))));
    },
    sweep: async () => {
      await running.commands.execute(new ExpireOverdueHolds(100));
      await running.commands.execute(new ExpireHoldsOfClosedLectures(100));
      await running.commands.execute(new CancelRegistrationsOfCanceledLectures(100));
    },
    wait: async () => running.clock.step(minutes(4)),
    change: () => running.addLectures({ ...throwOf(LECTURES), capacity: throwOf([2, 3, 4]), version: (version += 1) }),
  };
  const likely = ['register', 'register', 'register', 'cancel', 'pay', 'sweep', 'wait', 'change'] as const;

  async function doSomething(): Promise<void> {
    try {
      await deeds[throwOf(likely)](throwOf(STUDENTS));
    } catch (error) {
      if (!isRejection(error)) throw error;
    }
  }

  const counted = () =>
    running.rows<Record<string, unknown>>(`
      SELECT ledger.lecture_id AS lecture, held, taken,
        (SELECT COUNT(*) FROM registration r WHERE r.lecture_id = ledger.lecture_id AND r.status = 'AWAITING_PAYMENT') AS waiting,
        (SELECT COUNT(*) FROM registration r WHERE r.lecture_id = ledger.lecture_id AND r.status = 'CONFIRMED') AS confirmed
      FROM seat_ledger ledger`);

  it('counts exactly the stored registrations after every wave of requests', async () => {
    for (let wave = 0; wave < WAVES; wave++) {
      await Promise.all(Array.from({ length: AT_ONCE }, doSomething));
      for (const row of await counted()) {
        expect([row.held, row.taken].map(Number)).toEqual([row.waiting, row.confirmed].map(Number));
      }
    }
  }, 60_000);

  it('has exactly one event for every version of every registration', async () => {
    const registrations = await running.rows<{ id: string; version: number }>('SELECT id, version FROM registration');
    const outbox = await running.rows<{ body: string }>('SELECT body FROM outbox');
    const sequencesOf = new Map<string, number[]>();
    for (const { body } of outbox) {
      const { subject, sequence } = JSON.parse(body) as { subject: string; sequence: number };
      sequencesOf.set(subject, [...(sequencesOf.get(subject) ?? []), sequence]);
    }
    expect(registrations.length).toBeGreaterThan(20);
    for (const { id, version: last } of registrations) {
      const sequences = (sequencesOf.get(id) ?? []).sort((one, other) => one - other);
      expect(sequences).toEqual(Array.from({ length: last }, (_, n) => n + 1));
    }
  });

  it('has one live registration per student and lecture, and a completed payment for each confirmed one', async () => {
    const live = await running.rows<{ student_id: string; lecture_id: string; status: string; payment_id: string }>(
      'SELECT student_id, lecture_id, status, payment_id FROM registration WHERE live_slot IS NOT NULL',
    );
    expect(new Set(live.map((row) => `${row.student_id} ${row.lecture_id}`)).size).toBe(live.length);
    for (const { status, payment_id } of live) {
      if (status === 'CONFIRMED')
        expect(running.payment.payments.get(payment_id)).toMatchObject({ status: 'COMPLETED' });
    }
  });
});

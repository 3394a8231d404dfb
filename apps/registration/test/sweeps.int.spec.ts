import { afterEach, expect, it } from '@jest/globals';
import { aLecture, eventually, minutes, TestClock } from '#testing';
import { CancelRegistrationsOfCanceledLectures } from '../src/use-cases/cancel-registrations-of-canceled-lectures.js';
import { ExpireHoldsOfClosedLectures } from '../src/use-cases/expire-holds-of-closed-lectures.js';
import { ExpireOverdueHolds } from '../src/use-cases/expire-overdue-holds.js';
import { RegisterForLecture } from '../src/use-cases/register-for-lecture.js';
import { card } from './student.js';
import { RunningRegistration, type StartOptions } from './running-registration.js';
import { onEveryStore } from './stores.js';

/** More than one batch. */
const STUDENTS = 125;
const AT_A_TIME = 25;

let registration: RunningRegistration;
afterEach(() => registration.stop());

const lecture = aLecture({ capacity: 1000 });
const canceled = aLecture({ capacity: 1000, status: 'CANCELED', cancelNote: 'Dr. Park is ill.', version: 2 });

async function withStudents(count: number, token: string, options: StartOptions) {
  registration = await RunningRegistration.start(options);
  await registration.addLectures(lecture);
  const register = (n: number) =>
    registration.commands.execute(new RegisterForLecture(`student-${n}`, lecture.id, card(token)));
  for (let n = 0; n < count; n += AT_A_TIME) {
    await Promise.all(Array.from({ length: Math.min(AT_A_TIME, count - n) }, (_, next) => register(n + next)));
  }
}

const live = () => count(`SELECT COUNT(*) AS count FROM registration WHERE live_slot IS NOT NULL`);
const published = (name: string) => count(`SELECT COUNT(*) AS count FROM outbox WHERE routing_key = '${name}.v1'`);
const count = async (sql: string) => Number((await registration.rows<{ count: number }>(sql))[0]?.count);
const seats = async () =>
  (await registration.rows<{ held: number; taken: number }>('SELECT held, taken FROM seat_ledger'))[0];

onEveryStore('the cancellation of a lecture with more students than one batch', (newStore) => {
  const store = newStore();

  it('cancels a hundred registrations per batch and resumes after a restart without an event', async () => {
    await withStudents(STUDENTS, 'tok_ok', store);
    await registration.addLectures(canceled);
    expect(await live()).toBe(STUDENTS);

    expect(await registration.commands.execute(new CancelRegistrationsOfCanceledLectures(100))).toBe('more');
    expect(await live()).toBe(STUDENTS - 100);
    expect(await seats()).toEqual({ held: 0, taken: STUDENTS - 100 });

    await registration.stop();
    registration = await RunningRegistration.start(store);
    await eventually(async () => expect(await live()).toBe(0), { within: 20_000 });
    expect(await seats()).toEqual({ held: 0, taken: 0 });
    expect(await published('registration.canceled')).toBe(STUDENTS);
  }, 60_000);
});

onEveryStore('the sweep of overdue holds', (newStore) => {
  const [first, second, third] = [newStore(), newStore(), newStore()];

  it('does not expire a hold before it is overdue, then expires it once', async () => {
    const clock = new TestClock();
    await withStudents(3, 'tok_error', { ...first, clock });
    clock.step(minutes(10) - 1);
    expect(await registration.commands.execute(new ExpireOverdueHolds(100))).toBe('done');
    expect(await published('registration.expired')).toBe(0);
    clock.step(1);
    expect(await registration.commands.execute(new ExpireOverdueHolds(100))).toBe('done');
    expect(await published('registration.expired')).toBe(3);
    expect(await registration.commands.execute(new ExpireOverdueHolds(100))).toBe('done');
    expect(await seats()).toEqual({ held: 0, taken: 0 });
    expect(await published('registration.expired')).toBe(3);
    expect(await registration.service.metrics.text()).toMatch(/sugang_holds_expired_total\S* 3/);
  });

  it('runs as a job, batch after batch', async () => {
    const clock = new TestClock();
    await withStudents(STUDENTS, 'tok_error', {
      ...second,
      clock,
      settings: { ...second.settings, SUGANG_SWEEP_MS: '20' },
    });
    clock.step(minutes(10));
    await eventually(async () => expect(await live()).toBe(0), { within: 20_000 });
  }, 60_000);

  it('expires the holds of a closed lecture immediately and does not touch confirmed registrations', async () => {
    await withStudents(3, 'tok_error', third);
    await registration.commands.execute(new RegisterForLecture('mina', lecture.id, card('tok_ok')));
    await registration.addLectures(aLecture({ status: 'CLOSED', version: 2 }));
    expect(await registration.commands.execute(new ExpireHoldsOfClosedLectures(100))).toBe('done');
    expect(await published('registration.expired')).toBe(3);
    expect(await seats()).toEqual({ held: 0, taken: 1 });
  });
});

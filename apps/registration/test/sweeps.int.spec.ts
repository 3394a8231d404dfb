import { afterEach, expect, it } from '@jest/globals';
import { eventually, minutes, TestClock } from '#testing';
import { CancelRegistrationsOfCanceledLectures } from '../src/use-cases/cancel-registrations-of-canceled-lectures.js';
import { ExpireHoldsOfClosedLectures } from '../src/use-cases/expire-holds-of-closed-lectures.js';
import { ExpireOverdueHolds } from '../src/use-cases/expire-overdue-holds.js';
import { RegisterForLecture } from '../src/use-cases/register-for-lecture.js';
import { algorithms101, card } from './lectures.js';
import { RunningRegistration, type StartOptions } from './running-registration.js';
import { onEveryStore } from './stores.js';

/** A batch has a hundred. */
const STUDENTS = 125;
const AT_A_TIME = 25;

let registration: RunningRegistration;
afterEach(() => registration.stop());

const lecture = algorithms101({ capacity: 1000 });
const canceled = algorithms101({ capacity: 1000, status: 'CANCELED', cancelNote: 'Dr. Park is ill.', version: 2 });

async function withStudents(count: number, token: string, options: StartOptions) {
  registration = await RunningRegistration.start(options);
  await registration.knows(lecture);
  const register = (n: number) =>
    registration.commands.execute(new RegisterForLecture(`student-${n}`, lecture.id, card(token)));
  for (let n = 0; n < count; n += AT_A_TIME) {
    await Promise.all(Array.from({ length: Math.min(AT_A_TIME, count - n) }, (_, next) => register(n + next)));
  }
}

const live = () => count(`SELECT COUNT(*) AS count FROM registration WHERE live_slot IS NOT NULL`);
const told = (name: string) => count(`SELECT COUNT(*) AS count FROM outbox WHERE routing_key = '${name}.v1'`);
const count = async (sql: string) => Number((await registration.rows<{ count: number }>(sql))[0]?.count);
const seats = async () =>
  (await registration.rows<{ held: number; taken: number }>('SELECT held, taken FROM seat_ledger'))[0];

onEveryStore('a lecture with more students than one batch has is canceled', (newStore) => {
  const store = newStore();

  it('a hundred at a time, and goes on after a restart without any event', async () => {
    await withStudents(STUDENTS, 'tok_ok', store);
    await registration.knows(canceled);
    expect(await live()).toBe(STUDENTS);

    expect(await registration.commands.execute(new CancelRegistrationsOfCanceledLectures())).toBe(100);
    expect(await live()).toBe(STUDENTS - 100);
    expect(await seats()).toEqual({ held: 0, taken: STUDENTS - 100 });

    await registration.stop();
    registration = await RunningRegistration.start(store);
    await eventually(async () => expect(await live()).toBe(0), { within: 20_000 });
    expect(await seats()).toEqual({ held: 0, taken: 0 });
    expect(await told('registration.canceled')).toBe(STUDENTS);
  }, 60_000);
});

onEveryStore('the sweep of overdue holds', (newStore) => {
  const [first, second, third] = [newStore(), newStore(), newStore()];

  it('leaves a hold alone until its time is over, then expires it once', async () => {
    const clock = new TestClock();
    await withStudents(3, 'tok_error', { ...first, clock });
    clock.step(minutes(10) - 1);
    expect(await registration.commands.execute(new ExpireOverdueHolds())).toBe(0);
    clock.step(1);
    expect(await registration.commands.execute(new ExpireOverdueHolds())).toBe(3);
    expect(await registration.commands.execute(new ExpireOverdueHolds())).toBe(0);
    expect(await seats()).toEqual({ held: 0, taken: 0 });
    expect(await told('registration.expired')).toBe(3);
    expect(await registration.service.metrics.text()).toMatch(/sugang_holds_expired_total\S* 3/);
  });

  it('runs by itself, batch after batch', async () => {
    const clock = new TestClock();
    await withStudents(STUDENTS, 'tok_error', {
      ...second,
      clock,
      settings: { ...second.settings, SUGANG_SWEEP_MS: '20' },
    });
    clock.step(minutes(10));
    await eventually(async () => expect(await live()).toBe(0), { within: 20_000 });
  }, 60_000);

  it('ends the holds of a closed lecture at once, and leaves who has paid alone', async () => {
    await withStudents(3, 'tok_error', third);
    await registration.commands.execute(new RegisterForLecture('mina', lecture.id, card('tok_ok')));
    await registration.knows(algorithms101({ status: 'CLOSED', version: 2 }));
    expect(await registration.commands.execute(new ExpireHoldsOfClosedLectures())).toBe(3);
    expect(await seats()).toEqual({ held: 0, taken: 1 });
  });
});

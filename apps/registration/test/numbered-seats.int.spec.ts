import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { QueryRunner } from 'typeorm';
import { isRejection, type LectureState, type Place } from '#contracts';
import { aLecture, eventually, tempDir } from '#testing';
import { SeatRow, TypeormSeats } from '../src/persistence/typeorm-seats.js';
import { CancelRegistration } from '../src/use-cases/cancel-registration.js';
import { RegisterForLecture } from '../src/use-cases/register-for-lecture.js';
import { RunningRegistration, type StartOptions } from './running-registration.js';
import { onEveryStore } from './stores.js';
import { card } from './student.js';

const STUDENTS = 200;
const SEATS = 30;
const FRONT_ROW = ['A-1', 'A-2', 'A-3', 'A-4', 'A-5', 'A-6'];

/** To read or write registrations and the seat ledger, for a paid registration and its cancellation. */
const STATEMENTS_BEFORE = 12;

let registration: RunningRegistration;
afterEach(async () => {
  jest.restoreAllMocks();
  await registration.stop();
});

const register = (student: string, lectureId: string, places?: { seat?: string }[]) => {
  const more = [undefined, undefined, true, false, places] as const;
  return registration.commands.execute(new RegisterForLecture(student, lectureId, card('tok_ok'), ...more));
};

async function answersOf(requests: Promise<{ registration: { places?: Place[] } }>[]) {
  const answers = await Promise.allSettled(requests);
  const errors = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
  return {
    given: answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.registration.places ?? []] : [])),
    refusals: errors.map((error) => {
      if (isRejection(error)) return error;
      throw error;
    }),
  };
}

/** Half of the students choose a seat of the front row, and half take what they get. */
async function race(options: StartOptions, students: number) {
  registration = await RunningRegistration.start(options);
  const rows = ['A', 'B', 'C', 'D', 'E'].map((label) => ({ label, seats: FRONT_ROW.length }));
  const lecture: LectureState = { ...aLecture({ capacity: SEATS }), seating: { rows } };
  await registration.addLectures(lecture);
  const requests = Array.from({ length: students }, (_, n) =>
    register(`student-${n}`, lecture.id, n % 2 === 0 ? [{ seat: FRONT_ROW[(n / 2) % 6]! }] : undefined),
  );
  const { given, refusals } = await answersOf(requests);
  return { seats: given.flat().map(({ seat }) => seat), refusals };
}

onEveryStore('thirty numbered seats requested by two hundred students, half of whom choose', (newStore) => {
  const [guarded, unguarded] = [newStore(), newStore()];

  it('are each taken once, none is lost, and every refusal of a choice names the seat', async () => {
    const { seats, refusals } = await race(guarded, STUDENTS);
    expect([seats.length, new Set(seats).size, refusals.length]).toEqual([SEATS, SEATS, STUDENTS - SEATS]);
    expect(seats).toEqual(expect.arrayContaining(FRONT_ROW));
    const named = refusals.filter(({ code }) => code === 'SEAT_TAKEN');
    expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(['SEAT_TAKEN', 'LECTURE_FULL']));
    for (const { extensions } of named) {
      const [first] = extensions['reasons'] as { data: { seats: string[] } }[];
      expect(FRONT_ROW).toEqual(expect.arrayContaining(first!.data.seats));
      expect(first!.data.seats).toHaveLength(1);
    }
    const rows = await registration.rows<{ n: number }>(
      'SELECT COUNT(DISTINCT registration_id) AS n FROM seat WHERE registration_id IS NOT NULL',
    );
    expect(Number(rows[0]!.n)).toBe(SEATS);
    const occupied = await registration.rows<{ places: number }>('SELECT held + taken AS places FROM seat_ledger');
    expect(occupied.map(({ places }) => Number(places))).toEqual([SEATS]);
  }, 60_000);

  it('are taken twice without the condition that the seat is free', async () => {
    jest.spyOn(TypeormSeats.prototype, 'take').mockImplementation(async function (this: TypeormSeats, taking) {
      const { lectureId, registrationId, labels } = taking;
      for (const label of labels)
        await registration.database.manager.update(SeatRow, { lectureId, label }, { registrationId });
      return [];
    });
    const { seats } = await race(unguarded, 100);
    expect(new Set(seats).size).toBeLessThan(seats.length);
  }, 60_000);
});

onEveryStore('sixty places requested by two hundred students, one to five each', (newStore) => {
  const store = newStore();

  it('are never exceeded, and every student gets as many as requested or none', async () => {
    registration = await RunningRegistration.start(store);
    const lecture = aLecture({ capacity: 60, maxPlaces: 5 });
    await registration.addLectures(lecture);
    const wanted = Array.from({ length: 200 }, (_, n) => 1 + (n % 5));
    const { given, refusals } = await answersOf(
      wanted.map((count, n) => register(`student-${n}`, lecture.id, Array(count).fill({}))),
    );
    const codes = refusals.map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(['LECTURE_FULL']));
    const rows = await registration.rows<{ student_id: string; place_count: number }>(
      `SELECT student_id, place_count FROM registration WHERE live_slot IS NOT NULL`,
    );
    for (const { student_id, place_count } of rows)
      expect(place_count).toBe(wanted[Number(student_id.replace('student-', ''))]);
    const total = given.flat().length;
    expect(total).toBe(60);
    const occupied = await registration.rows<{ places: number }>('SELECT held + taken AS places FROM seat_ledger');
    expect(occupied.map(({ places }) => Number(places))).toEqual([60]);
  }, 60_000);
});

/** Counts what the driver executes, on SQLite only: the statements are the same on MySQL. */
describe('a registration without places or seats', () => {
  const dataDir = tempDir();

  it('costs as many statements as before places and seats existed, and publishes no new field', async () => {
    registration = await RunningRegistration.start({ dataDir });
    const lecture = aLecture();
    await registration.addLectures(lecture);
    const runner = registration.database.reader.dataSource.createQueryRunner();
    const queried = jest.spyOn(Object.getPrototypeOf(runner) as QueryRunner, 'query');
    await runner.release();
    const { registration: state } = await register('student-1', lecture.id);
    await registration.commands.execute(new CancelRegistration(state.id, 'student-1'));
    const statements = queried.mock.calls
      .map(([sql]) => sql)
      .filter((sql) => /\b(registration|seat_ledger|seat)\b/.test(sql));
    expect(statements).toHaveLength(STATEMENTS_BEFORE);
    const published = await eventually(() => {
      const events = registration.events.all();
      expect(events).toHaveLength(3);
      return events;
    });
    expect(published.filter(({ data }) => 'places' in data || 'refundDue' in data)).toEqual([]);
  });
});

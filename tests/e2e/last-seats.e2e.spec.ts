import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import type { Guard } from '../faults/preload/names.js';
import { Client, lectureBody } from '../support/client.js';
import { brokenInvariants } from '../support/invariants.js';
import { systemOfManyStudents } from '../support/many-students.js';
import { answersOf, FRONT_ROW, HALL, outcomesOf, placesOfStudent, SEATS } from '../support/seat-race.js';

const STUDENTS = 1000;

type Many = Awaited<ReturnType<typeof systemOfManyStudents>>;

/** Many students ask for the thirty seats of a new lecture at the same moment. */
async function race({ system, student }: Many, many: number, isSeated = false) {
  const park = await Client.login(system.url, 'park@sugang.dev');
  const { body: lecture } = await park.post('/admin/lectures', lectureBody(isSeated ? HALL : { capacity: SEATS }));
  await eventually(async () => expect((await park.get(`/lectures/${lecture.id}/availability`)).status).toBe(200));
  const students = await Promise.all(Array.from({ length: many }, (_, n) => student(`student-${n}`)));
  const answers = isSeated
    ? await answersOf(students, (each, n) => each.register(lecture.id, 'tok_ok', undefined, {}, placesOfStudent(n)))
    : await Promise.all(students.map((each) => each.register(lecture.id)));
  return { park, students, answers, lectureId: lecture.id as string };
}

describe('the last seats of a lecture', () => {
  const systems: Many[] = [];
  const opened = async (disabledGuards: Guard[] = []) => {
    const many = await systemOfManyStudents({ faults: { disabledGuards } });
    systems.push(many);
    return many;
  };
  let many: Many;
  beforeAll(async () => {
    many = await opened();
  }, 60_000);
  afterAll(async () => {
    await Promise.all(systems.map(({ system }) => system.stop()));
    for (const { system } of systems) system.forget();
  }, 60_000);

  it('go to exactly thirty of a thousand students, each charged once; the others get LECTURE_FULL', async () => {
    const { park, students, answers, lectureId } = await race(many, STUDENTS);
    const given = answers.filter((answer) => answer.status === 201 || answer.status === 202);
    const refused = answers.filter((answer) => answer.body.code === 'LECTURE_FULL');
    expect([given.length, refused.length]).toEqual([SEATS, STUDENTS - SEATS]);
    const winners = students.filter((_, n) => answers[n]!.status < 300);
    await eventually(
      async () => {
        for (const [n, winner] of winners.entries()) {
          expect((await winner.get(`/registrations/${given[n]!.body.id}`)).body.status).toBe('CONFIRMED');
        }
      },
      { within: 10_000 },
    );
    await eventually(async () => {
      const roster = await park.all(`/admin/lectures/${lectureId}/roster`);
      expect(roster.map((entry) => entry.student.id).sort()).toEqual(winners.map((winner) => winner.id!).sort());
    });
    const seats = (await park.get(`/lectures/${lectureId}/availability`)).body;
    expect(seats).toMatchObject({ held: 0, taken: SEATS, available: 0 });
    for (const winner of winners) {
      expect(await winner.all('/payments')).toMatchObject([{ status: 'COMPLETED', attempt: 1 }]);
    }
  }, 90_000);

  it('are each taken once if they are numbered and half of a thousand students choose the front row; each refusal names the seat', async () => {
    const { park, answers, lectureId } = await race(many, STUDENTS, true);
    const { seats, refusals, others } = outcomesOf(answers);
    expect(others).toEqual([]);
    expect([seats.length, new Set(seats).size, refusals.length]).toEqual([SEATS, SEATS, STUDENTS - SEATS]);
    expect(seats).toEqual(expect.arrayContaining(FRONT_ROW));
    expect(refusals.filter(({ isNamed }) => !isNamed)).toEqual([]);
    await eventually(
      async () => {
        const { rows } = (await park.get(`/lectures/${lectureId}/seats`)).body;
        const states = rows.flatMap((row: { seats: { state: string }[] }) => row.seats.map(({ state }) => state));
        // Held, if payment was too busy to answer in time.
        expect(states.filter((state: string) => state === 'taken' || state === 'held')).toHaveLength(SEATS);
        expect(await brokenInvariants(many.system.dataDir)).toEqual([]);
      },
      { within: 60_000 },
    );
  }, 180_000);

  it('are sold more than once without the conditional updates of the seat ledger and of numbered seats (negative control)', async () => {
    const unguarded = await opened(['conditional-seat-update', 'numbered-seat-update']);
    const { answers } = await race(unguarded, 80);
    expect(answers.filter(({ status }) => status === 201 || status === 202).length).toBeGreaterThan(SEATS);
    const { seats } = outcomesOf((await race(unguarded, 80, true)).answers);
    expect(seats.length).toBeGreaterThan(new Set(seats).size);
  }, 90_000);
});

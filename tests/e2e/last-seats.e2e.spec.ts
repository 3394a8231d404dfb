import { describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { Client, lectureBody, type Answer } from '../support/client.js';
import type { Guard } from '../faults/preload/names.js';
import { systemOfManyStudents } from '../support/many-students.js';
import type { RunningSystem } from '../support/running-system.js';

const STUDENTS = 1000;
const SEATS = 30;

/** Many students ask for thirty seats at the same moment. */
async function race(many: number, disabledGuards: Guard[] = []) {
  const { system, student } = await systemOfManyStudents({ faults: { disabledGuards } });
  const park = await Client.login(system.url, 'park@sugang.dev');
  const { body: lecture } = await park.post('/admin/lectures', lectureBody({ capacity: SEATS }));
  await eventually(async () => expect((await park.get(`/lectures/${lecture.id}/availability`)).status).toBe(200));
  const students = await Promise.all(Array.from({ length: many }, (_, n) => student(`student-${n}`)));
  const answers = await Promise.all(students.map((each) => each.register(lecture.id)));
  return { system, park, students, answers, lectureId: lecture.id as string };
}

const end = async (system: RunningSystem) => {
  await system.stop();
  system.forget();
};

describe('the last seats of a lecture', () => {
  it('go to exactly thirty of a thousand students, each charged once; the others get LECTURE_FULL', async () => {
    const { system, park, students, answers, lectureId } = await race(STUDENTS);
    try {
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
    } finally {
      await end(system);
    }
  }, 90_000);

  it("are sold more than once without the seat ledger's conditional update (negative control)", async () => {
    const { system, answers } = await race(80, ['conditional-seat-update']);
    try {
      const given = answers.filter((answer: Answer) => answer.status === 201 || answer.status === 202);
      expect(given.length).toBeGreaterThan(SEATS);
    } finally {
      await end(system);
    }
  }, 90_000);
});

import { connect } from 'node:net';
import { once } from 'node:events';
import type { SeededRandom } from '../seeded-random.js';
import type { Lab } from '../lab/lab.js';
import type { Student } from '../lab/student.js';
import { required, RequirementNotMet, type Row } from '../row.js';

const STUDENTS = 12;
const MOMENTS_MS = [0, 50, 200];

/** Sends a request and resets the connection some milliseconds later without reading the response. */
async function askAndVanish({ url, token }: Student, lectureId: string, key: string, afterMs: number): Promise<void> {
  const body = JSON.stringify({ lectureId, payment: { method: 'card', token: 'tok_ok' } });
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(
    `POST /api/v1/registrations HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n` +
      `Idempotency-Key: ${key}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  await new Promise((wake) => setTimeout(wake, afterMs));
  socket.resetAndDestroy();
  await once(socket, 'close');
}

async function vanishAndAskAgain(lab: Lab, random: SeededRandom): Promise<string[]> {
  const lectureId = await lab.openLecture({ capacity: STUDENTS });
  const vanished = lab.students(STUDENTS).map((student) => ({ student, afterMs: random.oneOf(MOMENTS_MS) }));
  await Promise.all(vanished.map(({ student, afterMs }) => askAndVanish(student, lectureId, 'mine', afterMs)));
  for (const { student } of vanished) {
    const answer = await untilAnswered(lab, student, lectureId);
    const known = [201, 202].includes(answer.status);
    required(known, `a student who retried with the key got ${answer.status} ${answer.body?.code}`);
  }
  return vanished.map(
    ({ afterMs }) => `a student vanished ${afterMs} ms after asking; a retry with the key returned the outcome`,
  );
}

async function untilAnswered(lab: Lab, student: Student, lectureId: string) {
  let answer = await student.register(lectureId, 'tok_ok', 'mine');
  const settled = async () => {
    if (answer.body?.code === 'REQUEST_IN_PROGRESS') answer = await student.register(lectureId, 'tok_ok', 'mine');
    return answer.body?.code !== 'REQUEST_IN_PROGRESS';
  };
  await lab.until(settled, 'a request whose client has left stays in progress');
  return answer;
}

export const row36: Row = {
  number: 36,
  fault: 'The client disconnects',
  required:
    'The work is completed or rolled back as if the client had stayed connected, and a retry with the same key shows which.',
  guard: 'the idempotency records',
  lab: {},

  run: async (lab, random) => ({ events: await vanishAndAskAgain(lab, random) }),

  async control(lab) {
    await lab.service('registration').disableGuard('idempotency-record');
    try {
      await vanishAndAskAgain(lab, { oneOf: () => 200 } as unknown as SeededRandom);
      return [];
    } catch (error) {
      if (error instanceof RequirementNotMet) return [error.message];
      throw error;
    }
  },
};

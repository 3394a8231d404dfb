import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWith, eventually } from '#testing';
import { openTokens, subjectOf, type Tokens } from '../faults/lab/tokens.js';
import { Client, lectureBody } from '../support/client.js';
import { DistributedSystem } from '../support/distributed-system.js';
import { answersOf, FRONT_ROW, HALL, outcomesOf, placesOfStudent, SEATS } from '../support/seat-race.js';

const STUDENTS = 20;
const RACING_STUDENTS = 1_000;

describeWith('rabbitmq', 'three replicas of every consumer', () =>
  describeWith('mysql', 'on RabbitMQ and MySQL', () => {
    let system: DistributedSystem;
    let tokens: Tokens;
    let park: Client;

    beforeAll(async () => {
      tokens = await openTokens();
      system = await DistributedSystem.start({
        replicas: { lecture: 3, payment: 3, registration: 3, mypage: 3 },
        jwksUrl: tokens.url,
      });
      park = new Client(system.url, tokens.instructor());
    }, 180_000);
    afterAll(async () => {
      await system.stop();
      tokens.stop();
    }, 60_000);

    const students = (amount: number) =>
      tokens.students(amount).map((token) => new Client(system.url, token, subjectOf(token)));
    const opened = async (changes: object) => {
      const { body: lecture } = await park.post('/admin/lectures', lectureBody({ ...changes }));
      for (const replica of [0, 1, 2]) {
        const { url } = system.service('registration', replica);
        const availability = `/lectures/${lecture.id}/availability`;
        await eventually(async () => expect((await new Client(url).get(availability)).status).toBe(200));
      }
      return lecture.id as string;
    };
    /** Each student has another replica. */
    const at = ({ token }: Client, n: number) => new Client(system.service('registration', n % 3).url, token);

    it('apply each event once, and show every change on every stream', async () => {
      const lectureId = await opened({ capacity: STUDENTS });
      const all = students(STUDENTS);
      const [mina] = all as [Client];
      const streams = [0, 1, 2].map((replica) => streamOf(system.service('mypage', replica).url, mina.token!));
      // Each registers at another replica, and retries with the same key where payment was too busy to respond.
      await Promise.all(
        all.map(async (each, n) => {
          await eventually(
            async () => expect((await at(each, n).register(lectureId, 'tok_ok', 'mine')).status).toBe(201),
            { within: 30_000 },
          );
        }),
      );
      await eventually(
        async () => {
          expect((await mina.get(`/lectures/${lectureId}`)).body.enrolled).toBe(STUDENTS);
          for (const each of all) {
            expect((await each.all('/mypage/registrations'))[0].payment.status).toBe('COMPLETED');
          }
        },
        { within: 20_000 },
      );
      const twice = await system.rows(
        'payment',
        "SELECT registration_id FROM payments WHERE status = 'COMPLETED' GROUP BY registration_id HAVING COUNT(*) > 1",
      );
      expect(twice).toEqual([]);
      const [ledger] = await system.rows<{ held: number; taken: number }>(
        'registration',
        `SELECT held, taken FROM seat_ledger WHERE lecture_id = '${lectureId}'`,
      );
      expect(ledger).toEqual({ held: 0, taken: STUDENTS });
      for (const stream of streams) {
        await eventually(() => expect(stream.text()).toContain('"status":"CONFIRMED"'));
        stream.close();
      }
    }, 90_000);

    it('give each of thirty numbered seats once to a thousand students, half of whom choose the front row', async () => {
      const lectureId = await opened(HALL);
      const answers = await answersOf(students(RACING_STUDENTS), (each, n) =>
        at(each, n).register(lectureId, 'tok_ok', 'mine', {}, placesOfStudent(n)),
      );
      const { seats, refusals, others } = outcomesOf(answers);
      expect(others).toEqual([]);
      expect([seats.length, new Set(seats).size, refusals.length]).toEqual([SEATS, SEATS, RACING_STUDENTS - SEATS]);
      expect(seats).toEqual(expect.arrayContaining(FRONT_ROW));
      expect(refusals.filter(({ isNamed }) => !isNamed)).toEqual([]);
      const occupied = await system.rows(
        'registration',
        `SELECT DISTINCT registration_id FROM seat WHERE lecture_id = '${lectureId}' AND registration_id IS NOT NULL`,
      );
      expect(occupied).toHaveLength(SEATS);
    }, 120_000);
  }),
);

/** What one student's event stream has sent so far. */
function streamOf(url: string, token: string) {
  const ending = new AbortController();
  let received = '';
  const reading = (async () => {
    const headers = { Authorization: `Bearer ${token}` };
    const { body } = await fetch(`${url}/api/v1/mypage/stream`, { headers, signal: ending.signal });
    for await (const chunk of body!) received += Buffer.from(chunk as Uint8Array).toString();
  })();
  reading.catch((error: unknown) => {
    if (!ending.signal.aborted) received += `broken: ${String(error)}`;
  });
  return { text: () => received, close: () => ending.abort() };
}

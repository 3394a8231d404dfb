import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWith, eventually } from '#testing';
import { Client, lectureBody } from '../support/client.js';
import { DistributedSystem } from '../support/distributed-system.js';

const STUDENTS = 20;

describeWith('rabbitmq', 'three replicas of every consumer', () =>
  describeWith('mysql', 'on RabbitMQ and MySQL', () => {
    let system: DistributedSystem;

    beforeAll(async () => {
      system = await DistributedSystem.start({ replicas: { lecture: 3, payment: 3, registration: 3, mypage: 3 } });
    }, 180_000);
    afterAll(() => system.stop(), 60_000);

    it('apply each event once, and show every change on every stream', async () => {
      const park = await Client.login(system.url, 'park@sugang.dev');
      const mina = await Client.login(system.url, 'mina@sugang.dev');
      const { body: lecture } = await park.post('/admin/lectures', lectureBody({ capacity: STUDENTS }));
      await eventually(async () => expect((await mina.get(`/lectures/${lecture.id}/availability`)).status).toBe(200));
      const streams = [0, 1, 2].map((replica) => streamOf(system.service('mypage', replica).url, mina.token!));
      const students = await Promise.all(
        Array.from({ length: STUDENTS - 1 }, (_, n) => Client.signUp(system.url, `student-${n}@example.org`)),
      );
      const all = [mina, ...students];
      // Each registers at another replica, and retries with the same key where payment was too busy to respond.
      await Promise.all(
        all.map(async (each, n) => {
          const registration = new Client(system.service('registration', n % 3).url, each.token);
          await eventually(
            async () => expect((await registration.register(lecture.id, 'tok_ok', 'mine')).status).toBe(201),
            { within: 30_000 },
          );
        }),
      );
      await eventually(
        async () => {
          expect((await mina.get(`/lectures/${lecture.id}`)).body.enrolled).toBe(STUDENTS);
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
        `SELECT held, taken FROM seat_ledger WHERE lecture_id = '${lecture.id}'`,
      );
      expect(ledger).toEqual({ held: 0, taken: STUDENTS });
      for (const stream of streams) {
        await eventually(() => expect(stream.text()).toContain('"status":"CONFIRMED"'));
        stream.close();
      }
    }, 90_000);
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

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { Client } from '../support/client.js';
import { RunningSystem } from '../support/running-system.js';

describe('an Idempotency-Key', () => {
  let system: RunningSystem;
  let mina: Client;
  let lectures: any[];

  beforeAll(async () => {
    system = await RunningSystem.start();
    mina = await Client.login(system.url, 'mina@sugang.dev');
    lectures = await mina.registrable();
  });
  afterAll(async () => {
    await system.stop();
    system.forget();
  });
  const titled = (title: string): string => lectures.find((lecture) => lecture.title === title).id;

  it('turns a hundred parallel submissions into one registration and one payment', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => mina.register(titled('Algorithms 101'), 'tok_ok', 'a-hundred-times')),
    );
    const answered = answers.filter((answer) => answer.status === 201);
    const waiting = answers.filter((answer) => answer.body.code === 'REQUEST_IN_PROGRESS');
    expect(answered.length + waiting.length).toBe(100);
    expect(answered.length).toBeGreaterThan(0);
    expect(new Set(answered.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    expect(waiting.every((answer) => answer.headers.has('retry-after'))).toBe(true);
    expect(await mina.all('/registrations')).toHaveLength(1);
    await eventually(async () => expect(await mina.all('/payments')).toMatchObject([{ status: 'COMPLETED' }]));
  });

  it('replays the first response after a restart', async () => {
    const first = await mina.register(titled('Databases in Practice'), 'tok_ok', 'kept');
    expect(first.status).toBe(201);
    await system.kill();
    system = await RunningSystem.start({ dataDir: system.dataDir });
    mina = await Client.login(system.url, 'mina@sugang.dev');
    const again = await mina.register(titled('Databases in Practice'), 'tok_ok', 'kept');
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
  });

  it('is rejected with another body, and is scoped to the account', async () => {
    const other = await mina.register(titled('Algorithms 101'), 'tok_ok', 'kept');
    expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    const joon = await Client.login(system.url, 'joon@sugang.dev');
    expect((await joon.register(titled('Databases in Practice'), 'tok_ok', 'kept')).body.studentId).toBe(joon.id);
  });

  it('resumes the same attempt after a 202', async () => {
    const slow = await mina.register(titled('한국어 글쓰기'), 'tok_slow', 'resumed');
    expect(slow.status).toBe(202);
    const final = await eventually(
      async () => {
        const answer = await mina.register(titled('한국어 글쓰기'), 'tok_slow', 'resumed');
        expect(answer.status).toBe(201);
        return answer;
      },
      { within: 10_000 },
    );
    expect([final.body.id, final.body.paymentId]).toEqual([slow.body.id, slow.body.paymentId]);
    const payments = await mina.all(`/payments?registrationId=${slow.body.id}`);
    expect(payments).toMatchObject([{ id: slow.body.paymentId, attempt: 1, status: 'COMPLETED' }]);
  });

  it('is required on requests that charge a card', async () => {
    const missing = await mina.post('/registrations', { lectureId: titled('Algorithms 101') });
    expect([missing.status, missing.body.code]).toEqual([400, 'IDEMPOTENCY_KEY_REQUIRED']);
  });
});

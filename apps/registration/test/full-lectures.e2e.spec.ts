import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aLecture, eventually, idOf, TestIdentity } from '#testing';
import { RunningRegistration } from './running-registration.js';
import { onEveryStore } from './stores.js';
import { Student } from './student.js';

function deferred() {
  let resolve!: () => void;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

onEveryStore('a full lecture', (newStore) => {
  const store = newStore();
  let identity: TestIdentity;
  let running: RunningRegistration;
  let url: string;
  let count = 0;

  beforeAll(async () => {
    identity = await TestIdentity.create();
    running = await RunningRegistration.start({ ...store, keys: identity.keys });
    url = `http://127.0.0.1:${await running.service.listen(0, '127.0.0.1')}`;
  });
  afterAll(() => running.stop());

  const student = (name = `student-${(count += 1)}`) => Student.of(url, identity, { sub: name, role: 'student', name });
  async function fullLecture() {
    const lecture = aLecture({ id: idOf(0x7000 + (count += 1)), capacity: 1 });
    await running.addLectures(lecture);
    const holder = await student();
    const { body } = await holder.register(lecture.id);
    return { lecture, holder, registrationId: body.id };
  }
  const codeOf = async (answer: Promise<{ status: number; body: { code?: string } }>) => (await answer).body.code;

  it('refuses a student while no transaction can run, and records the refusal afterwards', async () => {
    const { lecture } = await fullLecture();
    const late = await student();
    const [key, started, ended] = [randomUUID(), deferred(), deferred()];
    const blocking = Array.from({ length: 10 }, () =>
      running.database.transaction(async () => {
        started.resolve();
        await ended.promise;
      }),
    );
    await started.promise;
    expect(await codeOf(late.register(lecture.id, 'tok_ok', key))).toBe('LECTURE_FULL');
    ended.resolve();
    await Promise.all(blocking);
    const stored = () => running.rows<{ body: string }>("SELECT body FROM idempotency_record WHERE state = 'DONE'");
    await eventually(async () => expect(JSON.stringify(await stored())).toContain('LECTURE_FULL'));
    const again = await late.register(lecture.id, 'tok_ok', key);
    expect([again.body.code, again.headers.get('idempotency-replayed')]).toEqual(['LECTURE_FULL', 'true']);
  });

  it('replays the refusal of an idempotency key even after a seat has become free', async () => {
    const { lecture, holder, registrationId } = await fullLecture();
    const [late, key] = [await student(), randomUUID()];
    expect(await codeOf(late.register(lecture.id, 'tok_ok', key))).toBe('LECTURE_FULL');
    await holder.post(`/registrations/${registrationId}/cancel`);
    expect(await codeOf(late.register(lecture.id, 'tok_ok', key))).toBe('LECTURE_FULL');
    expect(await codeOf(late.register(lecture.id, 'tok_hang', key))).toBe('LECTURE_FULL');
    expect(await codeOf(late.post('/registrations', { lectureId: idOf(0x7fff) }, key))).toBe('IDEMPOTENCY_KEY_REUSED');
    expect((await late.register(lecture.id)).status).toBe(201);
  });

  it('reports an earlier rule if one applies', async () => {
    const { lecture, holder } = await fullLecture();
    const late = await student();
    const otherFee = { lectureId: lecture.id, expectedFee: { amount: 1, currency: 'KRW' } };
    expect(await codeOf(late.register(lecture.id))).toBe('LECTURE_FULL');
    expect(await codeOf(holder.register(lecture.id))).toBe('ALREADY_REGISTERED');
    expect(await codeOf(late.post('/registrations', otherFee))).toBe('FEE_CHANGED');
    expect(await codeOf(late.post('/registrations', { lectureId: lecture.id }))).toBe('INVALID_REQUEST');
  });

  it('reports TOO_MANY_HOLDS to a student who has just given up a seat of the lecture', async () => {
    const { lecture, holder, registrationId } = await fullLecture();
    await holder.post(`/registrations/${registrationId}/cancel`);
    const leaver = await student();
    const held = await leaver.register(lecture.id, 'tok_error');
    await leaver.post(`/registrations/${held.body.id}/cancel`);
    expect((await holder.register(lecture.id)).status).toBe(201);
    expect(await codeOf(leaver.register(lecture.id))).toBe('TOO_MANY_HOLDS');
    expect(await codeOf((await student()).register(lecture.id))).toBe('LECTURE_FULL');
  });

  it('returns the registration of a request whose response was lost', async () => {
    const lecture = aLecture({ id: idOf(0x7000 + (count += 1)), capacity: 1 });
    await running.addLectures(lecture);
    const [first, key] = [await student(), randomUUID()];
    const { body } = await first.register(lecture.id, 'tok_ok', key);
    expect(await codeOf((await student()).register(lecture.id))).toBe('LECTURE_FULL');
    const again = await first.register(lecture.id, 'tok_ok', key);
    expect([again.status, again.body.id]).toEqual([201, body.id]);
  });

  it('refuses concurrent students before the payment for the last seat has an outcome', async () => {
    const lecture = aLecture({ id: idOf(0x7000 + (count += 1)), capacity: 1 });
    await running.addLectures(lecture);
    const students = await Promise.all(Array.from({ length: 5 }, () => student()));
    const order: number[] = [];
    await Promise.all(students.map(async (each) => order.push((await each.register(lecture.id, 'tok_hang')).status)));
    expect(order).toEqual([409, 409, 409, 409, 202]);
  });

  it('assigns exactly its seats when three hundred students register at once', async () => {
    const lecture = aLecture({ id: idOf(0x7000 + (count += 1)), capacity: 7 });
    await running.addLectures(lecture);
    const students = await Promise.all(Array.from({ length: 300 }, () => student()));
    const answers = await Promise.all(students.map((each) => each.register(lecture.id)));
    const given = answers.filter(({ status }) => status === 201 || status === 202).length;
    const refused = answers.filter(({ body }) => body.code === 'LECTURE_FULL').length;
    expect([given, refused]).toEqual([7, 293]);
    const [seats] = await running.rows<object>('SELECT held + taken AS seats FROM seat_ledger WHERE lecture_id = ?', [
      lecture.id,
    ]);
    expect(seats).toEqual({ seats: 7 });
  }, 60_000);
});

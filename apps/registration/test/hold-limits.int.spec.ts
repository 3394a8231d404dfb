import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { isRejection, type LectureState, type Rejection } from '#contracts';
import { aLecture, idOf, minutes, seconds } from '#testing';
import { CancelRegistration } from '../src/use-cases/cancel-registration.js';
import { PayForRegistration } from '../src/use-cases/pay-for-registration.js';
import { RegisterForLecture } from '../src/use-cases/register-for-lecture.js';
import { RunningRegistration } from './running-registration.js';
import { onEveryStore } from './stores.js';
import { card } from './student.js';

const LIMIT = 8;
const CONCURRENT = 20;

onEveryStore('holds without a payment', (newStore) => {
  const store = newStore();
  let running: RunningRegistration;
  let lectures: LectureState[];
  let student: string;
  let count = 0;

  beforeAll(async () => {
    running = await RunningRegistration.start(store);
  });
  afterAll(() => running.stop());

  beforeEach(async () => {
    student = `student-${(count += 1)}`;
    lectures = Array.from({ length: CONCURRENT }, (_, n) =>
      aLecture({ id: idOf(0x8000 + count * 32 + n), capacity: 1 }),
    );
    await running.addLectures(...lectures);
  });

  const register = (n: number, token = 'tok_error', who = student) =>
    running.commands.execute(new RegisterForLecture(who, lectures[n]!.id, card(token)));
  const cancel = (id: string) => running.commands.execute(new CancelRegistration(id, student));
  const rejectionOf = (command: Promise<unknown>): Promise<Rejection | undefined> =>
    command.then(
      () => undefined,
      (error: unknown) => {
        if (isRejection(error)) return error;
        throw error;
      },
    );
  const held = async () =>
    (await running.rows(`SELECT id FROM registration WHERE status = 'AWAITING_PAYMENT' AND student_id = ?`, [student]))
      .length;
  const fill = async () => {
    const holds = [];
    for (let n = 0; n < LIMIT; n++) holds.push((await register(n)).registration);
    return holds;
  };

  it('never exceeds the limit when one student requests twenty holds at the same moment', async () => {
    const answers = await Promise.all(lectures.map((_, n) => rejectionOf(register(n))));
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(LIMIT);
    expect([...new Set(answers.map((answer) => answer?.code))].toSorted()).toEqual(['TOO_MANY_HOLDS', undefined]);
    expect(await held()).toBe(LIMIT);
  }, 60_000);

  it('never exceeds the limit when one student requests twenty seats with hold at the same moment', async () => {
    const hold = (lecture: LectureState) =>
      running.commands.execute(
        new RegisterForLecture(student, lecture.id, undefined, undefined, undefined, true, true),
      );
    const answers = await Promise.all(lectures.map((lecture) => rejectionOf(hold(lecture))));
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(LIMIT);
    expect(answers.filter((answer) => answer?.code === 'TOO_MANY_HOLDS')).toHaveLength(CONCURRENT - LIMIT);
    expect(await held()).toBe(LIMIT);
  }, 60_000);

  it('allows another hold once one is paid for, canceled or has expired', async () => {
    const [first, second] = await fill();
    expect((await rejectionOf(register(8)))?.code).toBe('TOO_MANY_HOLDS');
    await running.commands.execute(new PayForRegistration(first!.id, student, card('tok_ok')));
    await register(8);
    expect((await rejectionOf(register(9)))?.code).toBe('TOO_MANY_HOLDS');
    await cancel(second!.id);
    await register(9);
    expect((await rejectionOf(register(10)))?.code).toBe('TOO_MANY_HOLDS');
    running.clock.step(minutes(10));
    await register(10);
    expect(await held()).toBe(1);
  });

  it('limits neither paid registrations nor free lectures nor other students', async () => {
    const free = aLecture({ id: idOf(0xf500 + count), fee: { amount: 0, currency: 'KRW' } });
    await running.addLectures(free);
    for (let n = 0; n < LIMIT + 1; n++) await register(n, 'tok_ok');
    for (let n = LIMIT + 1; n < 2 * LIMIT + 1; n++) await register(n);
    expect((await rejectionOf(register(18)))?.code).toBe('TOO_MANY_HOLDS');
    await running.commands.execute(new RegisterForLecture(student, free.id));
    await register(18, 'tok_error', 'another student');
  });

  it('reports ALREADY_REGISTERED before TOO_MANY_HOLDS', async () => {
    await fill();
    expect((await rejectionOf(register(0)))?.code).toBe('ALREADY_REGISTERED');
  });

  it('allows another hold of a lecture only after a minute, and at most three more within 24 hours', async () => {
    for (let round = 0; round < 4; round++) {
      await cancel((await register(0)).registration.id);
      expect(await rejectionOf(register(0))).toMatchObject({ code: 'TOO_MANY_HOLDS' });
      expect(await rejectionOf(register(0, 'tok_declined', 'another student'))).toMatchObject({
        code: 'PAYMENT_DECLINED',
      });
      running.clock.step(seconds(60));
    }
    expect((await rejectionOf(register(0)))?.extensions).toMatchObject({
      reasons: [{ data: { limit: 3 }, remedies: ['WAIT'] }],
    });
    running.clock.step(minutes(24 * 60) - seconds(240));
    await register(0);
  });

  it('allows holds when a replica of an earlier release has left slots of confirmed registrations in use', async () => {
    const holds = await fill();
    for (const { id, holdSlot } of holds) {
      await running.commands.execute(new PayForRegistration(id, student, card('tok_ok')));
      if (holdSlot! <= 3) await running.rows('UPDATE registration SET hold_slot = ? WHERE id = ?', [holdSlot, id]);
    }
    for (let n = LIMIT; n < 2 * LIMIT; n++) await register(n);
    expect((await rejectionOf(register(16)))?.code).toBe('TOO_MANY_HOLDS');
    expect(await held()).toBe(LIMIT);
  });
});

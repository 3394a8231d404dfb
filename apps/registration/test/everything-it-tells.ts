import type { EventEnvelope, LectureState } from '#contracts';
import { cast, eventually, idOf, type TestIdentity } from '#testing';
import { algorithms101, openDay } from './lectures.js';
import type { RunningRegistration } from './running-registration.js';
import { Student } from './student.js';

/** Mina registers for one lecture after another, each with another end: everything that registration ever tells. */
export async function everythingTold(running: RunningRegistration, identity: TestIdentity): Promise<EventEnvelope[]> {
  const url = `http://127.0.0.1:${await running.service.listen(0, '127.0.0.1')}`;
  const mina = await Student.of(url, identity, cast.mina);
  const lecture = (n: number): LectureState => algorithms101({ id: idOf(0x8000 + n) });
  await running.knows(...[1, 2, 3, 4].map(lecture), openDay());

  await mina.register(openDay().id, null);
  await mina.register(lecture(1).id, 'tok_declined');
  const paid = await mina.register(lecture(2).id, 'tok_ok');
  await mina.post(`/registrations/${paid.body.id}/cancel`);
  const waiting = await mina.register(lecture(3).id, 'tok_error');
  await mina.post(`/registrations/${waiting.body.id}/cancel`);
  await mina.register(lecture(4).id, 'tok_error');
  running.clock.step(11 * 60_000);
  return eventually(() => {
    if (running.events.named('registration.expired').length === 0) throw new Error('the hold is not over yet');
    return running.events.all();
  });
}

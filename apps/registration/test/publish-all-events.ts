import type { EventEnvelope, LectureState } from '#contracts';
import { aLecture, cast, eventually, idOf, type TestIdentity } from '#testing';
import type { RunningRegistration } from './running-registration.js';
import { card, openDay, Student } from './student.js';

/** Mina registers for several lectures, each with a different end, so that every event of registration is published. */
export async function publishAllEvents(running: RunningRegistration, identity: TestIdentity): Promise<EventEnvelope[]> {
  const url = `http://127.0.0.1:${await running.service.listen(0, '127.0.0.1')}`;
  const mina = await Student.of(url, identity, cast.mina);
  const lecture = (n: number): LectureState => aLecture({ id: idOf(0x8000 + n) });
  const withApproval = { ...lecture(6), approvalRequired: true };
  const seated = { ...lecture(7), maxPlaces: 3, seating: { rows: [{ label: 'A', seats: 5 }] } };
  await running.addLectures(...[1, 2, 3, 4, 5].map(lecture), openDay(), withApproval, seated);

  await mina.register(openDay().id, null);
  await requestTwice(mina, await Student.of(url, identity, cast.admin), withApproval.id);
  await mina.register(lecture(1).id, 'tok_declined');
  const paid = await mina.register(lecture(2).id, 'tok_ok');
  await mina.post(`/registrations/${paid.body.id}/cancel`);
  await cancelOnePlace(mina, seated.id);
  const waiting = await mina.register(lecture(3).id, 'tok_error');
  await mina.post(`/registrations/${waiting.body.id}/cancel`);
  const held = await mina.post('/registrations', { lectureId: lecture(5).id, hold: true });
  await mina.post(`/registrations/${held.body.id}/payment`, card('tok_declined'));
  await mina.post(`/registrations/${held.body.id}/cancel`);
  await mina.register(lecture(4).id, 'tok_error');
  running.clock.step(11 * 60_000);
  return eventually(() => {
    if (running.events.named('registration.expired').length === 0) throw new Error('the hold has not expired yet');
    return running.events.all();
  });
}

async function cancelOnePlace(mina: Student, lectureId: string): Promise<void> {
  const places = [{ seat: 'A-1' }, { participant: { name: 'Joon', email: 'joon@example.org' } }];
  const { body } = await mina.post('/registrations', { lectureId, places, payment: card('tok_ok') });
  await mina.post(`/registrations/${body.id}/cancel`, { places: [2] });
  await mina.post(`/registrations/${body.id}/cancel`);
}

/** Both are decided: the first registration is rejected, the second one accepted, and canceled on request. */
async function requestTwice(mina: Student, admin: Student, lectureId: string): Promise<void> {
  const { body: rejected } = await mina.register(lectureId);
  await admin.post(`/admin/registrations/${rejected.id}/reject`, { note: 'For members only.' });
  const { body: accepted } = await mina.register(lectureId);
  const decisions = `/admin/registrations/${accepted.id}`;
  await admin.post(`${decisions}/accept`);
  await mina.post(`/registrations/${accepted.id}/cancel`, { note: 'I have moved.' });
  await admin.post(`${decisions}/cancel-request/refuse`, { note: 'The beans are ordered.' });
  await mina.post(`/registrations/${accepted.id}/cancel`);
  await admin.post(`${decisions}/cancel-request/grant`);
}

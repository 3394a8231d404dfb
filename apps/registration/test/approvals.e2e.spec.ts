import { describe, expect, it, beforeAll } from '@jest/globals';
import type { LectureState } from '#contracts';
import { cast, eventually, hours } from '#testing';
import { servedRegistration } from './running-registration.js';
import type { Student } from './student.js';

describe('registrations that require an approval', () => {
  const served = servedRegistration({ SUGANG_SWEEP_MS: '50' });
  const note = { note: 'Members only.' };
  let drPark: Student;
  let drLee: Student;
  beforeAll(async () => {
    drPark = await served.student(cast.drPark);
    drLee = await served.student(cast.drLee);
  });
  const newWorkshop = (changes: Partial<LectureState> = {}) =>
    served.newLecture({ instructor: { id: cast.drPark.sub, name: 'Dr. Park' }, approvalRequired: true, ...changes });
  const decide = (who: Student, id: string, what: string, body?: object) =>
    who.post(`/admin/registrations/${id}/${what}`, body);
  const seats = async ({ id }: LectureState) => (await served.mina.get(`/lectures/${id}/availability`)).body;
  const auditOf = async ({ id }: LectureState, query = '') =>
    (await drPark.get(`/admin/lectures/${id}/audit${query}`)).body;
  const accepted = async (lecture: LectureState) => {
    const { body } = await served.mina.register(lecture.id);
    return (await decide(drPark, body.id, 'accept')).body;
  };

  it('hold the seat after the payment until the staff accepts', async () => {
    const workshop = await newWorkshop();
    const registered = await served.mina.register(workshop.id, 'tok_ok', 'my-key');
    expect(registered).toMatchObject({ status: 202, body: { status: 'AWAITING_APPROVAL', confirmedAt: null } });
    expect(registered.body).not.toHaveProperty('paymentDeferred');
    expect(registered.headers.get('location')).toBe(`/api/v1/registrations/${registered.body.id}`);
    expect(await seats(workshop)).toMatchObject({ held: 1, taken: 0 });
    expect((await served.mina.register(workshop.id)).body).toMatchObject({ code: 'ALREADY_REGISTERED' });
    const { id } = registered.body;
    const confirmed = await decide(drPark, id, 'accept');
    expect(confirmed).toMatchObject({
      status: 200,
      body: { status: 'CONFIRMED', approval: { accepted: true, decidedBy: cast.drPark.sub } },
    });
    expect((await decide(drPark, id, 'accept')).body).toEqual(confirmed.body);
    expect((await decide(drPark, id, 'reject', note)).body).toMatchObject({
      code: 'NOT_AWAITING_APPROVAL',
      registrationStatus: 'CONFIRMED',
    });
    expect(await seats(workshop)).toMatchObject({ held: 0, taken: 1 });
    await eventually(() => {
      const actors = served.running.events.named('registration.confirmed').filter(({ subject }) => subject === id);
      expect(actors).toMatchObject([{ actor: cast.drPark.sub, data: confirmed.body }]);
    });
  });

  it('are rejected with a reason, and the seat becomes free', async () => {
    const workshop = await newWorkshop({ fee: { amount: 0, currency: 'KRW' } });
    const { status, body } = await served.mina.register(workshop.id, null);
    expect([status, body.status]).toEqual([202, 'AWAITING_APPROVAL']);
    const rejected = await decide(drPark, body.id, 'reject', note);
    expect(rejected.body).toMatchObject({ status: 'CANCELED', cancelReason: 'INSTRUCTOR', cancelNote: note.note });
    expect((await decide(drPark, body.id, 'reject', note)).body).toEqual(rejected.body);
    expect(await seats(workshop)).toMatchObject({ held: 0, taken: 0 });
    expect((await served.mina.register(workshop.id, null)).status).toBe(202);
  });

  it('are decided and audited only by the staff of their lecture', async () => {
    const workshop = await newWorkshop();
    const { body } = await served.mina.register(workshop.id);
    for (const [who, code] of [
      [drLee, 'NOT_FOUND'],
      [served.mina, 'FORBIDDEN'],
    ] as const) {
      for (const what of ['accept', 'cancel-request/grant'])
        expect((await decide(who, body.id, what)).body.code).toBe(code);
      for (const what of ['reject', 'cancel-request/refuse'])
        expect((await decide(who, body.id, what, note)).body.code).toBe(code);
      expect((await who.get(`/admin/lectures/${workshop.id}/audit`)).body.code).toBe(code);
    }
    expect((await decide(drPark, body.id, 'reject', { note: ' ' })).body.code).toBe('INVALID_REQUEST');
  });

  it('are canceled on request once the staff has accepted them', async () => {
    const workshop = await newWorkshop();
    const { id } = await accepted(workshop);
    const cancel = () => served.mina.post(`/registrations/${id}/cancel`, { note: 'I have moved.' });
    const requested = await cancel();
    expect(requested).toMatchObject({
      status: 202,
      body: { status: 'CONFIRMED', cancelRequest: { number: 1, note: 'I have moved.', refund: workshop.fee } },
    });
    expect(await cancel()).toMatchObject({ status: 202, body: requested.body });
    const refused = await decide(drPark, id, 'cancel-request/refuse', note);
    expect(refused.body).toMatchObject({ status: 'CONFIRMED', cancelRequest: { refusalNote: note.note } });
    expect((await decide(drPark, id, 'cancel-request/grant')).body.code).toBe('NO_CANCEL_REQUEST');
    expect((await cancel()).body).toMatchObject({ cancelRequest: { number: 2, refusedAt: null } });
    const granted = await decide(drPark, id, 'cancel-request/grant');
    expect(granted).toMatchObject({ status: 200, body: { status: 'CANCELED', cancelReason: 'STUDENT' } });
    expect(await cancel()).toMatchObject({ status: 200, body: granted.body });
    expect(await seats(workshop)).toMatchObject({ held: 0, taken: 0 });
  });

  it('cannot be canceled after two refusals', async () => {
    const workshop = await newWorkshop();
    const { id } = await accepted(workshop);
    for (const _ of [1, 2]) {
      await served.mina.post(`/registrations/${id}/cancel`);
      await decide(drPark, id, 'cancel-request/refuse', note);
    }
    expect((await served.mina.post(`/registrations/${id}/cancel`)).body.code).toBe('CANCEL_REFUSED');
  });

  it('leave a record of who decided what and why, also of removals', async () => {
    const workshop = await newWorkshop();
    const { id } = await accepted(workshop);
    await decide(drPark, id, 'remove', note);
    await decide(drPark, id, 'remove', { note: 'Another reason.' });
    const entry = { by: cast.drPark.sub, registrationId: id, studentId: cast.mina.sub, at: expect.any(String) };
    const [removed, acceptedFirst] = [
      { ...entry, what: 'REMOVED', note: note.note },
      { ...entry, what: 'ACCEPTED', note: null },
    ];
    expect(await auditOf(workshop)).toEqual({ items: [removed, acceptedFirst], next: null });
    const first = await auditOf(workshop, '?limit=1');
    expect(first.items).toEqual([removed]);
    expect(await auditOf(workshop, `?limit=1&cursor=${first.next}`)).toEqual({ items: [acceptedFirst], next: null });
    await eventually(() => {
      const canceled = served.running.events.named('registration.canceled').filter(({ subject }) => subject === id);
      expect(canceled).toMatchObject([{ actor: cast.drPark.sub }]);
    });
  });

  it('expire without a decision, and a request to cancel is granted, at their own deadlines', async () => {
    const [undecided, requested] = [await newWorkshop({ approvalHours: 1 }), await newWorkshop()];
    const { body: first } = await served.mina.register(undecided.id);
    const { id: second } = await accepted(requested);
    const { body: pending } = await served.mina.post(`/registrations/${second}/cancel`);
    const { decideBy } = pending['cancelRequest'] as { decideBy: string };
    served.running.clock.step(hours(73));
    const read = async (id: string) => (await served.mina.get(`/registrations/${id}`)).body;
    const ends = [
      { id: first.id, status: 'EXPIRED', endedAt: first['holdExpiresAt'] },
      { id: second, status: 'CANCELED', cancelReason: 'STUDENT', endedAt: decideBy },
    ];
    expect([await read(first.id), await read(second)]).toMatchObject(ends);
    await eventually(async () => {
      expect([await seats(undecided), await seats(requested)]).toMatchObject([{ held: 0 }, { taken: 0 }]);
      const stored = await served.running.rows<object>(
        'SELECT id, status, version FROM registration WHERE id IN (?, ?) ORDER BY id',
        [first.id, second],
      );
      expect(stored).toMatchObject([
        { status: 'EXPIRED', version: 3 },
        { status: 'CANCELED', version: 5 },
      ]);
    });
  });
});

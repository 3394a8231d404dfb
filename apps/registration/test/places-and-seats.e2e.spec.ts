import { beforeAll, describe, expect, it } from '@jest/globals';
import type { LectureState, SeatingPlan } from '#contracts';
import { aLecture, cast, eventually, idOf, minutes } from '#testing';
import { servedRegistration } from './running-registration.js';
import { card, type Answer, type Student } from './student.js';

const fee = (amount: number) => ({ amount, currency: 'KRW' }) as const;

const hall: SeatingPlan = {
  rows: [
    { label: 'A', seats: 4, blocked: [1], fee: fee(20_000) },
    { label: 'B', seats: 4, aisleAfter: [2], accessible: [4] },
  ],
};

const placesIn = ({ body }: Answer) => body.places as { no: number; seat: string | null; canceledAt: string | null }[];
const seatsIn = (answer: Answer) => placesIn(answer).map(({ seat }) => seat);

describe('places and seats', () => {
  const served = servedRegistration({ SUGANG_SWEEP_MS: '50' });
  let others: Student[];
  beforeAll(async () => {
    others = await Promise.all([1, 2, 3].map((n) => served.student({ ...cast.mina, sub: `guest-${n}` })));
  });

  const newHall = (changes: Partial<LectureState> = {}) =>
    served.newLecture({ capacity: 7, maxPlaces: 4, fee: fee(10_000), seating: hall, ...changes });
  const register = (student: Student, lecture: LectureState, places: object[], more: object = {}) =>
    student.post('/registrations', { lectureId: lecture.id, payment: card('tok_ok'), places, ...more });
  const ledgerOf = async ({ id }: LectureState) => {
    const { body } = await served.mina.get(`/lectures/${id}/availability`);
    return [body.held, body.taken, body.available];
  };
  const mapOf = async ({ id }: LectureState, student: Student = served.mina) => {
    const { body } = await student.get(`/lectures/${id}/seats`);
    const rows = body.rows as { label: string; seats: { seat: string; state: string; mine?: true }[] }[];
    return rows.flatMap(({ seats }) => seats.map(({ seat, state, mine }) => `${seat} ${mine ? 'mine' : state}`));
  };

  it('registers several places with participants for the sum of their fees', async () => {
    const lecture = await served.newLecture({ maxPlaces: 3 });
    const answer = await register(served.mina, lecture, [{}, { participant: { name: 'Joon' } }]);
    expect([answer.status, answer.body.fee]).toEqual([201, fee(98_000)]);
    expect(answer.body.places).toEqual([
      { no: 1, fee: fee(49_000), seat: null, participant: null, canceledAt: null },
      { no: 2, fee: fee(49_000), seat: null, participant: { name: 'Joon', email: null }, canceledAt: null },
    ]);
    expect(await ledgerOf(lecture)).toEqual([0, 2, 28]);
    expect(served.running.payment.captured.at(-1)?.amount).toEqual(fee(98_000));
  });

  it('refuses more places than the lecture allows, and more than are free', async () => {
    const lecture = await served.newLecture({ maxPlaces: 3, capacity: 2 });
    const many = await register(served.mina, lecture, [{}, {}, {}, {}]);
    expect([many.status, many.body.code]).toEqual([409, 'TOO_MANY_PLACES']);
    expect(many.body.reasons).toMatchObject([
      { code: 'TOO_MANY_PLACES', data: { limit: 3 }, remedies: ['REDUCE_PLACES'] },
      { code: 'LECTURE_FULL', data: { available: 2 } },
    ]);
    const three = await register(served.mina, lecture, [{}, {}, {}]);
    expect([three.body.code, three.body.detail]).toEqual([
      'LECTURE_FULL',
      'Only 2 places of this lecture are free. Register for fewer places.',
    ]);
    expect((await register(served.mina, lecture, [{}, {}])).status).toBe(201);
  });

  it('cancels some of the places, and the registration with the last one', async () => {
    const lecture = await served.newLecture({ maxPlaces: 3 });
    const { body } = await register(served.mina, lecture, [{}, {}, {}]);
    const cancel = (places: number[]) => served.mina.post(`/registrations/${body.id}/cancel`, { places });
    expect((await cancel([4])).body.code).toBe('PLACES_UNKNOWN');
    const canceled = await cancel([2]);
    expect(canceled.body).toMatchObject({ status: 'CONFIRMED', refundDue: fee(49_000), fee: fee(147_000) });
    expect(placesIn(canceled).map(({ canceledAt }) => canceledAt !== null)).toEqual([false, true, false]);
    expect((await cancel([2])).body.version).toBe(canceled.body.version);
    expect(await ledgerOf(lecture)).toEqual([0, 2, 28]);
    expect(served.running.events.named('registration.changed').at(-1)?.data).toEqual(canceled.body);
    expect((await cancel([1, 3])).body.status).toBe('CANCELED');
    expect(await ledgerOf(lecture)).toEqual([0, 0, 30]);
  });

  it('cancels an unpaid registration only as a whole', async () => {
    const lecture = await served.newLecture({ maxPlaces: 2 });
    const { body } = await register(served.mina, lecture, [{}, {}], { payment: card('tok_error') });
    const answer = await served.mina.post(`/registrations/${body.id}/cancel`, { places: [1] });
    expect([answer.status, answer.body.code]).toEqual([409, 'WHOLE_REGISTRATION_ONLY']);
    await served.mina.post(`/registrations/${body.id}/cancel`);
  });

  it('assigns neighboring seats, takes chosen ones, and names those that are taken', async () => {
    const lecture = await newHall();
    const pair = await register(served.mina, lecture, [{}, {}], { expectedFee: fee(20_000) });
    expect([pair.status, seatsIn(pair), pair.body.fee]).toEqual([201, ['B-1', 'B-2'], fee(20_000)]);
    const chosen = await register(served.joon, lecture, [{ seat: 'B-2' }, { seat: 'A-1' }, { seat: 'B-3' }]);
    expect([chosen.status, chosen.body.code]).toEqual([409, 'SEAT_TAKEN']);
    expect(chosen.body.reasons).toMatchObject([{ data: { seats: ['B-2', 'A-1'] } }]);
    expect(seatsIn(await register(served.joon, lecture, [{ seat: 'B-3' }]))).toEqual(['B-3']);
    const group = await register(others[0]!, lecture, [{}, {}]);
    expect(seatsIn(group)).toEqual(['A-2', 'A-3']);
    expect(await mapOf(lecture)).toEqual([
      ...['A-1 blocked', 'A-2 taken', 'A-3 taken', 'A-4 free'],
      ...['B-1 mine', 'B-2 mine', 'B-3 taken', 'B-4 free'],
    ]);
  });

  it('answers a visitor without an account and an unchanged map with 304', async () => {
    const lecture = await newHall();
    const visitor = await served.visitor().get(`/lectures/${lecture.id}/seats`);
    expect([visitor.status, visitor.headers.get('cache-control')]).toEqual([200, 'private, max-age=1']);
    const again = await served.mina.get(`/lectures/${lecture.id}/seats`);
    expect(again.headers.get('etag')).toBe(visitor.headers.get('etag'));
    const plain = await served.newLecture();
    expect((await served.mina.get(`/lectures/${plain.id}/seats`)).body.code).toBe('NO_SEATS');
  });

  it('moves a place to a free seat of the same fee, and changes the participant', async () => {
    const lecture = await newHall();
    const { body } = await register(served.mina, lecture, [{ seat: 'B-1' }, { seat: 'B-2' }]);
    await register(served.joon, lecture, [{ seat: 'B-3' }]);
    const put = (no: number, change: object) => served.mina.put(`/registrations/${body.id}/places/${no}`, change);
    expect((await put(1, { seat: 'B-3' })).body).toMatchObject({ code: 'SEAT_TAKEN' });
    expect((await put(1, { seat: 'A-2' })).body.code).toBe('SEAT_OTHER_FEE');
    const moved = await put(1, { seat: 'B-4', participant: { name: 'Joon', email: 'joon@example.org' } });
    expect(moved.body.places).toMatchObject([{ seat: 'B-4', participant: { name: 'Joon' } }, { seat: 'B-2' }]);
    expect((await put(1, { seat: 'B-4' })).body.version).toBe(moved.body.version);
    expect((await mapOf(lecture)).filter((seat) => seat.endsWith('mine'))).toEqual(['B-2 mine', 'B-4 mine']);
  });

  it('frees the seats of canceled places, canceled registrations and expired holds', async () => {
    const lecture = await newHall();
    const { body } = await register(served.mina, lecture, [{ seat: 'A-2' }, { seat: 'A-3' }]);
    await served.mina.post(`/registrations/${body.id}/cancel`, { places: [1] });
    expect(await mapOf(lecture)).toContain('A-2 free');
    expect(await mapOf(lecture)).toContain('A-3 mine');
    await served.mina.post(`/registrations/${body.id}/cancel`);
    const held = await register(served.joon, lecture, [{ seat: 'A-2' }], { payment: card('tok_error') });
    expect([held.status, (await mapOf(lecture)).at(1)]).toEqual([202, 'A-2 held']);
    served.running.clock.step(minutes(11));
    expect((await mapOf(lecture)).at(1)).toBe('A-2 free');
    expect((await register(others[0]!, lecture, [{ seat: 'A-2' }])).status).toBe(201);
    expect(await mapOf(lecture)).toContain('A-2 taken');
  });

  it('gives seats to places that were held before the plan arrived, and keeps a seat that a new plan lacks', async () => {
    const lecture = await served.newLecture({ maxPlaces: 3, capacity: 7 });
    const { body } = await register(served.mina, lecture, [{}, {}]);
    await served.running.addLectures({ ...lecture, seating: hall, version: 2 });
    await eventually(async () => {
      expect(seatsIn(await served.mina.get(`/registrations/${body.id}`))).toEqual(['B-1', 'B-2']);
    });
    const small: SeatingPlan = { rows: [{ label: 'C', seats: 3 }] };
    await served.running.addLectures({ ...lecture, seating: small, capacity: 3, version: 3 });
    expect(seatsIn(await served.mina.get(`/registrations/${body.id}`))).toEqual(['B-1', 'B-2']);
    expect(await mapOf(lecture)).toEqual(['C-1 free', 'C-2 free', 'C-3 free']);
    await served.mina.post(`/registrations/${body.id}/cancel`);
    const all = await register(served.joon, lecture, [{}, {}, {}]);
    expect(seatsIn(all)).toEqual(['C-1', 'C-2', 'C-3']);
  });

  it('ignores a plan that arrives after a newer one', async () => {
    const lecture = aLecture({ id: idOf(0x5f00), capacity: 3 });
    await served.running.addLectures(
      { ...lecture, seating: { rows: [{ label: 'B', seats: 3 }] }, version: 3 },
      { ...lecture, seating: hall, version: 2 },
    );
    expect(await mapOf(lecture)).toEqual(['B-1 free', 'B-2 free', 'B-3 free']);
  });
});

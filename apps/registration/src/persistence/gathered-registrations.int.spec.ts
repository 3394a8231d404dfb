import { EventEmitter, once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { isRejection } from '#contracts';
import { CommitUnknown, Database, StoreUnavailable, VersionConflict } from '#persistence';
import { inContext, type IdempotencyTicket } from '#platform';
import { aLecture } from '#testing';
import { completed, later, monday, request as mondaysRequest } from '../../test/registration-states.js';
import { RunningRegistration } from '../../test/running-registration.js';
import { onEveryStore } from '../../test/stores.js';
import { decideConfirm } from '../domain/payment.js';
import { decideRequest } from '../domain/registration.js';
import { Registrations } from '../ports/registrations.js';
import { SeatLedger } from '../ports/seat-ledger.js';
import { SeatRequests } from './seat-requests.js';

const FIVE = [0, 1, 2, 3, 4];
const OF_A_REPLICA = `INSERT INTO registration (id, lecture_id, student_id, status, fee_amount, fee_currency, requested_at,
  version, revision, live_slot) VALUES (?, ?, ?, 'CONFIRMED', 0, 'KRW', '2027-03-01 00:00:00.000', 1, 1, ?)`;
const except = (position: number) => FIVE.filter((each) => each !== position);

onEveryStore('concurrent registrations', (newStore) => {
  let running: RunningRegistration;
  let registrations: Registrations;
  let ledger: SeatLedger;
  let lecture = aLecture();
  let next = 0;
  const newId = () => `0193a5b0-0000-7000-8000-${(0xe000 + next++).toString(16).padStart(12, '0')}`;
  const openLecture = async (capacity: number) => {
    lecture = aLecture({ id: newId(), capacity });
    await running.addLectures(lecture);
  };

  beforeAll(async () => {
    running = await RunningRegistration.start(newStore());
    registrations = running.service.app.get(Registrations);
    ledger = running.service.app.get(SeatLedger);
  });
  afterAll(() => running.stop());
  beforeEach(() => openLecture(10));
  afterEach(() => void jest.restoreAllMocks());

  const student = (position: number) => `student ${position} of ${lecture.id}`;
  const request = (position: number, attachResource?: IdempotencyTicket['attachResource']) => {
    const seat = { ...mondaysRequest, registrationId: newId(), paymentId: newId(), studentId: student(position) };
    const ticket = attachResource && { resourceId: undefined, attachResource };
    return registrations.request(
      { lectureId: lecture.id, studentId: seat.studentId },
      (row, earlier) => decideRequest(row, seat, monday, earlier),
      ticket && { ticket, resourceId: seat.registrationId },
    );
  };
  const confirm = (id: string) =>
    registrations.change(id, (state) => decideConfirm(state, { ...completed, registrationId: id }, later(1)));
  const fiveRequested = async () => Promise.all(FIVE.map((position) => request(position)));
  const outcomes = async (attempts: Promise<unknown>[]) =>
    (await Promise.allSettled(attempts)).map((outcome) => {
      if (outcome.status === 'fulfilled') return 'stored';
      const reason = outcome.reason as Error;
      return isRejection(reason) ? reason.code : reason.message;
    });
  const onlyFails = (position: number, code: string) => FIVE.map((each) => (each === position ? code : 'stored'));
  const seats = async () =>
    (await running.rows<object>('SELECT held, taken FROM seat_ledger WHERE lecture_id = ?', [lecture.id]))[0];
  const students = async () => {
    const rows = await running.rows<{ student_id: string }>(
      'SELECT student_id FROM registration WHERE lecture_id = ? AND live_slot IS NOT NULL ORDER BY student_id',
      [lecture.id],
    );
    return rows.map((row) => row.student_id);
  };
  const events = async (name: string) => {
    const rows = await running.rows<{ body: string }>('SELECT body FROM outbox WHERE routing_key = ?', [`${name}.v1`]);
    return rows.filter(({ body }) => body.includes(`"lectureId":"${lecture.id}"`)).map(({ body }) => body);
  };
  const transactions = () => ({
    batches: jest.spyOn(Database.prototype, 'batch'),
    alone: jest.spyOn(SeatRequests.prototype, 'requestOne'),
  });

  it('are requested in one transaction, each with its own event and seat', async () => {
    const { batches, alone } = transactions();
    expect(await fiveRequested()).toHaveLength(5);
    expect([batches.mock.calls.length, alone.mock.calls.length]).toEqual([1, 0]);
    expect(await seats()).toEqual({ held: 5, taken: 0 });
    expect(await events('registration.requested')).toHaveLength(5);
  });

  it('are changed in one transaction, and read back exactly as they were decided', async () => {
    const requested = await fiveRequested();
    const { batches } = transactions();
    const confirmed = await Promise.all(requested.map(({ id }) => confirm(id)));
    expect(batches).toHaveBeenCalledTimes(1);
    for (const state of confirmed) expect(await registrations.ofStudent(state.id, state.studentId)).toEqual(state);
    expect(await seats()).toEqual({ held: 0, taken: 5 });
    expect(await events('registration.confirmed')).toHaveLength(5);
  });

  it('publish their events with the correlation of their own request', async () => {
    await Promise.all(FIVE.map((n) => inContext({ correlationId: `request-${n}` }, () => request(n))));
    const correlations = (await events('registration.requested')).map(
      (body) => (JSON.parse(body) as { correlationid: string }).correlationid,
    );
    expect(correlations.sort()).toEqual(FIVE.map((n) => `request-${n}`));
  });

  it.each(FIVE)('keep their seats when the one at position %i is already registered', async (position) => {
    await request(position);
    const { alone } = transactions();
    expect(await outcomes(FIVE.map((each) => request(each)))).toEqual(onlyFails(position, 'ALREADY_REGISTERED'));
    expect(alone).not.toHaveBeenCalled();
    expect(await seats()).toEqual({ held: 5, taken: 0 });
  });

  it.each(FIVE)('keep their seats when the one at position %i has lost its lease', async (position) => {
    const lost = () => Promise.reject(new Error('lease lost'));
    const attempts = FIVE.map((each) => request(each, each === position ? lost : async () => {}));
    expect(await outcomes(attempts)).toEqual(onlyFails(position, 'lease lost'));
    expect(await students()).toEqual(except(position).map(student));
    expect(await seats()).toEqual({ held: 4, taken: 0 });
  });

  it.each(FIVE)('are confirmed when the one at position %i does not exist', async (position) => {
    const requested = await fiveRequested();
    const ids = requested.map(({ id }, each) => (each === position ? newId() : id));
    expect(await outcomes(ids.map(confirm))).toEqual(onlyFails(position, 'NOT_FOUND'));
    expect(await seats()).toEqual({ held: 1, taken: 4 });
  });

  it.each(FIVE)('run one by one when a replica registers the student at position %i meanwhile', async (position) => {
    const { batch } = Database.prototype;
    jest.spyOn(Database.prototype, 'batch').mockImplementationOnce(async function (this: Database, work) {
      await running.rows(OF_A_REPLICA, [newId(), lecture.id, student(position), `${student(position)}:${lecture.id}`]);
      return batch.call(this, work);
    });
    expect(await outcomes(FIVE.map((each) => request(each)))).toEqual(onlyFails(position, 'ALREADY_REGISTERED'));
    expect(await seats()).toEqual({ held: 4, taken: 0 });
  });

  it('never exceed the capacity, and give every seat', async () => {
    await openLecture(3);
    const codes = await outcomes(FIVE.map((each) => request(each)));
    expect(codes.sort()).toEqual(['LECTURE_FULL', 'LECTURE_FULL', 'stored', 'stored', 'stored']);
    expect(await seats()).toEqual({ held: 3, taken: 0 });
  });

  it('run one by one when the seats were taken after the batch had read how many are free', async () => {
    await openLecture(3);
    const read = (await ledger.findEach([lecture.id]))[0]!;
    await request(9);
    jest.spyOn(ledger, 'findEach').mockResolvedValueOnce([read]);
    const { alone } = transactions();
    const codes = await outcomes([0, 1, 2].map((each) => request(each)));
    expect(codes.sort()).toEqual(['LECTURE_FULL', 'stored', 'stored']);
    expect(alone.mock.calls.length).toBeGreaterThan(1);
    expect(await seats()).toEqual({ held: 3, taken: 0 });
  });

  it.each(FIVE)('are confirmed one by one after a conflict in the batch at position %i', async () => {
    const requested = await fiveRequested();
    jest.spyOn(ledger, 'moveEach').mockRejectedValueOnce(new VersionConflict('the seats'));
    expect(await outcomes(requested.map(({ id }) => confirm(id)))).toEqual(FIVE.map(() => 'stored'));
    expect(await seats()).toEqual({ held: 0, taken: 5 });
    expect(await events('registration.confirmed')).toHaveLength(5);
  });

  it('of another lecture wait for one batch at most behind a lecture with hundreds of requests', async () => {
    await openLecture(500);
    const hot = lecture;
    await openLecture(5);
    const [quiet, order] = [lecture, [] as string[]];
    const requestIn = async (of: typeof lecture, position: number) => {
      lecture = of;
      const pending = request(position);
      await pending.then((state) => order.push(state.lectureId));
    };
    await Promise.all([
      ...Array.from({ length: 500 }, (_, position) => requestIn(hot, position)),
      ...FIVE.map((position) => requestIn(quiet, position)),
    ]);
    expect(order.lastIndexOf(quiet.id)).toBeLessThan(200);
  });

  it('are refused as unavailable beyond ten thousand in the queue, which ends with the outage of the store', async () => {
    const store = new EventEmitter();
    const failed = once(store, 'fails').then(() => Promise.reject(new StoreUnavailable('the store is down')));
    const reads = [jest.spyOn(ledger, 'findEach'), jest.spyOn(ledger, 'find')];
    for (const read of reads) read.mockImplementation(() => failed);
    const pending = outcomes(Array.from({ length: 10_100 }, (_, position) => request(position)));
    store.emit('fails');
    const settled = await pending;
    expect(settled.slice(10_000)).toEqual(Array(100).fill('10000 writes are already queued'));
    expect(new Set(settled.slice(0, 10_000))).toEqual(new Set(['the store is down']));
    for (const read of reads) read.mockRestore();
    expect(await outcomes([request(0)])).toEqual(['stored']);
  });

  it('are each reported as unknown when the response to the commit is lost, and none runs again', async () => {
    const { batch } = Database.prototype;
    jest.spyOn(Database.prototype, 'batch').mockImplementationOnce(async function (this: Database, work) {
      await batch.call(this, work);
      throw new CommitUnknown(new Error('connection lost'));
    });
    const { alone } = transactions();
    const settled = await Promise.allSettled(FIVE.map((each) => request(each)));
    expect(settled.every((one) => one.status === 'rejected' && one.reason instanceof CommitUnknown)).toBe(true);
    expect(alone).not.toHaveBeenCalled();
    expect(await students()).toEqual(FIVE.map(student));
    expect(await outcomes(FIVE.map((each) => request(each)))).toEqual(FIVE.map(() => 'ALREADY_REGISTERED'));
  });
});

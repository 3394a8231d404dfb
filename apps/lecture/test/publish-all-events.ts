import type { EventEnvelope } from '#contracts';
import { cast, eventually } from '#testing';
import { lastSessionEnd } from './algorithms-101.js';
import type { LectureOffice } from './lecture-office.js';

/** Causes every event that the lecture service publishes. */
export async function publishAllEvents(office: LectureOffice): Promise<EventEnvelope[]> {
  const first = await office.opened();
  await office.receives('drPark');
  await eventually(async () => {
    const { body } = await office.get(`/lectures/${first.id}`);
    if (body.instructor.name === null) throw new Error('Dr. Park is not known yet');
  });
  const algorithms = await office.opened();
  await office.changes(cast.drPark, algorithms.id, { capacity: 40 }, `"${algorithms.version}"`);
  await office.announces(cast.drPark, algorithms.id, { title: 'Bring a laptop', body: 'We will sort real data.' });
  await office.cancels(cast.drPark, algorithms.id);
  await office.opened();
  await office.opened({
    timezone: 'Asia/Seoul',
    publishAt: '2027-02-23T00:00:00.000Z',
    registrationOpensAt: '2027-02-24T00:00:00.000Z',
    registrationClosesAt: '2027-02-25T00:00:00.000Z',
  });
  await office.opened({ maxPlaces: 4 });
  const row = {
    label: 'A',
    seats: 12,
    blocked: [1],
    accessible: [2],
    aisleAfter: [6],
    fee: { amount: 59_000, currency: 'KRW' },
  };
  const seated = await office.opened({ capacity: undefined, seating: { rows: [row, { label: 'B', seats: 12 }] } });
  await office.changes(cast.drPark, seated.id, { refundPreset: 'kr-credit-bank' }, `"${seated.version}"`);
  office.clock.moveTo(lastSessionEnd.toISOString());
  return eventually(() => {
    const closed = office.events.named('lecture.closed');
    if (closed.length < 5) throw new Error('not every lecture is closed yet');
    return office.events.all().filter(({ source }) => source === '/sugang/lecture');
  });
}

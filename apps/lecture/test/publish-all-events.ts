import type { EventEnvelope } from '#contracts';
import { cast, eventually } from '#testing';
import { lastSessionEnd } from './algorithms-101.js';
import type { LectureOffice } from './lecture-office.js';

/** Lectures are opened, changed, canceled and closed: everything that the lecture service ever publishes. */
export async function publishAllEvents(office: LectureOffice): Promise<EventEnvelope[]> {
  await office.opened();
  await office.receives('drPark');
  const algorithms = await eventually(async () => {
    const opened = await office.opened();
    const { body } = await office.get(`/lectures/${opened.id}`);
    if (body.instructor.name === null) throw new Error('Dr. Park is not known yet');
    return opened;
  });
  await office.changes(cast.drPark, algorithms.id, { capacity: 40 }, `"${algorithms.version}"`);
  await office.cancels(cast.drPark, algorithms.id);
  await office.opened();
  office.clock.moveTo(lastSessionEnd.toISOString());
  return eventually(() => {
    const closed = office.events.named('lecture.closed');
    if (closed.length < 2) throw new Error('not every lecture is closed yet');
    return office.events.all().filter(({ source }) => source === '/sugang/lecture');
  });
}

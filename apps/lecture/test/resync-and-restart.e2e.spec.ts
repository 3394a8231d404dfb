import { describe, expect, it } from '@jest/globals';
import { readEvent, type EventEnvelope, type ResyncFinished } from '#contracts';
import { requestResync, type Broker } from '#messaging';
import { cast, eventually } from '#testing';
import { LectureOffice } from './lecture-office.js';

const { drPark, admin } = cast;
const REQUEST = '0193a5b0-0000-7000-8000-00000000d001';

/** Everything that is published to the consumer `new-view` because it asked. */
async function retold(broker: Broker) {
  const published: EventEnvelope[] = [];
  const finished: ResyncFinished[] = [];
  await broker.subscribe({
    consumer: 'new-view',
    bindings: ['resync.new-view.#', 'resync-finished.new-view.v1'],
    concurrency: 1,
    handle: async ({ routingKey, body }) => {
      if (routingKey.startsWith('resync.')) published.push(readEvent(body));
      else finished.push(JSON.parse(body));
      return { kind: 'done' };
    },
  });
  await requestResync(broker, 'new-view', REQUEST, new Date());
  return { published, finished };
}

describe('a consumer that requests a resync', () => {
  const office = LectureOffice.forTheseTests();

  it('receives every lecture once in its current state with its sequence, and then the completion', async () => {
    const [opened, changed, canceled] = [await office.opened(), await office.opened(), await office.opened()];
    await office.changes(drPark, changed.id, { capacity: 40 }, '"1"');
    await office.cancels(drPark, canceled.id);
    await eventually(() => expect(office.events.all()).toHaveLength(5));

    const { published, finished } = await retold(office.broker);
    await eventually(() => {
      expect(finished).toMatchObject([{ requestId: REQUEST, source: 'lecture', emitted: 3 }]);
      expect(published).toHaveLength(3);
    });
    const events = new Map(published.map((event) => [event.subject, event]));
    expect(events.get(opened.id)).toMatchObject({ name: 'lecture.opened', sequence: 1, resync: REQUEST });
    expect(events.get(changed.id)).toMatchObject({ name: 'lecture.changed', sequence: 2, data: { capacity: 40 } });
    expect(events.get(canceled.id)).toMatchObject({
      name: 'lecture.canceled',
      sequence: 2,
      data: { status: 'CANCELED' },
    });
    for (const event of office.events.all()) {
      const again = events.get(event.subject)!;
      if (again.sequence === event.sequence) expect(again.data).toEqual(event.data);
    }
  });
});

describe('the same version of a lecture', () => {
  const office = LectureOffice.forTheseTests();

  it("is re-published unchanged, whatever the instructor's current name", async () => {
    await office.opened();
    await office.receives('drPark', { name: 'Dr. Park-Kim' });
    await eventually(async () => expect((await office.get('/lectures?q=park-kim')).body.items).toHaveLength(1));
    const { published } = await retold(office.broker);
    await eventually(() => expect(published).toHaveLength(1));
    expect(published[0]!.data).toEqual(office.events.named('lecture.opened')[0]!.data);
  });
});

describe('the lecture service after a restart', () => {
  const office = LectureOffice.forTheseTests();

  it('has its lectures, rosters, copies and idempotency records', async () => {
    const once = { 'idempotency-key': 'before-the-restart' };
    const { body: lecture } = await office.opens(drPark, {}, once);
    await office.enrolls(1, lecture.id);
    await office.receives('mina');
    const roster = async () => (await office.get(`/admin/lectures/${lecture.id}/roster`, admin)).body;
    await eventually(async () => expect((await roster()).items[0]?.student.name).toBe('Mina'));
    const before = [(await office.get(`/lectures/${lecture.id}`)).body, await roster()];
    await office.restart();
    expect([(await office.get(`/lectures/${lecture.id}`)).body, await roster()]).toEqual(before);
    await office.enrolls(2, lecture.id, { studentId: cast.joon.sub });
    await eventually(async () => expect((await office.get(`/lectures/${lecture.id}`)).body.enrolled).toBe(2));
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { eventually, idOf, tempDir } from '#testing';
import { requestResync } from '../src/resync/control-messages.js';
import type { Broker } from '../src/broker/broker.js';
import { InProcessBroker } from '../src/broker/in-process/in-process-broker.js';
import { SampleOwner, SampleSubscriber, type Surroundings } from './sample-services.js';

const root = tempDir();
let places = 0;

describe('services that talk by events', () => {
  let around: Surroundings;
  let broker: Broker;
  const running: { stop(): Promise<void> }[] = [];

  beforeEach(() => {
    const dataDir = join(root, String((places += 1)));
    broker = new InProcessBroker({ dataDir, retry: { attempts: 3, firstDelayMs: 20, factor: 2, maxDelayMs: 100 } });
    around = { broker, dataDir };
  });
  afterEach(async () => {
    for (const one of running.splice(0)) await one.stop();
    await broker.close();
  });

  const owner = async () => {
    const started = await SampleOwner.start(around);
    running.push(started);
    return started;
  };
  const subscriber = async (name: string, guard: 'inbox' | 'sequence' = 'inbox') => {
    const started = await SampleSubscriber.start(name, guard, around);
    running.push(started);
    return started;
  };
  const students = (...ns: number[]) => ns.map(idOf);

  it('a sample service that only subscribes is added without touching any other: it learns past and future', async () => {
    const identity = await owner();
    const lecture = await subscriber('lecture');
    await identity.signUp(1);
    await identity.signUp(2);
    await eventually(() => expect(lecture.mail.sent).toHaveLength(2));

    const added = await subscriber('sample');
    await eventually(() => expect(added.seen.subjects).toEqual(students(1, 2)));
    await identity.signUp(3);
    await eventually(() => expect(added.seen.subjects).toEqual(students(1, 2, 3)));
    await eventually(() => expect(lecture.seen.subjects).toEqual(students(1, 2, 3)));

    // What the newcomer was told again, it alone was told, and nothing that happens once happened again.
    expect(added.mail.sent.map(({ id }) => id)).toEqual(students(3));
    expect(lecture.mail.sent.map(({ id }) => id)).toEqual(students(1, 2, 3));
  });

  it('a service that starts before any owner learns their states all the same', async () => {
    const early = await subscriber('early');
    const identity = await owner();
    await identity.signUp(1);
    await eventually(() => expect(early.seen.events.map(({ resync }) => resync !== undefined)).toContain(true), {
      within: 10_000,
    });
    expect(early.seen.subjects).toEqual(students(1));
  });

  it('a service that was down finds what happened meanwhile, once, and does not ask for everything again', async () => {
    const identity = await owner();
    const before = await subscriber('lecture');
    await identity.signUp(1);
    await eventually(() => expect(before.mail.sent).toHaveLength(1));
    await eventually(async () => {
      const known = await broker.subscribe({
        consumer: 'lecture',
        bindings: ['tick'],
        concurrency: 0,
        handle: async () => ({ kind: 'done' }),
      });
      await known.close();
      expect(known.isNew).toBe(false);
    });
    await running.pop()!.stop();
    await identity.signUp(2);
    const after = await subscriber('lecture');
    await eventually(() => expect(after.mail.sent.map(({ id }) => id)).toEqual(students(2)));
    expect(after.seen.events.filter(({ resync }) => resync !== undefined)).toEqual([]);
  });

  it('a read model without a store of rows is fed as well', async () => {
    const identity = await owner();
    await identity.signUp(1);
    const view = await subscriber('view', 'sequence');
    await identity.signUp(2);
    await eventually(() => expect(view.seen.subjects).toEqual(students(1, 2)));
  });

  it('an operator’s resync reaches the one consumer, and only what copies', async () => {
    const identity = await owner();
    const lecture = await subscriber('lecture');
    const other = await subscriber('other');
    await identity.signUp(1);
    await eventually(() => expect([lecture.mail.sent, other.mail.sent].map(({ length }) => length)).toEqual([1, 1]));
    const request = idOf(0xabc);
    await eventually(() => requestResync(broker, 'lecture', request, new Date()));
    const again = (one: SampleSubscriber) => one.seen.events.filter(({ resync }) => resync === request);
    await eventually(() =>
      expect(again(lecture)).toEqual([expect.objectContaining({ subject: idOf(1), sequence: 1 })]),
    );
    expect([again(other), lecture.mail.sent.length]).toEqual([[], 1]);
  });

  it('a service that stops has published what it committed, to the last event', async () => {
    const lecture = await subscriber('lecture');
    const identity = await owner();
    for (let n = 1; n <= 30; n += 1) await identity.signUp(n);
    await running.pop()!.stop();
    await eventually(() => expect(lecture.mail.sent).toHaveLength(30));
  });

  it('a message that cannot be consumed is parked, counted, and consumed after its replay', async () => {
    const identity = await owner();
    const lecture = await subscriber('lecture');
    lecture.seen.fault = new Error('a bug');
    await identity.signUp(1);
    await eventually(async () => expect(await broker.parked.count('lecture')).toBeGreaterThan(0));
    expect(await lecture.metrics()).toMatch(/sugang_parked_messages\{service="lecture"\} [1-9]/);
    expect((await broker.parked.list({ consumer: 'lecture' }))[0]).toMatchObject({ reason: 'a bug', attempts: 3 });
    lecture.seen.fault = undefined;
    // As a newcomer it is told the state again, which the same bug may park a moment later.
    await eventually(async () => {
      await broker.parked.replayAll({ consumer: 'lecture' });
      expect(lecture.mail.sent).toHaveLength(1);
      expect(await broker.parked.list()).toEqual([]);
    });
  });

  it('one publisher’s figures: published, nothing waiting', async () => {
    const identity = await owner();
    const lecture = await subscriber('lecture');
    await identity.signUp(1);
    await eventually(() => expect(lecture.mail.sent).toHaveLength(1));
    await eventually(async () => {
      const text = await identity.metrics();
      expect(text).toMatch(/sugang_events_published_total\{key="account.signed-up.v1",service="identity"\} 1\n/);
      expect(text).toMatch(/sugang_outbox_pending\{service="identity"\} 0\n/);
    });
  });
});

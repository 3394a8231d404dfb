import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { eventually, idOf, tempDir } from '#testing';
import { requestResync } from '../src/resync/control-messages.js';
import type { Broker } from '../src/broker/broker.js';
import { InProcessBroker } from '../src/broker/in-process/in-process-broker.js';
import { SampleOwner, SampleSubscriber, type SampleEnvironment } from './sample-services.js';

const root = tempDir();
let directories = 0;

describe('services with MessagingModule', () => {
  let environment: SampleEnvironment;
  let broker: Broker;
  const running: { stop(): Promise<void> }[] = [];

  beforeEach(() => {
    const dataDir = join(root, String((directories += 1)));
    broker = new InProcessBroker({ dataDir, retry: { attempts: 3, firstDelayMs: 20, factor: 2, maxDelayMs: 100 } });
    environment = { broker, dataDir };
  });
  afterEach(async () => {
    for (const one of running.splice(0)) await one.stop();
    await broker.close();
  });

  const owner = async () => {
    const started = await SampleOwner.start(environment);
    running.push(started);
    return started;
  };
  const subscriber = async (name: string, guard: 'inbox' | 'sequence' = 'inbox') => {
    const started = await SampleSubscriber.start(name, guard, environment);
    running.push(started);
    return started;
  };
  const students = (...ns: number[]) => ns.map(idOf);

  it('a new subscriber receives past and future states without a change to any other service', async () => {
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

    // Only the new subscriber received re-published states, and no one-time effect was repeated.
    expect(added.mail.sent.map(({ id }) => id)).toEqual(students(3));
    expect(lecture.mail.sent.map(({ id }) => id)).toEqual(students(1, 2, 3));
  });

  it('a service that starts before every owning service receives their states', async () => {
    const early = await subscriber('early');
    const identity = await owner();
    await identity.signUp(1);
    await eventually(() => expect(early.seen.events.map(({ resync }) => resync !== undefined)).toContain(true), {
      within: 10_000,
    });
    expect(early.seen.subjects).toEqual(students(1));
  });

  it('a service that was down receives the missed events once, without another resync', async () => {
    const identity = await owner();
    const before = await subscriber('lecture');
    await identity.signUp(1);
    await eventually(() => expect(before.mail.sent).toHaveLength(1));
    await eventually(async () => {
      let isNew = false;
      const known = await broker.subscribe({
        consumer: 'lecture',
        bindings: ['tick'],
        concurrency: 0,
        handle: async () => ({ kind: 'done' }),
        whenNew: () => (isNew = true),
      });
      await known.close();
      expect(isNew).toBe(false);
    });
    await running.pop()!.stop();
    await identity.signUp(2);
    const after = await subscriber('lecture');
    await eventually(() => expect(after.mail.sent.map(({ id }) => id)).toEqual(students(2)));
    expect(after.seen.events.filter(({ resync }) => resync !== undefined)).toEqual([]);
  });

  it('a read model without a database receives events', async () => {
    const identity = await owner();
    await identity.signUp(1);
    const view = await subscriber('view', 'sequence');
    await identity.signUp(2);
    await eventually(() => expect(view.seen.subjects).toEqual(students(1, 2)));
  });

  it('a requested resync reaches only the one consumer, and only its policies that resync', async () => {
    const identity = await owner();
    const lecture = await subscriber('lecture');
    const other = await subscriber('other');
    await identity.signUp(1);
    await eventually(() => expect([lecture.mail.sent, other.mail.sent].map(({ length }) => length)).toEqual([1, 1]));
    const request = idOf(0xabc);
    await eventually(() => requestResync(broker, 'lecture', request, new Date()));
    const republished = (one: SampleSubscriber) => one.seen.events.filter(({ resync }) => resync === request);
    await eventually(() =>
      expect(republished(lecture)).toEqual([expect.objectContaining({ subject: idOf(1), sequence: 1 })]),
    );
    expect([republished(other), lecture.mail.sent.length]).toEqual([[], 1]);
  });

  it('a service publishes every committed event before it stops', async () => {
    const lecture = await subscriber('lecture');
    const identity = await owner();
    for (let n = 1; n <= 30; n += 1) await identity.signUp(n);
    await running.pop()!.stop();
    await eventually(() => expect(lecture.mail.sent).toHaveLength(30));
  });

  it('a message that fails is parked, counted, and consumed after its replay', async () => {
    const identity = await owner();
    const lecture = await subscriber('lecture');
    lecture.seen.fault = new Error('a bug');
    await identity.signUp(1);
    await eventually(async () => expect(await broker.parked.count('lecture')).toBeGreaterThan(0));
    expect(await lecture.metrics()).toMatch(/sugang_parked_messages\{service="lecture"\} [1-9]/);
    expect((await broker.parked.list({ consumer: 'lecture' }))[0]).toMatchObject({ reason: 'a bug', attempts: 3 });
    lecture.seen.fault = undefined;
    // The initial resync re-publishes the state, which the same bug may park a moment later.
    await eventually(async () => {
      await broker.parked.replayAll({ consumer: 'lecture' });
      expect(lecture.mail.sent).toHaveLength(1);
      expect(await broker.parked.list()).toEqual([]);
    });
  });

  it('a publisher reports its published and pending messages as metrics', async () => {
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

import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  Log,
  loadSettings,
  brokerSettings,
  messageSettings,
  Metrics,
  UuidV7Ids,
  type JobFunction,
  type JobRunner,
} from '#platform';
import { hours, TestClock } from '#testing';
import { z } from 'zod';
import { signedUp } from '../test/states.js';
import { forget, onEveryStore } from '../test/stores.js';
import type { Broker } from './broker/broker.js';
import { InboxEntry, OutboxEntry, RepublishJob, ResyncJob } from './entities.js';
import { ExpiredMessages } from './expired-messages.js';
import { Inbox } from './inbox/inbox.js';
import { OutboxRows } from './outbox/outbox-rows.js';
import { Outbox } from './outbox/outbox.js';

const settings = loadSettings(z.object({ ...brokerSettings, ...messageSettings }), {
  SUGANG_OUTBOX_RETENTION_HOURS: '48',
  SUGANG_INBOX_RETENTION_DAYS: '40',
  SUGANG_RESYNC_RETENTION_DAYS: '3',
  SUGANG_PARKED_RETENTION_DAYS: '20',
});
const days = (count: number) => hours(24 * count);

class Sweeps {
  readonly clock = new TestClock(new Date().toISOString());
  readonly metrics = new Metrics('payment');
  private readonly runs = new Map<string, JobFunction>();
  readonly messages = new ExpiredMessages(this.clock, this.metrics, {
    every: (_ms: number, name: string, run: JobFunction) => this.runs.set(name, run),
  } as unknown as JobRunner);

  async run(name: string): Promise<void> {
    while ((await this.runs.get(name)!()) === 'more');
  }

  async deleted(): Promise<Record<string, number>> {
    const counter = await this.metrics.registry.getSingleMetric('sugang_expired_deleted_total')?.get();
    return Object.fromEntries(counter?.values.map(({ labels, value }) => [labels['what'], value]) ?? []);
  }
}

onEveryStore('the sweep of messaging tables', (store) => {
  let sweeps: Sweeps;
  let inbox: Inbox;

  beforeEach(async () => {
    await forget(store());
    sweeps = new Sweeps();
    inbox = new Inbox(store(), 'payment', sweeps.clock);
    sweeps.messages.sweepRows(store(), new OutboxRows(store()), inbox, settings);
  });

  const counts = async () => [
    await store().reader.count(OutboxEntry),
    await store().reader.count(InboxEntry),
    await store().reader.count(ResyncJob),
    await store().reader.count(RepublishJob),
  ];

  async function fill(): Promise<void> {
    const { clock } = sweeps;
    await store().transaction(() => new Outbox(() => store(), clock, new UuidV7Ids()).add(signedUp(1), signedUp(2)));
    const [first] = await store().reader.find(OutboxEntry, { order: { id: 'ASC' } });
    await store().reader.update(OutboxEntry, { id: first!.id }, { status: 'SENT', sentAt: clock.now() });
    await inbox.once('event', 'subject', async () => undefined);
    const job = { consumer: 'mypage', emitted: 1, version: 1, requestedAt: clock.now(), afterId: '' };
    for (const [requestId, status] of [
      ['done', 'DONE'],
      ['running', 'RUNNING'],
    ] as const) {
      const finishedAt = status === 'DONE' ? clock.now() : null;
      const one = { ...job, requestId, status, finishedAt };
      await store().reader.insert(ResyncJob, { ...one, kindNumber: 0 });
      await store().reader.insert(RepublishJob, { ...one, routingKeys: 'x', untilId: '' });
    }
  }

  it('deletes each kind of row at the end of its own retention, and never unpublished events or running jobs', async () => {
    await fill();
    const [outbox, of, jobs] = [days(2), days(40), days(3)];
    await sweeps.run('delete-expired-messages');
    expect(await counts()).toEqual([2, 1, 2, 2]);
    sweeps.clock.step(outbox + 1_000);
    await sweeps.run('delete-expired-messages');
    expect(await counts()).toEqual([1, 1, 2, 2]);
    sweeps.clock.step(jobs - outbox);
    await sweeps.run('delete-expired-messages');
    expect(await counts()).toEqual([1, 1, 1, 1]);
    sweeps.clock.step(of - jobs);
    await sweeps.run('delete-expired-messages');
    expect(await counts()).toEqual([1, 0, 1, 1]);
    expect(await sweeps.deleted()).toEqual({ outbox: 1, inbox: 1, resync_job: 1, republish_job: 1 });
  });

  it('spares an event that was published late for the whole retention, so that it can be republished', async () => {
    await fill();
    sweeps.clock.step(days(2) - 1_000);
    await store().reader.update(OutboxEntry, { status: 'PENDING' }, { status: 'SENT', sentAt: sweeps.clock.now() });
    sweeps.clock.step(2_000);
    await sweeps.run('delete-expired-messages');
    expect(await store().reader.count(OutboxEntry)).toBe(1);
  });

  it('deletes more rows than fit into one batch', async () => {
    const row = { consumer: 'payment', consumedAt: new Date(0) };
    const rows = Array.from({ length: 501 }, (_, n) => ({ ...row, eventId: `event-${n}` }));
    await store().transaction(({ manager }) => manager.insert(InboxEntry, rows));
    await sweeps.run('delete-expired-messages');
    expect(await store().reader.count(InboxEntry)).toBe(0);
    expect(await sweeps.deleted()).toMatchObject({ inbox: 501 });
  });
});

describe('the sweep of parked messages', () => {
  const brokerWith = (connected: () => Promise<void>) => {
    const asked: unknown[] = [];
    const deleteParkedBefore = async (...given: unknown[]) => asked.push(given);
    return { asked, broker: { connected, parked: { deleteParkedBefore } } as unknown as Broker };
  };

  it('deletes those that were parked before the retention', async () => {
    const sweeps = new Sweeps();
    const { asked, broker } = brokerWith(async () => undefined);
    sweeps.messages.sweepParked('payment', broker, settings, Log.silent());
    await sweeps.run('delete-expired-parked-messages');
    expect(asked).toEqual([['payment', new Date(sweeps.clock.now().getTime() - days(20)), 500]]);
    expect(await sweeps.deleted()).toEqual({ parked: 1 });
  });

  it('waits for its next run while the broker is unreachable', async () => {
    const sweeps = new Sweeps();
    const { asked, broker } = brokerWith(() => Promise.reject(new Error('unreachable')));
    sweeps.messages.sweepParked('payment', broker, settings, Log.silent());
    await sweeps.run('delete-expired-parked-messages');
    expect(asked).toEqual([]);
  });
});

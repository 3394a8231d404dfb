import { beforeEach, describe, expect, it } from '@jest/globals';
import { resyncKeyOf, routingKeyOf, writeEvent, type EventEnvelope } from '#contracts';
import { StoreUnavailable } from '#persistence';
import { currentContext, Log, Metrics } from '#platform';
import { envelopeOf, eventually, TestClock } from '#testing';
import { Command } from '@nestjs/cqrs';
import { Note } from '../../test/note.js';
import { changed, signedUp } from '../../test/states.js';
import { forget, onEveryStore } from '../../test/stores.js';
import type { Delivery, Verdict } from '../broker/broker.js';
import { whenever, type Policy } from '../policies/policy.js';
import { EventConsumer } from './event-consumer.js';
import { inboxGuard, sequenceGuard, type EffectGuard } from './effect-guard.js';
import { Inbox } from './inbox.js';
import { InboxEntry } from '../entities.js';

class Effect extends Command<void> {
  constructor(readonly run: () => Promise<void>) {
    super();
  }
}

const execute = (command: Command<unknown>) => (command as Effect).run();

type Signup = EventEnvelope<'account.signed-up'>;

onEveryStore('EventConsumer', (store) => {
  let reacted: (event: EventEnvelope) => Promise<void>;
  let metrics: Metrics;
  const shutdown = new AbortController();

  const copyAccounts = whenever(
    ['account.signed-up', 'account.changed'],
    { resync: 'apply' },
    (event) =>
      new Effect(async () => {
        await note(`copy ${event.name}`);
        await reacted(event);
      }),
  );
  const welcome = whenever(['account.signed-up'], { resync: 'ignore' }, () => new Effect(() => note('welcome')));

  const note = async (text: string) => {
    await store().reader.insert(Note, { text });
  };
  const notes = async () => (await store().reader.find(Note, { order: { number: 'ASC' } })).map(({ text }) => text);

  const consumerOf = (policies: Policy[], guard: EffectGuard = guarded()) =>
    new EventConsumer(
      'lecture',
      policies,
      execute,
      () => undefined,
      guard,
      new TestClock('2027-03-01T00:00:02.000Z'),
      Log.silent(),
      metrics,
      shutdown.signal,
    );
  const guarded = () => inboxGuard(store(), new Inbox(store(), 'lecture', new TestClock()));

  const deliveryOf = (event: EventEnvelope, routingKey = routingKeyOf(event.name)): Delivery => ({
    id: event.id,
    routingKey,
    body: writeEvent(event),
    headers: {},
    attempt: 1,
  });
  const consumed = (result: string) =>
    new RegExp(`sugang_events_consumed_total{result="${result}",service="lecture"} 1`);

  beforeEach(async () => {
    await forget(store());
    reacted = async () => undefined;
    metrics = new Metrics('lecture');
  });

  it('runs every matching policy once for an event that is delivered several times', async () => {
    const { handle } = consumerOf([copyAccounts, welcome]);
    const delivery = deliveryOf(envelopeOf(signedUp(1)));
    const verdicts = await Promise.all(Array.from({ length: 8 }, () => handle(delivery)));
    expect(new Set(verdicts.map(({ kind }) => kind))).toEqual(new Set(['done']));
    expect(await notes()).toEqual(['copy account.signed-up', 'welcome']);
    expect(await metrics.text()).toMatch(consumed('applied'));
    expect(await metrics.text()).toContain('result="duplicate",service="lecture"} 7');
  });

  it('runs the policies for each delivery with the sequence guard', async () => {
    const { handle } = consumerOf([welcome], sequenceGuard({ isFault: () => false, ping: async () => undefined }));
    const delivery = deliveryOf(envelopeOf(signedUp(1)));
    await Promise.all([handle(delivery), handle(delivery)]);
    expect(await notes()).toEqual(['welcome', 'welcome']);
  });

  it('rolls back effect and inbox row together when a policy fails, and applies both on the retry', async () => {
    const { handle } = consumerOf([welcome, copyAccounts]);
    const delivery = deliveryOf(envelopeOf(signedUp(1)));
    reacted = () => Promise.reject(new Error('no such lecture'));
    expect(await handle(delivery)).toEqual({ kind: 'retry', reason: 'no such lecture' });
    expect([await notes(), await store().reader.count(InboxEntry)]).toEqual([[], 0]);
    reacted = async () => undefined;
    expect(await handle({ ...delivery, attempt: 2 })).toEqual({ kind: 'done' });
    expect(await notes()).toEqual(['welcome', 'copy account.signed-up']);
    expect(await metrics.text()).toMatch(consumed('failed'));
  });

  it('does not mistake a duplicate key of a policy for a duplicate event', async () => {
    const { handle } = consumerOf([copyAccounts]);
    reacted = async () => {
      for (const _ of [1, 2])
        await store().manager.insert(InboxEntry, { consumer: 'x', eventId: 'y', consumedAt: new Date() });
    };
    expect(await handle(deliveryOf(envelopeOf(signedUp(1))))).toMatchObject({ kind: 'retry' });
  });

  it('runs a policy in the context of the event', async () => {
    let context: unknown;
    reacted = async () => void (context = currentContext());
    const event = { ...envelopeOf(signedUp(1)), correlationid: 'a-request', traceparent: '00-trace' } as Signup;
    await consumerOf([copyAccounts]).handle(deliveryOf(event));
    expect(context).toEqual({ correlationId: 'a-request', causationId: event.id, traceparent: '00-trace' });
  });

  it('applies re-published states only with policies that resync', async () => {
    const event = { ...envelopeOf(signedUp(1)), resync: 'a-request' } as Signup;
    await consumerOf([copyAccounts, welcome]).handle(deliveryOf(event, resyncKeyOf('lecture', event.name)));
    expect(await notes()).toEqual(['copy account.signed-up']);
  });

  it('ignores an event without a policy', async () => {
    const { handle } = consumerOf([welcome]);
    expect(await handle(deliveryOf(envelopeOf(changed(1))))).toEqual({ kind: 'done' });
    expect([await notes(), await store().reader.count(InboxEntry)]).toEqual([[], 0]);
    expect(await metrics.text()).toMatch(consumed('ignored'));
  });

  it('measures the lag of an event', async () => {
    await consumerOf([welcome]).handle(deliveryOf(envelopeOf(signedUp(1))));
    expect(await metrics.text()).toContain(
      'sugang_event_lag_seconds_sum{service="lecture",event="account.signed-up"} 2',
    );
  });

  describe('EventConsumer, for an unreadable message,', () => {
    const event = envelopeOf(signedUp(1)) as Signup;
    const valid = writeEvent(event);
    const cases: [what: string, delivery: Partial<Delivery>, reason: RegExp][] = [
      ['a body that is not JSON', { body: '{"specversion"' }, /not JSON/],
      ['an empty body', { body: '' }, /not JSON/],
      ['a body of null', { body: 'null' }, /unreadable event/],
      ['a JSON object that is not an event', { body: '{"hello":"there"}' }, /specversion.*id.*type/s],
      ['a state that does not match its schema', { body: valid.replace('"student"', '"emperor"') }, /data\.role/],
      [
        'an unknown event',
        { body: valid.replace('account.signed-up.v1', 'account.erased.v1') },
        /account\.erased\.v1 is unknown/,
      ],
      ['a version from the future', { body: valid.replace('signed-up.v1"', 'signed-up.v2"') }, /v2 is unknown/],
      [
        'an event under the key of another one',
        { routingKey: 'account.changed.v1' },
        /does not match account.signed-up/,
      ],
      ['an ordinary event under a resync key', { routingKey: 'resync.lecture.account.signed-up.v1' }, /does not match/],
      [
        'a resync event for another consumer',
        {
          routingKey: 'resync.mypage.account.signed-up.v1',
          body: writeEvent({ ...event, resync: 'a-request' }),
        },
        /does not match/,
      ],
    ];
    it.each(cases)('parks %s at the first attempt', async (_what, changes, reason) => {
      const verdict = await consumerOf([copyAccounts]).handle({ ...deliveryOf(event), ...changes });
      expect(verdict).toEqual({ kind: 'park', reason: expect.stringMatching(reason) });
      expect(await notes()).toEqual([]);
      expect(await metrics.text()).toMatch(consumed('parked'));
    });
  });

  it('pauses while its store is down, and resumes when the store responds', async () => {
    let down = true;
    const ping = async () => {
      if (down) throw new StoreUnavailable('still down');
      await store().ping();
    };
    const { handle } = consumerOf([copyAccounts], { ...guarded(), ping });
    const delivery = deliveryOf(envelopeOf(signedUp(1)));
    reacted = () => Promise.reject(new StoreUnavailable('connection lost'));
    const verdict = (await handle(delivery)) as Extract<Verdict, { kind: 'pause' }>;
    expect(verdict).toMatchObject({ kind: 'pause', reason: 'connection lost' });
    let resumed = false;
    const resuming = verdict.until().then(() => (resumed = true));
    expect(resumed).toBe(false);
    down = false;
    reacted = async () => undefined;
    await resuming;
    expect(await handle(delivery)).toEqual({ kind: 'done' });
    expect(await notes()).toEqual(['copy account.signed-up']);
  });

  it('does not wait for its store during shutdown', async () => {
    const never = { ...guarded(), ping: () => Promise.reject(new StoreUnavailable('still down')) };
    const { handle } = consumerOf([copyAccounts], never);
    reacted = () => Promise.reject(new StoreUnavailable('connection lost'));
    const verdict = (await handle(deliveryOf(envelopeOf(signedUp(1))))) as Extract<Verdict, { kind: 'pause' }>;
    const resuming = verdict.until();
    shutdown.abort();
    await expect(resuming).resolves.toBeUndefined();
  });

  it('deletes expired inbox rows in batches', async () => {
    const clock = new TestClock();
    const inbox = new Inbox(store(), 'lecture', clock);
    for (const id of ['a', 'b', 'c']) await inbox.once(id, id, async () => undefined);
    clock.step(1000);
    await inbox.once('d', 'd', async () => undefined);
    expect([await inbox.deleteConsumed(clock.now(), 2), await inbox.deleteConsumed(clock.now(), 2)]).toEqual([2, 1]);
    await eventually(async () => expect(await store().reader.count(InboxEntry)).toBe(1));
    expect(await inbox.once('d', 'd', async () => undefined)).toBe('duplicate');
  });
});

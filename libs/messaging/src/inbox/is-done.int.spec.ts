import { beforeEach, expect, it, jest } from '@jest/globals';
import { routingKeyOf, writeEvent, type EventEnvelope } from '#contracts';
import { Log, Metrics } from '#platform';
import { envelopeOf, TestClock } from '#testing';
import type { Type } from '@nestjs/common';
import { Note } from '../../test/note.js';
import { signedUp } from '../../test/states.js';
import { forget, onEveryStore } from '../../test/stores.js';
import type { Reaction } from '../policies/reaction.js';
import { Whenever } from '../policies/whenever.js';
import { EventConsumer } from './event-consumer.js';
import { inboxGuard } from './effect-guard.js';
import { Inbox } from './inbox.js';
import { InboxEntry } from '../entities.js';
import { Reactions } from './reactions.js';

onEveryStore('EventConsumer with policy classes', (store) => {
  let metrics: Metrics;
  const note = (text: string) => store().reader.insert(Note, { text });
  const notes = async () => (await store().reader.find(Note, { order: { number: 'ASC' } })).map(({ text }) => text);

  @Whenever(['account.signed-up', 'account.changed'], { resync: 'apply' })
  class CopyAccounts implements Reaction<'account.signed-up' | 'account.changed'> {
    async react(event: EventEnvelope<'account.signed-up' | 'account.changed'>): Promise<void> {
      await note(`copy ${event.name}`);
    }
  }

  @Whenever(['account.signed-up'], { resync: 'ignore' })
  class Welcome implements Reaction<'account.signed-up'> {
    async react(): Promise<void> {
      await note('welcome');
    }
  }

  const consumerOf = (policies: Type<Reaction<never>>[]) =>
    new EventConsumer(
      'lecture',
      new Reactions(policies, { instanceOf: (policy) => new policy(), commandBus: () => undefined as never }),
      () => undefined,
      inboxGuard(store(), new Inbox(store(), 'lecture', new TestClock())),
      new TestClock('2027-03-01T00:00:02.000Z'),
      Log.silent(),
      metrics,
      new AbortController().signal,
    );
  const deliveryOf = (event: EventEnvelope) => ({
    id: event.id,
    routingKey: routingKeyOf(event.name),
    body: writeEvent(event),
    headers: {},
    attempt: 1,
  });
  const consumed = (result: string) =>
    new RegExp(`sugang_events_consumed_total{result="${result}",service="lecture"} 1`);

  beforeEach(async () => {
    await forget(store());
    metrics = new Metrics('lecture');
  });

  it('only remembers what a policy knows to be done, once as well', async () => {
    const knows = jest.fn(() => Promise.resolve(true));
    @Whenever(['account.signed-up'], { resync: 'ignore' })
    class WelcomedBefore extends Welcome {
      isDone = knows;
    }
    const { handle } = consumerOf([WelcomedBefore]);
    const delivery = deliveryOf(envelopeOf(signedUp(1)));
    await handle(delivery);
    await handle(delivery);
    expect([await notes(), await store().reader.count(InboxEntry)]).toEqual([[], 1]);
    expect(await metrics.text()).toMatch(consumed('applied'));
    expect(await metrics.text()).toMatch(consumed('duplicate'));

    knows.mockResolvedValue(false);
    await handle(deliveryOf(envelopeOf(signedUp(2))));
    expect(await notes()).toEqual(['welcome']);
  });

  it('lets all policies react when one of them has something to do', async () => {
    @Whenever(['account.signed-up'], { resync: 'ignore' })
    class WelcomedBefore extends Welcome {
      isDone = () => Promise.resolve(true);
    }
    await consumerOf([WelcomedBefore, CopyAccounts]).handle(deliveryOf(envelopeOf(signedUp(1))));
    expect(await notes()).toEqual(['welcome', 'copy account.signed-up']);
  });
});

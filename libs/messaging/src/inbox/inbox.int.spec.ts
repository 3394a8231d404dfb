import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { CommitUnknown, Database, VersionConflict } from '#persistence';
import { currentContext, inContext } from '#platform';
import { idOf, TestClock } from '#testing';
import { InboxEntry } from '../entities.js';
import { Note } from '../../test/note.js';
import { forget, onEveryStore } from '../../test/stores.js';
import { Inbox } from './inbox.js';

const FIVE = [0, 1, 2, 3, 4];
const except = (position: number) => FIVE.filter((each) => each !== position).map(String);

onEveryStore('messages that arrive together', (store) => {
  let inbox: Inbox;
  let shared: jest.SpiedFunction<Database['shared']>;

  beforeEach(async () => {
    await forget(store());
    inbox = new Inbox(store(), 'lecture', new TestClock());
    shared = jest.spyOn(Database.prototype, 'shared');
  });
  afterEach(() => void jest.restoreAllMocks());

  const note = async (text: string) => {
    await store().manager.insert(Note, { text });
  };
  const notes = async () => (await store().reader.find(Note, { order: { text: 'ASC' } })).map(({ text }) => text);
  const rows = () => store().reader.count(InboxEntry);
  type Effect = (position: number) => Promise<void>;
  const effect: Effect = (position) => note(String(position));
  const consume = (run: Effect = effect, subjectOf = (position: number) => `subject-${position}`) =>
    Promise.allSettled(FIVE.map((position) => inbox.once(idOf(position), subjectOf(position), () => run(position))));
  const outcomes = (settled: PromiseSettledResult<unknown>[]) =>
    settled.map((each) => (each.status === 'fulfilled' ? each.value : (each.reason as Error).message));
  const only = (position: number, outcome: string) => FIVE.map((each) => (each === position ? outcome : 'applied'));

  it('take effect in one transaction', async () => {
    expect(outcomes(await consume())).toEqual(FIVE.map(() => 'applied'));
    expect([shared.mock.calls.length, await rows(), await notes()]).toEqual([1, 5, FIVE.map(String)]);
  });

  it('take effect each in its own context', async () => {
    const seen: string[] = [];
    const once = (id: string) => inbox.once(id, id, async () => void seen.push(currentContext().correlationId));
    await Promise.all(['a', 'b', 'c'].map((id) => inContext({ correlationId: `of ${id}` }, () => once(id))));
    expect(seen).toEqual(['of a', 'of b', 'of c']);
  });

  it('are recognized as duplicates among new ones', async () => {
    await inbox.once(idOf(2), 'subject-2', () => note('before'));
    expect(outcomes(await consume())).toEqual(only(2, 'duplicate'));
    expect([await rows(), await notes()]).toEqual([5, [...except(2), 'before']]);
  });

  it('take effect once when one is delivered several times', async () => {
    const deliveries = FIVE.map(() => inbox.once(idOf(1), 'subject', () => note('once')));
    expect((await Promise.all(deliveries)).filter((each) => each === 'applied')).toHaveLength(1);
    expect(await notes()).toEqual(['once']);
  });

  describe('about one subject', () => {
    const oneSubject = () => 'one lecture';
    let order: number[];
    beforeEach(() => {
      order = [];
    });
    const slowerFirst: Effect = async (position) => {
      for (let step = position; step < 5; step += 1) await notes();
      await effect(position);
      order.push(position);
    };

    it('take effect in the order of their arrival, in one transaction', async () => {
      await consume(slowerFirst, oneSubject);
      expect([order, shared.mock.calls.length]).toEqual([FIVE, 1]);
    });

    it('keep their order when they run alone because one of them fails', async () => {
      const settled = await consume(async (position) => {
        await slowerFirst(position);
        if (position === 1) throw new Error('poison');
      }, oneSubject);
      expect(outcomes(settled)).toEqual(only(1, 'poison'));
      expect(order).toEqual([0, 1, ...FIVE]);
    });
  });

  it.each(FIVE)('are applied when the one at position %i fails, which alone is reported', async (position) => {
    const settled = await consume(async (each) => {
      await effect(each);
      if (each === position) throw new Error('poison');
    });
    expect(outcomes(settled)).toEqual(only(position, 'poison'));
    expect([await rows(), await notes()]).toEqual([4, except(position)]);
  });

  it.each(FIVE)('are all applied when the one at position %i conflicts with another replica', async (position) => {
    let conflicts = 0;
    const settled = await consume(async (each) => {
      await effect(each);
      if (each === position && (conflicts += 1) === 1) throw new VersionConflict('roster');
    });
    expect(outcomes(settled)).toEqual(FIVE.map(() => 'applied'));
    expect([conflicts, await rows(), await notes()]).toEqual([2, 5, FIVE.map(String)]);
  });

  it('are each reported as unknown when the response to the commit is lost, and are duplicates when delivered again', async () => {
    shared.mockRestore();
    const commit = Database.prototype.shared;
    jest.spyOn(Database.prototype, 'shared').mockImplementationOnce(async function (this: Database, work) {
      await commit.call(this, work);
      throw new CommitUnknown(new Error('connection lost'));
    });
    const settled = await consume();
    expect(settled.every((each) => each.status === 'rejected' && each.reason instanceof CommitUnknown)).toBe(true);
    expect(outcomes(await consume())).toEqual(FIVE.map(() => 'duplicate'));
    expect(await notes()).toEqual(FIVE.map(String));
  });
});

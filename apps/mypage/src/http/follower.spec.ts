import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ViewDocument } from '#contracts';
import { confirmed, idOf, march, mina, registration } from '../../test/states.js';
import { shownAt, viewDocument } from '../domain/view-document.js';
import { Follower, streamed, type FollowedEvent } from './follower.js';

const document = (state = registration()) =>
  streamed(
    shownAt(viewDocument({ registration: state, payments: [], lecture: null, instructor: null }), new Date(march(2))),
  );
const MAX_PENDING = 3;

describe('a follower of a student', () => {
  const onClose = jest.fn();
  let follower: Follower;
  beforeEach(() => {
    onClose.mockClear();
    follower = new Follower(mina, 'first', MAX_PENDING, onClose);
  });

  const documentsOf = (events: FollowedEvent[]): ViewDocument[] =>
    events.flatMap((each) => (each.event === 'registration' ? (JSON.parse(each.json) as ViewDocument) : []));
  const documents = () => documentsOf(follower.drain());
  const offer = (mark: string, ...documents: ReturnType<typeof document>[]) => follower.offer(documents, mark);

  it('receives a document once, however often it is offered', () => {
    offer('second', document());
    expect(follower.drain()).toHaveLength(1);
    offer('third', document());
    expect(follower.drain()).toEqual([]);
    offer('fourth', document(confirmed()));
    expect(documents().map(({ status }) => status)).toEqual(['CONFIRMED']);
  });

  it('receives only the newest state when it reads slowly', () => {
    for (let minute = 1; minute <= 1_000; minute++)
      offer(String(minute), document(confirmed({ confirmedAt: march(3, minute) })));
    const changes = follower.drain();
    expect(changes.map(({ mark }) => mark)).toEqual(['1000']);
    expect(documentsOf(changes)).toMatchObject([{ updatedAt: march(3, 1_000) }]);
  });

  it('does not receive a state that was reverted before it was read', () => {
    offer('second', document());
    follower.drain();
    offer('third', document(confirmed()));
    offer('fourth', document());
    expect(follower.drain()).toEqual([]);
  });

  it('receives the new mark with the last change only, because the stream may break off before it', () => {
    offer('second', document(), document(registration({ id: idOf(2) })));
    expect(follower.drain().map(({ mark }) => mark)).toEqual(['first', 'second']);
    offer('third', document(confirmed()), document(confirmed({ id: idOf(2) })));
    expect(follower.drain().map(({ mark }) => mark)).toEqual(['second', 'third']);
  });

  it('waits for a change, up to the timeout', async () => {
    const waiting = follower.nextChange(60_000);
    offer('second', document());
    await waiting;
    await follower.nextChange(60_000);
    follower.drain();
    await follower.nextChange(1);
    expect(follower.drain()).toEqual([]);
  });

  it('is reset once when more changes are pending than it may send, and continues after that', async () => {
    const all = [1, 2, 3, 4].map((n) => document(registration({ id: idOf(n) })));
    offer('second', ...all.slice(0, 2));
    offer('third', ...all.slice(2));
    offer('fourth', ...all);
    expect([follower.drain(), follower.receivedUpTo]).toEqual([[], 'first']);
    await follower.nextChange(60_000);
    expect(follower.drain()).toEqual([{ event: 'reset', mark: 'fourth' }]);
    offer('fifth', document());
    expect(follower.drain()).toMatchObject([{ event: 'registration', mark: 'fifth' }]);
  });

  it('does not wait while a reset is pending', async () => {
    const waiting = follower.nextChange(60_000);
    follower.reset('second');
    await waiting;
    await follower.nextChange(60_000);
    expect(follower.drain()).toEqual([{ event: 'reset', mark: 'second' }]);
    expect(follower.receivedUpTo).toBe('second');
  });

  it('stops waiting when it is closed, and reports that once', async () => {
    const waiting = follower.nextChange(60_000);
    follower.close();
    follower.close();
    await waiting;
    await follower.nextChange(60_000);
    expect(follower.closed).toBe(true);
    expect(onClose.mock.calls).toEqual([[follower]]);
  });
});

import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { confirmed, idOf, march, mina, registration } from '../../test/states.js';
import { viewDocument } from '../domain/view-document.js';
import { Follower } from './live-views.js';

const document = (state = registration()) =>
  viewDocument({ registration: state, payments: [], lecture: null, instructor: null });

describe('a follower of a student', () => {
  const onClose = jest.fn();
  let follower: Follower;
  beforeEach(() => {
    onClose.mockClear();
    follower = new Follower(mina, 'first', onClose);
  });

  const offer = (mark: string, ...documents: ReturnType<typeof document>[]) => follower.offer(documents, mark);

  it('receives a document once, however often it is offered', () => {
    offer('second', document());
    expect(follower.drain()).toHaveLength(1);
    offer('third', document());
    expect(follower.drain()).toEqual([]);
    offer('fourth', document(confirmed()));
    expect(follower.drain().map(({ document }) => document.status)).toEqual(['CONFIRMED']);
  });

  it('receives only the newest state when it reads slowly', () => {
    for (let minute = 1; minute <= 1_000; minute++)
      offer(String(minute), document(confirmed({ confirmedAt: march(3, minute) })));
    const changes = follower.drain();
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({ mark: '1000', document: { updatedAt: march(3, 1_000) } });
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

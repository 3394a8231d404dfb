import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { confirmed, idOf, march, mina, registration } from '../../test/states.js';
import { viewDocument } from '../domain/view-document.js';
import { Follower } from './follower.js';

const document = (state = registration()) =>
  viewDocument({ registration: state, payments: [], lecture: null, instructor: null });

describe('who follows a student', () => {
  const onClose = jest.fn();
  let follower: Follower;
  beforeEach(() => {
    onClose.mockClear();
    follower = new Follower(mina, 'first', onClose);
  });

  const look = (mark: string, ...documents: ReturnType<typeof document>[]) => {
    follower.lookedAt = mark;
    follower.offer(documents);
  };

  it('is shown a document once, however often it is seen', () => {
    look('second', document());
    expect(follower.take()).toHaveLength(1);
    look('third', document());
    expect(follower.take()).toEqual([]);
    look('fourth', document(confirmed()));
    expect(follower.take().map(({ document }) => document.status)).toEqual(['CONFIRMED']);
  });

  it('is shown only the newest state, when reading slowly', () => {
    for (let minute = 1; minute <= 1_000; minute++)
      look(String(minute), document(confirmed({ confirmedAt: march(3, minute) })));
    const changes = follower.take();
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({ mark: '1000', document: { updatedAt: march(3, 1_000) } });
  });

  it('is not shown a state that went back to what it was', () => {
    look('second', document());
    follower.take();
    look('third', document(confirmed()));
    look('fourth', document());
    expect(follower.take()).toEqual([]);
  });

  it('is told the new mark with the last change only: the stream may break off before it', () => {
    look('second', document(), document(registration({ id: idOf(2) })));
    expect(follower.take().map(({ mark }) => mark)).toEqual(['first', 'second']);
    look('third', document(confirmed()), document(confirmed({ id: idOf(2) })));
    expect(follower.take().map(({ mark }) => mark)).toEqual(['second', 'third']);
  });

  it('waits for news, and no longer than asked', async () => {
    const woken = follower.news(60_000);
    look('second', document());
    await woken;
    await follower.news(60_000);
    follower.take();
    await follower.news(1);
    expect(follower.take()).toEqual([]);
  });

  it('stops waiting when closed, and says so once', async () => {
    const woken = follower.news(60_000);
    follower.close();
    follower.close();
    await woken;
    await follower.news(60_000);
    expect(follower.closed).toBe(true);
    expect(onClose.mock.calls).toEqual([[follower]]);
  });
});

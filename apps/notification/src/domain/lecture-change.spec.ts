import { describe, expect, it } from '@jest/globals';
import type { LectureState } from '#contracts';
import { algorithms, canceled, confirmed, monday, requested } from '../../test/states.js';
import {
  announceChange,
  applyLectureState,
  firstSessionAt,
  lectureChangeNotification,
  type LectureCopy,
} from './lecture-change.js';
import { registrationCopy } from './registration-notification.js';

type Order = 'copied first' | 'announced first';

const changedAt = '2027-02-23T00:00:00.000Z';
const changed = (changes: Partial<LectureState>, version = 2): LectureState => ({
  ...algorithms,
  updatedAt: changedAt,
  version,
  ...changes,
});
const elsewhere = [{ ...algorithms.sessions[0]!, place: 'Room 512' }];
const original = applyLectureState(undefined, algorithms, 1, false)!;

/** The copy after a change, for either order of the two policies. */
const after = (copy: LectureCopy | undefined, change: LectureState, order: Order) => {
  const update = (from?: LectureCopy) => applyLectureState(from, change, change.version, true) ?? from;
  const announce = (from?: LectureCopy) => announceChange(from, change, change.version) ?? from;
  return order === 'copied first' ? announce(update(copy)) : update(announce(copy));
};

describe.each<Order>(['copied first', 'announced first'])('a changed lecture (%s)', (order) => {
  it.each<[string, Partial<LectureState>]>([
    ['title', { title: 'Algorithms 102' }],
    ['description', { description: 'Now with trees.' }],
    ['sessions', { sessions: elsewhere }],
  ])('is announced when its %s changes', (_part, changes) => {
    expect(after(original, changed(changes), order)).toMatchObject({ announcedSequence: 2, sequence: 2, changedAt });
  });

  it.each<[string, Partial<LectureState>]>([
    ['capacity', { capacity: 40 }],
    ['fee', { fee: { amount: 1, currency: 'KRW' } }],
    ['category', { category: 'theory' }],
  ])('is not announced when only its %s changes, which does not affect registered students', (_part, changes) => {
    expect(after(original, changed(changes), order)).toMatchObject({ announcedSequence: 0, sequence: 2 });
  });

  it('is announced only once', () => {
    const change = changed({ sessions: elsewhere });
    const known = after(original, change, order);
    expect(after(known, change, order)).toEqual(known);
    expect(after(known, changed({ sessions: elsewhere, capacity: 40 }, 3), order)).toMatchObject({
      announcedSequence: 2,
    });
  });

  it('is announced by the later state if the events arrive out of order', () => {
    const known = after(original, changed({ sessions: elsewhere, capacity: 40 }, 3), order);
    expect(known).toMatchObject({ announcedSequence: 3, sequence: 3 });
    expect(after(known, changed({ sessions: elsewhere }), order)).toEqual(known);
  });

  it('is not announced if it is undone while its announcement waits', () => {
    const known = after(original, changed({ sessions: elsewhere }), order);
    expect(known).toMatchObject({ announcement: 'waiting' });
    const undone = after(known, { ...changed({}, 3), title: 'Algorithms 102' }, order);
    const restored = after(undone, changed({}, 4), order);
    expect(restored).toEqual({ ...original, sequence: 4 });
    expect(after(restored, changed({ sessions: elsewhere }, 5), order)).toMatchObject({ announcedSequence: 5 });
  });

  it('is announced if it is undone after its announcement has begun, because students have read the change', () => {
    const known = after(original, changed({ sessions: elsewhere }), order)!;
    for (const announcement of ['running', 'none'] as const)
      expect(after({ ...known, announcement }, changed({}, 3), order)).toMatchObject({
        announcedSequence: 3,
        announcement: 'waiting',
      });
  });

  it('is announced to everyone if a later change is undone before it was announced to everyone', () => {
    const known = { ...after(original, changed({ sessions: elsewhere }), order)!, announcement: 'running' as const };
    const later = after(known, changed({ sessions: elsewhere, title: 'Algorithms 102' }, 3), order);
    expect(after(later, changed({ sessions: elsewhere }, 4), order)).toMatchObject({
      announcedSequence: 4,
      announcement: 'waiting',
    });
  });

  it('is announced when no earlier state is known', () => {
    expect(after(undefined, changed({ sessions: elsewhere }), order)).toMatchObject({ announcedSequence: 2 });
  });

  it('is announced even if a resync has delivered its state first', () => {
    const resynced = applyLectureState(original, changed({ sessions: elsewhere }), 2, false)!;
    expect(resynced).toMatchObject({ announcedSequence: 0, sequence: 2 });
    expect(after(resynced, changed({ sessions: elsewhere }), order)).toMatchObject({ announcedSequence: 2 });
  });
});

describe('the copy of a lecture', () => {
  it('has the times of all sessions, and the note of a cancellation', () => {
    const later = { startsAt: '2027-03-09T01:00:00.000Z', endsAt: '2027-03-09T03:00:00.000Z' };
    const state = changed({ sessions: [later, ...algorithms.sessions], status: 'CANCELED', cancelNote: 'Illness' });
    const known = applyLectureState(undefined, state, 2, false)!;
    const [{ startsAt, endsAt }] = algorithms.sessions as [LectureState['sessions'][0]];
    expect(known).toMatchObject({ sessions: [later, { startsAt, endsAt }], cancelNote: 'Illness' });
    expect(firstSessionAt(known)).toBe('2027-03-02T01:00:00.000Z');
  });

  it('is not changed by the same or an older state', () => {
    expect(applyLectureState(original, algorithms, 1, false)).toBeUndefined();
  });
});

describe('an announcement', () => {
  const lecture = announceChange(original, changed({ sessions: elsewhere }), 2)!;
  const notificationFor = (registration = confirmed()) =>
    lectureChangeNotification(lecture, registrationCopy(registration, registration.version), monday);

  it('reaches registered students, whether they have paid or not', () => {
    expect(notificationFor()).toMatchObject({
      about: 'lecture',
      subject: algorithms.id,
      sequence: 2,
      template: 'lecture-changed',
    });
    expect(notificationFor(requested())).toMatchObject({ registrationId: requested().id });
  });

  it('does not exist for a lecture without an announced change', () => {
    const early = registrationCopy({ ...confirmed(), requestedAt: original.changedAt }, 2);
    expect(lectureChangeNotification(original, early, monday)).toBeUndefined();
  });

  it('does not reach ended registrations, or registrations made after the change', () => {
    expect(notificationFor(canceled())).toBeUndefined();
    expect(notificationFor({ ...confirmed(), requestedAt: '2027-02-23T00:00:00.001Z' })).toBeUndefined();
  });
});

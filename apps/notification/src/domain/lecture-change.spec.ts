import { describe, expect, it } from '@jest/globals';
import type { LectureState } from '#contracts';
import { algorithms, canceled, confirmed, monday, requested } from '../../test/states.js';
import { announceChange, keepLecture, tellOfLectureChange, type KnownLecture } from './lecture-news.js';
import { knownOf } from './tell-of-registration.js';

const changedAt = '2027-02-23T00:00:00.000Z';
const changed = (changes: Partial<LectureState>, version = 2): LectureState => ({
  ...algorithms,
  updatedAt: changedAt,
  version,
  ...changes,
});
const elsewhere = [{ ...algorithms.sessions[0]!, place: 'Room 512' }];
const heard = keepLecture(undefined, algorithms, 1, false)!;

/** What is known after news, in the order in which the two policies happen to react. */
const after = (known: KnownLecture | undefined, news: LectureState, order: 'keep first' | 'tell first') => {
  const keep = (from?: KnownLecture) => keepLecture(from, news, news.version, true) ?? from;
  const tell = (from?: KnownLecture) => announceChange(from, news, news.version) ?? from;
  return order === 'keep first' ? tell(keep(known)) : keep(tell(known));
};

describe.each(['keep first', 'tell first'] as const)('a changed lecture, %s', (order) => {
  it.each<[string, Partial<LectureState>]>([
    ['title', { title: 'Algorithms 102' }],
    ['description', { description: 'Now with trees.' }],
    ['sessions', { sessions: elsewhere }],
  ])('is announced for its new %s', (_part, changes) => {
    expect(after(heard, changed(changes), order)).toMatchObject({ announced: 2, sequence: 2, changedAt });
  });

  it.each<[string, Partial<LectureState>]>([
    ['capacity', { capacity: 40 }],
    ['fee', { fee: { amount: 1, currency: 'KRW' } }],
    ['category', { category: 'theory' }],
  ])('is not announced for its new %s: that concerns nobody who is registered', (_part, changes) => {
    expect(after(heard, changed(changes), order)).toMatchObject({ announced: 0, sequence: 2 });
  });

  it('is announced once', () => {
    const news = changed({ sessions: elsewhere });
    const known = after(heard, news, order);
    expect(after(known, news, order)).toEqual(known);
    expect(after(known, changed({ sessions: elsewhere, capacity: 40 }, 3), order)).toMatchObject({ announced: 2 });
  });

  it('is announced by the later state where the news come in another order', () => {
    const known = after(heard, changed({ sessions: elsewhere, capacity: 40 }, 3), order);
    expect(known).toMatchObject({ announced: 3, sequence: 3 });
    expect(after(known, changed({ sessions: elsewhere }), order)).toEqual(known);
  });

  it('is announced where nothing was known of it before', () => {
    expect(after(undefined, changed({ sessions: elsewhere }), order)).toMatchObject({ announced: 2 });
  });

  it('is announced although a resync has told its state first', () => {
    const resynced = keepLecture(heard, changed({ sessions: elsewhere }), 2, false)!;
    expect(resynced).toMatchObject({ announced: 0, sequence: 2 });
    expect(after(resynced, changed({ sessions: elsewhere }), order)).toMatchObject({ announced: 2 });
  });
});

describe('the copy of a lecture', () => {
  it('knows its first session, in whatever order they are given', () => {
    const later = { startsAt: '2027-03-09T01:00:00.000Z', endsAt: '2027-03-09T03:00:00.000Z' };
    const known = keepLecture(undefined, changed({ sessions: [later, ...algorithms.sessions] }), 2, false);
    expect(known?.firstSessionAt).toBe('2027-03-02T01:00:00.000Z');
  });

  it('stays as it is when an older or the same state is told', () => {
    expect(keepLecture(heard, algorithms, 1, false)).toBeUndefined();
  });
});

describe('an announcement', () => {
  const lecture = announceChange(heard, changed({ sessions: elsewhere }), 2)!;
  const tell = (registration = confirmed()) =>
    tellOfLectureChange(lecture, knownOf(registration, registration.version), monday);

  it('reaches whoever is registered, paid or not', () => {
    expect(tell()).toMatchObject({
      about: 'lecture',
      subject: algorithms.id,
      sequence: 2,
      template: 'lecture-changed',
    });
    expect(tell(requested())).toMatchObject({ registrationId: requested().id });
  });

  it('reaches nobody where nothing was announced', () => {
    const early = knownOf({ ...confirmed(), requestedAt: heard.changedAt }, 2);
    expect(tellOfLectureChange(heard, early, monday)).toBeUndefined();
  });

  it('does not reach whose registration is over, or who registered for the lecture as it is now', () => {
    expect(tell(canceled())).toBeUndefined();
    expect(tell({ ...confirmed(), requestedAt: '2027-02-23T00:00:00.001Z' })).toBeUndefined();
  });
});

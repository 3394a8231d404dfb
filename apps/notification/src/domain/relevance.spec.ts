import { describe, expect, it } from '@jest/globals';
import { algorithms, canceled, confirmed, monday } from '../../test/states.js';
import { applyLectureState } from './lecture-change.js';
import type { NewNotification } from './notification.js';
import { outdatedReason, waitsForCopies } from './relevance.js';
import { registrationCopy } from './registration-notification.js';

const live = registrationCopy(confirmed(), 2);
const ended = registrationCopy(canceled(), 3);
const lecture = { ...applyLectureState(undefined, algorithms, 1, false)!, announcedSequence: 2 };
const about = (kind: NewNotification['about'], sequence = 2, sendBefore: Date | null = null) => ({
  about: kind,
  sequence,
  sendBefore,
});

describe('a message waiting to be sent', () => {
  it('is relevant as long as no newer state is known', () => {
    expect(outdatedReason(about('registration'), live, lecture, monday)).toBeUndefined();
    expect(outdatedReason(about('lecture'), live, lecture, monday)).toBeUndefined();
    expect(outdatedReason(about('registration'), undefined, undefined, monday)).toBeUndefined();
  });

  it('is outdated by a newer state of its registration', () => {
    expect(outdatedReason(about('registration'), ended, lecture, monday)).toBe('sequence 3');
  });

  it('of the staff is relevant as long as the student is confirmed, even if the lecture has ended', () => {
    const closed = { ...lecture, status: 'CLOSED' as const, sequence: 9 };
    expect(outdatedReason(about('announcement'), { ...live, sequence: 9 }, closed, monday)).toBeUndefined();
    expect(outdatedReason(about('announcement'), ended, lecture, monday)).toBe('the registration has ended');
  });

  it('is outdated once its deadline has passed', () => {
    expect(outdatedReason(about('registration', 2, monday), live, lecture, monday)).toBe('its deadline has passed');
    expect(
      outdatedReason(about('registration', 2, new Date(monday.getTime() + 1)), live, lecture, monday),
    ).toBeUndefined();
  });

  it('about a lecture is outdated by a newer announcement, and by the end of the lecture or of the registration', () => {
    expect(outdatedReason(about('lecture'), live, { ...lecture, announcedSequence: 3 }, monday)).toBe('sequence 3');
    expect(outdatedReason(about('lecture'), live, { ...lecture, sequence: 9 }, monday)).toBeUndefined();
    expect(outdatedReason(about('lecture'), live, { ...lecture, status: 'CANCELED' }, monday)).toMatch(
      'the lecture has ended',
    );
    expect(outdatedReason(about('lecture'), ended, lecture, monday)).toMatch('the registration has ended');
  });

  it('about a declined card is outdated once the payment is settled, and about canceled places by the end only', () => {
    const waiting = { ...live, status: 'AWAITING_PAYMENT', sequence: 9 } as const;
    const reasons = (kind: 'declined-attempt' | 'canceled-places') =>
      [waiting, { ...live, sequence: 9 }, ended].map((each) => outdatedReason(about(kind, 1), each, lecture, monday));
    const [confirmed, canceled] = ['the registration is CONFIRMED', 'the registration is CANCELED'];
    expect(reasons('declined-attempt')).toEqual([undefined, confirmed, canceled]);
    expect(reasons('canceled-places').slice(1)).toEqual([undefined, canceled]);
  });

  it('about a refund is never outdated', () => {
    expect(outdatedReason(about('payment'), ended, { ...lecture, status: 'CANCELED' }, monday)).toBeUndefined();
  });
});

describe('the message about a canceled lecture', () => {
  const waits = (status: 'OPEN' | 'CANCELED', template: 'canceled-by-lecture' | 'confirmed' = 'canceled-by-lecture') =>
    [0, 59_999, 60_000].map((ms) =>
      waitsForCopies({ template, createdAt: monday }, { ...lecture, status }, new Date(monday.getTime() + ms)),
    );

  it('waits up to a minute for the lecture’s own event, which contains the reason', () => {
    expect(waits('OPEN')).toEqual([true, true, false]);
    expect(waits('CANCELED')).toEqual([false, false, false]);
    expect(waits('OPEN', 'confirmed')).toEqual([false, false, false]);
  });
});

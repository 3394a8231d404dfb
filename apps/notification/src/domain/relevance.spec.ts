import { describe, expect, it } from '@jest/globals';
import { algorithms, canceled, confirmed, monday } from '../../test/states.js';
import { keepLecture } from './lecture-news.js';
import { overtakenBy } from './still-worth-telling.js';
import { knownOf } from './tell-of-registration.js';

const live = knownOf(confirmed(), 2);
const over = knownOf(canceled(), 3);
const lecture = { ...keepLecture(undefined, algorithms, 1, false)!, announced: 2 };
const about = (kind: 'registration' | 'payment' | 'lecture', sequence = 2, tellBefore: Date | null = null) => ({
  about: kind,
  sequence,
  tellBefore,
});

describe('a message that waits to be sent', () => {
  it('is worth telling while nothing newer is known', () => {
    expect(overtakenBy(about('registration'), live, lecture, monday)).toBeUndefined();
    expect(overtakenBy(about('lecture'), live, lecture, monday)).toBeUndefined();
    expect(overtakenBy(about('registration'), undefined, undefined, monday)).toBeUndefined();
  });

  it('is overtaken by a newer state of its registration', () => {
    expect(overtakenBy(about('registration'), over, lecture, monday)).toBe('sequence 3');
  });

  it('is overtaken by time where it asks for what can be done no more', () => {
    expect(overtakenBy(about('registration', 2, monday), live, lecture, monday)).toBe('time');
    expect(
      overtakenBy(about('registration', 2, new Date(monday.getTime() + 1)), live, lecture, monday),
    ).toBeUndefined();
  });

  it('of a lecture is overtaken by a newer announcement, and by the end of the lecture or of the registration', () => {
    expect(overtakenBy(about('lecture'), live, { ...lecture, announced: 3 }, monday)).toBe('sequence 3');
    expect(overtakenBy(about('lecture'), live, { ...lecture, sequence: 9 }, monday)).toBeUndefined();
    expect(overtakenBy(about('lecture'), live, { ...lecture, status: 'CANCELED' }, monday)).toMatch(
      'end of the lecture',
    );
    expect(overtakenBy(about('lecture'), over, lecture, monday)).toMatch('end of the registration');
  });

  it('of a refund is never overtaken: the money is back, whatever happened since', () => {
    expect(overtakenBy(about('payment'), over, { ...lecture, status: 'CANCELED' }, monday)).toBeUndefined();
  });
});

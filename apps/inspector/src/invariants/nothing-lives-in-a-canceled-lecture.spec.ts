import { expect, it } from '@jest/globals';
import { ALGORITHMS, at, awaiting, canceled, confirmed, dossier, REGISTRATION } from '../../test/cast.js';
import { nothingLivesInACanceledLecture as rule } from './nothing-lives-in-a-canceled-lecture.js';

const broken = (registration: ReturnType<typeof confirmed> | undefined) => rule.broken(dossier({ registration }), at);
const lectureStatus = 'CANCELED';

it('registrations live in lectures that are not canceled', () => {
  for (const each of [confirmed(), confirmed({ lectureStatus: 'CLOSED' }), canceled({ lectureStatus }), undefined])
    expect(broken(each)).toEqual([]);
});

it.each([confirmed({ lectureStatus }), awaiting({ lectureStatus })])(
  'a live one in a canceled lecture is broken',
  (each) => {
    expect(broken(each)).toEqual([
      `registration ${REGISTRATION} is ${each.status}, and its lecture ${ALGORITHMS} is canceled`,
    ]);
  },
);

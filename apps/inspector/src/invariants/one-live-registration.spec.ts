import { expect, it } from '@jest/globals';
import { ALGORITHMS, at, lecture, MINA } from '../../test/cast.js';
import { oneLiveRegistration } from './one-live-registration.js';

it('no student has two live registrations for one lecture', () => {
  expect(oneLiveRegistration.broken(lecture(), at)).toEqual([]);
  expect(oneLiveRegistration.broken(lecture({ studentsWithTwo: [MINA] }), at)).toEqual([
    `student ${MINA} has more than one live registration for lecture ${ALGORITHMS}`,
  ]);
});

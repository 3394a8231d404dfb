import { expect, it } from '@jest/globals';
import { ALGORITHMS, algorithms, at, lecture } from '../../test/cast.js';
import { myPageShowsLectures } from './my-page-shows-lectures.js';

const broken = (changes: Parameters<typeof lecture>[0]) => myPageShowsLectures.broken(lecture(changes), at);

it('My Page shows a lecture as it is', () => {
  expect(broken({})).toEqual([]);
  expect(broken({ lecture: undefined, shown: undefined })).toEqual([]);
});

it('one missing, one unknown and one of yesterday are broken', () => {
  expect(broken({ shown: undefined })).toEqual([`My Page shows nothing of lecture ${ALGORITHMS} (sequence 1)`]);
  expect(broken({ lecture: undefined })).toEqual([`My Page shows lecture ${ALGORITHMS}, which is not published`]);
  expect(broken({ lecture: algorithms({ capacity: 3, version: 2 }) })).toEqual([
    `My Page shows lecture ${ALGORITHMS} with capacity 2 for 3, sequence 1 for 2, version 1 for 2`,
  ]);
});

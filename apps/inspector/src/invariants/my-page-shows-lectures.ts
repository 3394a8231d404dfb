import type { Invariant } from './invariant.js';
import { wronglyShown } from './my-page-shows.js';
import type { LectureDossier } from './things.js';

export const myPageShowsLectures: Invariant<LectureDossier> = {
  numbers: ['8', 'F7'],
  rule: 'My Page shows exactly the published states of lectures.',
  broken: ({ id, lecture, shown }) => wronglyShown('lecture', id, shown, lecture, lecture?.version),
};

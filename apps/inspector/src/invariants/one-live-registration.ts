import type { Invariant } from './invariant.js';
import type { LectureDossier } from './things.js';

export const oneLiveRegistration: Invariant<LectureDossier> = {
  numbers: ['3', 'F4'],
  rule: 'A student has at most one live registration per lecture.',
  broken: ({ id, studentsWithTwo }) =>
    studentsWithTwo.map((student) => `student ${student} has more than one live registration for lecture ${id}`),
};

import type { ProblemTable } from '#platform';

export const lectureProblems = {
  LECTURE_NOT_OPEN: 409,
  CAPACITY_BELOW_ENROLLED: 409,
  INSTRUCTOR_UNKNOWN: 422,
} as const satisfies ProblemTable;

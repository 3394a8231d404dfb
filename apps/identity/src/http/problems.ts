import type { ProblemTable } from '#platform';

export const identityProblems = {
  BAD_CREDENTIALS: 401,
  REFRESH_TOKEN_INVALID: 401,
  EMAIL_TAKEN: 409,
  WEAK_PASSWORD: 422,
} as const satisfies ProblemTable;

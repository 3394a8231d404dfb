import type { Account, NewEvent } from '#contracts';
import { idOf } from '#testing';

/** The account of the n-th student. */
export const accountOf = (n: number): Account => ({
  id: idOf(n),
  email: `student-${n}@sugang.dev`,
  name: `Student ${n}`,
  role: 'student',
  locale: 'ko',
  createdAt: '2027-02-22T00:00:00.000Z',
});

/** A sign-up of the n-th student. */
export const signedUp = (n: number): NewEvent<'account.signed-up'> => ({
  name: 'account.signed-up',
  subject: idOf(n),
  sequence: 1,
  data: accountOf(n),
});

/** A change of the n-th student's account. */
export const changed = (n: number, sequence = 2): NewEvent<'account.changed'> => ({
  name: 'account.changed',
  subject: idOf(n),
  sequence,
  data: accountOf(n),
});

import type { Account, NewEvent } from '#contracts';
import { idOf } from '#testing';

/** The n-th student's account, as identity publishes it. */
export const accountOf = (n: number): Account => ({
  id: idOf(n),
  email: `student-${n}@sugang.dev`,
  name: `Student ${n}`,
  role: 'student',
  locale: 'ko',
  createdAt: '2027-02-22T00:00:00.000Z',
});

/** The n-th student has signed up. */
export const signedUp = (n: number): NewEvent<'account.signed-up'> => ({
  name: 'account.signed-up',
  subject: idOf(n),
  sequence: 1,
  data: accountOf(n),
});

/** The n-th student has changed something. */
export const changed = (n: number, sequence = 2): NewEvent<'account.changed'> => ({
  name: 'account.changed',
  subject: idOf(n),
  sequence,
  data: accountOf(n),
});

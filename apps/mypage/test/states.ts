import type { Account, LectureState, Payment, Registration } from '#contracts';
import { cast } from '#testing';
import type { Part, PartKind, PartStates } from '../src/domain/part.js';

/** A readable id: `idOf(7)`. */
export const idOf = (number: number): string => `0193a5b0-7c1e-7d4a-9b56-${String(number).padStart(12, '0')}`;

/** A day of March 2027, at a minute past nine. */
export const march = (day: number, minute = 0): string => new Date(Date.UTC(2027, 2, day, 9, minute)).toISOString();

export const won = (amount: number) => ({ amount, currency: 'KRW' as const });

export const mina = cast.mina.sub;
export const joon = cast.joon.sub;
export const drPark = cast.drPark.sub;

export const algorithms = idOf(101);

export const account = (changes: Partial<Account> = {}): Account => ({
  id: mina,
  email: 'mina@sugang.dev',
  name: 'Mina',
  role: 'student',
  locale: 'ko',
  createdAt: march(1),
  ...changes,
});

export const lecture = (changes: Partial<LectureState> = {}): LectureState => ({
  id: algorithms,
  title: 'Algorithms 101',
  description: 'Sorting and graphs.',
  category: 'computer-science',
  instructor: { id: drPark, name: null },
  fee: won(49_000),
  capacity: 30,
  sessions: [{ startsAt: march(20), endsAt: march(20, 90), place: 'Room 301' }],
  status: 'OPEN',
  cancelNote: null,
  createdAt: march(1),
  updatedAt: march(1),
  version: 1,
  ...changes,
});

export const registration = (changes: Partial<Registration> = {}): Registration => ({
  id: idOf(1),
  lectureId: algorithms,
  studentId: mina,
  status: 'AWAITING_PAYMENT',
  cancelReason: null,
  fee: won(49_000),
  paymentId: idOf(11),
  holdExpiresAt: march(2, 10),
  requestedAt: march(2),
  confirmedAt: null,
  endedAt: null,
  version: 1,
  ...changes,
});

export const confirmed = (changes: Partial<Registration> = {}): Registration =>
  registration({ status: 'CONFIRMED', holdExpiresAt: null, confirmedAt: march(2, 1), version: 2, ...changes });

export const payment = (changes: Partial<Payment> = {}): Payment => ({
  id: idOf(11),
  registrationId: idOf(1),
  studentId: mina,
  attempt: 1,
  amount: won(49_000),
  status: 'COMPLETED',
  method: 'card',
  declineReason: null,
  createdAt: march(2),
  completedAt: march(2, 1),
  cancelRequestedAt: null,
  canceledAt: null,
  version: 2,
  ...changes,
});

/** A state as its event contains it; `sequence` is for accounts, which have no version. */
export function part<Kind extends PartKind>(kind: Kind, state: PartStates[Kind], sequence?: number): Part {
  return { kind, id: state.id, sequence: sequence ?? ('version' in state ? state.version : 1), state } as Part;
}

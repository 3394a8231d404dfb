import type { Account, LectureState, Payment, Registration } from '#contracts';
import { aLecture, anAccount, aPayment, aRegistration, cast, idOf } from '#testing/fixtures';
import type { Part, PartKind, PartStates } from '../src/domain/part.js';

export { idOf } from '#testing/fixtures';

/** A day of March 2027, at a minute past nine. */
export const march = (day: number, minute = 0): string => new Date(Date.UTC(2027, 2, day, 9, minute)).toISOString();

export const won = (amount: number) => ({ amount, currency: 'KRW' as const });

export const mina = cast.mina.sub;
export const joon = cast.joon.sub;
export const drPark = cast.drPark.sub;

export const algorithms = idOf(101);

export const account = (changes: Partial<Account> = {}): Account =>
  anAccount('mina', { createdAt: march(1), ...changes });

export const lecture = (changes: Partial<LectureState> = {}): LectureState =>
  aLecture({
    id: algorithms,
    instructor: { id: drPark, name: null },
    sessions: [{ startsAt: march(20), endsAt: march(20, 90), place: 'Room 301' }],
    createdAt: march(1),
    updatedAt: march(1),
    ...changes,
  });

export const registration = (changes: Partial<Registration> = {}): Registration =>
  aRegistration({
    id: idOf(1),
    lectureId: algorithms,
    paymentId: idOf(11),
    holdExpiresAt: march(2, 10),
    requestedAt: march(2),
    ...changes,
  });

export const confirmed = (changes: Partial<Registration> = {}): Registration =>
  registration({ status: 'CONFIRMED', holdExpiresAt: null, confirmedAt: march(2, 1), version: 2, ...changes });

export const payment = (changes: Partial<Payment> = {}): Payment =>
  aPayment({
    id: idOf(11),
    registrationId: idOf(1),
    createdAt: march(2),
    completedAt: march(2, 1),
    ...changes,
  });

/** A state as its event contains it; `sequence` is for accounts, which have no version. */
export function part<Kind extends PartKind>(kind: Kind, state: PartStates[Kind], sequence?: number): Part {
  return { kind, id: state.id, sequence: sequence ?? ('version' in state ? state.version : 1), state } as Part;
}

import type { LectureState, Payment, ViewDocument } from '#contracts';
import type { RegistrationParts } from './part.js';
import { timelineOf } from './timeline.js';

/** Depends on the states alone, so that a rebuilt view equals the incrementally updated one. */
export function viewDocument(parts: RegistrationParts): ViewDocument {
  const { registration, payments } = parts;
  return {
    registrationId: registration.id,
    status: registration.status,
    cancelReason: registration.cancelReason,
    fee: registration.fee,
    holdExpiresAt: registration.holdExpiresAt,
    lecture: lectureShown(parts),
    payment: paymentShown(payments),
    timeline: timelineOf(parts),
    updatedAt: latestInstant(parts),
  };
}

function lectureShown({ registration, lecture, instructor }: RegistrationParts): ViewDocument['lecture'] {
  return {
    id: registration.lectureId,
    title: lecture?.title ?? null,
    instructorName: instructor?.name ?? lecture?.instructor.name ?? null,
    status: lecture?.status ?? null,
    firstSessionAt: lecture && firstSessionAt(lecture),
    sessions: (lecture?.sessions ?? [])
      .map(({ startsAt, endsAt, place }) => ({ startsAt, endsAt, ...(place !== undefined && { place }) }))
      .sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1)),
    cancelNote: lecture?.cancelNote ?? null,
  };
}

export const firstSessionAt = (lecture: LectureState): string =>
  lecture.sessions.map((session) => session.startsAt).reduce((first, at) => (at < first ? at : first));

function paymentShown(payments: readonly Payment[]): ViewDocument['payment'] {
  const [newest] = [...payments].sort((a, b) => b.attempt - a.attempt || (a.id < b.id ? -1 : 1));
  return newest ? { id: newest.id, attempt: newest.attempt, status: newest.status, amount: newest.amount } : null;
}

function latestInstant({ registration, payments, lecture }: RegistrationParts): string {
  const instants = [
    registration.requestedAt,
    registration.confirmedAt,
    registration.endedAt,
    lecture?.updatedAt ?? null,
    ...payments.flatMap((payment) => [
      payment.createdAt,
      payment.completedAt,
      payment.cancelRequestedAt,
      payment.canceledAt,
    ]),
  ];
  return instants.reduce<string>((latest, at) => (at !== null && at > latest ? at : latest), registration.requestedAt);
}

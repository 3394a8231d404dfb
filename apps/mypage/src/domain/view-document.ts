import type { LectureState, Payment, Registration, ViewDocument } from '#contracts';
import type { RegistrationParts } from './part.js';
import { placesCanceledIn, timelineOf } from './timeline.js';

/** Depends on the states alone, so that a rebuilt view equals the incrementally updated one. */
export type TimelessDocument = Omit<ViewDocument, 'lecture'> & {
  lecture: Omit<ViewDocument['lecture'], 'nextSession'>;
};

export function shownAt({ lecture, ...document }: TimelessDocument, now: Date): ViewDocument {
  const notEnded = lecture.sessions.filter(({ endsAt }) => Date.parse(endsAt) > now.getTime());
  return { ...document, lecture: { ...lecture, nextSession: notEnded[0] ?? null } };
}

export function viewDocument(parts: RegistrationParts): TimelessDocument {
  const { registration, payments } = parts;
  return {
    registrationId: registration.id,
    status: registration.status,
    cancelReason: registration.cancelReason,
    cancelNote: registration.cancelNote ?? null,
    fee: registration.fee,
    ...placesShown(registration),
    holdExpiresAt: registration.holdExpiresAt,
    ...(registration.approval && { approval: registration.approval }),
    ...(registration.cancelRequest && { cancelRequest: registration.cancelRequest }),
    ...(registration.paymentDeferred !== undefined && { paymentDeferred: registration.paymentDeferred }),
    lecture: lectureShown(parts),
    payment: paymentShown(registration, payments),
    timeline: timelineOf(parts),
    updatedAt: latestInstant(parts),
  };
}

function placesShown({ places }: Registration): Pick<TimelessDocument, 'places' | 'seats'> {
  if (!places) return {};
  const active = places.filter(({ canceledAt }) => canceledAt === null);
  const seats = active.flatMap(({ seat }) => seat ?? []);
  return { places: Math.max(1, active.length), ...(seats.length > 0 && { seats }) };
}

function lectureShown({ registration, lecture, instructor }: RegistrationParts): TimelessDocument['lecture'] {
  const isEnrolled = registration.status === 'CONFIRMED';
  return {
    id: registration.lectureId,
    title: lecture?.title ?? null,
    instructorName: instructor?.name ?? lecture?.instructor.name ?? null,
    status: lecture?.status ?? null,
    firstSessionAt: lecture && firstSessionAt(lecture),
    sessions: (lecture?.sessions ?? [])
      .map(({ url, ...session }) => (isEnrolled && url !== undefined ? { ...session, url } : session))
      .sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1)),
    cancelNote: lecture?.cancelNote ?? null,
  };
}

export const firstSessionAt = (lecture: LectureState): string =>
  lecture.sessions.map((session) => session.startsAt).reduce((first, at) => (at < first ? at : first));

/** A pending payment has no event: it is the attempt that the registration awaits and that has no outcome yet. */
function paymentShown({ status, paymentId, fee }: Registration, payments: readonly Payment[]): ViewDocument['payment'] {
  const [newest] = [...payments].sort((a, b) => b.attempt - a.attempt || (a.id < b.id ? -1 : 1));
  const isPending = status === 'AWAITING_PAYMENT' && paymentId !== null && !payments.some(({ id }) => id === paymentId);
  if (isPending) return { id: paymentId, attempt: (newest?.attempt ?? 0) + 1, status: 'PENDING', amount: fee };
  if (!newest) return null;
  const { id, attempt, status: paymentStatus, amount, refunded } = newest;
  return { id, attempt, status: paymentStatus, amount, ...(refunded && { refunded }) };
}

function latestInstant({ registration, payments, lecture }: RegistrationParts): string {
  const instants = [
    registration.requestedAt,
    registration.confirmedAt,
    registration.endedAt,
    registration.approval?.requestedAt ?? null,
    registration.approval?.decidedAt ?? null,
    registration.cancelRequest?.requestedAt ?? null,
    registration.cancelRequest?.refusedAt ?? null,
    ...placesCanceledIn(registration),
    lecture?.updatedAt ?? null,
    ...payments.flatMap((payment) => [
      payment.createdAt,
      payment.completedAt,
      payment.cancelRequestedAt,
      payment.canceledAt,
      payment.refundedAt ?? null,
    ]),
  ];
  return instants.reduce<string>((latest, at) => (at !== null && at > latest ? at : latest), registration.requestedAt);
}

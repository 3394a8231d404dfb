import {
  eventExamples,
  type Account,
  type EventData,
  type EventName,
  type LectureState,
  type NewEvent,
  type Payment,
  type Registration,
} from '#contracts';

export const cast = {
  mina: { sub: '0193a5b0-0000-7000-8000-00000000a001', role: 'student', name: 'Mina', email: 'mina@sugang.dev' },
  joon: { sub: '0193a5b0-0000-7000-8000-00000000a002', role: 'student', name: 'Joon', email: 'joon@sugang.dev' },
  drPark: {
    sub: '0193a5b0-0000-7000-8000-00000000b001',
    role: 'instructor',
    name: 'Dr. Park',
    email: 'park@sugang.dev',
  },
  drLee: { sub: '0193a5b0-0000-7000-8000-00000000b002', role: 'instructor', name: 'Dr. Lee', email: 'lee@sugang.dev' },
  admin: { sub: '0193a5b0-0000-7000-8000-00000000c001', role: 'admin', name: 'Admin', email: 'admin@sugang.dev' },
} as const;

export type CastName = keyof typeof cast;

/** The n-th identifier of a test: a valid UUIDv7 that ends in n. */
export const idOf = (n: number): string => `0193a5b0-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** Dr. Park's Algorithms 101 in the state of its status: 30 seats, 49,000 won, first session on 2027-03-02. */
export const aLecture = (changes: Partial<LectureState> = {}): LectureState => ({
  ...eventExamples[LECTURE_EVENTS[changes.status ?? 'OPEN'] ?? 'lecture.changed'],
  ...changes,
});

/** Mina's registration for Algorithms 101 in the state of its status, by default `AWAITING_PAYMENT`. */
export const aRegistration = (changes: Partial<Registration> = {}): Registration => ({
  ...eventExamples[REGISTRATION_EVENTS[changes.status ?? 'AWAITING_PAYMENT'] ?? 'registration.changed'],
  ...changes,
});

/** The payment of that registration in the state of its status, by default `COMPLETED`. */
export const aPayment = (changes: Partial<Payment> = {}): Payment => ({
  ...(changes.status === 'PENDING'
    ? pending
    : eventExamples[PAYMENT_EVENTS[changes.status ?? 'COMPLETED'] ?? 'payment.completed']),
  ...changes,
});

export const anAccount = (who: CastName = 'mina', changes: Partial<Account> = {}): Account => {
  const { sub, ...known } = cast[who];
  return { ...eventExamples['account.signed-up'], ...known, id: sub, ...changes };
};

/** A new event about an aggregate; without `data`, about the aggregate of the cast. Its sequence is the version, or 1. */
export function event<Name extends EventName>(
  name: Name,
  data: EventData<Name> = eventExamples[name],
  sequence = 'version' in data ? data.version : 1,
): NewEvent<Name> {
  return { name, subject: data.id, sequence, data };
}

type EventOfStatus<Aggregate extends string> = Record<
  string,
  Exclude<Extract<EventName, `${Aggregate}.${string}`>, 'lecture.announced'> | undefined
>;

const LECTURE_EVENTS: EventOfStatus<'lecture'> = {
  OPEN: 'lecture.opened',
  CLOSED: 'lecture.closed',
  CANCELED: 'lecture.canceled',
};

const REGISTRATION_EVENTS: EventOfStatus<'registration'> = {
  AWAITING_PAYMENT: 'registration.requested',
  AWAITING_APPROVAL: 'registration.approval-requested',
  CONFIRMED: 'registration.confirmed',
  PAYMENT_DECLINED: 'registration.declined',
  EXPIRED: 'registration.expired',
  CANCELED: 'registration.canceled',
};

const PAYMENT_EVENTS: EventOfStatus<'payment'> = {
  COMPLETED: 'payment.completed',
  DECLINED: 'payment.declined',
  CANCELED: 'payment.canceled',
};

const pending: Payment = {
  ...eventExamples['payment.completed'],
  status: 'PENDING',
  completedAt: null,
  version: 1,
};

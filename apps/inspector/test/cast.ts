import type { LectureState, Registration } from '#contracts';
import { aLecture, anAccount, aPayment, aRegistration, idOf } from '#testing/fixtures';
import type {
  AccountDossier,
  StoredPayment,
  StoredRegistration,
  LectureDossier,
  LedgerRow,
  RegistrationDossier,
  RosterRow,
} from '../src/invariants/records.js';

export const MINA = 'mina';
export const ALGORITHMS = idOf(101);
export const REGISTRATION = idOf(1);
export const PAYMENT = idOf(11);
export const SECOND_PAYMENT = idOf(12);

/** The time of the inspection. */
export const now = new Date('2026-03-02T09:30:00.000Z');
export const at = { now, graceMs: 5_000 };
export const EARLIER = '2026-03-02T09:00:00.000Z';
export const JUST_NOW = '2026-03-02T09:29:57.000Z';
export const LATER = '2026-03-02T09:40:00.000Z';

/** Mina's registration for Algorithms 101, paid for. */
export const confirmed = (changes: Partial<StoredRegistration> = {}): StoredRegistration => ({
  ...aRegistration({
    status: 'CONFIRMED',
    id: REGISTRATION,
    lectureId: ALGORITHMS,
    studentId: MINA,
    paymentId: PAYMENT,
  }),
  requestedAt: EARLIER,
  confirmedAt: EARLIER,
  attemptRuns: false,
  liveSlot: `${MINA}:${ALGORITHMS}`,
  lectureStatus: 'OPEN',
  ...changes,
});

export const awaiting = (changes: Partial<StoredRegistration> = {}): StoredRegistration =>
  confirmed({
    status: 'AWAITING_PAYMENT',
    paymentId: null,
    confirmedAt: null,
    holdExpiresAt: LATER,
    version: 1,
    ...changes,
  });

export const canceled = (changes: Partial<StoredRegistration> = {}): StoredRegistration =>
  confirmed({ status: 'CANCELED', cancelReason: 'STUDENT', endedAt: EARLIER, liveSlot: null, version: 3, ...changes });

/** The payment of it, captured by the provider. */
export const completed = (changes: Partial<StoredPayment> = {}): StoredPayment => ({
  ...aPayment({ id: PAYMENT, registrationId: REGISTRATION, studentId: MINA, createdAt: EARLIER, completedAt: EARLIER }),
  nextCheckAt: null,
  provider: { key: PAYMENT, state: 'CAPTURED', amount: 49_000 },
  ...changes,
});

export const pending = (changes: Partial<StoredPayment> = {}): StoredPayment =>
  completed({ status: 'PENDING', completedAt: null, version: 1, nextCheckAt: LATER, provider: undefined, ...changes });

export const refunded = (changes: Partial<StoredPayment> = {}): StoredPayment =>
  completed({
    status: 'CANCELED',
    cancelRequestedAt: EARLIER,
    canceledAt: EARLIER,
    version: 4,
    provider: { key: PAYMENT, state: 'REFUNDED', amount: 49_000 },
    ...changes,
  });

export const roster = (changes: Partial<RosterRow> = {}): RosterRow => ({
  registrationId: REGISTRATION,
  lectureId: ALGORITHMS,
  studentId: MINA,
  status: 'CONFIRMED',
  confirmedAt: EARLIER,
  sequence: 2,
  ...changes,
});

export const publicStateOf = ({
  liveSlot: _slot,
  lectureStatus: _status,
  attemptRuns: _runs,
  ...state
}: StoredRegistration): Registration => state;

/** What all stores contain about Mina's registration. */
export const dossier = (changes: Partial<RegistrationDossier> = {}): RegistrationDossier => ({
  id: REGISTRATION,
  registration: confirmed(),
  payments: [completed()],
  overSince: null,
  roster: roster(),
  shown: { id: REGISTRATION, sequence: 2, state: publicStateOf(confirmed()) },
  shownPayments: [],
  isNamedByKey: true,
  ...changes,
});

export const algorithms = (changes: Partial<LectureState> = {}): LectureState =>
  aLecture({ id: ALGORITHMS, capacity: 2, createdAt: EARLIER, updatedAt: EARLIER, ...changes });

export const ledger = (changes: Partial<LedgerRow> = {}): LedgerRow => ({
  lectureId: ALGORITHMS,
  status: 'OPEN',
  title: 'Algorithms 101',
  fee: 49_000,
  capacity: 2,
  held: 1,
  taken: 1,
  sequence: 1,
  publishAt: null,
  opensAt: null,
  closesAt: null,
  ...changes,
});

/** What all stores contain about Algorithms 101: one of its two seats is held, the other is taken. */
export const lecture = (changes: Partial<LectureDossier> = {}): LectureDossier => ({
  id: ALGORITHMS,
  lecture: algorithms(),
  ledger: ledger(),
  awaiting: 1,
  confirmed: 1,
  studentsWithTwo: [],
  shown: { id: ALGORITHMS, sequence: 1, state: algorithms() },
  ...changes,
});

/** What all stores contain about Mina's account. */
export const account = (changes: Partial<AccountDossier> = {}): AccountDossier => {
  const state = anAccount('mina', { id: MINA, createdAt: EARLIER });
  return {
    id: MINA,
    account: { ...state, version: 1 },
    copy: { name: 'Mina', email: 'mina@sugang.dev', sequence: 1 },
    shown: { id: MINA, sequence: 1, state },
    ...changes,
  };
};

import type { Account, LectureState, Payment, Registration } from '#contracts';

/** A registration as its service stores it; instants are ISO 8601 in UTC. */
export interface StoredRegistration extends Registration {
  liveSlot: string | null;
  /** From the seat ledger; null where it does not have the lecture. */
  lectureStatus: LectureState['status'] | null;
}

export interface StoredPayment extends Payment {
  /** When the provider is queried about it; null: no check is scheduled. */
  nextCheckAt: string | null;
  /** The entry of its key in the provider's ledger. */
  provider?: ProviderEntry | undefined;
}

export interface ProviderEntry {
  key: string;
  state: 'CAPTURED' | 'DECLINED' | 'VOIDED' | 'REFUNDED';
  amount: number;
}

/** A part of a My Page view. */
export interface Shown<State> {
  id: string;
  sequence: number;
  state: State;
}

export interface RosterRow {
  registrationId: string;
  lectureId: string;
  studentId: string;
  status: Registration['status'];
  confirmedAt: string | null;
  sequence: number;
}

/** What all stores contain about one registration; `registration` is undefined where only other stores refer to it. */
export interface RegistrationDossier {
  id: string;
  registration?: StoredRegistration | undefined;
  payments: StoredPayment[];
  /** Since when payment regards the registration as ended: null, not ended; undefined, unknown to payment. */
  overSince?: string | null | undefined;
  roster?: RosterRow | undefined;
  shown?: Shown<Registration> | undefined;
  shownPayments: Shown<Payment>[];
}

export interface LedgerRow {
  lectureId: string;
  status: LectureState['status'];
  title: string;
  fee: number;
  capacity: number;
  held: number;
  taken: number;
  sequence: number;
}

/** What all stores contain about one lecture. */
export interface LectureDossier {
  id: string;
  lecture?: LectureState | undefined;
  ledger?: LedgerRow | undefined;
  /** Number of its registrations that await payment. */
  awaiting: number;
  confirmed: number;
  /** Students with more than one live registration for it. */
  studentsWithTwo: string[];
  /** The highest capacity in its events; undefined where the outbox no longer has its first event. */
  highestCapacity?: number | undefined;
  shown?: Shown<LectureState> | undefined;
}

/** What all stores contain about one account. */
export interface AccountDossier {
  id: string;
  account: Account & { version: number };
  copy?: { name: string; email: string | null; sequence: number } | undefined;
  shown?: Shown<Account> | undefined;
}

/** A charge in the provider's ledger. */
export interface Charge extends ProviderEntry {
  isKnown: boolean;
}

/** The events of one aggregate that are still in its outbox, in the order of their sequences. */
export interface EventsOfAggregate {
  kind: 'registration' | 'payment' | 'lecture' | 'account';
  id: string;
  sequences: number[];
  /** Version of the aggregate; undefined where it does not exist. */
  version: number | undefined;
  /** False for a pending payment, which has not been published yet. */
  isPublic: boolean;
}

export interface Outbox {
  service: string;
  pending: number;
  oldest: string | null;
  lastError: string | null;
}

export interface Queue {
  name: string;
  messages: number;
}

export interface ParkedMessage {
  /** `<consumer>:<message id>`. */
  id: string;
  reason: string;
  isAllowed: boolean;
}

/** A published event and what its consumer's inbox contains of it. */
export interface Consumption {
  consumer: string;
  eventId: string;
  name: string;
  /** Number of rows in the inbox. */
  rows: number;
  isParked: boolean;
}

/** A service re-publishes all its states to one consumer. */
export interface Resync {
  service: string;
  consumer: string;
  requestId: string;
  requestedAt: string;
}

/** One message to one student by one channel. */
export interface Notification {
  id: string;
  channel: string;
  /** Kind of aggregate that it is about; `subject` and `sequence` identify its state. */
  about: string;
  subject: string;
  sequence: number;
  studentId: string;
  status: 'PENDING' | 'SENDING' | 'SENT' | 'OVERTAKEN' | 'UNWANTED' | 'PARKED';
  dueAt: string | null;
  reason: string | null;
  /** Number of rows for the same message, itself included. */
  copies: number;
}

import type { Account, LectureState, Payment, Registration } from '#contracts';

/** A state as its own context keeps it; instants are ISO 8601 in UTC. */
export interface KeptRegistration extends Registration {
  liveSlot: string | null;
  /** Of its lecture, as the seat ledger has it; null where the ledger does not know the lecture. */
  lectureStatus: LectureState['status'] | null;
}

export interface KeptPayment extends Payment {
  /** When the provider is asked about it; null: never again. */
  nextCheckAt: string | null;
  /** What the provider's books say of its key; undefined: nothing. */
  provider?: ProviderEntry | undefined;
}

export interface ProviderEntry {
  key: string;
  state: 'CAPTURED' | 'DECLINED' | 'VOIDED' | 'REFUNDED';
  amount: number;
}

/** A part of My Page: the state that it shows and its sequence. */
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

/** Everything that any store holds of one registration; `registration` is undefined where others speak of one that is not there. */
export interface RegistrationDossier {
  id: string;
  registration?: KeptRegistration | undefined;
  payments: KeptPayment[];
  /** Payment's note since when the registration is over: null, not over; undefined, no note. */
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

/** Everything that any store holds of one lecture. */
export interface LectureDossier {
  id: string;
  lecture?: LectureState | undefined;
  ledger?: LedgerRow | undefined;
  /** Its registrations, counted. */
  awaiting: number;
  confirmed: number;
  /** Students with more than one live registration for it. */
  studentsWithTwo: string[];
  /** The highest capacity that its events in the outbox tell; undefined where they do not reach back to its opening. */
  highestCapacity?: number | undefined;
  shown?: Shown<LectureState> | undefined;
}

/** Everything that any store holds of one account of identity. */
export interface AccountDossier {
  id: string;
  account: Account & { version: number };
  copy?: { name: string; email: string | null; sequence: number } | undefined;
  shown?: Shown<Account> | undefined;
}

/** A charge in the provider's books, and whether payment knows of it. */
export interface Charge extends ProviderEntry {
  isKnown: boolean;
}

/** The events of one aggregate that its outbox still holds, lowest sequence first. */
export interface EventsOfAggregate {
  kind: 'registration' | 'payment' | 'lecture' | 'account';
  id: string;
  sequences: number[];
  /** Version of the aggregate; undefined: there is none. */
  version: number | undefined;
  /** Whether anybody is told of it yet: a pending payment is nobody's business. */
  isPublic: boolean;
}

/** What an outbox has yet to publish. */
export interface Outbox {
  service: string;
  pending: number;
  oldest: string | null;
  lastError: string | null;
}

/** One queue that must be empty at rest. */
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

/** A published event that a service consumes by its inbox. */
export interface Consumption {
  consumer: string;
  eventId: string;
  name: string;
  /** How many rows the inbox has of it. */
  rows: number;
  /** Whether it is parked, where an operator sees it. */
  isParked: boolean;
}

/** A service's telling again of all its states to one consumer. */
export interface Resync {
  service: string;
  consumer: string;
  requestId: string;
  requestedAt: string;
}

/** One message to one student, by one channel. */
export interface Notification {
  id: string;
  channel: string;
  /** What it is about: a registration, a payment, a lecture; with its id and sequence. */
  about: string;
  subject: string;
  sequence: number;
  studentId: string;
  status: 'PENDING' | 'SENDING' | 'SENT' | 'OVERTAKEN' | 'UNWANTED' | 'PARKED';
  dueAt: string | null;
  reason: string | null;
  /** How many rows there are of this very message, itself included. */
  copies: number;
}

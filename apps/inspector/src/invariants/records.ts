import type { Account, LectureState, Payment, Registration } from '#contracts';

export interface StoredRegistration extends Registration {
  /** An attempt is running: its start has no event, so My Page shows the outcome of the one before. */
  attemptRuns: boolean;
  liveSlot: string | null;
  /** From the seat ledger; null where it does not have the lecture. */
  lectureStatus: LectureState['status'] | null;
}

export interface StoredPayment extends Payment {
  nextCheckAt: string | null;
  provider?: ProviderEntry | undefined;
}

export interface ProviderEntry {
  key: string;
  /** `OPEN`: a real provider was called and has confirmed nothing final yet. */
  state: 'OPEN' | 'CAPTURED' | 'DECLINED' | 'VOIDED' | 'REFUNDED';
  amount: number;
  refunded?: number;
}

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
  /** Whether an idempotency record names it; records are stored for 24 hours. */
  isNamedByKey: boolean;
  /** The time of payment's store, with which instants of payments are compared. */
  paymentNow?: Date | undefined;
}

/** One idempotency record; `id` is a hash of account, path and key. */
export interface KeyRecord {
  service: 'registration' | 'lecture' | 'identity';
  id: string;
  state: 'IN_PROGRESS' | 'DONE';
  /** Of the stored response, as `answeredId` (of a created resource) and `code` (of a problem). */
  status: number | null;
  answeredId?: string | undefined;
  code?: string | undefined;
  resourceId: string | null;
  /** Whether the resource is a registration, lecture or account; false for an attempt to pay. */
  isAggregate: boolean;
  /** Whether another record names the same resource. */
  isSecond: boolean;
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
  publishAt: string | null;
  opensAt: string | null;
  closesAt: string | null;
}

export type StatedPeriod = Pick<LedgerRow, 'publishAt' | 'opensAt' | 'closesAt'>;

/** Numbered seats of a lecture: rows of seats, and `assigned` of the places of live registrations. */
export interface SeatCounts {
  free: number;
  occupied: number;
  /** Occupied by a registration that has ended, does not exist or is for another lecture. */
  stray: number;
  assigned: number;
}

export interface LectureDossier {
  id: string;
  lecture?: LectureState | undefined;
  ledger?: LedgerRow | undefined;
  /** Places of the registrations that await payment or approval, and of the confirmed ones. */
  awaiting: number;
  confirmed: number;
  studentsWithTwo: string[];
  /** Undefined without numbered seats. */
  seats?: SeatCounts | undefined;
  /** When its first and last registrations were requested; undefined without registrations. */
  requested?: { first: string; last: string } | undefined;
  /** Its current and earlier periods; undefined if the outbox no longer contains its first event. */
  periods?: StatedPeriod[] | undefined;
  /** The highest capacity in its events; undefined where the outbox no longer has its first event. */
  highestCapacity?: number | undefined;
  shown?: Shown<LectureState> | undefined;
}

export interface AccountDossier {
  id: string;
  account: Account & { version: number };
  copy?: { name: string; email: string | null; sequence: number } | undefined;
  shown?: Shown<Account> | undefined;
}

export interface Charge extends ProviderEntry {
  isKnown: boolean;
}

export interface EventsOfAggregate {
  kind: 'registration' | 'payment' | 'lecture' | 'account';
  id: string;
  states: { sequence: number; refundDue: number }[];
  /** Version of the aggregate; undefined where it does not exist. */
  version: number | undefined;
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
  id: string;
  reason: string;
  isAllowed: boolean;
}

export interface Consumption {
  consumer: string;
  eventId: string;
  name: string;
  rows: number;
  isParked: boolean;
  /** The consumer has received the same or a later state of the aggregate from a resync, so it no longer needs the event. */
  isReplaced: boolean;
}

export interface Resync {
  service: string;
  consumer: string;
  requestId: string;
  requestedAt: string;
}

export interface Notification {
  id: string;
  channel: string;
  about: string;
  subject: string;
  sequence: number;
  studentId: string;
  status: 'PENDING' | 'SENDING' | 'SENT' | 'OVERTAKEN' | 'UNWANTED' | 'PARKED';
  dueAt: string | null;
  reason: string | null;
  copies: number;
}

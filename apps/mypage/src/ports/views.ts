import type { LectureCancellation, MyPage, RegistrationStatus } from '#contracts';
import type { Part } from '../domain/part.js';
import type { TimelessDocument } from '../domain/view-document.js';
import type { StreamTickets } from './stream-tickets.js';

export type Overview = Pick<MyPage, 'student' | 'counts' | 'totalPaid'> & { upcoming: TimelessDocument[] };

/** Amounts are in won. */
export type CancellationCounts = { instructorId: string; paid: number; refunded: number } & Pick<
  LectureCancellation,
  'students' | 'places' | 'canceledStudents' | 'payments' | 'refundedPayments'
>;

export interface ViewPosition {
  requestedAt: string;
  id: string;
}

export interface ViewsQuery {
  status?: RegistrationStatus;
  after?: ViewPosition;
  limit: number;
}

/** The resync that a re-published state belongs to; each event counts once towards the total of its source. */
export interface ResyncOrigin {
  requestId: string;
  eventId: string;
  source: string;
}

/** An instant of the store's clock and the generation that was read; opaque outside the store. */
export type ChangeMark = string;

export interface ViewChange {
  studentId: string;
  document: TimelessDocument;
}

/** In no particular order; `unknown` for a mark that is unreadable, older than an hour, or of another generation. */
export type ChangedRegistrations = { studentId: string; registrationId: string }[] | 'unknown';

/** Stored in generations: one is active, and a rebuild fills another one beside it until that is complete. */
export abstract class Views {
  /** Tickets in the same store; a rebuild does not affect them. */
  abstract readonly tickets: StreamTickets;

  /** Saves a part; `stale`: the same or a higher sequence is stored already. Idempotent, in any order. */
  abstract save(part: Part, resync?: ResyncOrigin): Promise<'applied' | 'stale'>;

  abstract page(
    studentId: string,
    query: ViewsQuery,
  ): Promise<{ items: TimelessDocument[]; next: ViewPosition | null }>;

  abstract document(studentId: string, registrationId: string): Promise<TimelessDocument | null>;

  /** Upcoming are live registrations of lectures with a session that has not ended at `now`, by the start of that session. */
  abstract overview(studentId: string, now: string): Promise<Overview>;

  /** Counts the registrations that a cancellation of the lecture concerns; null for an unknown lecture. */
  abstract cancellation(lectureId: string): Promise<CancellationCounts | null>;

  abstract mark(): Promise<ChangeMark>;

  abstract changedSince(mark: ChangeMark, studentIds: readonly string[]): Promise<ChangedRegistrations>;

  /** In the order of the ids, without unknown ones. */
  abstract documents(registrationIds: readonly string[]): Promise<ViewChange[]>;

  /** Opens a generation beside the active one and abandons an unfinished older one. Idempotent by request. */
  abstract startRebuild(requestId: string, sources: readonly string[]): Promise<void>;

  /** Records how many events a source has re-published for a rebuild; ignored unless that rebuild is running. */
  abstract ownerFinished(requestId: string, source: string, emitted: number): Promise<void>;

  /** Activates the new generation if every source has finished and all of its events are stored. */
  abstract switchWhenComplete(): Promise<boolean>;

  abstract clearAbandoned(limit: number): Promise<number>;

  /** Whether the store is unavailable, as opposed to an error of the part: retried without limit. */
  abstract isFault(error: unknown): boolean;

  /** @throws when the store is unavailable */
  abstract ping(): Promise<void>;

  abstract close(): Promise<void>;
}

import type { MyPage, RegistrationStatus, ViewDocument } from '#contracts';
import type { Part } from './part.js';

/** The head of My Page as the store knows it. */
export type Overview = Pick<MyPage, 'student' | 'counts' | 'totalPaid' | 'upcoming'>;

/** A place in the list of a student's registrations, newest first. */
export interface ViewPlace {
  requestedAt: string;
  id: string;
}

export interface ViewsQuery {
  status?: RegistrationStatus;
  /** The page begins after this place. */
  after?: ViewPlace;
  limit: number;
}

/** A re-emitted state tells which resync it belongs to; each event counts once towards its owner's figure. */
export interface ResyncOrigin {
  requestId: string;
  eventId: string;
  source: string;
}

/** An instant of the store's own clock, and the view it was read from; opaque outside the store. */
export type ChangeMark = string;

export interface ViewChange {
  studentId: string;
  document: ViewDocument;
}

/**
 * The read model: the last published state of every registration, payment, lecture and account, joined when it is read.
 * It is kept in generations: one is read, and a rebuild grows another beside it until that one is complete.
 */
export abstract class Views {
  /** Keeps a part unless one of the same or a higher sequence is known. Safe to repeat, in any order. */
  abstract keep(part: Part, resync?: ResyncOrigin): Promise<'applied' | 'stale'>;

  /** One page of a student's documents, newest registration first; `next` is the place of its last one while more follow. */
  abstract page(studentId: string, query: ViewsQuery): Promise<{ items: ViewDocument[]; next: ViewPlace | null }>;

  /** One document of the student, or null when there is none of theirs. */
  abstract document(studentId: string, registrationId: string): Promise<ViewDocument | null>;

  /** Counts, money and what comes next, for one student. */
  abstract overview(studentId: string): Promise<Overview>;

  /** The present moment, to ask later what changed after it. */
  abstract mark(): Promise<ChangeMark>;

  /**
   * Documents of these students of which any part became visible since `mark`, the latest change last.
   * It overlaps a little, so repeats happen; a mark of another generation, or one that is unreadable, means «everything».
   */
  abstract changedSince(mark: ChangeMark, studentIds: readonly string[]): Promise<ViewChange[]>;

  /** Opens a generation that grows beside the one that is read; an unfinished older one is given up. Safe to repeat. */
  abstract startRebuild(requestId: string, sources: readonly string[]): Promise<void>;

  /** Remembers how many events an owner re-emitted for this rebuild; ignored where no rebuild of that id is under way. */
  abstract ownerFinished(requestId: string, source: string, emitted: number): Promise<void>;

  /** Reads from the growing generation from now on, if every owner has finished and every event of theirs is kept. */
  abstract switchWhenComplete(): Promise<boolean>;

  /** Deletes at most `limit` parts of generations that nobody reads any more; answers how many there were. */
  abstract clearAbandoned(limit: number): Promise<number>;

  /** Whether an error is the store's fault, not the part's: it is then tried again without end. */
  abstract isOutage(error: unknown): boolean;

  /** Asks the store for an answer. @throws when it gives none */
  abstract ping(): Promise<void>;

  abstract close(): Promise<void>;
}

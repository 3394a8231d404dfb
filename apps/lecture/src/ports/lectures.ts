import type { LectureState } from '#contracts';
import type { IdempotencyTicket } from '#platform';
import type { Decision } from '../domain/lecture.js';
import type { Seated } from '../domain/seating.js';

export abstract class Lectures {
  /** @param ticket learns the lecture's id in the same transaction */
  abstract open(decision: Decision, ticket?: IdempotencyTicket): Promise<void>;

  /** Stores new lectures, all or none, unless one of their ids exists, because another replica was faster. */
  abstract openAll(decisions: Decision[]): Promise<'opened' | 'taken'>;

  /**
   * Loads, decides and stores in one transaction, retried after a version conflict.
   * @param decide gets the number of places enrolled, according to the roster, and with `changesSeats` the seats on it
   * @throws Rejection NOT_FOUND for an unknown lecture, and the refusal of the decision after what it decided is stored
   */
  abstract change(
    id: string,
    decide: (state: LectureState, enrolled: number, seated?: Seated) => Decision,
    changesSeats?: boolean,
  ): Promise<Decision>;

  abstract find(id: string): Promise<LectureState | undefined>;

  abstract hasAny(): Promise<boolean>;

  abstract finishedBy(now: Date, limit: number): Promise<string[]>;

  abstract page(afterId: string, limit: number): Promise<LectureState[]>;
}

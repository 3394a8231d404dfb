import type { Announcement, LectureState } from '#contracts';
import type { IdempotencyTicket } from '#platform';

export abstract class Announcements {
  /**
   * Loads the lecture, decides and stores in one transaction, retried if the lecture has changed in the meantime.
   * @param ticket receives the announcement's id in the same transaction
   * @throws Rejection NOT_FOUND for an unknown lecture, and what `decide` throws
   */
  abstract add(
    lectureId: string,
    decide: (lecture: LectureState) => Announcement,
    ticket?: IdempotencyTicket,
  ): Promise<Announcement>;

  abstract find(id: string): Promise<Announcement | undefined>;
}

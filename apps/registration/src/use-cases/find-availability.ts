import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Availability } from '#contracts';
import { Clock } from '#platform';
import { isPublished } from '../domain/registration-period.js';
import { availableSeats, statusAt } from '../domain/seat-ledger.js';
import { RegistrationLists } from '../ports/registrations.js';
import { SeatLedger } from '../ports/seat-ledger.js';

export class FindAvailability extends Query<Availability[]> {
  constructor(readonly lectureIds: readonly string[]) {
    super();
  }
}

@QueryHandler(FindAvailability)
export class FindAvailabilityHandler implements IQueryHandler<FindAvailability> {
  constructor(
    private readonly ledger: SeatLedger,
    private readonly lists: RegistrationLists,
    private readonly clock: Clock,
  ) {}

  async execute({ lectureIds }: FindAvailability): Promise<Availability[]> {
    const lectures = new Map((await this.ledger.findEach(lectureIds)).map((entry) => [entry.lectureId, entry]));
    const now = this.clock.now();
    const withHolds = [...lectures.values()].filter(({ held }) => held > 0).map(({ lectureId }) => lectureId);
    // After the ledger, so that a sweep in between makes a seat appear held for a moment, never available twice.
    const overdue =
      withHolds.length > 0 ? await this.lists.countOverdueHolds(withHolds, now) : new Map<string, number>();
    return lectureIds.flatMap((lectureId) => {
      const lecture = lectures.get(lectureId);
      if (!lecture || !isPublished(lecture, now)) return [];
      const { capacity, taken, opensAt, closesAt } = lecture;
      const held = Math.max(0, lecture.held - (overdue.get(lectureId) ?? 0));
      const available = availableSeats({ capacity, held, taken });
      const period = { ...(opensAt && { opensAt }), ...(closesAt && { closesAt }) };
      return [{ lectureId, status: statusAt(lecture, now), capacity, held, taken, available, ...period }];
    });
  }
}

import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Rejection, type Availability } from '#contracts';
import { Clock } from '#platform';
import { availableSeats, statusAt } from '../domain/seat-ledger.js';
import { RegistrationLists } from '../ports/registrations.js';
import { SeatLedger } from '../ports/seat-ledger.js';

export class FindAvailability extends Query<Availability> {
  constructor(readonly lectureId: string) {
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

  async execute({ lectureId }: FindAvailability): Promise<Availability> {
    const lecture = await this.ledger.find(lectureId);
    if (!lecture) throw new Rejection('LECTURE_UNKNOWN');
    const now = this.clock.now();
    // After the ledger, so that a sweep in between makes a seat appear held for a moment, never available twice.
    const overdue = lecture.held > 0 ? await this.lists.countOverdueHolds(lectureId, now) : 0;
    const { capacity, taken } = lecture;
    const held = Math.max(0, lecture.held - overdue);
    return {
      lectureId,
      status: statusAt(lecture, now),
      capacity,
      held,
      taken,
      available: availableSeats({ capacity, held, taken }),
    };
  }
}

import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Availability } from '#contracts';
import { availableSeats } from '../domain/lecture-facts.js';
import { lectureUnknown } from '../domain/refusals.js';
import { SeatLedger } from './seat-ledger.js';

export class FindAvailability extends Query<Availability> {
  constructor(readonly lectureId: string) {
    super();
  }
}

@QueryHandler(FindAvailability)
export class FindAvailabilityHandler implements IQueryHandler<FindAvailability> {
  constructor(private readonly ledger: SeatLedger) {}

  async execute({ lectureId }: FindAvailability): Promise<Availability> {
    const row = await this.ledger.find(lectureId);
    if (!row) throw lectureUnknown();
    const { status, capacity, held, taken } = row;
    return { lectureId, status, capacity, held, taken, available: availableSeats(row) };
  }
}

import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isRejection } from '#contracts';
import type { JobResult } from '#platform';
import { decideAssignSeats, missingSeats } from '../domain/change-places.js';
import { selectSeats } from '../domain/seats.js';
import { NumberedSeats } from '../ports/numbered-seats.js';
import { Registrations } from '../ports/registrations.js';

/** Gives seats to the places that were held before the seating plan of their lecture arrived. */
export class AssignMissingSeats extends Command<JobResult> {
  constructor(readonly limit: number) {
    super();
  }
}

@CommandHandler(AssignMissingSeats)
export class AssignMissingSeatsHandler implements ICommandHandler<AssignMissingSeats> {
  constructor(
    private readonly seats: NumberedSeats,
    private readonly registrations: Registrations,
  ) {}

  async execute({ limit }: AssignMissingSeats): Promise<JobResult> {
    for (const lectureId of await this.seats.lecturesWithMissingSeats(limit)) {
      const ids = await this.seats.registrationsWithoutSeat(lectureId, limit);
      if (ids.length === 0) await this.seats.allSeated(lectureId);
      for (const id of ids) await this.assign(lectureId, id);
    }
    return 'done';
  }

  private async assign(lectureId: string, id: string): Promise<void> {
    const free = await this.seats.free(lectureId);
    try {
      await this.registrations.change(id, (registration) => {
        const wanted = Array.from({ length: missingSeats(registration) }, () => undefined);
        return decideAssignSeats(
          registration,
          selectSeats(free, wanted).seats.flatMap((seat) => seat ?? []),
        );
      });
    } catch (error) {
      if (!isRejection(error)) throw error;
    }
  }
}

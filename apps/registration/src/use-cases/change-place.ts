import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection, type ChangePlaceBody } from '#contracts';
import { Clock } from '#platform';
import { decideChangePlace } from '../domain/change-places.js';
import { seatTakenBy } from '../domain/places.js';
import { refusal } from '../domain/reasons.js';
import type { RegistrationState } from '../domain/registration.js';
import type { Seat } from '../domain/seats.js';
import { NumberedSeats } from '../ports/numbered-seats.js';
import { Registrations } from '../ports/registrations.js';
import { SeatLedger } from '../ports/seat-ledger.js';

export class ChangePlace extends Command<RegistrationState> {
  constructor(
    readonly registrationId: string,
    readonly studentId: string,
    readonly no: number,
    readonly change: ChangePlaceBody,
  ) {
    super();
  }
}

@CommandHandler(ChangePlace)
export class ChangePlaceHandler implements ICommandHandler<ChangePlace> {
  constructor(
    private readonly registrations: Registrations,
    private readonly ledger: SeatLedger,
    private readonly seats: NumberedSeats,
    private readonly clock: Clock,
  ) {}

  async execute({ registrationId, studentId, no, change }: ChangePlace): Promise<RegistrationState> {
    const found = await this.registrations.ofStudent(registrationId, studentId);
    const lecture = await this.ledger.find(found.lectureId);
    if (!lecture) throw new Rejection('LECTURE_UNKNOWN');
    if (change.seat !== undefined && lecture.seating === null) throw new Rejection('NO_SEATS');
    const isKept = found.places?.some((place) => place.no === no && place.seat === change.seat) ?? false;
    const seat = change.seat === undefined || isKept ? undefined : await this.freeSeat(lecture.lectureId, change.seat);
    return this.registrations.change(found.id, (registration) =>
      decideChangePlace(registration, lecture, { no, seat, participant: change.participant }, this.clock.now()),
    );
  }

  private async freeSeat(lectureId: string, label: string): Promise<Seat> {
    const seat = (await this.seats.free(lectureId)).find((each) => each.label === label);
    if (!seat) throw refusal([seatTakenBy([label])]);
    return seat;
  }
}

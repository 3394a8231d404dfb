import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Rejection, type SeatMap } from '#contracts';
import { Clock } from '#platform';
import { isPublished } from '../domain/registration-period.js';
import { NumberedSeats, type MappedSeat } from '../ports/numbered-seats.js';
import { SeatLedger } from '../ports/seat-ledger.js';

export class ShowSeatMap extends Query<SeatMap> {
  constructor(
    readonly lectureId: string,
    readonly viewerId?: string,
  ) {
    super();
  }
}

@QueryHandler(ShowSeatMap)
export class ShowSeatMapHandler implements IQueryHandler<ShowSeatMap> {
  constructor(
    private readonly ledger: SeatLedger,
    private readonly seats: NumberedSeats,
    private readonly clock: Clock,
  ) {}

  async execute({ lectureId, viewerId }: ShowSeatMap): Promise<SeatMap> {
    const lecture = await this.ledger.find(lectureId);
    const now = this.clock.now();
    if (!lecture || !isPublished(lecture, now)) throw new Rejection('LECTURE_UNKNOWN');
    if (lecture.seating === null) throw new Rejection('NO_SEATS');
    const rows = new Map<string, SeatMap['rows'][number]>();
    for (const seat of await this.seats.all(lectureId)) {
      const row = rows.get(seat.row) ?? { label: seat.row, fee: seat.fee ?? lecture.fee, seats: [] };
      const isMine = viewerId !== undefined && seat.holder?.studentId === viewerId;
      const state = stateOf(seat, now);
      row.seats.push({ seat: seat.label, state, hints: seat.hints, ...(isMine && { mine: true as const }) });
      rows.set(seat.row, row);
    }
    return { lectureId, asOf: now.toISOString(), rows: [...rows.values()] };
  }
}

/** An overdue hold is shown as free: a registration that asks for the seat ends the hold first. */
function stateOf({ holder, blocked }: MappedSeat, now: Date): SeatMap['rows'][number]['seats'][number]['state'] {
  if (!holder) return blocked ? 'blocked' : 'free';
  if (holder.status === 'CONFIRMED') return 'taken';
  const isOverdue = holder.holdExpiresAt !== null && Date.parse(holder.holdExpiresAt) <= now.getTime();
  return isOverdue ? 'free' : 'held';
}

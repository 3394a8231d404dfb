import { createHash } from 'node:crypto';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { LectureState, SeatingPlan } from '#contracts';
import { Clock } from '#platform';
import { copyOf, withRescheduling } from '../domain/seat-ledger.js';
import { plannedSeats } from '../domain/seating-plan.js';
import { FullLectures } from '../ports/full-lectures.js';
import { SeatLedger } from '../ports/seat-ledger.js';

/** A lecture has changed. Once it is canceled or closed, no seat is assigned; jobs end its live registrations or holds. */
export class UpdateLectureCopy extends Command<'stored' | 'stale'> {
  constructor(readonly lecture: LectureState) {
    super();
  }
}

@CommandHandler(UpdateLectureCopy)
export class UpdateLectureCopyHandler implements ICommandHandler<UpdateLectureCopy> {
  constructor(
    private readonly ledger: SeatLedger,
    private readonly fullLectures: FullLectures,
    private readonly clock: Clock,
  ) {}

  async execute({ lecture }: UpdateLectureCopy): Promise<'stored' | 'stale'> {
    const known = await this.ledger.find(lecture.id);
    const copy = withRescheduling(copyOf(lecture, digestOf(lecture.seating)), known, this.clock.now());
    const result = await this.ledger.updateCopy(copy, lecture.seating);
    this.fullLectures.changed(lecture.id);
    return result;
  }
}

/** The same for equal plans, so that an event of a lecture with an unchanged plan writes no seat. */
const digestOf = (plan: SeatingPlan | undefined): string | null =>
  plan
    ? createHash('sha256')
        .update(JSON.stringify(plannedSeats(plan)))
        .digest('hex')
    : null;

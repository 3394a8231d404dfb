import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Rejection, type LectureCancellation } from '#contracts';
import { Clock } from '#platform';
import { Views } from '../ports/views.js';

export class ShowLectureCancellation extends Query<LectureCancellation> {
  constructor(
    readonly actor: { id: string; role: string },
    readonly lectureId: string,
  ) {
    super();
  }
}

@QueryHandler(ShowLectureCancellation)
export class ShowLectureCancellationHandler implements IQueryHandler<ShowLectureCancellation> {
  constructor(
    private readonly views: Views,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND, also for the lecture of another instructor */
  async execute({ actor, lectureId }: ShowLectureCancellation): Promise<LectureCancellation> {
    const found = await this.views.cancellation(lectureId);
    if (!found || (actor.role !== 'admin' && found.instructorId !== actor.id))
      throw new Rejection('NOT_FOUND', { variant: 'lecture' });
    const { instructorId: _, paid, refunded, ...counts } = found;
    const won = (amount: number) => ({ amount, currency: 'KRW' as const });
    return { lectureId, ...counts, paid: won(paid), refunded: won(refunded), asOf: this.clock.now().toISOString() };
  }
}

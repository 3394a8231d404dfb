import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { secondsOf, type IntervalStatistics, type LectureStatistics, type StatisticsQuery } from '#contracts';
import { Clock } from '#platform';
import { requireStaff, type Staff } from '../domain/seat-ledger.js';
import { RegistrationLists, type IntervalCounts } from '../ports/registrations.js';
import { SeatLedger } from '../ports/seat-ledger.js';

const DEFAULT_INTERVALS = 30;

export class ShowStatistics extends Query<LectureStatistics> {
  constructor(
    readonly actor: Staff,
    readonly lectureId: string,
    readonly asked: StatisticsQuery,
  ) {
    super();
  }
}

@QueryHandler(ShowStatistics)
export class ShowStatisticsHandler implements IQueryHandler<ShowStatistics> {
  constructor(
    private readonly lists: RegistrationLists,
    private readonly ledger: SeatLedger,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, lectureId, asked }: ShowStatistics): Promise<LectureStatistics> {
    requireStaff(actor, await this.ledger.find(lectureId), 'lecture');
    const { interval } = asked;
    const now = this.clock.now();
    const step = secondsOf[interval] * 1_000;
    // Includes the current millisecond.
    const to = asked.to === undefined ? new Date(now.getTime() + 1) : new Date(asked.to);
    const from = asked.from === undefined ? new Date(to.getTime() - DEFAULT_INTERVALS * step) : new Date(asked.from);
    const counted = await this.lists.countsOfLecture(lectureId, { from, to, seconds: secondsOf[interval] });
    const items = Array.from({ length: Math.ceil((to.getTime() - from.getTime()) / step) }, (_, n) => {
      const begin = from.getTime() + n * step;
      const end = Math.min(begin + step, to.getTime());
      const counts = shown(counted.get(n) ?? nothing);
      return { from: new Date(begin).toISOString(), to: new Date(end).toISOString(), ...counts };
    });
    const total = shown([...counted.values()].reduce(sum, nothing));
    return { lectureId, interval, items, total, asOf: now.toISOString() };
  }
}

const nothing: IntervalCounts = { requested: 0, confirmed: 0, canceled: 0, paid: 0, refunded: 0 };

const sum = (one: IntervalCounts, other: IntervalCounts): IntervalCounts => ({
  requested: one.requested + other.requested,
  confirmed: one.confirmed + other.confirmed,
  canceled: one.canceled + other.canceled,
  paid: one.paid + other.paid,
  refunded: one.refunded + other.refunded,
});

const shown = ({ paid, refunded, ...counts }: IntervalCounts): Omit<IntervalStatistics, 'from' | 'to'> => ({
  ...counts,
  paid: { amount: paid, currency: 'KRW' },
  refunded: { amount: refunded, currency: 'KRW' },
});

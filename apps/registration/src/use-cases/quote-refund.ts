import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Rejection, type RefundQuote } from '#contracts';
import { Clock } from '#platform';
import { quoteRefund } from '../domain/refund-quote.js';
import { Registrations } from '../ports/registrations.js';
import { SeatLedger } from '../ports/seat-ledger.js';

export class QuoteRefund extends Query<RefundQuote> {
  constructor(
    readonly registrationId: string,
    readonly studentId: string,
    readonly places?: readonly number[],
  ) {
    super();
  }
}

@QueryHandler(QuoteRefund)
export class QuoteRefundHandler implements IQueryHandler<QuoteRefund> {
  constructor(
    private readonly registrations: Registrations,
    private readonly ledger: SeatLedger,
    private readonly clock: Clock,
  ) {}

  async execute({ registrationId, studentId, places }: QuoteRefund): Promise<RefundQuote> {
    const registration = await this.registrations.ofStudent(registrationId, studentId);
    const lecture = await this.ledger.find(registration.lectureId);
    if (!lecture) throw new Rejection('LECTURE_UNKNOWN');
    return quoteRefund(registration, lecture, this.clock.now(), places);
  }
}

import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Payment } from '#contracts';
import { visibleStudentOf, type Reader } from './find-payment.js';
import { PaymentHistory, type HistoryCursor } from '../ports/payments.js';

export interface PaymentListing {
  registrationId?: string;
  after?: HistoryCursor;
  limit: number;
}

export class ListPayments extends Query<{ items: Payment[]; next: HistoryCursor | null }> {
  constructor(
    readonly reader: Reader,
    readonly listing: PaymentListing,
  ) {
    super();
  }
}

@QueryHandler(ListPayments)
export class ListPaymentsHandler implements IQueryHandler<ListPayments> {
  constructor(private readonly history: PaymentHistory) {}

  async execute({ reader, listing }: ListPayments): Promise<{ items: Payment[]; next: HistoryCursor | null }> {
    const { registrationId, after, limit } = listing;
    const studentId = visibleStudentOf(reader);
    const filter = { ...(studentId !== undefined && { studentId }), ...(registrationId && { registrationId }) };
    const found = await this.history.list(filter, after, limit + 1);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items, next: found.length > limit && last ? { createdAt: last.createdAt, id: last.id } : null };
  }
}

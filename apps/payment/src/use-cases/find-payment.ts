import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Rejection, type Payment } from '#contracts';
import { PaymentHistory } from './payment-history.js';

/** Who reads payments: a student their own, an admin everybody's. */
export interface Reader {
  id: string;
  role: string;
}

/** The student whose payments the reader is confined to; undefined for an admin. */
export const confinedTo = ({ id, role }: Reader): string | undefined => (role === 'admin' ? undefined : id);

export class FindPayment extends Query<Payment> {
  constructor(
    readonly paymentId: string,
    readonly reader: Reader,
  ) {
    super();
  }
}

@QueryHandler(FindPayment)
export class FindPaymentHandler implements IQueryHandler<FindPayment> {
  constructor(private readonly history: PaymentHistory) {}

  async execute({ paymentId, reader }: FindPayment): Promise<Payment> {
    const payment = await this.history.find(paymentId);
    const studentId = confinedTo(reader);
    if (payment && (studentId === undefined || payment.studentId === studentId)) return payment;
    throw new Rejection('NOT_FOUND', 'There is no such payment.');
  }
}

import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Rejection, type Payment } from '#contracts';
import { PaymentHistory } from '../ports/payments.js';

export interface Reader {
  id: string;
  role: string;
}

export const visibleStudentOf = ({ id, role }: Reader): string | undefined => (role === 'admin' ? undefined : id);

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
    const studentId = visibleStudentOf(reader);
    if (payment && (studentId === undefined || payment.studentId === studentId)) return payment;
    throw new Rejection('NOT_FOUND', { variant: 'payment' });
  }
}

import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Rejection, type NextAction, type Payment, type PaymentDetails } from '#contracts';
import { unavailable } from '#platform';
import { PaymentProvider, ProviderFault } from '../ports/payment-provider.js';
import { PaymentHistory } from '../ports/payments.js';
import { PaymentSettings } from '../settings.js';

export interface Reader {
  id: string;
  role: string;
}

export const visibleStudentOf = ({ id, role }: Reader): string | undefined => (role === 'admin' ? undefined : id);

export class FindPayment extends Query<PaymentDetails> {
  constructor(
    readonly paymentId: string,
    readonly reader: Reader,
  ) {
    super();
  }
}

@QueryHandler(FindPayment)
export class FindPaymentHandler implements IQueryHandler<FindPayment> {
  constructor(
    private readonly history: PaymentHistory,
    private readonly provider: PaymentProvider,
    private readonly settings: PaymentSettings,
  ) {}

  async execute({ paymentId, reader }: FindPayment): Promise<PaymentDetails> {
    const payment = await this.history.find(paymentId);
    const studentId = visibleStudentOf(reader);
    if (!payment || (studentId !== undefined && payment.studentId !== studentId))
      throw new Rejection('NOT_FOUND', { variant: 'payment' });
    const nextAction = reader.id === payment.studentId ? await this.nextActionOf(payment) : undefined;
    return { ...payment, ...(nextAction && { nextAction }) };
  }

  /** Read from the provider each time, because a stored URL would be a secret to protect. */
  private async nextActionOf({ id, status, cancelRequestedAt }: Payment): Promise<NextAction | undefined> {
    if (status !== 'PENDING' || cancelRequestedAt !== null) return undefined;
    try {
      return await this.provider.nextAction(id, AbortSignal.timeout(this.settings.SUGANG_PROVIDER_TIMEOUT_MS));
    } catch (error) {
      if (error instanceof ProviderFault) throw unavailable('unreachable');
      throw error;
    }
  }
}

import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Rejection, type NextAction, type Payment, type PaymentDetails } from '#contracts';
import { Clock, Log } from '#platform';
import { LRUCache } from 'lru-cache';
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

const ASK_AGAIN_AFTER_MS = 2_000;
const MAX_REMEMBERED = 10_000;

@QueryHandler(FindPayment)
export class FindPaymentHandler implements IQueryHandler<FindPayment> {
  /** When the provider last had no action for a payment, so that polling students do not use up its rate limit. */
  private readonly withoutAction = new LRUCache<string, number>({ max: MAX_REMEMBERED });
  private readonly log: Log;

  constructor(
    private readonly history: PaymentHistory,
    private readonly provider: PaymentProvider,
    private readonly settings: PaymentSettings,
    private readonly clock: Clock,
    log: Log,
  ) {
    this.log = log.for('find-payment');
  }

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
    const sinceAsked = this.clock.now().getTime() - (this.withoutAction.get(id) ?? -Infinity);
    if (Math.abs(sinceAsked) < ASK_AGAIN_AFTER_MS) return undefined;
    const action = await this.askProvider(id);
    if (!action) this.withoutAction.set(id, this.clock.now().getTime());
    return action;
  }

  private async askProvider(paymentId: string): Promise<NextAction | undefined> {
    try {
      return await this.provider.nextAction(paymentId, AbortSignal.timeout(this.settings.SUGANG_PROVIDER_TIMEOUT_MS));
    } catch (error) {
      if (!(error instanceof ProviderFault)) throw error;
      this.log.warn('a payment is shown without its next action', { paymentId, error });
      return undefined;
    }
  }
}

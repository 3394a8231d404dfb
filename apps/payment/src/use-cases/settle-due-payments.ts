import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, inContext, Log, Metrics, type JobResult } from '#platform';
import { isCancelPending, isRefundPending } from '../domain/payments-of-registration.js';
import { nextCheckAfter } from '../domain/settlement-schedule.js';
import { OpenPayments, type ClaimedPayment } from '../ports/open-payments.js';
import { PaymentSettings } from '../settings.js';
import { Settlement, type Outcome } from './settlement.js';

const BATCH = 16;

export class SettleDuePayments extends Command<JobResult> {}

@CommandHandler(SettleDuePayments)
export class SettleDuePaymentsHandler implements ICommandHandler<SettleDuePayments> {
  private readonly log: Log;

  constructor(
    private readonly open: OpenPayments,
    private readonly settlement: Settlement,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    private readonly settings: PaymentSettings,
    log: Log,
  ) {
    this.log = log.for('settlement');
  }

  async execute(): Promise<JobResult> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + this.settings.SUGANG_PROVIDER_CLAIM_MS);
    const claims = await this.open.claim(now, until, BATCH);
    const results = await Promise.allSettled(claims.map((claim) => inContext(claim.context, () => this.settle(claim))));
    const failed = results.filter((result) => result.status === 'rejected');
    if (failed.length > 0) throw new AggregateError(failed.map(({ reason }) => reason as unknown));
    return claims.length === BATCH ? 'more' : 'done';
  }

  private async settle(claim: ClaimedPayment): Promise<void> {
    const { payment } = claim;
    const refund = isCancelPending(payment) || isRefundPending(payment);
    const outcome = await (refund ? this.settlement.endOrRefund(payment) : this.settlement.queryStatus(payment));
    if (refund) this.recordRefund(claim, outcome);
    if (outcome !== 'settled') await this.open.release(claim, nextCheckAfter(claim.checks, this.clock.now()));
  }

  private recordRefund({ payment, checks }: ClaimedPayment, outcome: Outcome): void {
    this.metrics
      .counter('sugang_refund_tries_total', 'Attempts to void or refund a payment', ['outcome'])
      .inc({ outcome });
    if (outcome === 'settled') return;
    this.log.warn('a refund failed and will be retried', { paymentId: payment.id, outcome, attempts: checks });
  }
}

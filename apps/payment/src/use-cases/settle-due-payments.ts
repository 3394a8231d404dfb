import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, inContext, Log, Metrics } from '#platform';
import { isToBeUndone } from '../domain/payments-of-registration.js';
import { nextCheckAfter } from '../domain/settlement-schedule.js';
import { OpenPayments, type ClaimedPayment } from './open-payments.js';
import { Settlement, type Outcome } from './settlement.js';

const BATCH = 16;
const LEASE_MS = 15_000;

/** Asks the provider about a batch of overdue payments: what became of a charge, and to void or refund what must go back. */
export class SettleDuePayments extends Command<'done' | 'more'> {}

@CommandHandler(SettleDuePayments)
export class SettleDuePaymentsHandler implements ICommandHandler<SettleDuePayments> {
  private readonly log: Log;

  constructor(
    private readonly open: OpenPayments,
    private readonly settlement: Settlement,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    log: Log,
  ) {
    this.log = log.for('settlement');
  }

  async execute(): Promise<'done' | 'more'> {
    const now = this.clock.now();
    const claims = await this.open.claim(now, new Date(now.getTime() + LEASE_MS), BATCH);
    const settled = await Promise.allSettled(claims.map((claim) => inContext(claim.context, () => this.settle(claim))));
    const failed = settled.filter((result) => result.status === 'rejected');
    if (failed.length > 0) throw new AggregateError(failed.map(({ reason }) => reason as unknown));
    return claims.length === BATCH ? 'more' : 'done';
  }

  private async settle(claim: ClaimedPayment): Promise<void> {
    const undo = isToBeUndone(claim.payment);
    const outcome = await (undo ? this.settlement.cancel(claim.payment) : this.settlement.inquire(claim.payment));
    if (undo) this.countTry(claim, outcome);
    if (outcome !== 'settled') await this.open.giveBack(claim, nextCheckAfter(claim.checks, this.clock.now()));
  }

  private countTry({ payment, checks }: ClaimedPayment, outcome: Outcome): void {
    this.metrics
      .counter('sugang_refund_tries_total', 'Tries to void or refund a payment', ['outcome'])
      .inc({ outcome });
    if (outcome === 'settled') return;
    this.log.warn('a refund did not succeed and is tried again', { paymentId: payment.id, outcome, tries: checks });
  }
}

import { Injectable } from '@nestjs/common';
import type { Payment } from '#contracts';
import { Clock, Log, Metrics } from '#platform';
import { applyProviderResult, refundKeyOf, type ProviderResult } from '../domain/apply-provider-result.js';
import { endEarlierAttempt } from '../domain/end-payments.js';
import {
  isCancelPending,
  isOpen,
  isRefundPending,
  refundedOf,
  type PaymentsOfRegistration,
} from '../domain/payments-of-registration.js';
import { startRefundStep } from '../domain/refund-step.js';
import { PaymentProvider, ProviderFault } from '../ports/payment-provider.js';
import { Payments } from '../ports/payments.js';
import { PaymentSettings } from '../settings.js';

/** `settled` also ends a step of a refund; `open`: the result is not final, and with `action-required` waits for the student; `unknown`: the provider did not respond. */
export type Outcome = 'settled' | 'open' | 'action-required' | 'unknown';

interface Recorded {
  outcome: Outcome;
  state?: PaymentsOfRegistration;
}

@Injectable()
export class Settlement {
  private readonly log: Log;

  constructor(
    private readonly provider: PaymentProvider,
    private readonly payments: Payments,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    private readonly settings: PaymentSettings,
    log: Log,
  ) {
    this.log = log.for('settlement');
  }

  /** Charges the card: the only call that can move money to us, made once per payment. */
  charge(payment: Payment, token: string, signal: AbortSignal): Promise<Recorded> {
    const limit = AbortSignal.any([signal, this.timeout()]);
    return this.call(payment, 'charge', () => this.provider.charge(payment.id, payment.amount, token, limit));
  }

  async queryStatus(payment: Payment): Promise<Outcome> {
    return (await this.call(payment, 'status', () => this.provider.status(payment.id, this.timeout()))).outcome;
  }

  /** Voids or refunds the payment; of a partial refund one step, whose intent is stored before the provider is called. */
  async endOrRefund(payment: Payment): Promise<Outcome> {
    const { next } = await this.payments.change(payment.registrationId, (state) => startRefundStep(state, payment.id));
    switch (next.kind) {
      case 'none':
        return 'settled';
      case 'cancel':
        return (await this.call(payment, 'cancel', () => this.provider.cancel(payment.id, this.timeout()))).outcome;
      case 'refund':
        return this.refund(payment, next.total);
    }
  }

  /** The provider reports its completed steps first: this one may be among them, if its answer was lost. */
  private async refund(payment: Payment, total: number): Promise<Outcome> {
    const { id } = payment;
    const signal = this.timeout();
    const currentIn = ({ state }: Recorded) => state?.attempts.find((attempt) => attempt.id === id);
    const known = await this.call(payment, 'status', () => this.provider.status(id, signal));
    const current = currentIn(known);
    if (!current || !isRefundPending(current)) return known.outcome;
    if (refundedOf(current) >= total) return 'settled';
    const amount = { ...payment.amount, amount: total - refundedOf(current) };
    const refund = await this.call(payment, 'refund', () =>
      this.provider.refund(id, refundKeyOf(id, total), amount, signal),
    );
    const refunded = currentIn(refund);
    return refunded && refundedOf(refunded) >= total ? 'settled' : refund.outcome;
  }

  /** Ends earlier attempts so that a new one can start. Returns whether all have ended, possibly by a capture that pays. */
  async endAttempts(attempts: readonly Payment[]): Promise<boolean> {
    for (const payment of attempts) {
      if (!(await this.endAttempt(payment))) return false;
    }
    return true;
  }

  /** The void is recorded before the provider is called: a capture in between must not confirm the registration. */
  private async endAttempt(payment: Payment): Promise<boolean> {
    if (!isCancelPending(payment)) {
      const outcome = await this.queryStatus(payment);
      if (outcome === 'settled' || outcome === 'unknown') return outcome === 'settled';
    }
    const { state } = await this.payments.change(payment.registrationId, (payments) =>
      endEarlierAttempt(payments, payment.id, this.clock.now()),
    );
    const current = state.attempts.find(({ id }) => id === payment.id);
    return !current || !isOpen(current) || (await this.endOrRefund(current)) === 'settled';
  }

  private timeout(): AbortSignal {
    return AbortSignal.timeout(this.settings.SUGANG_PROVIDER_TIMEOUT_MS);
  }

  private async call(
    payment: Payment,
    call: 'charge' | 'status' | 'cancel' | 'refund',
    request: () => Promise<ProviderResult | undefined>,
  ): Promise<Recorded> {
    const stopTimer = this.metrics
      .histogram('sugang_provider_call_seconds', 'Duration of calls to the payment provider', ['call', 'answer'])
      .startTimer({ call });
    try {
      const result = await request();
      stopTimer({ answer: result?.state ?? 'NONE' });
      return result ? await this.record(payment, result) : { outcome: 'open' };
    } catch (error) {
      if (!(error instanceof ProviderFault)) throw error;
      stopTimer({ answer: 'FAULT' });
      this.log.warn('the payment provider did not respond', { call, paymentId: payment.id, error });
      return { outcome: 'unknown' };
    }
  }

  private async record({ id, registrationId }: Payment, result: ProviderResult): Promise<Recorded> {
    const { state, events } = await this.payments.change(registrationId, (before) =>
      applyProviderResult(before, id, result, this.clock.now()),
    );
    for (const { name } of events) {
      this.metrics
        .counter('sugang_payments_total', 'Payments completed, declined or canceled', ['event'])
        .inc({ event: name });
    }
    const open = state.attempts.some((payment) => payment.id === id && isOpen(payment));
    const waiting = result.state === 'ACTION_REQUIRED' ? 'action-required' : 'open';
    return { outcome: open ? waiting : 'settled', state };
  }
}

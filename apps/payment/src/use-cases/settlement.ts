import { Injectable } from '@nestjs/common';
import type { Payment } from '#contracts';
import { Clock, Log, Metrics } from '#platform';
import { learnFromProvider, type ProviderAnswer } from '../domain/learn-from-provider.js';
import { isOpen, type PaymentsOfRegistration } from '../domain/payments-of-registration.js';
import { PaymentProvider, ProviderFault } from './payment-provider.js';
import { Payments } from './payments.js';

const ANSWER_WITHIN_MS = 5_000;

/** What became of a payment: settled; still open although the provider answered; or the provider gave no answer. */
export type Outcome = 'settled' | 'open' | 'unknown';

interface Learned {
  outcome: Outcome;
  /** The payments as they stand with what the provider answered. */
  state?: PaymentsOfRegistration;
}

/** Asks the provider and takes in what it says; never inside a transaction. */
@Injectable()
export class Settlement {
  private readonly log: Log;

  constructor(
    private readonly provider: PaymentProvider,
    private readonly payments: Payments,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    log: Log,
  ) {
    this.log = log.for('settlement');
  }

  /** Charges the card; the one call per payment that can move money towards us. */
  charge(payment: Payment, token: string, signal: AbortSignal, lately?: PaymentsOfRegistration): Promise<Learned> {
    const charge = () => this.provider.charge(payment.id, payment.amount, token, signal);
    return this.take(payment, 'charge', charge, lately);
  }

  /** Asks what became of a charge. */
  async inquire(payment: Payment): Promise<Outcome> {
    return (await this.take(payment, 'status', () => this.provider.status(payment.id, patience()))).outcome;
  }

  /** Has the payment voided or refunded. */
  async cancel(payment: Payment): Promise<Outcome> {
    return (await this.take(payment, 'cancel', () => this.provider.cancel(payment.id, patience()))).outcome;
  }

  private async take(
    payment: Payment,
    call: 'charge' | 'status' | 'cancel',
    ask: () => Promise<ProviderAnswer | undefined>,
    lately?: PaymentsOfRegistration,
  ): Promise<Learned> {
    const answered = this.metrics
      .histogram('sugang_provider_call_seconds', 'Duration of calls to the payment provider', ['call', 'answer'])
      .startTimer({ call });
    try {
      const answer = await ask();
      answered({ answer: answer?.state ?? 'NONE' });
      return answer ? await this.learn(payment, answer, lately) : { outcome: 'open' };
    } catch (error) {
      if (!(error instanceof ProviderFault)) throw error;
      answered({ answer: 'FAULT' });
      this.log.warn('the payment provider gave no answer', { call, paymentId: payment.id, error });
      return { outcome: 'unknown' };
    }
  }

  private async learn(
    { id, registrationId }: Payment,
    answer: ProviderAnswer,
    lately: PaymentsOfRegistration | undefined,
  ): Promise<Learned> {
    const { state, events } = await this.payments.change(
      registrationId,
      (before) => learnFromProvider(before, id, answer, this.clock.now()),
      lately,
    );
    for (const { name } of events) {
      this.metrics.counter('sugang_payments_total', 'What became of payments', ['event']).inc({ event: name });
    }
    const open = state.attempts.some((payment) => payment.id === id && isOpen(payment));
    return { outcome: open ? 'open' : 'settled', state };
  }
}

const patience = () => AbortSignal.timeout(ANSWER_WITHIN_MS);

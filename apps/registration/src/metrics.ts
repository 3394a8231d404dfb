import { Injectable } from '@nestjs/common';
import type { PaymentDeferred } from '#contracts';
import { Metrics } from '#platform';
import type { RegistrationEvent } from './domain/registration.js';
import { SeatLedger } from './ports/seat-ledger.js';

@Injectable()
export class RegistrationMetrics {
  private readonly registrations = this.metrics.counter(
    'sugang_registrations_total',
    'Registration events by name, and rejected requests by code',
    ['result'],
  );

  private readonly holdsExpired = this.metrics.counter(
    'sugang_holds_expired_total',
    'Holds that expired without a payment',
  );

  private readonly paymentsDeferred = this.metrics.counter(
    'sugang_payment_deferred_total',
    'Payment calls without an immediate outcome, by reason',
    ['reason'],
  );

  constructor(
    private readonly metrics: Metrics,
    ledger: SeatLedger,
  ) {
    metrics.gauge('sugang_seats', 'Seats of open lectures', ['state'], async (seats) => {
      for (const [state, count] of Object.entries(await ledger.totals())) seats.set({ state }, count);
    });
  }

  countEvents(events: RegistrationEvent[]): void {
    for (const { name } of events) {
      this.registrations.inc({ result: name.replace('registration.', '') });
      if (name === 'registration.expired') this.holdsExpired.inc();
    }
  }

  countRejection(code: string): void {
    this.registrations.inc({ result: code });
  }

  countDeferredPayment(reason: PaymentDeferred): void {
    this.paymentsDeferred.inc({ reason });
  }
}

import { Injectable } from '@nestjs/common';
import type { PaymentDeferred } from '#contracts';
import { Metrics } from '#platform';
import type { RegistrationEvent } from '../domain/registration.js';
import { SeatLedger } from './seat-ledger.js';

/** The figures an operator watches. */
@Injectable()
export class Figures {
  private readonly registrations = this.metrics.counter(
    'sugang_registrations_total',
    'What became of registrations: each event by name, each refusal by code',
    ['result'],
  );

  private readonly holdsExpired = this.metrics.counter(
    'sugang_holds_expired_total',
    'Holds that ended without payment',
  );

  private readonly paymentsDeferred = this.metrics.counter(
    'sugang_payment_deferred_total',
    'Payments without an outcome in time',
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

  told(events: RegistrationEvent[]): void {
    for (const { name } of events) {
      this.registrations.inc({ result: name.replace('registration.', '') });
      if (name === 'registration.expired') this.holdsExpired.inc();
    }
  }

  refused(code: string): void {
    this.registrations.inc({ result: code });
  }

  deferred(reason: PaymentDeferred): void {
    this.paymentsDeferred.inc({ reason });
  }
}

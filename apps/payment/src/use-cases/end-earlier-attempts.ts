import { Injectable } from '@nestjs/common';
import type { Payment } from '#contracts';
import { Clock } from '#platform';
import { endEarlierAttempt } from '../domain/end-payments.js';
import { isOpen, isToBeUndone } from '../domain/payments-of-registration.js';
import { Payments } from './payments.js';
import { Settlement } from './settlement.js';

/** Puts an end to the earlier attempts of a registration, so that a new one may begin. */
@Injectable()
export class EndEarlierAttempts {
  constructor(
    private readonly payments: Payments,
    private readonly settlement: Settlement,
    private readonly clock: Clock,
  ) {}

  /** Answers whether all of them have ended, be it that one is found captured and pays. */
  async end(attempts: readonly Payment[]): Promise<boolean> {
    for (const payment of attempts) {
      if (!(await this.endOne(payment))) return false;
    }
    return true;
  }

  /** The wish to void is recorded before the provider hears of it: a capture in between must not confirm anything. */
  private async endOne(payment: Payment): Promise<boolean> {
    if (!isToBeUndone(payment)) {
      const outcome = await this.settlement.inquire(payment);
      if (outcome !== 'open') return outcome === 'settled';
    }
    const { state } = await this.payments.change(payment.registrationId, (payments) =>
      endEarlierAttempt(payments, payment.id, this.clock.now()),
    );
    const present = state.attempts.find(({ id }) => id === payment.id);
    return !present || !isOpen(present) || (await this.settlement.cancel(present)) === 'settled';
  }
}

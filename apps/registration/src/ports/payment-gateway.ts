import type { ChargeRequest, Payment } from '#contracts';
import type { Deferral } from '../domain/registration.js';

/** `paymentId` identifies the attempt: it is the idempotency key of every call for it. */
export type Charge = Omit<ChargeRequest, 'deadline' | 'correlationId' | 'traceparent'>;

/** UNSETTLED: unknown whether money moved. Payment's event, another attempt or the end of the registration settles it. */
export type ChargeOutcome =
  { outcome: 'COMPLETED' | 'DECLINED'; payment: Payment } | { outcome: 'UNSETTLED'; because: Deferral };

/** Charges through the payment service. Every fault is an UNSETTLED outcome, never an exception. */
export abstract class PaymentGateway {
  /** @param withinMs the longest time to wait, in milliseconds */
  abstract charge(charge: Charge, withinMs: number): Promise<ChargeOutcome>;
}

import type { ChargeRequest, Payment, PaymentDeferred } from '#contracts';

/** What is asked of payment; `paymentId` is the key of the attempt, the same however often it is asked. */
export type Charge = Omit<ChargeRequest, 'deadline' | 'correlationId' | 'traceparent'>;

/** UNSETTLED: money may or may not have moved; the payment's event, another attempt or the end of the hold settles it. */
export type ChargeOutcome =
  { outcome: 'COMPLETED' | 'DECLINED'; payment: Payment } | { outcome: 'UNSETTLED'; because: PaymentDeferred };

/** The payment context, asked for money and answering in time: every fault is an UNSETTLED outcome, never a throw. */
export abstract class PaymentGateway {
  /** @param withinMs the longest time to wait, in milliseconds */
  abstract charge(charge: Charge, withinMs: number): Promise<ChargeOutcome>;
}

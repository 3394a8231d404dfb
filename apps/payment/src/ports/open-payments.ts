import type { Payment } from '#contracts';
import type { Context } from '#platform';

export interface ClaimedPayment {
  payment: Payment;
  /** Number of checks since the payment last changed, including this one. */
  checks: number;
  claimedUntil: Date;
  context: Context;
}

/** Payments whose final provider result is outstanding, shared by all replicas. */
export abstract class OpenPayments {
  abstract claim(at: Date, until: Date, limit: number): Promise<ClaimedPayment[]>;

  abstract release(claim: ClaimedPayment, nextCheckAt: Date): Promise<void>;

  /** Whether a replica may still be waiting for the provider's response to the charge. */
  abstract isBeingCharged(paymentId: string, at: Date): Promise<boolean>;

  /** The charge ended without a result: from `nextCheckAt` on, its state is queried from the provider. */
  abstract chargeEnded(paymentId: string, nextCheckAt: Date): Promise<void>;

  abstract count(): Promise<{ pending: number; refunds: number }>;
}

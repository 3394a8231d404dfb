import type { Payment } from '#contracts';
import type { Context } from '#platform';

/** An open payment that is ours to ask the provider about, until the claim runs out. */
export interface ClaimedPayment {
  payment: Payment;
  /** How often the provider has been asked since the payment last changed, this time included. */
  checks: number;
  claimedUntil: Date;
  /** What the payment's last change was part of. */
  context: Context;
}

/** Payments about which the provider still owes an answer, shared by all replicas. */
export abstract class OpenPayments {
  /** Claims the most overdue ones; each goes to one replica. */
  abstract claim(at: Date, until: Date, limit: number): Promise<ClaimedPayment[]>;

  /** Gives a claim back; has no effect once the payment has changed or somebody else has claimed it. */
  abstract giveBack(claim: ClaimedPayment, nextCheckAt: Date): Promise<void>;

  /** Whether somebody may still be waiting for the provider's answer to the charge itself. */
  abstract isBeingCharged(paymentId: string, at: Date): Promise<boolean>;

  /** The charge brought no answer: from `nextCheckAt` on the provider is asked what became of it. */
  abstract chargeEnded(paymentId: string, nextCheckAt: Date): Promise<void>;

  /** How many charges and how many refunds are outstanding. */
  abstract count(): Promise<{ pending: number; refunds: number }>;
}

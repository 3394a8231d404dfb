import type { Payment } from '#contracts';
import type { Decision, PaymentsOfRegistration } from '../domain/payments-of-registration.js';

/** Store of the payments of each registration. */
export abstract class Payments {
  /**
   * Loads the payments of a registration, decides, and stores state and events, in one transaction. Two decisions about
   * one registration are never based on the same state: the later one is repeated.
   */
  abstract change<D extends Decision>(registrationId: string, decide: (state: PaymentsOfRegistration) => D): Promise<D>;

  abstract of(registrationId: string): Promise<PaymentsOfRegistration>;
}

export interface PaymentFilter {
  studentId?: string;
  registrationId?: string;
}

/** The last payment of a page; the next page starts after it. */
export interface HistoryCursor {
  createdAt: string;
  id: string;
}

/** Payments as students and admins read them. */
export abstract class PaymentHistory {
  abstract find(id: string): Promise<Payment | undefined>;

  /** Newest first. */
  abstract list(filter: PaymentFilter, after: HistoryCursor | undefined, limit: number): Promise<Payment[]>;
}

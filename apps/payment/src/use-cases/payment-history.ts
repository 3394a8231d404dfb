import type { Payment } from '#contracts';

export interface PaymentFilter {
  studentId?: string;
  registrationId?: string;
}

/** A place in the history: the payment after which a page begins. */
export interface PlaceInHistory {
  createdAt: string;
  id: string;
}

/** Payments as their owners and admins read them. */
export abstract class PaymentHistory {
  abstract find(id: string): Promise<Payment | undefined>;

  /** Newest first. */
  abstract list(filter: PaymentFilter, after: PlaceInHistory | undefined, limit: number): Promise<Payment[]>;
}

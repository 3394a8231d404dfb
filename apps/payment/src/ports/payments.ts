import type { Payment } from '#contracts';
import type { Decision, PaymentsOfRegistration } from '../domain/payments-of-registration.js';

export abstract class Payments {
  /** Loads, decides and stores in one transaction. Of two decisions on the same state, the later one is repeated. @throws PAYMENT_ID_TAKEN */
  abstract change<D extends Decision>(registrationId: string, decide: (state: PaymentsOfRegistration) => D): Promise<D>;

  abstract of(registrationId: string): Promise<PaymentsOfRegistration>;
}

export interface PaymentFilter {
  studentId?: string;
  registrationId?: string;
}

export interface HistoryCursor {
  createdAt: string;
  id: string;
}

export abstract class PaymentHistory {
  abstract find(id: string): Promise<Payment | undefined>;

  abstract list(filter: PaymentFilter, after: HistoryCursor | undefined, limit: number): Promise<Payment[]>;
}

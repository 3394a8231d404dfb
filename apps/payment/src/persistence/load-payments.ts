import type { EntityManager } from 'typeorm';
import { noPayments, type PaymentsOfRegistration } from '../domain/payments-of-registration.js';
import { paymentOf } from './payment-columns.js';
import { PaymentRow, PaymentsOfRegistrationRow } from './payment.row.js';

/** The payments of a registration as they stand, and the version (0: none yet) that the next change builds on. */
export interface Loaded {
  state: PaymentsOfRegistration;
  version: number;
}

export async function loadPayments(manager: EntityManager, registrationId: string): Promise<Loaded> {
  const row = await manager.findOneBy(PaymentsOfRegistrationRow, { registrationId });
  if (!row) return { state: noPayments(registrationId), version: 0 };
  const attempts = await manager.find(PaymentRow, { where: { registrationId }, order: { attempt: 'ASC' } });
  const overSince = row.overSince?.toISOString() ?? null;
  return { state: { registrationId, overSince, attempts: attempts.map(paymentOf) }, version: row.version };
}

import { z } from 'zod';
import { Payment } from '../payment.js';
import { Registration, RegistrationStatus } from '../registration.js';
import { Id } from '../values.js';
import { Cursor, Limit, page } from './lists.js';

/** A card token of the payment provider; never stored outside payment. */
export const PaymentMethod = z
  .strictObject({ method: z.literal('card'), token: z.string().min(1).max(255) })
  .meta({ id: 'PaymentMethod', example: { method: 'card', token: 'tok_ok' } });
export type PaymentMethod = z.infer<typeof PaymentMethod>;

export const RegisterBody = z
  .strictObject({ lectureId: Id, payment: PaymentMethod.optional() })
  .meta({ id: 'Register' });
export type RegisterBody = z.infer<typeof RegisterBody>;

export const RegistrationsQuery = z.strictObject({
  status: RegistrationStatus.optional(),
  cursor: Cursor,
  limit: Limit,
});
export type RegistrationsQuery = z.infer<typeof RegistrationsQuery>;

export const PaymentsQuery = z.strictObject({ registrationId: Id.optional(), cursor: Cursor, limit: Limit });
export type PaymentsQuery = z.infer<typeof PaymentsQuery>;

export const RegistrationPage = page('RegistrationPage', Registration);
export const PaymentPage = page('PaymentPage', Payment);

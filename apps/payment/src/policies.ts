import type { Registration } from '#contracts';
import { whenever, type Policy } from '#messaging';
import type { PublishedRefund } from './domain/end-payments.js';
import { EndPaymentsOfRegistration } from './use-cases/end-payments-of-registration.js';
import { RaiseRefund } from './use-cases/raise-refund.js';

export const policies: Policy[] = [
  whenever(
    ['registration.canceled', 'registration.expired', 'registration.declined'],
    { resync: 'ignore' },
    ({ data }) => new EndPaymentsOfRegistration(data.id, refundOf(data)),
  ),
  whenever(['registration.changed'], { resync: 'ignore' }, ({ data }) => new RaiseRefund(data.id, refundOf(data))),
];

const refundOf = ({ paymentId, refundDue: due }: Registration): PublishedRefund | undefined =>
  due && paymentId !== null ? { paymentId, due } : undefined;

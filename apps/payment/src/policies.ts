import { whenever, type Policy } from '#messaging';
import { EndPaymentsOfRegistration } from './use-cases/end-payments-of-registration.js';

export const policies: Policy[] = [
  whenever(
    ['registration.canceled', 'registration.expired', 'registration.declined'],
    { resync: 'ignore' },
    ({ data }) => new EndPaymentsOfRegistration(data.id),
  ),
];

import { whenever, type Policy } from '#messaging';
import { UpdateAccountCopy } from '#platform';
import { UpdateRoster } from './use-cases/update-roster.js';

export const policies: Policy[] = [
  whenever(
    ['account.signed-up', 'account.changed'],
    { resync: 'apply' },
    ({ data, sequence }) => new UpdateAccountCopy(data, sequence),
  ),
  whenever(
    [
      'registration.requested',
      'registration.payment-deferred',
      'registration.approval-requested',
      'registration.confirmed',
      'registration.declined',
      'registration.expired',
      'registration.canceled',
      'registration.changed',
    ],
    { resync: 'apply' },
    ({ data, sequence }) => new UpdateRoster(data, sequence),
  ),
];

import { whenever, type Policy } from '#messaging';
import { ConfirmRegistration } from './use-cases/confirm-registration.js';
import { DeclineRegistration } from './use-cases/decline-registration.js';
import { UpdateLectureCopy } from './use-cases/update-lecture-copy.js';

export const policies: Policy[] = [
  whenever(
    ['lecture.opened', 'lecture.changed', 'lecture.closed', 'lecture.canceled'],
    { resync: 'apply' },
    ({ data }) => new UpdateLectureCopy(data),
  ),
  whenever(['payment.completed'], { resync: 'ignore' }, ({ data }) => new ConfirmRegistration(data)),
  whenever(['payment.declined'], { resync: 'ignore' }, ({ data }) => new DeclineRegistration(data)),
];

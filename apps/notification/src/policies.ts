import { UpdateAccountCopy } from '#platform';
import { whenever, type Policy } from '#messaging';
import { AnnounceLectureChange } from './use-cases/announce-lecture-change.js';
import { AnnounceToStudents } from './use-cases/announce-to-students.js';
import { NotifyOfRefund } from './use-cases/notify-of-refund.js';
import { NotifyOfRegistration } from './use-cases/notify-of-registration.js';
import { NotifyStaffOfCancellation } from './use-cases/notify-staff.js';
import { UpdateLectureCopy } from './use-cases/update-lecture-copy.js';
import { UpdateRegistrationCopy } from './use-cases/update-registration-copy.js';

const registrationEvents = [
  'registration.requested',
  'registration.payment-deferred',
  'registration.approval-requested',
  'registration.confirmed',
  'registration.declined',
  'registration.expired',
  'registration.canceled',
  'registration.changed',
] as const;

const lectureEvents = ['lecture.opened', 'lecture.changed', 'lecture.canceled', 'lecture.closed'] as const;

/** Commands that notify ignore a resync: it re-publishes the past. */
export const policies: Policy[] = [
  whenever(
    registrationEvents,
    { resync: 'ignore' },
    ({ name, data, sequence }) => new NotifyOfRegistration(name, data, sequence),
  ),
  whenever(
    registrationEvents,
    { resync: 'apply' },
    ({ data, sequence, resync }) => new UpdateRegistrationCopy(data, sequence, resync !== undefined),
  ),
  whenever(
    ['payment.refunded', 'payment.canceled'],
    { resync: 'ignore' },
    ({ data, sequence }) => new NotifyOfRefund(data, sequence),
  ),
  whenever(
    ['lecture.changed'],
    { resync: 'ignore' },
    ({ data, sequence }) => new AnnounceLectureChange(data, sequence),
  ),
  whenever(
    ['lecture.canceled'],
    { resync: 'ignore' },
    ({ data, sequence }) => new NotifyStaffOfCancellation(data, sequence),
  ),
  whenever(['lecture.announced'], { resync: 'ignore' }, ({ data }) => new AnnounceToStudents(data)),
  whenever(
    lectureEvents,
    { resync: 'apply' },
    ({ name, data, sequence, resync }) =>
      new UpdateLectureCopy(data, sequence, name === 'lecture.changed' && resync === undefined),
  ),
  whenever(
    ['account.signed-up', 'account.changed'],
    { resync: 'apply' },
    ({ data, sequence }) => new UpdateAccountCopy(data, sequence),
  ),
];

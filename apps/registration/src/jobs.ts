import { job, type Job } from '#platform';
import type { RegistrationSettings } from './settings.js';
import { AssignMissingSeats } from './use-cases/assign-missing-seats.js';
import { CancelRegistrationsOfCanceledLectures } from './use-cases/cancel-registrations-of-canceled-lectures.js';
import { ExpireHoldsOfClosedLectures } from './use-cases/expire-holds-of-closed-lectures.js';
import { GrantOverdueCancelRequests } from './use-cases/grant-overdue-cancel-requests.js';
import { ExpireOverdueHolds } from './use-cases/expire-overdue-holds.js';

const BATCH = 100;

export const jobs = ({ SUGANG_SWEEP_MS: everyMs }: RegistrationSettings): Job[] => [
  job('expire-overdue-holds', { everyMs }, () => new ExpireOverdueHolds(BATCH)),
  job('grant-overdue-cancel-requests', { everyMs }, () => new GrantOverdueCancelRequests(BATCH)),
  job('expire-holds-of-closed-lectures', { everyMs }, () => new ExpireHoldsOfClosedLectures(BATCH)),
  job('cancel-registrations-of-canceled-lectures', { everyMs }, () => new CancelRegistrationsOfCanceledLectures(BATCH)),
  job('assign-missing-seats', { everyMs }, () => new AssignMissingSeats(BATCH)),
];

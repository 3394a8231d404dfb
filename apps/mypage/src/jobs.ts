import { job, type Job } from '#platform';
import { ClearAbandonedViews } from './use-cases/clear-abandoned-views.js';
import { DeleteExpiredStreamTickets } from './use-cases/delete-expired-stream-tickets.js';

export const jobs: Job[] = [
  job('clear-abandoned-views', { everyMs: 5_000 }, () => new ClearAbandonedViews()),
  job('delete-expired-stream-tickets', { everyMs: 30_000 }, () => new DeleteExpiredStreamTickets()),
];

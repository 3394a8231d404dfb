import { job, type Job } from '#platform';
import { SettleDuePayments } from './use-cases/settle-due-payments.js';

export const jobs: Job[] = [job('settle-due-payments', { everyMs: 1_000 }, () => new SettleDuePayments())];

import { job, type Job } from '#platform';
import { ClearAbandonedViews } from './use-cases/clear-abandoned-views.js';

export const jobs: Job[] = [job('clear-abandoned-views', { everyMs: 5_000 }, () => new ClearAbandonedViews())];

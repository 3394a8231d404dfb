import { job, type Job } from '#platform';
import type { LectureSettings } from './settings.js';
import { CloseFinishedLectures } from './use-cases/close-finished-lectures.js';
import { CompleteListKeys } from './use-cases/complete-list-keys.js';
import { OpenDemoLectures } from './use-cases/open-demo-lectures.js';

const BATCH = 100;

export const jobs = ({ SUGANG_LECTURE_SWEEP_MS, SUGANG_DEMO }: LectureSettings): Job[] => [
  job('close-finished-lectures', { everyMs: SUGANG_LECTURE_SWEEP_MS }, () => new CloseFinishedLectures(BATCH)),
  // Replicas of an earlier release may run beside this one for a while.
  job('complete-list-keys', { everyMs: 60_000 }, () => new CompleteListKeys(BATCH)),
  ...(SUGANG_DEMO ? [job('open-demo-lectures', { everyMs: 500 }, () => new OpenDemoLectures())] : []),
];

import { z } from 'zod';
import {
  brokerSettings,
  coreSettings,
  createSettings,
  databaseSettings,
  idempotencySettings,
  inboxOutlivesParked,
  messageSettings,
  wholeNumber,
} from '#platform';

export class LectureSettings extends createSettings(
  z
    .object({
      ...coreSettings,
      ...brokerSettings,
      ...databaseSettings,
      ...messageSettings,
      ...idempotencySettings,
      SUGANG_LECTURE_SWEEP_MS: wholeNumber(10, 3_600_000)
        .default(1_000)
        .describe('Pause between two runs of the job that closes finished lectures, in milliseconds.'),
    })
    .check(inboxOutlivesParked),
) {}

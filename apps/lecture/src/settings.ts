import { z } from 'zod';
import { brokerSettings, coreSettings, databaseSettings, wholeNumber } from '#platform';

export const lectureSettings = z.object({
  ...coreSettings,
  ...brokerSettings,
  ...databaseSettings,
  SUGANG_LECTURE_SWEEP_MS: wholeNumber(10, 3_600_000)
    .default(1_000)
    .describe('Pause between two rounds of closing finished lectures, in milliseconds.'),
});
export type LectureSettings = z.output<typeof lectureSettings>;

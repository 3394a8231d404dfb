import { address, coreSettings, wholeNumber } from '#platform';
import { z } from 'zod';

export const myPageSettings = z.object({
  ...coreSettings,
  VIEWS_URL: address('sqlite:', 'mongodb://', 'mongodb+srv://')
    .refine(
      (value) => !value.startsWith('mongodb'),
      'MongoDB comes with the distributed mode, which does not exist yet; use sqlite:',
    )
    .default('sqlite:'),
  SUGANG_STREAM_POLL_MS: wholeNumber(20, 500).default(400),
  SUGANG_STREAM_HEARTBEAT_MS: wholeNumber(100, 60_000).default(15_000),
  SUGANG_STREAMS_PER_STUDENT: wholeNumber(1, 1_000).default(10),
});
export type MyPageSettings = z.output<typeof myPageSettings>;

import { brokerSettings, coreSettings, wholeNumber } from '#platform';
import { z } from 'zod';

/** Several hosts are no URL to the platform; the driver reads the rest when the views are opened. */
const MONGODB = /^mongodb(\+srv)?:\/\/([^/?#@\s]+@)?[^/?#@\s]+(\/[^/?#@\s]*)?(\?[^#\s]*)?$/;

export const myPageSettings = z.object({
  ...coreSettings,
  ...brokerSettings,
  VIEWS_URL: z
    .string()
    .refine(
      (value) => value === 'sqlite:' || MONGODB.test(value),
      'must be sqlite: or an address such as mongodb://host/database, its password percent-encoded',
    )
    .default('sqlite:')
    .meta({ description: 'The store of the views: a file in the data directory, or MongoDB.', secret: true }),
  SUGANG_STREAM_POLL_MS: wholeNumber(20, 500)
    .default(400)
    .describe('How often changes are looked for while somebody listens, in milliseconds.'),
  SUGANG_STREAM_HEARTBEAT_MS: wholeNumber(100, 60_000)
    .default(15_000)
    .describe('Pause between two comments on a silent stream, in milliseconds.'),
  SUGANG_STREAMS_PER_STUDENT: wholeNumber(1, 1_000)
    .default(10)
    .describe('Streams that one student may have open at a replica.'),
});
export type MyPageSettings = z.output<typeof myPageSettings>;

import { brokerSettings, coreSettings, createSettings, streamSettings, wholeNumber } from '#platform';
import { z } from 'zod';

/** Checked by a pattern, because several hosts are not a valid URL; the driver checks the rest when it opens. */
const MONGODB = /^mongodb(\+srv)?:\/\/([^/?#@\s]+@)?[^/?#@\s]+(\/[^/?#@\s]*)?(\?[^#\s]*)?$/;

export class MyPageSettings extends createSettings(
  z.object({
    ...coreSettings,
    ...brokerSettings,
    VIEWS_URL: z
      .string()
      .refine(
        (value) => value === 'sqlite:' || MONGODB.test(value),
        'must be sqlite: or an address such as mongodb://host/database, its password percent-encoded',
      )
      .default('sqlite:')
      .meta({ description: 'Store of the views: `sqlite:` (a file in the data directory) or MongoDB.', secret: true }),
    ...streamSettings,
    SUGANG_STREAMS_PER_STUDENT: wholeNumber(1, 1_000)
      .default(10)
      .describe('Maximum number of open streams per student and replica; opening another one closes the oldest.'),
    SUGANG_STREAM_MAX_CHANGES: wholeNumber(1, 1_000)
      .default(100)
      .describe(
        'Maximum number of changes that a stream sends at once; if there are more, it sends one `reset` event, and the client must read the list again.',
      ),
  }),
) {}

import { z } from 'zod';
import { brokerSettings, coreSettings, databaseSettings, decimalNumber, wholeNumber } from '#platform';

const LONGEST_LATENCY_MS = 60_000;

/** Milliseconds that every call of the simulated provider takes: `20`, or from-to as in `400-620`. */
const latency = z.string().transform((value, context) => {
  const [from, to = from] = /^\d+(-\d+)?$/.test(value) ? value.split('-') : [];
  const range = { fromMs: Number(from), toMs: Number(to) };
  if (range.fromMs <= range.toMs && range.toMs <= LONGEST_LATENCY_MS) return range;
  context.addIssue({
    code: 'custom',
    message: `must be milliseconds up to ${LONGEST_LATENCY_MS}, such as 20 or 400-620`,
  });
  return z.NEVER;
});

const tokenKey = z
  .string()
  .refine((value) => /^[A-Za-z0-9+/]{43}=$/.test(value), 'must be 32 random bytes in base64: openssl rand -base64 32');

const isServer = (url: unknown): boolean => /^(mysql|mariadb):/.test(String(url));

export const paymentSettings = z
  .object({
    ...coreSettings,
    ...brokerSettings,
    ...databaseSettings,
    SUGANG_PROVIDER_LATENCY_MS: latency
      .prefault('20')
      .describe('Milliseconds that a call of the simulated provider takes, or from-to as in `400-620`.'),
    SUGANG_PROVIDER_FAILURE_RATE: decimalNumber(0, 1).default(0).describe('Share of its calls that fail.'),
    SUGANG_PAYMENT_TOKEN_KEY: tokenKey.optional().meta({
      description:
        'Seals card tokens until their payment is settled; required with a server as `DATABASE_URL`. `openssl rand -base64 32`.',
      secret: true,
    }),
    SUGANG_PAYMENT_CONCURRENCY: wholeNumber(1, 1_000)
      .default(100)
      .describe('Requests for money that a replica takes from the queue at a time.'),
    SUGANG_GRPC_PORT: wholeNumber(1, 65_535).optional().describe('Where it listens for gRPC; not at all when absent.'),
  })
  .refine(({ SUGANG_PAYMENT_TOKEN_KEY: key, DATABASE_URL: url }) => key !== undefined || !isServer(url), {
    path: ['SUGANG_PAYMENT_TOKEN_KEY'],
    error: 'is required with this DATABASE_URL: openssl rand -base64 32',
    // Told together with every other fault, so that one start shows them all.
    when: () => true,
  });
export type PaymentSettings = z.output<typeof paymentSettings>;

import { z } from 'zod';
import {
  address,
  brokerSettings,
  coreSettings,
  createSettings,
  databaseSettings,
  decimalNumber,
  inboxOutlivesParked,
  messageSettings,
  wholeNumber,
} from '#platform';

const MAX_LATENCY_MS = 60_000;
/** How much longer a claim lasts than its call to the provider: time to claim and to store the result. */
const CLAIM_MARGIN_MS = 2_000;

const latency = z.string().transform((value, context) => {
  const [from, to = from] = /^\d+(-\d+)?$/.test(value) ? value.split('-') : [];
  const range = { fromMs: Number(from), toMs: Number(to) };
  if (range.fromMs <= range.toMs && range.toMs <= MAX_LATENCY_MS) return range;
  context.addIssue({
    code: 'custom',
    message: `must be milliseconds up to ${MAX_LATENCY_MS}, such as 20 or 400-620`,
  });
  return z.NEVER;
});

const tokenKey = z
  .string()
  .refine((value) => /^[A-Za-z0-9+/]{43}=$/.test(value), 'must be 32 random bytes in base64: openssl rand -base64 32');

const isServer = (url: unknown): boolean => /^(mysql|mariadb):/.test(String(url));

const schema = z
  .object({
    ...coreSettings,
    ...brokerSettings,
    ...databaseSettings,
    SUGANG_PROVIDER: z
      .enum(['simulated', 'stripe', 'toss'])
      .default('simulated')
      .describe('The payment provider: `simulated` (moves no money), `stripe` or `toss` (Toss Payments).'),
    SUGANG_PROVIDER_KEY: z.string().min(1).optional().meta({
      description:
        "Secret API key of the payment provider, such as Stripe's `sk_…`. Required unless the provider is simulated.",
      secret: true,
    }),
    SUGANG_PROVIDER_WEBHOOK_SECRET: z.string().min(1).optional().meta({
      description:
        "Secret of Stripe's webhook endpoint (`whsec_…`); the endpoint is `/api/v1/payments/webhook`. Without the secret, webhooks of Stripe are rejected, and results are queried instead.",
      secret: true,
    }),
    SUGANG_PROVIDER_URL: address('http://', 'https://')
      .optional()
      .describe("URL of the payment provider's API if it is not the public one, such as the URL of a proxy."),
    SUGANG_PROVIDER_RETURN_URL: address('http://', 'https://')
      .optional()
      .describe(
        'Page of your website to which Stripe sends the student back after 3-D Secure, with `paymentId` in its query. Without it, cards that require authentication are declined.',
      ),
    ...messageSettings,
    SUGANG_PROVIDER_LATENCY_MS: latency
      .prefault('20')
      .describe('Latency of the simulated payment provider in milliseconds, as a number or a range such as `400-620`.'),
    SUGANG_PROVIDER_FAILURE_RATE: decimalNumber(0, 1)
      .default(0)
      .describe('Share of calls to the simulated payment provider that fail, 0 to 1.'),
    SUGANG_PROVIDER_TIMEOUT_MS: wholeNumber(100, 50_000)
      .default(10_000)
      .describe(
        'Timeout of a call to the payment provider, in milliseconds. Charges, refunds and status queries share it, so that every charge that succeeds can also be refunded.',
      ),
    SUGANG_PROVIDER_CLAIM_MS: wholeNumber(1_000, 60_000)
      .default(15_000)
      .describe(
        'Duration of a claim on a payment, under which one replica refunds it or queries its status, in milliseconds; at least 2 s longer than `SUGANG_PROVIDER_TIMEOUT_MS`.',
      ),
    SUGANG_PAYMENT_TOKEN_KEY: tokenKey.optional().meta({
      description:
        'Key that encrypts card tokens until their payment is settled. Required if `DATABASE_URL` is a server. Create one with `openssl rand -base64 32`.',
      secret: true,
    }),
    SUGANG_PAYMENT_TOKEN_KEY_PREVIOUS: tokenKey.optional().meta({
      description: 'The key that `SUGANG_PAYMENT_TOKEN_KEY` replaces; used for decryption only.',
      secret: true,
    }),
    SUGANG_PAYMENT_CONCURRENCY: wholeNumber(1, 1_000)
      .default(100)
      .describe('Number of charge requests that a replica processes concurrently.'),
    SUGANG_GRPC_PORT: wholeNumber(1, 65_535)
      .optional()
      .describe('Port of the gRPC server. No gRPC server is started if absent.'),
  })
  .check(inboxOutlivesParked)
  .refine(({ SUGANG_PAYMENT_TOKEN_KEY: key, DATABASE_URL: url }) => key !== undefined || !isServer(url), {
    path: ['SUGANG_PAYMENT_TOKEN_KEY'],
    error: 'is required with this DATABASE_URL: openssl rand -base64 32',
    // Also checked when other variables are invalid, so that one start reports all of them.
    when: () => true,
  })
  .refine(({ SUGANG_PROVIDER: name, SUGANG_PROVIDER_KEY: key }) => name === 'simulated' || key !== undefined, {
    path: ['SUGANG_PROVIDER_KEY'],
    error: 'is required with this SUGANG_PROVIDER: the secret key from the dashboard of the payment provider',
    when: () => true,
  })
  .refine(
    ({ SUGANG_PROVIDER_CLAIM_MS: claim, SUGANG_PROVIDER_TIMEOUT_MS: timeout }) =>
      [claim, timeout].some((ms) => typeof ms !== 'number') || claim >= timeout + CLAIM_MARGIN_MS,
    {
      path: ['SUGANG_PROVIDER_CLAIM_MS'],
      error: `must be at least ${CLAIM_MARGIN_MS} longer than SUGANG_PROVIDER_TIMEOUT_MS; otherwise two replicas call the provider for one payment`,
      when: () => true,
    },
  );

export class PaymentSettings extends createSettings(schema) {}

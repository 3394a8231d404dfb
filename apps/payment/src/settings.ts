import { z } from 'zod';
import { coreSettings, decimalNumber } from '#platform';

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

export const paymentSettings = z
  .object({
    ...coreSettings,
    SUGANG_PROVIDER_LATENCY_MS: latency.default({ fromMs: 20, toMs: 20 }),
    SUGANG_PROVIDER_FAILURE_RATE: decimalNumber(0, 1).default(0),
    SUGANG_PAYMENT_TOKEN_KEY: tokenKey.optional(),
  })
  .superRefine((settings, context) => {
    if (settings.SUGANG_PAYMENT_TOKEN_KEY !== undefined || settings.DATABASE_URL.startsWith('sqlite:')) return;
    const message = 'is required with this DATABASE_URL: openssl rand -base64 32';
    context.addIssue({ code: 'custom', path: ['SUGANG_PAYMENT_TOKEN_KEY'], message });
  });
export type PaymentSettings = z.output<typeof paymentSettings>;

import { z } from 'zod';
import { address, brokerSettings, coreSettings, databaseSettings, decimalNumber, wholeNumber } from '#platform';
import { defaultCallSettings, type CallSettings } from '#resilience';

const { bulkhead, breaker, ...call } = defaultCallSettings;
const ONE_DAY = 1440;

/** Needed to show payment who we are, where it is reached over HTTP. */
const ofHttp = ['SUGANG_TOKEN_URL', 'SUGANG_CLIENT_ID', 'SUGANG_CLIENT_SECRET'] as const;

export const registrationSettings = z
  .object({
    ...coreSettings,
    ...brokerSettings,
    ...databaseSettings,
    SUGANG_HOLD_MINUTES: decimalNumber(0.001, ONE_DAY)
      .default(10)
      .describe('How long a seat is held for its payment, in minutes.'),
    SUGANG_SWEEP_MS: wholeNumber(10, 60_000)
      .default(1_000)
      .describe('Pause between two looks for overdue work, in milliseconds.'),
    SUGANG_PAYMENT_TIMEOUT_MS: wholeNumber(1, 60_000)
      .default(call.timeoutMs)
      .describe('Time limit of one attempt at payment, in milliseconds; the whole call ends within 2 s.'),
    SUGANG_PAYMENT_RETRIES: wholeNumber(0, 10).default(call.retries).describe('Further attempts after a fault.'),
    SUGANG_PAYMENT_CALLS: wholeNumber(1, 10_000).default(bulkhead.calls).describe('Calls to payment at once.'),
    SUGANG_PAYMENT_QUEUE: wholeNumber(0, 10_000)
      .default(bulkhead.queue)
      .describe('Calls that may wait for one of these.'),
    SUGANG_PAYMENT_BREAKER_SIZE: wholeNumber(1, 10_000)
      .default(breaker.size)
      .describe('Of how many last calls the circuit breaker judges.'),
    SUGANG_PAYMENT_BREAKER_THRESHOLD: decimalNumber(0.01, 0.99)
      .default(breaker.threshold)
      .describe('It opens when more than this share of them failed.'),
    SUGANG_PAYMENT_BREAKER_MINIMUM_CALLS: wholeNumber(1, 10_000)
      .default(breaker.minimumCalls)
      .describe('It does not judge fewer calls than these.'),
    SUGANG_PAYMENT_BREAKER_PAUSE_MS: wholeNumber(1, 600_000)
      .default(breaker.halfOpenAfterMs)
      .describe('How long it stays open before a trial call, in milliseconds.'),
    PAYMENT_URL: address('http://', 'https://')
      .optional()
      .describe('Where payment is asked over HTTP; through the broker when absent.'),
    SUGANG_TOKEN_URL: address('http://', 'https://')
      .optional()
      .describe('Where a service token is had; required with `PAYMENT_URL`.'),
    SUGANG_CLIENT_ID: z.string().max(64).optional().describe('As whom; required with `PAYMENT_URL`.'),
    SUGANG_CLIENT_SECRET: z
      .string()
      .optional()
      .meta({ description: 'With which secret; required with `PAYMENT_URL`.', secret: true }),
  })
  .check(
    ...ofHttp.map((variable) =>
      z.refine<Record<string, unknown>>(
        (settings) => settings['PAYMENT_URL'] === undefined || settings[variable] !== undefined,
        { path: [variable], error: 'is required with PAYMENT_URL', when: () => true },
      ),
    ),
  );
export type RegistrationSettings = z.output<typeof registrationSettings>;

/** How payment is called. However the settings stand, the whole call ends within 2 s. */
export const callSettingsOf = (settings: RegistrationSettings): CallSettings => ({
  ...call,
  timeoutMs: settings.SUGANG_PAYMENT_TIMEOUT_MS,
  retries: settings.SUGANG_PAYMENT_RETRIES,
  bulkhead: { calls: settings.SUGANG_PAYMENT_CALLS, queue: settings.SUGANG_PAYMENT_QUEUE },
  breaker: {
    size: settings.SUGANG_PAYMENT_BREAKER_SIZE,
    threshold: settings.SUGANG_PAYMENT_BREAKER_THRESHOLD,
    minimumCalls: Math.min(settings.SUGANG_PAYMENT_BREAKER_MINIMUM_CALLS, settings.SUGANG_PAYMENT_BREAKER_SIZE),
    halfOpenAfterMs: settings.SUGANG_PAYMENT_BREAKER_PAUSE_MS,
  },
});

/** Where payment is reached over HTTP, and as whom a token for it is asked for; undefined: it is asked through the broker. */
export function paymentOverHttp(settings: RegistrationSettings) {
  const { PAYMENT_URL: payment, SUGANG_TOKEN_URL: url, SUGANG_CLIENT_ID: id, SUGANG_CLIENT_SECRET: secret } = settings;
  if (payment === undefined || url === undefined || id === undefined || secret === undefined) return undefined;
  return { url: `${payment.replace(/\/+$/, '')}/internal/payments`, client: { url, id, secret } };
}

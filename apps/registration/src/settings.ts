import { z } from 'zod';
import {
  address,
  brokerSettings,
  coreSettings,
  createSettings,
  databaseSettings,
  decimalNumber,
  flag,
  idempotencySettings,
  inboxOutlivesParked,
  messageSettings,
  streamSettings,
  wholeNumber,
} from '#platform';
import { defaultCallSettings, type CallSettings } from '#resilience';
import type { HoldLimits } from './domain/hold-limits.js';

const { concurrency, breaker, ...call } = defaultCallSettings;
const ONE_DAY = 1440;

const REQUIRED_WITH_PAYMENT_URL = ['SUGANG_TOKEN_URL', 'SUGANG_CLIENT_ID', 'SUGANG_CLIENT_SECRET'] as const;

export class RegistrationSettings extends createSettings(
  z
    .object({
      ...coreSettings,
      ...brokerSettings,
      ...databaseSettings,
      ...messageSettings,
      ...idempotencySettings,
      ...streamSettings,
      SUGANG_AVAILABILITY_STREAMS: wholeNumber(0, 100_000)
        .default(2_000)
        .describe('Maximum number of open streams of availability per replica. Above it they are refused with 503.'),
      SUGANG_AVAILABILITY_STREAMS_PER_NETWORK: wholeNumber(1, 100_000)
        .default(500)
        .describe(
          'Maximum number of open streams of availability per replica and address (for IPv6: per /64). Above it they are refused with 429.',
        ),
      SUGANG_HOLD_MINUTES: decimalNumber(0.001, ONE_DAY)
        .default(10)
        .describe('How long a seat is held for its payment, in minutes.'),
      SUGANG_APPROVAL_HOURS: decimalNumber(0.001, 8_760)
        .default(72)
        .describe(
          'How long the staff can decide on a registration that requires an approval, unless the lecture has a limit of its own, and on a request to cancel one, in hours.',
        ),
      SUGANG_REQUIRE_VERIFIED_EMAIL: flag
        .default(false)
        .describe('Whether only accounts with a verified e-mail address can register.'),
      SUGANG_MAX_UNPAID_HOLDS: wholeNumber(1, 1_000)
        .default(8)
        .describe('Maximum number of unpaid seats that an account may hold.'),
      SUGANG_MAX_REPEATED_HOLDS: wholeNumber(0, 1_000)
        .default(3)
        .describe(
          'How often an account may hold a seat in the same lecture again within 24 hours without paying for it. A hold is not counted if payment did not respond.',
        ),
      SUGANG_REPEATED_HOLD_PAUSE_SECONDS: wholeNumber(0, 86_400)
        .default(60)
        .describe(
          'Pause before an account can hold a seat in the same lecture again after its hold ended unpaid, in seconds.',
        ),
      SUGANG_SWEEP_MS: wholeNumber(10, 60_000)
        .default(1_000)
        .describe('Pause between two runs of the jobs that end overdue holds and registrations, in milliseconds.'),
      SUGANG_PAYMENT_TIMEOUT_MS: wholeNumber(1, 60_000)
        .default(call.timeoutMs)
        .describe('Timeout of one attempt to call payment, in milliseconds. The whole call ends within 2 s.'),
      SUGANG_PAYMENT_RETRIES: wholeNumber(0, 10)
        .default(call.retries)
        .describe('Number of retries after a failed attempt.'),
      SUGANG_PAYMENT_CALLS: wholeNumber(1, 10_000)
        .default(concurrency.max)
        .describe('Upper bound of the adaptive limit of concurrent calls to payment.'),
      SUGANG_PAYMENT_CALLS_MIN: wholeNumber(1, 10_000)
        .default(concurrency.min)
        .describe('Lower bound of the adaptive limit of concurrent calls to payment.'),
      SUGANG_PAYMENT_QUEUE: wholeNumber(0, 10_000)
        .default(concurrency.queue)
        .describe('Maximum number of calls to payment that wait for a free slot.'),
      SUGANG_PAYMENT_BREAKER_SIZE: wholeNumber(1, 10_000)
        .default(breaker.size)
        .describe("Number of recent calls in the circuit breaker's sliding window."),
      SUGANG_PAYMENT_BREAKER_THRESHOLD: decimalNumber(0.01, 0.99)
        .default(breaker.threshold)
        .describe('Share of failed calls in the window above which the circuit breaker opens.'),
      SUGANG_PAYMENT_BREAKER_MINIMUM_CALLS: wholeNumber(1, 10_000)
        .default(breaker.minimumCalls)
        .describe('Minimum number of calls in the window before the circuit breaker can open.'),
      SUGANG_PAYMENT_BREAKER_FAULTS_PER_STUDENT: wholeNumber(1, 10_000)
        .default(breaker.faultsPerParty ?? 2)
        .describe(
          'Maximum number of failed attempts of one student that count in the window, so that one student does not stop payments for everyone.',
        ),
      SUGANG_PAYMENT_BREAKER_PAUSE_MS: wholeNumber(1, 600_000)
        .default(breaker.halfOpenAfterMs)
        .describe('How long the circuit breaker stays open before a trial call, in milliseconds.'),
      PAYMENT_URL: address('http://', 'https://')
        .optional()
        .describe('Base URL of payment, to call it over HTTP. Without it payment is called through the broker.'),
      SUGANG_TOKEN_URL: address('http://', 'https://')
        .optional()
        .describe('Token endpoint for the service token. Required with `PAYMENT_URL`.'),
      SUGANG_CLIENT_ID: z
        .string()
        .max(64)
        .optional()
        .describe('Client id for the service token. Required with `PAYMENT_URL`.'),
      SUGANG_CLIENT_SECRET: z
        .string()
        .optional()
        .meta({ description: 'Client secret for the service token. Required with `PAYMENT_URL`.', secret: true }),
    })
    .check(
      inboxOutlivesParked,
      ...REQUIRED_WITH_PAYMENT_URL.map((variable) =>
        z.refine<Record<string, unknown>>(
          (settings) => settings['PAYMENT_URL'] === undefined || settings[variable] !== undefined,
          { path: [variable], error: 'is required with PAYMENT_URL', when: () => true },
        ),
      ),
    ),
) {}

export const holdLimitsOf = (settings: RegistrationSettings): HoldLimits => ({
  unpaidHolds: settings.SUGANG_MAX_UNPAID_HOLDS,
  repeatedHolds: settings.SUGANG_MAX_REPEATED_HOLDS,
  repeatPauseMs: settings.SUGANG_REPEATED_HOLD_PAUSE_SECONDS * 1_000,
});

/** The call policy for payment. With any settings the whole call ends within 2 s. */
export const callSettingsOf = (settings: RegistrationSettings): CallSettings => ({
  ...call,
  timeoutMs: settings.SUGANG_PAYMENT_TIMEOUT_MS,
  retries: settings.SUGANG_PAYMENT_RETRIES,
  concurrency: {
    min: Math.min(settings.SUGANG_PAYMENT_CALLS_MIN, settings.SUGANG_PAYMENT_CALLS),
    max: settings.SUGANG_PAYMENT_CALLS,
    initial: concurrency.initial,
    queue: settings.SUGANG_PAYMENT_QUEUE,
  },
  breaker: {
    size: settings.SUGANG_PAYMENT_BREAKER_SIZE,
    threshold: settings.SUGANG_PAYMENT_BREAKER_THRESHOLD,
    minimumCalls: Math.min(settings.SUGANG_PAYMENT_BREAKER_MINIMUM_CALLS, settings.SUGANG_PAYMENT_BREAKER_SIZE),
    halfOpenAfterMs: settings.SUGANG_PAYMENT_BREAKER_PAUSE_MS,
    faultsPerParty: settings.SUGANG_PAYMENT_BREAKER_FAULTS_PER_STUDENT,
  },
});

/** The endpoint of payment and the credentials for its token; undefined where payment is called through the broker. */
export function paymentOverHttp(settings: RegistrationSettings) {
  const { PAYMENT_URL: payment, SUGANG_TOKEN_URL: url, SUGANG_CLIENT_ID: id, SUGANG_CLIENT_SECRET: secret } = settings;
  if (payment === undefined || url === undefined || id === undefined || secret === undefined) return undefined;
  return { url: `${payment.replace(/\/+$/, '')}/internal/payments`, client: { url, id, secret } };
}

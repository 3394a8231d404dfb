import { z } from 'zod';
import { coreSettings, decimalNumber, wholeNumber } from '#platform';
import { defaultCallSettings, type CallSettings } from '#resilience';

const { bulkhead, breaker, ...call } = defaultCallSettings;
const ONE_DAY = 1440;

export const registrationSettings = z.object({
  ...coreSettings,
  SUGANG_HOLD_MINUTES: decimalNumber(0.001, ONE_DAY).default(10),
  SUGANG_SWEEP_MS: wholeNumber(10, 60_000).default(1_000),
  SUGANG_PAYMENT_TIMEOUT_MS: wholeNumber(1, 60_000).default(call.timeoutMs),
  SUGANG_PAYMENT_RETRIES: wholeNumber(0, 10).default(call.retries),
  SUGANG_PAYMENT_CALLS: wholeNumber(1, 10_000).default(bulkhead.calls),
  SUGANG_PAYMENT_QUEUE: wholeNumber(0, 10_000).default(bulkhead.queue),
  SUGANG_PAYMENT_BREAKER_SIZE: wholeNumber(1, 10_000).default(breaker.size),
  SUGANG_PAYMENT_BREAKER_THRESHOLD: decimalNumber(0.01, 0.99).default(breaker.threshold),
  SUGANG_PAYMENT_BREAKER_MINIMUM_CALLS: wholeNumber(1, 10_000).default(breaker.minimumCalls),
  SUGANG_PAYMENT_BREAKER_PAUSE_MS: wholeNumber(1, 600_000).default(breaker.halfOpenAfterMs),
});
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

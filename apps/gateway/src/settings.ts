import { servicePorts, type ServiceName } from '#contracts';
import { coreSettings, edgeSettings, wholeNumber } from '#platform';
import { z } from 'zod';

const isUpstream = (value: string): boolean => /^https?:\/\/[^?#@]+$/.test(value) && URL.canParse(value);

/** The addresses of a service, separated by commas; a path in an address is a prefix of the forwarded paths. */
const upstream = (service: ServiceName) =>
  z
    .string()
    .transform((value) => [...new Set(value.split(',').map((each) => each.trim()))])
    .refine(
      (urls) => urls.every(isUpstream),
      'must be addresses that begin with http:// or https://, separated by commas, without account, query or fragment',
    )
    .prefault(`http://localhost:${servicePorts[service]}`);

export const gatewaySettings = z.object({
  ...coreSettings,
  SUGANG_REGISTRATION_URL: upstream('registration').describe('Addresses of registration, separated by commas.'),
  SUGANG_PAYMENT_URL: upstream('payment').describe('Addresses of payment, separated by commas.'),
  SUGANG_LECTURE_URL: upstream('lecture').describe('Addresses of lecture, separated by commas.'),
  SUGANG_MYPAGE_URL: upstream('mypage').describe('Addresses of mypage, separated by commas.'),
  SUGANG_NOTIFICATION_URL: upstream('notification').describe('Addresses of notification, separated by commas.'),
  SUGANG_IDENTITY_URL: upstream('identity').describe('Addresses of identity, separated by commas.'),
  SUGANG_UPSTREAM_TIMEOUT_MS: wholeNumber(10, 600_000)
    .default(10_000)
    .describe('Timeout for the first byte of a response from a service, in milliseconds.'),
  SUGANG_UPSTREAM_PAYMENT_TIMEOUT_MS: wholeNumber(10, 600_000)
    .default(30_000)
    .describe('The same timeout for routes that respond after a payment, in milliseconds.'),
  SUGANG_UPSTREAM_PROBE_MS: wholeNumber(50, 600_000)
    .default(2_000)
    .describe(
      'Interval between readiness probes (`/health/ready`) of each address of a service that has several, in milliseconds.',
    ),
  SUGANG_UPSTREAM_CIRCUIT_MS: wholeNumber(50, 600_000)
    .default(5_000)
    .describe('How long the circuit breaker of an address stays open before a trial request, in milliseconds.'),
  ...edgeSettings,
});
export type GatewaySettings = z.output<typeof gatewaySettings>;

export type Addresses = Readonly<Record<ServiceName, readonly string[]>>;

export const addressesOf = (settings: GatewaySettings): Addresses => ({
  registration: settings.SUGANG_REGISTRATION_URL,
  payment: settings.SUGANG_PAYMENT_URL,
  lecture: settings.SUGANG_LECTURE_URL,
  mypage: settings.SUGANG_MYPAGE_URL,
  notification: settings.SUGANG_NOTIFICATION_URL,
  identity: settings.SUGANG_IDENTITY_URL,
});

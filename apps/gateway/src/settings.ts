import { servicePorts, type ServiceName } from '#contracts';
import { coreSettings, edgeSettings, wholeNumber } from '#platform';
import { z } from 'zod';

const isUpstream = (value: string): boolean => /^https?:\/\/[^?#@]+$/.test(value) && URL.canParse(value);

/** Where a service is: one address, or several with commas between; a path is kept in front of the paths asked for. */
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
  SUGANG_REGISTRATION_URL: upstream('registration').describe('Where registration is.'),
  SUGANG_PAYMENT_URL: upstream('payment').describe('Where payment is.'),
  SUGANG_LECTURE_URL: upstream('lecture').describe('Where lecture is.'),
  SUGANG_MYPAGE_URL: upstream('mypage').describe('Where mypage is.'),
  SUGANG_NOTIFICATION_URL: upstream('notification').describe('Where notification is.'),
  SUGANG_IDENTITY_URL: upstream('identity').describe('Where identity is.'),
  SUGANG_UPSTREAM_TIMEOUT_MS: wholeNumber(10, 600_000)
    .default(10_000)
    .describe('How long a service may take until its answer begins, in milliseconds.'),
  SUGANG_UPSTREAM_PAYMENT_TIMEOUT_MS: wholeNumber(10, 600_000)
    .default(30_000)
    .describe('The same where a payment comes before the answer.'),
  SUGANG_UPSTREAM_PROBE_MS: wholeNumber(50, 600_000)
    .default(2_000)
    .describe('Time between two looks at `/health/ready` of each address of a service that has several.'),
  SUGANG_UPSTREAM_CIRCUIT_MS: wholeNumber(50, 600_000)
    .default(5_000)
    .describe('How long nothing is asked of an address that has failed, before one request tries it, in milliseconds.'),
  ...edgeSettings,
});
export type GatewaySettings = z.output<typeof gatewaySettings>;

/** The addresses of every service. */
export type Addresses = Readonly<Record<ServiceName, readonly string[]>>;

export const addressesOf = (settings: GatewaySettings): Addresses => ({
  registration: settings.SUGANG_REGISTRATION_URL,
  payment: settings.SUGANG_PAYMENT_URL,
  lecture: settings.SUGANG_LECTURE_URL,
  mypage: settings.SUGANG_MYPAGE_URL,
  notification: settings.SUGANG_NOTIFICATION_URL,
  identity: settings.SUGANG_IDENTITY_URL,
});

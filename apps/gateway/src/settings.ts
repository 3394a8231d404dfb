import { servicePorts, type ServiceName } from '#contracts';
import { address, coreSettings, wholeNumber } from '#platform';
import { z } from 'zod';

/** Where a service is; a path is kept in front of the paths asked for. */
const upstream = (service: ServiceName) =>
  address('http://', 'https://')
    .refine((value) => !/[?#@]/.test(value), 'must have no account, query or fragment')
    .default(`http://localhost:${servicePorts[service]}`);

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
  SUGANG_TRUSTED_PROXIES: wholeNumber(0, 10)
    .default(0)
    .describe('How many proxies in front of the gateway each add an address to `X-Forwarded-For`.'),
});
export type GatewaySettings = z.output<typeof gatewaySettings>;

/** The address of every service. */
export type Addresses = Readonly<Record<ServiceName, string>>;

export const addressesOf = (settings: GatewaySettings): Addresses => ({
  registration: settings.SUGANG_REGISTRATION_URL,
  payment: settings.SUGANG_PAYMENT_URL,
  lecture: settings.SUGANG_LECTURE_URL,
  mypage: settings.SUGANG_MYPAGE_URL,
  notification: settings.SUGANG_NOTIFICATION_URL,
  identity: settings.SUGANG_IDENTITY_URL,
});

import { z } from 'zod';
import { address, wholeNumber } from '../settings/core-settings.js';
import type { CoreSettings } from '../settings/core-settings.js';

const isOrigin = (value: string): boolean => URL.canParse(value) && new URL(value).origin === value;

const origins = z
  .string()
  .transform((value) => value.split(',').map((origin) => origin.trim()))
  .refine((list) => list.every(isOrigin), 'must be origins such as https://sugang.example.org, separated by commas');

const perMinute = (most: number) => wholeNumber(1, 1_000_000).default(most);

/** Variables of the one entrance, whichever process it is; spread them into the schema of that process. */
export const edgeSettings = {
  SUGANG_TRUSTED_PROXIES: wholeNumber(0, 10)
    .default(0)
    .describe('How many proxies in front of the entrance each add an address to `X-Forwarded-For`.'),
  SUGANG_LIMITS_URL: address('memory:', 'redis://', 'rediss://').default('memory:').meta({
    description: 'Where requests are counted: in the process, or in a store that several gateways share.',
    secret: true,
  }),
  SUGANG_LIMIT_ACCOUNT: perMinute(600).describe('Requests of one account in a minute.'),
  SUGANG_LIMIT_ADDRESS: perMinute(1200).describe(
    'Requests without a valid token from one address (of IPv6: one /64) in a minute. Many people may share one.',
  ),
  SUGANG_LIMIT_LOGIN: perMinute(120).describe(
    'Logins, sign-ups and requests for service tokens from one address in a minute.',
  ),
  SUGANG_LIMIT_REGISTRATION: perMinute(60).describe(
    'Registrations and payments that one account asks for in a minute.',
  ),
  SUGANG_CORS_ORIGINS: origins
    .optional()
    .describe('Pages of these origins may call the API from a browser; without it only pages of its own origin.'),
} as const;

export type EdgeSettings = z.output<z.ZodObject<typeof edgeSettings>> &
  Pick<CoreSettings, 'SUGANG_ISSUER' | 'SUGANG_RATE_LIMIT'>;

import { z } from 'zod';
import { address, knownParameters, wholeNumber, type CoreSettings } from '../settings/core-settings.js';

const isOrigin = (value: string): boolean => URL.canParse(value) && new URL(value).origin === value;

const origins = z
  .string()
  .transform((value) => value.split(',').map((origin) => origin.trim()))
  .refine((list) => list.every(isOrigin), 'must be origins such as https://sugang.example.org, separated by commas');

export const corsSettings = {
  SUGANG_CORS_ORIGINS: origins
    .optional()
    .describe(
      'Origins, separated by commas, whose pages may call the API from a browser, also with the session cookie if they are of the same site. Without it, only same-origin pages may. The gateway and identity need the same value.',
    ),
} as const;

const atMost = (limit: number) => wholeNumber(1, 1_000_000).default(limit);

export const edgeSettings = {
  SUGANG_TRUSTED_PROXIES: wholeNumber(0, 10)
    .default(0)
    .describe('Number of trusted proxies in front of the edge, each of which appends an address to `X-Forwarded-For`.'),
  SUGANG_LIMITS_URL: address('memory:', 'redis://', 'rediss://')
    .superRefine(knownParameters('family', 'db'))
    .default('memory:')
    .meta({
      description:
        'Where rate limiting counts requests: in the process (`memory:`), or in a Redis server that several gateways share.',
      secret: true,
    }),
  SUGANG_LIMIT_ACCOUNT: atMost(600).describe('Maximum requests per minute of one account, except reads.'),
  SUGANG_LIMIT_READS: atMost(600).describe('Maximum reads (GET, HEAD) per minute of one account.'),
  SUGANG_LIMIT_ADDRESS: atMost(6_000).describe(
    'Maximum requests per minute without a valid token from one address (for IPv6: one /64). Many people may share an address.',
  ),
  SUGANG_LIMIT_LOGIN: atMost(3_000).describe(
    'Maximum logins, refreshes and service token requests per minute from one address.',
  ),
  SUGANG_LIMIT_FAILED_LOGINS: atMost(200).describe(
    'Maximum failed logins per minute from one network (an IPv4 /24 or an IPv6 /48).',
  ),
  SUGANG_LIMIT_SIGN_UP: atMost(1_000).describe('Maximum sign-ups per hour from one address.'),
  SUGANG_LIMIT_REGISTRATION: atMost(60).describe(
    'Maximum registration and payment requests per minute of one account.',
  ),
  SUGANG_LIMIT_NETWORK: atMost(12_000).describe(
    'Maximum requests per minute from one network (an IPv4 /24 or an IPv6 /48), except reads, for all accounts together.',
  ),
  SUGANG_LIMIT_NETWORK_READS: atMost(60_000).describe(
    'Maximum reads per minute from one network, for all accounts together.',
  ),
  SUGANG_LIMIT_CONNECTIONS: wholeNumber(1, 1_000_000)
    .default(2_000)
    .describe(
      'Maximum open connections from one address (for IPv6: one /64). Not applied behind trusted proxies, which should limit connections themselves.',
    ),
  SUGANG_AVAILABILITY_TIMEOUT_MS: wholeNumber(10, 10_000)
    .default(300)
    .describe(
      'How long a list of lectures waits for the available seats of its lectures, in milliseconds. After that it is sent without them.',
    ),
  ...corsSettings,
} as const;

export type EdgeSettings = z.output<z.ZodObject<typeof edgeSettings>> &
  Pick<CoreSettings, 'SUGANG_ISSUER' | 'SUGANG_RATE_LIMIT'>;

export type LimitName =
  | 'account'
  | 'address'
  | 'failed-logins'
  | 'login'
  | 'network'
  | 'network-reads'
  | 'reads'
  | 'registration'
  | 'sign-up';
